//! What is wrong with the settings of an instance, and how it is said.

use refuge_core::settings::{OnsetMode, Settings};
use refuge_scenario::{Options, load};

use super::{Instance, SETTINGS};

fn of_moves(rules: &str) -> Settings {
    let text = format!("move_rules:\n{rules}");
    Instance::new().settings(&text).world().settings
}

#[test]
fn an_unknown_setting() {
    let said = Instance::new()
        .settings("move_rules:\n  max_move_sped: 200\n  hasten: 2\nmove_rule: 1\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: Flee has no setting `max_move_sped` here, and would ignore it.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   max_move_sped: 200
      |   ^^^^^^^^^^^^^
      |
    help: Did you mean `max_move_speed`?

    error: Flee has no setting `hasten` here, and would ignore it.
     --> ../utopia/simsetting.yml:3:3
      |
    3 |   hasten: 2
      |   ^^^^^^
      |
    help: `hasten` belongs in the section `optimisations`.

    error: Flee has no setting `move_rule` here, and would ignore it.
     --> ../utopia/simsetting.yml:4:1
      |
    4 | move_rule: 1
      | ^^^^^^^^^
      |
    help: Did you mean `move_rules`?
    ");
}

#[test]
fn settings_without_effect() {
    let said = Instance::new()
        .settings("log_levels:\n  agent: 1\n  link: 0\nmove_rules:\n  max_crossing_speed: 20\n")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The log that `agent` asks for is not written.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   agent: 1
      |   ^^^^^
      |
    help: The results have every place and link instead: see `places.csv` and `flows.csv`.

    warning: `max_crossing_speed` has no effect on this run, as in Flee.
     --> ../utopia/simsetting.yml:5:3
      |
    5 |   max_crossing_speed: 20
      |   ^^^^^^^^^^^^^^^^^^

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}

#[test]
fn settings_of_the_wrong_kind() {
    let said = Instance::new()
        .settings("move_rules:\n  awareness_level: 0\n  start_on_foot: 'False'\noptimisations:\n  hasten: 0\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: With an `awareness_level` of 0 nobody ever moves in Flee.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   awareness_level: 0
      |   ^^^^^^^^^^^^^^^
      |
    help: Give 1 or more: the number of roads that people look ahead.

    error: `start_on_foot` must be `true` or `false`, but is `'False'`.
     --> ../utopia/simsetting.yml:3:18
      |
    3 |   start_on_foot: 'False'
      |                  ^^^^^^^
      |
    help: This is a text, and Flee takes every text for true, also `False`: write it without quotation marks.

    error: `hasten` must be a number from 1 to 1000000000, but is `0`.
     --> ../utopia/simsetting.yml:5:11
      |
    5 |   hasten: 0
      |           ^
    ");
}

#[test]
fn settings_that_are_no_yaml() {
    let said = Instance::new().settings("move_rules: [1\n").problems();
    insta::assert_snapshot!(said, @"
    error: The file cannot be read as YAML: unclosed bracket '[' at line 1, column 13.
     --> ../utopia/simsetting.yml:1:13
      |
    1 | move_rules: [1
      |             ^
    ");
}

#[test]
fn no_settings() {
    let said = Instance::new().without(SETTINGS).problems();
    insta::assert_snapshot!(said, @"
    error: The instance has no settings.
     --> ../utopia/simsetting.yml
    help: Put a simsetting.yml into the folder or one above it, or name a file with `--settings`.
    ");
}

#[test]
fn rules_of_movement() {
    let movement = of_moves(
        "  use_pop_for_loc_weight: True\n  stay_close_to_home: True\n  movechance_pop_base: 5000\n  movechance_pop_scale_factor: 0.5\n  pruning_threshold: 2\n",
    )
    .movement;
    assert_eq!(
        (movement.population_power, movement.population_now),
        (0.1, true)
    );
    assert_eq!(movement.closeness_power, 0.5);
    assert_eq!(
        (
            movement.leave_population_base,
            movement.leave_population_power
        ),
        (5000.0, 0.5)
    );
    assert_eq!(movement.pruning_threshold, 2.0);
    let powers = of_moves(
        "  use_pop_for_loc_weight: True\n  pop_power_for_loc_weight: 0.25\n  stay_close_to_home: True\n  home_distance_power: 5\n",
    )
    .movement;
    assert_eq!(
        (powers.population_power, powers.closeness_power),
        (0.25, 5.0)
    );
    let off = of_moves("  pop_power_for_loc_weight: 0.25\n  home_distance_power: 5\n").movement;
    assert_eq!((off.population_power, off.closeness_power), (0.0, 0.0));
}

#[test]
fn the_level_of_awareness() {
    let level = |level: &str| {
        let rules = format!("  awareness_level: {level}\n");
        of_moves(&rules).movement.awareness_level
    };
    assert_eq!(["2.9", "5", "-1"].map(level), [2, 5, 1]);
    let dead_ends = Instance::new()
        .replace("input_csv/locations.csv", "30.5,town", "30.5,marker")
        .settings("move_rules:\n  awareness_level: -1\n");
    insta::assert_snapshot!(dead_ends.problems(), @"
    warning: With an `awareness_level` below 0 markers are dead ends in Flee; here it counts as 1.
     --> ../utopia/input_csv/locations.csv

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}

#[test]
fn the_column_of_internally_displaced_people() {
    let shows = |level: u8| {
        let instance = Instance::new().settings(&format!("log_levels:\n  idp_totals: {level}\n"));
        instance.world().settings.observe.idp_totals
    };
    assert_eq!([0, 1, 2].map(shows), [false, true, true]);
}

#[test]
fn settings_that_do_nothing_alone() {
    let said = Instance::new()
        .settings("spawn_rules:\n  conflict_spawn_decay_interval: 20\nmove_rules:\n  home_distance_power: 2\n  BoysTakeRisk: True\n  two_system_decision_making: True\n  ChildrenAvoidHazards: False\n")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: `conflict_spawn_decay_interval` has no effect without `conflict_spawn_decay`.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   conflict_spawn_decay_interval: 20
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    warning: `home_distance_power` has no effect without `stay_close_to_home`.
     --> ../utopia/simsetting.yml:4:3
      |
    4 |   home_distance_power: 2
      |   ^^^^^^^^^^^^^^^^^^^

    warning: `BoysTakeRisk` has no effect without `ChildrenAvoidHazards`.
     --> ../utopia/simsetting.yml:5:3
      |
    5 |   BoysTakeRisk: True
      |   ^^^^^^^^^^^^

    warning: `two_system_decision_making` has no effect, as in Flee, which reads it but never follows it.
     --> ../utopia/simsetting.yml:6:3
      |
    6 |   two_system_decision_making: True
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}

#[test]
fn a_chance_of_leaving_that_flee_cannot_reckon() {
    let said = Instance::new()
        .settings("move_rules:\n  movechance_pop_scale_factor: -0.5\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: With a `movechance_pop_scale_factor` below 0, Flee stops when people are in `Ford`, which has neither population nor capacity.
     --> ../utopia/input_csv/locations.csv:4:1
      |
    4 | Ford,East,Elsewhere,1.7,30.75,forwarding_hub,,
      | ^^^^
      |
    help: Give it a population, or take a factor of 0 or more.
    ");
}

#[test]
fn settings_that_are_typed_override_those_of_the_file() {
    let typed = ["movement.speed_km_per_day=90", "onset.mode=hazard"];
    let settings = Instance::new().load_with(&typed).unwrap().world.settings;
    assert_eq!(settings.movement.speed_km_per_day, 90.0);
    assert_eq!(settings.onset.mode, OnsetMode::Hazard);
}

#[test]
fn newcomers_that_no_file_counts() {
    let by_conflict = Instance::new().settings("spawn_rules:\n  conflict_driven_spawning: {}\n");
    let said = |mode| {
        let typed = format!("onset.mode={mode}");
        by_conflict.load_with(&[&typed]).unwrap_err().to_string()
    };
    insta::assert_snapshot!(said("sampled"), @"
    error: `onset.mode` cannot be `sampled`: the instance has no numbers of newcomers, because conflict or floods displace people.
     --> --set onset.mode=sampled
    ");
    insta::assert_snapshot!(said("prescribed"), @"
    error: `onset.mode` cannot be `prescribed`: an instance of Flee has no observed series `displaced` to follow.
     --> --set onset.mode=prescribed
    ");
}

#[test]
fn a_share_of_more_than_all_residents() {
    let said = Instance::new()
        .settings("spawn_rules:\n  conflict_driven_spawning:\n    spawn_mode: pop_ratio\n    displaced_per_conflict_day: 500\n")
        .problems();
    let said = said.split("\n\n").last().unwrap();
    insta::assert_snapshot!(said, @"
    warning: With `pop_ratio`, `displaced_per_conflict_day` is a share of residents: 500 displaces more than all of them in a day.
     --> ../utopia/simsetting.yml:4:5
      |
    4 |     displaced_per_conflict_day: 500
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: Give a share from 0 to 1, or take the `spawn_mode` `constant` for persons.
    ");
}

#[test]
fn the_preset_of_flees_defaults_is_what_an_empty_file_says() {
    let instance = Instance::new().settings("log_levels:\n  agent: 0\n");
    let settings = |preset: Option<&str>| {
        let options = Options {
            preset: preset.map(str::to_owned),
            ..Options::default()
        };
        load(&instance.path(""), &options).unwrap().world.settings
    };
    assert_eq!(settings(Some("flee-default")), settings(None));
}

#[test]
fn an_overlay_lies_over_the_settings_file() {
    let overlay = "calibrated_until = 2020-02-06\n[movement]\ncamp_weight = 3\n[uncertain]\n\
                   movement.town_leave = { distribution = \"Uniform\", low = 0.1, high = 0.4 }\n";
    let instance = Instance::new()
        .settings("move_rules:\n  camp_weight: 2.0\n")
        .write("fitted.toml", overlay);
    let options = Options {
        overlay: Some(instance.path("fitted.toml")),
        ..Options::default()
    };
    let scenario = load(&instance.path(""), &options).unwrap();
    assert_eq!(scenario.world.settings.movement.camp_weight, 3.0);
    assert_eq!(scenario.world.calibrated_until, Some(1));
    assert_eq!(scenario.world.uncertain[0].key, "movement.town_leave");
    assert_ne!(scenario.hash, instance.scenario().hash);
}
