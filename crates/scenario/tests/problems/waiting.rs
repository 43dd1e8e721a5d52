//! Events that wait for others: the column `if` of events.csv, and ultimatums.

use super::Folder;

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
    let taken = "2020-01-31,capture,hatay,west,,,,,,";
    folder.add("events.csv", taken).problems()
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

#[test]
fn a_name_that_reads_as_not() {
    let said = said_of(&["2020-01-06,ceasefire,*,,,,,,!talks,"]);
    insta::assert_snapshot!(said, @"
    error: The name `!talks` begins with `!`.
     --> test/events.csv:5:29
      |
    5 | 2020-01-06,ceasefire,*,,,,,,!talks,
      |                             ^^^^^^
      |
    help: Leave it out: in the column `if`, `!` before a name means that the event is not in force.
    ");
}
