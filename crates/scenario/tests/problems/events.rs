//! events.csv.

use super::{Folder, with_line};

#[test]
fn an_unknown_kind() {
    let said = with_line("events.csv", "2020-01-05,confict,idleb,0.5,,,,,");
    insta::assert_snapshot!(said, @"
    error: `kind` must be `conflict`, `shelling`, `air_strike`, `capture`, `ceasefire`, `observation_post`, `demilitarised_zone`, `summit`, `ultimatum`, `weather`, `border`, `camp`, `kind`, `flood`, `hunger`, `shelter`, `safe_area` or `road`, but is `confict`.
     --> test/events.csv:4:12
      |
    4 | 2020-01-05,confict,idleb,0.5,,,,,
      |            ^^^^^^^
      |
    help: Did you mean `conflict`?
    ");
}

#[test]
fn a_misspelt_target() {
    let said = with_line("events.csv", "2020-01-05,conflict,ariah,0.5,,,,,");
    insta::assert_snapshot!(said, @"
    error: There is no place `ariah` in places.csv.
     --> test/events.csv:4:21
      |
    4 | 2020-01-05,conflict,ariah,0.5,,,,,
      |                     ^^^^^
      |
    help: Did you mean `ariha`?
    ");
}

#[test]
fn a_misspelt_target_in_a_list() {
    let said = with_line("events.csv", "2020-01-05,conflict,idleb;arhia,0.5,,,,,");
    insta::assert_snapshot!(said, @"
    error: There is no place `arhia` in places.csv.
     --> test/events.csv:4:21
      |
    4 | 2020-01-05,conflict,idleb;arhia,0.5,,,,,
      |                     ^^^^^^^^^^^
      |
    help: Did you mean `ariha`?
    ");
}

#[test]
fn a_misspelt_admin1() {
    let said = with_line("events.csv", "2020-01-05,conflict,admin1:Idlib,0.5,,,,,");
    insta::assert_snapshot!(said, @"
    error: No place belongs to `admin1:Idlib`.
     --> test/events.csv:4:21
      |
    4 | 2020-01-05,conflict,admin1:Idlib,0.5,,,,,
      |                     ^^^^^^^^^^^^
      |
    help: Did you mean `admin1:Idleb`?
    ");
}

#[test]
fn an_intensity_above_one() {
    let said = with_line("events.csv", "2020-01-05,conflict,idleb,5,,,,,");
    insta::assert_snapshot!(said, @"
    error: `value` must be a number from 0 to 1, but is `5`.
     --> test/events.csv:4:27
      |
    4 | 2020-01-05,conflict,idleb,5,,,,,
      |                           ^
    ");
}

#[test]
fn a_probability_above_one() {
    let said = with_line("events.csv", "2020-01-05,conflict,idleb,0.5,,1.5,,,");
    insta::assert_snapshot!(said, @"
    error: `probability` must be a number from 0 to 1, but is `1.5`.
     --> test/events.csv:4:32
      |
    4 | 2020-01-05,conflict,idleb,0.5,,1.5,,,
      |                                ^^^
    ");
}

#[test]
fn a_malformed_date() {
    let said = with_line("events.csv", "05/01/2020,conflict,idleb,0.5,,,,,");
    insta::assert_snapshot!(said, @"
    error: `date` must be a date such as 2020-02-05, or a range of dates such as 2020-02-05..2020-02-08, but is `05/01/2020`.
     --> test/events.csv:4:1
      |
    4 | 05/01/2020,conflict,idleb,0.5,,,,,
      | ^^^^^^^^^^
      |
    help: Write the year first, then the month: 2020-01-05 or 2020-05-01, whichever is meant.
    ");
}

#[test]
fn a_date_outside_the_period() {
    let said = with_line("events.csv", "2020-02-01,conflict,idleb,0.5,,,,,");
    insta::assert_snapshot!(said, @"
    error: The date lies outside the period, 2020-01-01 to 2020-01-31.
     --> test/events.csv:4:1
      |
    4 | 2020-02-01,conflict,idleb,0.5,,,,,
      | ^^^^^^^^^^
    ");
}

#[test]
fn a_reversed_range() {
    let said = with_line(
        "events.csv",
        "2020-01-09..2020-01-05,conflict,idleb,0.5,,,,,",
    );
    insta::assert_snapshot!(said, @"
    error: The range ends on 2020-01-05, before it starts.
     --> test/events.csv:4:1
      |
    4 | 2020-01-09..2020-01-05,conflict,idleb,0.5,,,,,
      | ^^^^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn an_end_before_the_beginning() {
    let said = with_line("events.csv", "2020-01-09,conflict,idleb,0.5,2020-01-05,,,,");
    insta::assert_snapshot!(said, @"
    error: The event ends on 2020-01-05, but may begin as late as 2020-01-09.
     --> test/events.csv:4:31
      |
    4 | 2020-01-09,conflict,idleb,0.5,2020-01-05,,,,
      |                               ^^^^^^^^^^
    ");
}

#[test]
fn a_capture_by_nobody() {
    let said = with_line("events.csv", "2020-01-05,capture,idleb,,,,,,");
    insta::assert_snapshot!(said, @"
    error: `value` must be the name of the side that takes the place, but is empty.
     --> test/events.csv:4:26
      |
    4 | 2020-01-05,capture,idleb,,,,,,
      |                          ^
    ");
}

#[test]
fn a_strange_ceasefire() {
    let said = with_line(
        "events.csv",
        "2020-01-05,ceasefire,idleb,0.1 breaks=0.2,,,,,",
    );
    insta::assert_snapshot!(said, @"
    error: `value` must be empty, a factor from 0 to 1 such as `0.1`, or with the chance a day that it breaks such as `0.1 break=0.05`, but is `0.1 breaks=0.2`.
     --> test/events.csv:4:28
      |
    4 | 2020-01-05,ceasefire,idleb,0.1 breaks=0.2,,,,,
      |                            ^^^^^^^^^^^^^^
    ");
}

#[test]
fn a_misspelt_border_value() {
    let said = with_line("events.csv", "2020-01-05,border,SYR->TUR,close,,,,,");
    insta::assert_snapshot!(said, @"
    error: `value` must be `open`, `closed` or a number from 0 to 1, but is `close`.
     --> test/events.csv:4:28
      |
    4 | 2020-01-05,border,SYR->TUR,close,,,,,
      |                            ^^^^^
      |
    help: Did you mean `closed`?
    ");
}

#[test]
fn a_border_without_a_route() {
    let said = with_line(
        "events.csv",
        "2020-01-05,border,SYR->SYR;TUR->TUR,closed,,,,,",
    );
    insta::assert_snapshot!(said, @"
    error: No route leads along `TUR->TUR`.
     --> test/events.csv:4:19
      |
    4 | 2020-01-05,border,SYR->SYR;TUR->TUR,closed,,,,,
      |                   ^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn a_border_at_a_town() {
    let said = with_line("events.csv", "2020-01-05,border,idleb,closed,,,,,");
    insta::assert_snapshot!(said, @"
    error: `idleb` is a town, no crossing.
     --> test/events.csv:4:19
      |
    4 | 2020-01-05,border,idleb,closed,,,,,
      |                   ^^^^^
      |
    help: Name a crossing, or two countries such as `SYR->TUR`.
    ");
}

#[test]
fn a_camp_value_without_sense() {
    let said = with_line("events.csv", "2020-01-05,camp,atma,capacity=many,,,,,");
    insta::assert_snapshot!(said, @"
    error: `value` must be `open`, `closed` or room for whole persons such as `capacity=5000`, but is `capacity=many`.
     --> test/events.csv:4:22
      |
    4 | 2020-01-05,camp,atma,capacity=many,,,,,
      |                      ^^^^^^^^^^^^^
    ");
}

#[test]
fn a_camp_that_is_a_town() {
    let said = with_line("events.csv", "2020-01-05,camp,idleb,open,,,,,");
    insta::assert_snapshot!(said, @"
    error: `idleb` is a town; only a camp, idp_camp or host opens or closes.
     --> test/events.csv:4:17
      |
    4 | 2020-01-05,camp,idleb,open,,,,,
      |                 ^^^^^
    ");
}

#[test]
fn a_road_that_is_none() {
    let said = with_line("events.csv", "2020-01-05,road,ariha->gate,closed,,,,,");
    insta::assert_snapshot!(said, @"
    error: No route leads along `ariha->gate`.
     --> test/events.csv:4:17
      |
    4 | 2020-01-05,road,ariha->gate,closed,,,,,
      |                 ^^^^^^^^^^^
    ");
}

#[test]
fn a_road_with_one_end() {
    let said = with_line("events.csv", "2020-01-05,road,ariha,closed,,,,,");
    insta::assert_snapshot!(said, @"
    error: `target` must be a road such as `a->b`, or `a<->b` for both directions, but is `ariha`.
     --> test/events.csv:4:17
      |
    4 | 2020-01-05,road,ariha,closed,,,,,
      |                 ^^^^^
    ");
}

#[test]
fn a_road_value_without_sense() {
    let said = with_line("events.csv", "2020-01-05,road,ariha<->idleb,slow,,,,,");
    insta::assert_snapshot!(said, @"
    error: `value` must be `open`, `closed` or a speed in km a day such as `speed=60`, but is `slow`.
     --> test/events.csv:4:31
      |
    4 | 2020-01-05,road,ariha<->idleb,slow,,,,,
      |                               ^^^^
    ");
}

#[test]
fn contradictory_events_of_a_day() {
    let said = with_line("events.csv", "2020-01-03,conflict,ariha;idleb,0.2,,,,,");
    insta::assert_snapshot!(said, @"
    error: Two events of kind `conflict` contradict each other on what `ariha` and `ariha;idleb` have in common: `0.8` and `0.2`.
     --> test/events.csv:4:1
      |
    4 | 2020-01-03,conflict,ariha;idleb,0.2,,,,,
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: test/events.csv:2:1
      |
    2 | 2020-01-03,conflict,ariha,0.8,,,,,attack
      | ---------------------------------------- the other event
      |
    help: Give them different dates, end the first before the second begins, or remove one.
    ");
}

#[test]
fn contradictory_events_of_intervals() {
    let said = with_line(
        "events.csv",
        "2020-01-14,ceasefire,idleb,0.5,2020-01-20,,,,",
    );
    insta::assert_snapshot!(said, @"
    error: Two events of kind `ceasefire` contradict each other on what `*` and `idleb` have in common: no value and `0.5`.
     --> test/events.csv:4:1
      |
    4 | 2020-01-14,ceasefire,idleb,0.5,2020-01-20,,,,
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: test/events.csv:3:1
      |
    3 | 2020-01-12,ceasefire,*,,2020-01-15,,,,truce
      | ------------------------------------------- the other event
      |
    help: Give them different dates, end the first before the second begins, or remove one.
    ");
}

#[test]
fn a_name_given_twice() {
    let said = with_line("events.csv", "2020-01-20,conflict,idleb,0.2,,,,,truce");
    insta::assert_snapshot!(said, @"
    error: The name `truce` is given to two events.
     --> test/events.csv:4:35
      |
    4 | 2020-01-20,conflict,idleb,0.2,,,,,truce
      |                                   ^^^^^
      |
     ::: test/events.csv:3:39
      |
    3 | 2020-01-12,ceasefire,*,,2020-01-15,,,,truce
      |                                       ----- first given here
    ");
}

#[test]
fn events_that_do_not_contradict_each_other() {
    let said = Folder::new()
        .add("events.csv", "2020-01-03,shelling,ariha,0.2,,,,,")
        .add("events.csv", "2020-01-03,shelling,ariha,0.4,,,,,")
        .add("events.csv", "2020-01-03,conflict,ariha,0.4,,0.5,,,")
        .add(
            "events.csv",
            "2020-01-03..2020-01-04,conflict,ariha,0.3,,,,,",
        )
        .add("events.csv", "2020-01-04,conflict,ariha,0.1,,,,,")
        .add("events.csv", "2020-01-05,camp,atma,open,,,,,")
        .add("events.csv", "2020-01-05,camp,atma,capacity=5,,,,,")
        .problems();
    assert_eq!(said, "");
}

#[test]
fn a_range_with_a_day_that_does_not_exist() {
    let said = with_line("events.csv", "2020-01-05..2021-02-29,conflict,idleb,1,,,,,");
    insta::assert_snapshot!(said, @"
    error: `date` must be a date such as 2020-02-05, or a range of dates such as 2020-02-05..2020-02-08, but is `2020-01-05..2021-02-29`.
     --> test/events.csv:4:1
      |
    4 | 2020-01-05..2021-02-29,conflict,idleb,1,,,,,
      | ^^^^^^^^^^^^^^^^^^^^^^
      |
    help: There is no such day as 2021-02-29.
    ");
}

const NAMED: &str = "date,kind,target,value,until,probability,note,source,name,if\n\
                     2020-01-03,conflict,ariha,0.8,2020-01-20,,,,attack,\n\
                     2020-01-05,summit,*,,,0.4,,,talks,\n\
                     2020-01-06,ultimatum,ariha,west met=0.1,2020-01-12,,,,notice,\n";

/// What is said of events that others wait for, and some more.
fn said_of(lines: &[&str]) -> String {
    let folder = Folder::new().write("events.csv", NAMED);
    let folder = lines
        .iter()
        .fold(folder, |folder, line| folder.add("events.csv", line));
    folder.problems()
}

#[test]
fn events_that_wait_for_others() {
    let said = said_of(&[
        "2020-01-06,ceasefire,*,,,,,,truce,talks",
        "2020-01-06,ceasefire,*,0.5,,,,,,! talks",
        "2020-01-13,conflict,ariha,0.9,,,,,,!notice",
        "2020-01-13,conflict,ariha,0.1,,,,,,notice",
        "2020-01-20,capture,ariha,west,,,,,,attack",
        "2020-01-05..2020-01-06,conflict,idleb,0.1,,,,,,talks",
    ]);
    assert_eq!(said, "");
}

#[test]
fn an_event_that_waits_for_one_that_is_not_there() {
    let said = said_of(&["2020-01-06,ceasefire,*,,,,,,truce,!talk"]);
    insta::assert_snapshot!(said, @"
    error: No event has the name `talk`.
     --> test/events.csv:5:35
      |
    5 | 2020-01-06,ceasefire,*,,,,,,truce,!talk
      |                                   ^^^^^
      |
    help: Did you mean `talks`?
    ");
}

#[test]
fn events_that_wait_for_each_other() {
    let said = said_of(&[
        "2020-01-06,ceasefire,*,,,,,,truce,peace",
        "2020-01-07,border,SYR->TUR,open,,,,,peace,!truce",
        "2020-01-08,conflict,idleb,0.1,,,,,,peace",
    ]);
    insta::assert_snapshot!(said, @"
    error: This event waits for another one that, in the end, waits for it.
     --> test/events.csv:5:35
      |
    5 | 2020-01-06,ceasefire,*,,,,,,truce,peace
      |                                   ^^^^^
      |
    help: Leave the cell `if` of one of them empty.

    warning: `peace` is not in force before 2020-01-07, but this event begins on 2020-01-06 at the latest.
     --> test/events.csv:5:35
      |
    5 | 2020-01-06,ceasefire,*,,,,,,truce,peace
      |                                   ^^^^^
      |
    help: So it never happens.
    ");
}

#[test]
fn events_that_wait_for_what_cannot_be_in_force() {
    let said = said_of(&[
        "2020-01-04,ceasefire,*,,2020-01-05,,,,truce,talks",
        "2020-01-12,conflict,idleb,0.1,,,,,,!notice",
        "2020-01-21,conflict,idleb,0.2,,,,,,attack",
    ]);
    insta::assert_snapshot!(said, @"
    warning: `talks` is not in force before 2020-01-05, but this event begins on 2020-01-04 at the latest.
     --> test/events.csv:5:45
      |
    5 | 2020-01-04,ceasefire,*,,2020-01-05,,,,truce,talks
      |                                             ^^^^^
      |
    help: So it never happens.

    warning: `notice` is not in force before 2020-01-13, but this event begins on 2020-01-12 at the latest.
     --> test/events.csv:6:36
      |
    6 | 2020-01-12,conflict,idleb,0.1,,,,,,!notice
      |                                    ^^^^^^^
      |
    help: So it does not depend on it.

    warning: `attack` is over after 2020-01-20, but this event begins on 2020-01-21 at the earliest.
     --> test/events.csv:7:36
      |
    7 | 2020-01-21,conflict,idleb,0.2,,,,,,attack
      |                                    ^^^^^^
      |
    help: So it never happens.
    ");
}

#[test]
fn an_ultimatum_without_a_last_day() {
    let said = said_of(&["2020-01-06,ultimatum,idleb,west met=0.1,,,,,,"]);
    insta::assert_snapshot!(said, @"
    error: `until` must be the last day of the ultimatum, but is empty.
     --> test/events.csv:5:41
      |
    5 | 2020-01-06,ultimatum,idleb,west met=0.1,,,,,,
      |                                         ^
    ");
}

#[test]
fn an_ultimatum_of_nobody() {
    let said = said_of(&["2020-01-06,ultimatum,idleb,met=0.1,2020-01-08,,,,,"]);
    insta::assert_snapshot!(said, @"
    error: `value` must be the side that the place is to be left to, and the chance from 0 to 1 that it is, such as `opposition met=0.1`, but is `met=0.1`.
     --> test/events.csv:5:28
      |
    5 | 2020-01-06,ultimatum,idleb,met=0.1,2020-01-08,,,,,
      |                            ^^^^^^^
    ");
}
