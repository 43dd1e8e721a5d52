//! people.csv and observed/.

use super::{Folder, with_line};

#[test]
fn a_misspelt_place() {
    let said = with_line("people.csv", "atmah,displaced,10");
    insta::assert_snapshot!(said, @"
    error: There is no place `atmah` in places.csv.
     --> test/people.csv:3:1
      |
    3 | atmah,displaced,10
      | ^^^^^
      |
    help: Did you mean `atma`?
    ");
}

#[test]
fn an_unknown_status() {
    let said = with_line("people.csv", "atma,settled,10");
    insta::assert_snapshot!(said, @"
    error: `status` must be `hosted` or `displaced`, but is `settled`.
     --> test/people.csv:3:6
      |
    3 | atma,settled,10
      |      ^^^^^^^
    ");
}

#[test]
fn more_persons_than_a_run_takes() {
    let said = with_line("people.csv", "atma,hosted,4294967295");
    assert!(
        said.contains("persons before the first day, but a run takes at most 1000000000."),
        "{said}"
    );
    assert!(said.contains("--> test/people.csv:3:13"), "{said}");
}

#[test]
fn persons_with_separators() {
    let said = with_line("people.csv", r#"atma,displaced,"1,000""#);
    insta::assert_snapshot!(said, @r#"
    error: `persons` must be a whole number of persons, 0 or more, but is `1,000`.
     --> test/people.csv:3:16
      |
    3 | atma,displaced,"1,000"
      |                ^^^^^^^
      |
    help: Write it without thousands separators and with a point for decimals.
    "#);
}

#[test]
fn more_displaced_than_residents() {
    let said = with_line("people.csv", "ariha,displaced,50000");
    insta::assert_snapshot!(said, @"
    error: 50000 displaced persons start in `ariha`, but its population is 40000.
     --> test/people.csv:3:17
      |
    3 | ariha,displaced,50000
      |                 ^^^^^
    ");
}

#[test]
fn more_people_than_room() {
    let said = with_line("people.csv", "hatay,hosted,200000");
    insta::assert_snapshot!(said, @"
    warning: 500000 persons start in `hatay`, but its capacity is 400000.
     --> test/people.csv:3:14
      |
    3 | hatay,hosted,200000
      |              ^^^^^^
    ");
}

#[test]
fn an_observed_series_of_an_unknown_place() {
    let said = with_line("observed/counts.csv", "2020-01-11,present,atmaa,5,");
    insta::assert_snapshot!(said, @"
    error: There is no place `atmaa` in places.csv.
     --> test/observed/counts.csv:3:20
      |
    3 | 2020-01-11,present,atmaa,5,
      |                    ^^^^^
      |
    help: Did you mean `atma`?
    ");
}

#[test]
fn an_unknown_measure() {
    let said = with_line("observed/counts.csv", "2020-01-11,displacement,,5,");
    insta::assert_snapshot!(said, @"
    error: `measure` must be `displaced`, `newly_displaced`, `in_transit`, `in_camps`, `in_host_communities`, `internally_displaced`, `abroad`, `returned`, `movements`, `moved_again`, `moved_on`, `present`, `arrivals`, `departures`, `arrivals_since_start`, `departures_since_start`, `present_since_start`, `in_host_families`, `in_rented`, `in_built_shelter`, `in_public_buildings`, `in_unfinished`, `in_tents` or `in_open`, but is `displacement`.
     --> test/observed/counts.csv:3:12
      |
    3 | 2020-01-11,displacement,,5,
      |            ^^^^^^^^^^^^
      |
    help: Did you mean `displaced`?
    ");
}

#[test]
fn a_local_measure_without_a_place() {
    let said = with_line("observed/counts.csv", "2020-01-11,present,,5,");
    insta::assert_snapshot!(said, @"
    error: `place` must be the id of a place, but is empty.
     --> test/observed/counts.csv:3:20
      |
    3 | 2020-01-11,present,,5,
      |                    ^
    ");
}

#[test]
fn a_global_measure_in_a_place() {
    let said = with_line("observed/counts.csv", "2020-01-11,displaced,atma,5,");
    insta::assert_snapshot!(said, @"
    error: `displaced` is counted over the whole world, so `place` must be empty.
     --> test/observed/counts.csv:3:22
      |
    3 | 2020-01-11,displaced,atma,5,
      |                      ^^^^
      |
    help: In a place, observe `present`, `arrivals` or `departures`.
    ");
}

#[test]
fn an_observation_outside_the_period() {
    let said = with_line("observed/counts.csv", "2020-03-01,displaced,,5000,");
    insta::assert_snapshot!(said, @"
    error: The date lies outside the period, 2020-01-01 to 2020-01-31.
     --> test/observed/counts.csv:3:1
      |
    3 | 2020-03-01,displaced,,5000,
      | ^^^^^^^^^^
    ");
}

#[test]
fn a_cumulative_series_that_falls() {
    let said = Folder::new()
        .add("scenario.toml", "onset.mode = \"prescribed\"")
        .add("observed/counts.csv", "2020-01-10,displaced,,1000,")
        .add("observed/counts.csv", "2020-01-11,displaced,,900,")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: `displaced` is cumulative, but falls from 1000 to 900.
     --> test/observed/counts.csv:4:23
      |
    4 | 2020-01-11,displaced,,900,
      |                       ^^^
      |
     ::: test/observed/counts.csv:3:23
      |
    3 | 2020-01-10,displaced,,1000,
      |                       ---- the higher count
      |
    help: Nobody is counted as newly displaced until the series passes its highest count.
    ");
}

#[test]
fn two_counts_of_the_same() {
    let said = Folder::new()
        .write(
            "observed/more.csv",
            "date,measure,place,value,source\n2020-01-10,present,hatay,310000,\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: `present` in `hatay` is observed twice on 2020-01-10.
     --> test/observed/more.csv:2:26
      |
    2 | 2020-01-10,present,hatay,310000,
      |                          ^^^^^^
      |
     ::: test/observed/counts.csv:2:26
      |
    2 | 2020-01-10,present,hatay,300000,
      |                          ------ first observed here
      |
    help: Keep the count that is to be compared, and remove the other.
    ");
}

/// What is said of counts of a period, in a file with the column `since`.
fn of_periods(rows: &str) -> String {
    let text = format!("date,measure,place,value,since,source\n{rows}\n");
    Folder::new().write("observed/periods.csv", text).problems()
}

#[test]
fn counts_of_a_period_that_are_right_have_no_problem() {
    let rows = "2020-01-20,arrivals,atma,7,2020-01-11,\n\
                2020-01-20,arrivals,atma,9,2020-01-01,\n\
                2020-01-20,departures,atma,7,2020-01-20,\n\
                2020-01-20,movements,atma;hatay -> SYR,7,2020-01-02,\n\
                2020-01-20,movements,SYR->*,7,,\n\
                2020-01-20,movements,,7,,";
    assert_eq!(of_periods(rows), "");
}

#[test]
fn periods_that_are_none() {
    insta::assert_snapshot!(of_periods("2020-01-10,arrivals,atma,7,2020-01-11,"), @"
    error: `since` lies after `date`, the last day that is counted.
     --> test/observed/periods.csv:2:28
      |
    2 | 2020-01-10,arrivals,atma,7,2020-01-11,
      |                            ^^^^^^^^^^
      |
    help: Give the first day of the period as `since`, and its last day as `date`.
    ");
    insta::assert_snapshot!(of_periods("2020-01-10,arrivals,atma,7,2019-12-31,"), @"
    error: The date lies outside the period, 2020-01-01 to 2020-01-31.
     --> test/observed/periods.csv:2:28
      |
    2 | 2020-01-10,arrivals,atma,7,2019-12-31,
      |                            ^^^^^^^^^^
    ");
    insta::assert_snapshot!(of_periods("2020-01-10,present,atma,7,2020-01-02,"), @"
    error: `present` is not counted over a period, so `since` must be empty.
     --> test/observed/periods.csv:2:27
      |
    2 | 2020-01-10,present,atma,7,2020-01-02,
      |                           ^^^^^^^^^^
      |
    help: Give `since` with `arrivals`, `departures` or `movements`.
    ");
}

#[test]
fn movements_that_do_not_say_from_where_to_where() {
    insta::assert_snapshot!(of_periods("2020-01-10,movements,atma,7,,"), @"
    error: `place` must be two targets such as `admin1:Idleb->admin1:Aleppo`, but is `atma`.
     --> test/observed/periods.csv:2:22
      |
    2 | 2020-01-10,movements,atma,7,,
      |                      ^^^^
      |
    help: `movements` go from places to places; leave `place` empty to count all of them.
    ");
    insta::assert_snapshot!(of_periods("2020-01-10,movements,atma<->hatay,7,,"), @"
    error: `place` must be two targets such as `admin1:Idleb->admin1:Aleppo`, but is `atma<->hatay`.
     --> test/observed/periods.csv:2:22
      |
    2 | 2020-01-10,movements,atma<->hatay,7,,
      |                      ^^^^^^^^^^^^
      |
    help: `movements` go from places to places; leave `place` empty to count all of them.
    ");
    insta::assert_snapshot!(of_periods("2020-01-10,movements,atma->hatai,7,,"), @"
    error: There is no place `hatai` in places.csv.
     --> test/observed/periods.csv:2:22
      |
    2 | 2020-01-10,movements,atma->hatai,7,,
      |                      ^^^^^^^^^^^
      |
    help: Did you mean `hatay`?
    ");
    insta::assert_snapshot!(of_periods("2020-01-10,movements,->hatay,7,,"), @"
    error: `place` must be the id of a place, but is empty.
     --> test/observed/periods.csv:2:22
      |
    2 | 2020-01-10,movements,->hatay,7,,
      |                      ^^^^^^^
    ");
}

#[test]
fn two_counts_of_the_same_period() {
    let rows = "2020-01-10,movements,atma->hatay,7,,\n2020-01-10,movements,atma -> hatay,8,,";
    insta::assert_snapshot!(of_periods(rows), @"
    error: `movements` in `atma -> hatay` is observed twice on 2020-01-10.
     --> test/observed/periods.csv:3:36
      |
    3 | 2020-01-10,movements,atma -> hatay,8,,
      |                                    ^
      |
     ::: test/observed/periods.csv:2:34
      |
    2 | 2020-01-10,movements,atma->hatay,7,,
      |                                  - first observed here
      |
    help: Keep the count that is to be compared, and remove the other.
    ");
}
