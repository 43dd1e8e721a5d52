//! Numbers beyond any that a run can hold: told, and never taken for others.

use super::{Instance, with_column};

#[test]
fn more_people_counted_than_there_are() {
    let said = Instance::new()
        .write(
            "source_data/one.csv",
            "2020-02-05,9000000000000000000\n2020-02-09,-9000000000000000000\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: `count` must be a whole number from 0 to 1000000000000, but is `9000000000000000000`.
     --> ../utopia/source_data/one.csv:1:12
      |
    1 | 2020-02-05,9000000000000000000
      |            ^^^^^^^^^^^^^^^^^^^

    error: `count` must be a whole number from 0 to 1000000000000, but is `-9000000000000000000`.
     --> ../utopia/source_data/one.csv:2:12
      |
    2 | 2020-02-09,-9000000000000000000
      |            ^^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn a_correction_that_goes_beyond_any_count() {
    let said = Instance::new()
        .write(
            "source_data/one.csv",
            "2020-02-04,900000000000\n2020-02-05,1\n2020-02-09,2\n",
        )
        .write(
            "input_csv/registration_corrections.csv",
            "Camp One,2020-02-09\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: The registrations of `Camp One` cannot be corrected on 2020-02-09: the counts before this date would grow beyond any number of people.
     --> ../utopia/input_csv/registration_corrections.csv:1:10
      |
    1 | Camp One,2020-02-09
      |          ^^^^^^^^^^
    ");
}

#[test]
fn more_people_in_a_camp_than_a_run_takes() {
    let said = Instance::new()
        .write("source_data/one.csv", "2020-02-05,5000000000\n")
        .problems();
    let said = said.split("\n\n").next().unwrap();
    insta::assert_snapshot!(said, @"error: A run takes at most 1000000000 persons, but there are more before the first day and among the newcomers.");
    let further = with_column("initial_idps", ["0", "0", "0", "4294967295", "0"]).problems();
    assert!(further.starts_with(said), "{further}");
}

#[test]
fn more_room_a_day_than_there_are_people() {
    let said = with_column(
        "capacity_per_day",
        ["0", "0", "0", "9223372036854775807", "0"],
    );
    insta::assert_snapshot!(said.problems(), @"
    error: `capacity_per_day` must be a whole number from -4294967295 to 4294967295, but is `9223372036854775807`.
     --> ../utopia/input_csv/locations.csv:5:43
      |
    5 | Camp One,East,Elsewhere,1.8,31,camp,,1000,9223372036854775807
      |                                           ^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn more_kinds_of_people_than_a_run_tells_apart() {
    let values = |name: &str| {
        let rows: Vec<String> = (0..17).map(|value| format!("{value},1\n")).collect();
        let rows = rows.concat();
        format!("{name},Default\n{rows}")
    };
    let said = Instance::new()
        .settings("move_rules:\n  MatchCampEthnicity: True\n  MatchCampReligion: True\n")
        .write("input_csv/demographics_ethnicity.csv", &values("ethnicity"))
        .write("input_csv/demographics_religion.csv", &values("religion"))
        .problems();
    let said = said.split("\n\n").next().unwrap();
    insta::assert_snapshot!(said, @"
    error: The rules tell 289 kinds of people apart by their attributes, but a run can hold at most 256.
    help: Take values of `ethnicity`, `religion` or `floodawareness` together, or do without one of their rules.
    ");
}
