//! scenario.toml.

use super::{Folder, with_line};

#[test]
fn toml_that_does_not_parse() {
    let said = Folder::new()
        .replace("scenario.toml", r#"title = "Test""#, r#"title = "Test"#)
        .problems();
    insta::assert_snapshot!(said, @r#"
    error: The file is not valid TOML: invalid basic string, expected `"`.
     --> test/scenario.toml:1:14
      |
    1 | title = "Test
      |              ^
    "#);
}

#[test]
fn a_missing_key() {
    let said = Folder::new()
        .replace("scenario.toml", "country = \"SYR\"\n", "")
        .problems();
    insta::assert_snapshot!(said, @r#"
    error: The key `country` is missing.
     --> test/scenario.toml
    help: Add it above the first table, such as `country = "SYR"`.
    "#);
}

#[test]
fn an_unknown_key() {
    let said = Folder::new()
        .replace("scenario.toml", "title", "titel")
        .problems();
    insta::assert_snapshot!(said, @r#"
    error: The key `title` is missing.
     --> test/scenario.toml
    help: Add it above the first table, such as `title = "Winter in the hills"`.

    error: The key `titel` is unknown.
     --> test/scenario.toml:1:1
      |
    1 | titel = "Test"
      | ^^^^^
      |
    help: Did you mean `title`?
    "#);
}

#[test]
fn an_unknown_section() {
    let said = with_line("scenario.toml", "[movment]\ncamp_weight = 2");
    insta::assert_snapshot!(said, @"
    error: The key `movment` is unknown.
     --> test/scenario.toml:5:2
      |
    5 | [movment]
      |  ^^^^^^^
      |
    help: Did you mean `movement`?
    ");
}

#[test]
fn a_misspelt_country() {
    let said = Folder::new()
        .replace("scenario.toml", "SYR", "SYI")
        .problems();
    insta::assert_snapshot!(said, @r#"
    error: `country` must be a country's code of three letters by ISO 3166-1, but is `"SYI"`.
     --> test/scenario.toml:2:11
      |
    2 | country = "SYI"
      |           ^^^^^
      |
    help: Did you mean `SYC`?
    "#);
}

#[test]
fn a_home_country_without_places() {
    let said = Folder::new()
        .replace("scenario.toml", "SYR", "GRC")
        .problems();
    insta::assert_snapshot!(said, @r#"
    error: No place of places.csv lies in the home country `GRC`.
     --> test/scenario.toml:2:11
      |
    2 | country = "GRC"
      |           ^^^^^
      |
    help: `country` is the one that people are displaced in.

    error: No place belongs to `*`.
     --> test/events.csv:3:22
      |
    3 | 2020-01-12,ceasefire,*,,2020-01-15,,,,truce
      |                      ^
    "#);
}

#[test]
fn an_end_before_the_start() {
    let said = Folder::new()
        .replace("scenario.toml", "2020-01-31", "2019-01-31")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The period ends on 2019-01-31, before it starts on 2020-01-01.
     --> test/scenario.toml:4:7
      |
    4 | end = 2019-01-31
      |       ^^^^^^^^^^
      |
     ::: test/scenario.toml:3:9
      |
    3 | start = 2020-01-01
      |         ----------
    ");
}

#[test]
fn a_date_that_the_calendar_has_not() {
    let said = Folder::new()
        .replace("scenario.toml", "2020-01-31", r#""2020-02-30""#)
        .problems();
    insta::assert_snapshot!(said, @r#"
    error: `end` must be a date such as 2020-02-05, but is `"2020-02-30"`.
     --> test/scenario.toml:4:7
      |
    4 | end = "2020-02-30"
      |       ^^^^^^^^^^^^
      |
    help: There is no such day as 2020-02-30.
    "#);
}

#[test]
fn a_bad_date_without_quotation_marks_is_told_once() {
    let said = |date| {
        Folder::new()
            .replace("scenario.toml", "2020-01-31", date)
            .problems()
    };
    insta::assert_snapshot!(said("2020-02-30"), @"
    error: `end` must be a date such as 2020-02-05, but is `2020-02-30`.
     --> test/scenario.toml:4:7
      |
    4 | end = 2020-02-30
      |       ^^^^^^^^^^
      |
    help: There is no such day as 2020-02-30.
    ");
    insta::assert_snapshot!(said("31.01.2020"), @"
    error: `end` must be a date such as 2020-02-05, but is `31.01.2020`.
     --> test/scenario.toml:4:7
      |
    4 | end = 31.01.2020
      |       ^^^^^^^^^^
      |
    help: Write it as 2020-01-31.
    ");
    insta::assert_snapshot!(said("1/2/2020"), @"
    error: `end` must be a date such as 2020-02-05, but is `1/2/2020`.
     --> test/scenario.toml:4:7
      |
    4 | end = 1/2/2020
      |       ^^^^^^^^
      |
    help: Write the year first, then the month: 2020-02-01 or 2020-01-02, whichever is meant.
    ");
    insta::assert_snapshot!(said("2020-1-31"), @"
    error: `end` must be a date such as 2020-02-05, but is `2020-1-31`.
     --> test/scenario.toml:4:7
      |
    4 | end = 2020-1-31
      |       ^^^^^^^^^
      |
    help: Write it as 2020-01-31.
    ");
}

#[test]
fn a_period_beyond_the_longest() {
    let said = Folder::new()
        .replace("scenario.toml", "2020-01-31", "2320-01-31")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The period is longer than 65000 days.
     --> test/scenario.toml:4:7
      |
    4 | end = 2320-01-31
      |       ^^^^^^^^^^
      |
     ::: test/scenario.toml:3:9
      |
    3 | start = 2020-01-01
      |         ----------
    ");
}

#[test]
fn a_seed_that_is_not_whole() {
    let said = with_line("scenario.toml", "seed = 1.5");
    insta::assert_snapshot!(said, @"
    error: `seed` must be a whole number from 0 to 9223372036854775807, but is `1.5`.
     --> test/scenario.toml:5:8
      |
    5 | seed = 1.5
      |        ^^^
    ");
}

#[test]
fn no_replicates() {
    let said = with_line("scenario.toml", "replicates = 0");
    insta::assert_snapshot!(said, @"
    error: `replicates` must be a whole number from 1 to 1000000, but is `0`.
     --> test/scenario.toml:5:14
      |
    5 | replicates = 0
      |              ^
    ");
}
