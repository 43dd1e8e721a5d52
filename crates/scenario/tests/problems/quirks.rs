//! What Flee allows: told as a warning where its rules hold, and else refused.

use super::{Folder, with_line};

#[test]
fn places_that_turn_into_two_kinds_on_one_day() {
    let rows = "2020-01-05,kind,atma,town,,,,,\n2020-01-05,kind,atma,camp,,,,,";
    insta::assert_snapshot!(with_line("events.csv", rows), @"
    error: Two events of kind `kind` contradict each other on `atma`: `town` and `camp`.
     --> test/events.csv:5:1
      |
    5 | 2020-01-05,kind,atma,camp,,,,,
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: test/events.csv:4:1
      |
    4 | 2020-01-05,kind,atma,town,,,,,
      | ------------------------------ the other event
      |
    help: Give them different dates, end the first before the second begins, or remove one.
    ");
    let said = Folder::new()
        .add("scenario.toml", "[movement]\nflee_quirks = true")
        .add("events.csv", rows)
        .problems();
    insta::assert_snapshot!(said, @"
    warning: Two events of kind `kind` contradict each other on `atma`: `town` and `camp`.
     --> test/events.csv:5:1
      |
    5 | 2020-01-05,kind,atma,camp,,,,,
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: test/events.csv:4:1
      |
    4 | 2020-01-05,kind,atma,town,,,,,
      | ------------------------------ the other event
      |
    help: The later row counts.
    ");
}

#[test]
fn a_town_may_be_given_room() {
    assert_eq!(
        with_line("events.csv", "2020-01-05,camp,idleb,capacity=500,,,,,"),
        ""
    );
}

#[test]
fn rates_without_anything_to_flee() {
    let with = |settings: &str| {
        Folder::new()
            .add("scenario.toml", &format!("[onset]\n{settings}"))
            .problems()
    };
    assert_eq!(with("mode = \"share\"\nper_conflict_day = 0.1"), "");
    insta::assert_snapshot!(with("mode = \"share\""), @r#"
    warning: Nobody becomes displaced: `onset.per_conflict_day` is 0.
     --> test/scenario.toml:6:8
      |
    6 | mode = "share"
      |        ^^^^^^^
      |
    help: Give the persons, or the share of residents, who are displaced in a day.
    "#);
    insta::assert_snapshot!(with("mode = \"poisson\"\nby_flood = true"), @r#"
    warning: Nobody becomes displaced: `onset.per_flood_day` is 0.
     --> test/scenario.toml:6:8
      |
    6 | mode = "poisson"
      |        ^^^^^^^^^
      |
    help: Give the persons, or the share of residents, who are displaced in a day.
    "#);
    insta::assert_snapshot!(with("mode = \"constant\"\nby_flood = true\nper_flood_day = [0, 2.5]"), @r#"
    warning: Nobody becomes displaced: `onset.mode` is `constant`, but no event is a flood.
     --> test/scenario.toml:6:8
      |
    6 | mode = "constant"
      |        ^^^^^^^^^^
      |
    help: Add events of the kind `flood` to events.csv.
    "#);
}

#[test]
fn more_displaced_than_residents_where_flee_makes_them_of_nobody() {
    let said = Folder::new()
        .add("scenario.toml", "[movement]\nflee_quirks = true")
        .add("people.csv", "ariha,displaced,50000")
        .problems();
    assert_eq!(said, "");
}
