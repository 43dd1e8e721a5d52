//! Settings, in the file and on the command line.

use refuge_scenario::Options;

use super::{Folder, with_line};

#[test]
fn an_unknown_setting() {
    let said = with_line("scenario.toml", "[movement]\ncamp_wieght = 2");
    insta::assert_snapshot!(said, @"
    error: There is no setting `movement.camp_wieght`.
     --> test/scenario.toml:6:1
      |
    6 | camp_wieght = 2
      | ^^^^^^^^^^^
      |
    help: Did you mean `camp_weight`?
    ");
}

#[test]
fn a_setting_by_its_name_in_flee() {
    let said = Folder::new()
        .add("scenario.toml", "[movement]\nmax_move_speed = 3")
        .problems_with(&Options {
            set: vec!["move_rules.default_movechance=0.2".to_owned()],
            ..Options::default()
        });
    insta::assert_snapshot!(said, @"
    error: --set move_rules.default_movechance=0.2: there is no setting `move_rules.default_movechance`.
    help: Flee's `default_movechance` is `movement.town_leave` here.

    error: There is no setting `movement.max_move_speed`.
     --> test/scenario.toml:6:1
      |
    6 | max_move_speed = 3
      | ^^^^^^^^^^^^^^
      |
    help: Flee's `max_move_speed` is `movement.speed_km_per_day` here.
    ");
}

#[test]
fn a_setting_of_another_section() {
    let said = with_line("scenario.toml", "[people]\ncamp_weight = 2");
    insta::assert_snapshot!(said, @"
    error: There is no setting `people.camp_weight`.
     --> test/scenario.toml:6:1
      |
    6 | camp_weight = 2
      | ^^^^^^^^^^^
      |
    help: Did you mean `movement.camp_weight`?
    ");
}

#[test]
fn a_chance_above_one() {
    let said = with_line("scenario.toml", "[movement]\ntown_leave = 1.3");
    insta::assert_snapshot!(said, @"
    error: `movement.town_leave` must be a number from 0 to 1, but is `1.3`.
     --> test/scenario.toml:6:14
      |
    6 | town_leave = 1.3
      |              ^^^
      |
    help: Chance that a displaced household moves on from a town. Its unit: per day.
    ");
}

#[test]
fn a_count_that_is_not_whole() {
    let said = with_line("scenario.toml", "[movement]\nbatches = 2.5");
    insta::assert_snapshot!(said, @"
    error: `movement.batches` must be a whole number from 1 to 64, but is `2.5`.
     --> test/scenario.toml:6:11
      |
    6 | batches = 2.5
      |           ^^^
      |
    help: Parts in which travellers move within a day; capacity is looked at again between them. Its unit: batches.
    ");
}

#[test]
fn a_text_for_a_number() {
    let said = with_line("scenario.toml", "[movement]\ncamp_weight = \"two\"");
    insta::assert_snapshot!(said, @r#"
    error: `movement.camp_weight` must be a number from 0 to 1000000, but is `"two"`.
     --> test/scenario.toml:6:15
      |
    6 | camp_weight = "two"
      |               ^^^^^
      |
    help: Attraction of a camp of either kind. Its unit: factor.
    "#);
}

#[test]
fn an_unknown_word() {
    let said = with_line("scenario.toml", "[onset]\nmode = \"prescribd\"");
    insta::assert_snapshot!(said, @r#"
    error: `onset.mode` must be `none`, `prescribed`, `hazard`, `sampled`, `constant`, `share` or `poisson`, but is `"prescribd"`.
     --> test/scenario.toml:6:8
      |
    6 | mode = "prescribd"
      |        ^^^^^^^^^^^
      |
    help: Did you mean `prescribed`?
    "#);
}

#[test]
fn a_list_with_a_wrong_item() {
    let said = with_line("scenario.toml", "[movement]\nconflict_decay = [1.0, -2.0]");
    insta::assert_snapshot!(said, @"
    error: `movement.conflict_decay` must be a list of numbers from 0 to 10, but is `[1.0, -2.0]`.
     --> test/scenario.toml:6:18
      |
    6 | conflict_decay = [1.0, -2.0]
      |                  ^^^^^^^^^^^
      |
    help: How an ageing conflict is felt: entry k multiplies its intensity from k intervals after it began; empty means no ageing. Its unit: factor.
    ");
}

#[test]
fn a_section_that_is_none() {
    let said = with_line("scenario.toml", "people = 3");
    insta::assert_snapshot!(said, @"
    error: `people` must be a table, under [people], but is `3`.
     --> test/scenario.toml:5:10
      |
    5 | people = 3
      |          ^
    ");
}

#[test]
fn a_side_that_nobody_is_on() {
    let said = with_line("scenario.toml", "[people]\nflee_from = [\"army\"]");
    insta::assert_snapshot!(said, @r#"
    error: `people.flee_from` names the side `army`, but no place and no capture does.
     --> test/scenario.toml:6:13
      |
    6 | flee_from = ["army"]
      |             ^^^^^^^^
    "#);
}

#[test]
fn wrong_settings_on_the_command_line() {
    let said = Folder::new().problems_with(&Options {
        set: vec![
            "movement.camp_wieght=2".to_owned(),
            "movement.town_leave=2".to_owned(),
            "movement.batches".to_owned(),
            "onset.mode=always".to_owned(),
        ],
        ..Options::default()
    });
    insta::assert_snapshot!(said, @"
    error: --set movement.camp_wieght=2: there is no setting `movement.camp_wieght`.
    help: Did you mean `movement.camp_weight`?

    error: --set movement.town_leave=2: `movement.town_leave` must be a number from 0 to 1.
    help: Chance that a displaced household moves on from a town. Its unit: per day.

    error: --set movement.batches: write a key and a value, such as movement.camp_weight=2.

    error: --set onset.mode=always: `onset.mode` must be `none`, `prescribed`, `hazard`, `sampled`, `constant`, `share` or `poisson`.
    help: How the newly displaced are counted: `prescribed` follows the observed series `displaced`, `hazard` follows the conflict; the others are Flee's: `sampled` draws the place of each newcomer of newcomers.csv, and `constant`, `share` (of residents) and `poisson` displace `per_conflict_day` from each place.
    ");
}

#[test]
fn a_side_that_nobody_is_on_and_a_setting_twice_on_the_command_line() {
    let said = Folder::new().problems_with(&Options {
        set: vec![
            "people.flee_from=[\"armee\"]".to_owned(),
            "movement.camp_weight=2".to_owned(),
            "movement.camp_weight=3".to_owned(),
        ],
        ..Options::default()
    });
    insta::assert_snapshot!(said, @r#"
    error: --set movement.camp_weight=3: `movement.camp_weight` is set before, by --set movement.camp_weight=2.
    help: Leave out one of the two.

    error: `people.flee_from` names the side `armee`, but no place and no capture does.
     --> --set people.flee_from=["armee"]
    "#);
}
