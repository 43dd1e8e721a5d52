//! Branches.

use refuge_scenario::{Options, load};

use super::Folder;

fn said(branch: &str) -> String {
    let text = format!("\n[[branch]]\n{branch}");
    Folder::new().add("scenario.toml", &text).problems()
}

#[test]
fn an_unknown_branch_is_asked_for() {
    let options = Options {
        branch: Some("no-trouce".to_owned()),
        ..Options::default()
    };
    let folder = Folder::new().add("scenario.toml", "[[branch]]\nname = \"no-truce\"");
    insta::assert_snapshot!(folder.problems_with(&options), @"
    error: The scenario has no branch `no-trouce`.
    help: Did you mean `no-truce`?
    ");
    insta::assert_snapshot!(Folder::new().problems_with(&options), @"
    error: The scenario has no branch `no-trouce`.
    help: It defines none; a branch is a table [[branch]] in scenario.toml.
    ");
}

#[test]
fn a_branch_without_a_name() {
    insta::assert_snapshot!(said("remove_events = [\"truce\"]"), @r#"
    error: A branch needs a `name`.
     --> test/scenario.toml:6:1
      |
    6 | [[branch]]
      | ^^^^^^^^^^
      |
    help: Add one, such as `name = "no-ceasefire"`.
    "#);
}

#[test]
fn a_name_that_is_no_file_name() {
    insta::assert_snapshot!(said("name = \"../up\""), @r#"
    error: `name` must be made of the letters a to z, digits, `-`, `_` and `.`, but is `"../up"`.
     --> test/scenario.toml:7:8
      |
    7 | name = "../up"
      |        ^^^^^^^
    "#);
}

#[test]
fn an_unknown_key() {
    insta::assert_snapshot!(said("name = \"a\"\nremove_event = [\"truce\"]"), @r#"
    error: A branch has no key `remove_event`.
     --> test/scenario.toml:8:1
      |
    8 | remove_event = ["truce"]
      | ^^^^^^^^^^^^
      |
    help: Did you mean `remove_events`?
    "#);
}

#[test]
fn two_branches_of_a_name() {
    insta::assert_snapshot!(said("name = \"a\"\n[[branch]]\nname = \"a\""), @r#"
    error: The branch `a` is defined twice.
     --> test/scenario.toml:9:8
      |
    9 | name = "a"
      |        ^^^
    "#);
}

#[test]
fn an_event_that_is_not_there_to_be_removed() {
    insta::assert_snapshot!(said("name = \"a\"\nremove_events = [\"attack\", \"trce\"]"), @r#"
    error: The branch `a` removes the event `trce`, but none has this name.
     --> test/scenario.toml:8:28
      |
    8 | remove_events = ["attack", "trce"]
      |                            ^^^^^^
      |
    help: Did you mean `truce`?
    "#);
}

#[test]
fn what_was_not_removed_is_told_without_what_follows_from_it() {
    let more = "date,kind,target,value,until,probability,note,source\n\
                2020-01-03,conflict,ariha,0.1,,,,\n";
    let folder = Folder::new().write("more.csv", more).add(
        "scenario.toml",
        "[[branch]]\nname = \"a\"\nevents = \"more.csv\"\nremove_events = [\"atack\"]",
    );
    insta::assert_snapshot!(folder.problems(), @r#"
    error: The branch `a` removes the event `atack`, but none has this name.
     --> test/scenario.toml:8:18
      |
    8 | remove_events = ["atack"]
      |                  ^^^^^^^
      |
    help: Did you mean `attack`?
    "#);
}

#[test]
fn names_are_not_missed_where_the_events_could_not_be_read() {
    let folder = Folder::new().add(
        "scenario.toml",
        "[[branch]]\nname = \"a\"\nremove_events = [\"truce\"]",
    );
    let lacks_a_column = folder.replace("events.csv", "target", "place");
    assert!(!lacks_a_column.problems().contains("removes"));
    let latin_1 = lacks_a_column.write("events.csv", b"date,kind\n\xe9\n");
    assert!(!latin_1.problems().contains("removes"));
    let not_there = latin_1.without("events.csv");
    insta::assert_snapshot!(not_there.problems(), @r#"
    error: The branch `a` removes the event `truce`, but none has this name.
     --> test/scenario.toml:7:18
      |
    7 | remove_events = ["truce"]
      |                  ^^^^^^^
      |
    help: An event is named in the column `name` of events.csv.
    "#);
    let a_cell_too_many = "date,kind,target,value,until,probability,note,source,name\n\
                           2020-01-12,ceasefire,*,,,,Signed, at last,,truce\n";
    let folder = not_there.write("events.csv", a_cell_too_many);
    assert!(!folder.problems().contains("removes"));
}

#[test]
fn an_unknown_setting_dotted_or_nested() {
    insta::assert_snapshot!(said("name = \"a\"\nset = { \"movement.camp_wait\" = 2 }"), @r#"
    error: There is no setting `movement.camp_wait`.
     --> test/scenario.toml:8:9
      |
    8 | set = { "movement.camp_wait" = 2 }
      |         ^^^^^^^^^^^^^^^^^^^^
      |
    help: Did you mean `movement.camp_weight`?
    "#);
    insta::assert_snapshot!(said("name = \"a\"\nset = { movement.camp_wait = 2 }"), @"
    error: There is no setting `movement.camp_wait`.
     --> test/scenario.toml:8:18
      |
    8 | set = { movement.camp_wait = 2 }
      |                  ^^^^^^^^^
      |
    help: Did you mean `camp_weight`?
    ");
}

#[test]
fn a_file_that_is_missing() {
    insta::assert_snapshot!(said("name = \"a\"\nevents = \"more.csv\""), @r#"
    error: The file `more.csv` is missing.
     --> test/scenario.toml:8:10
      |
    8 | events = "more.csv"
      |          ^^^^^^^^^^
    "#);
}

#[test]
fn a_file_outside_the_folder() {
    let folder = Folder::new().write("../more.csv", "date\n").add(
        "scenario.toml",
        "[[branch]]\nname = \"a\"\nevents = \"../more.csv\"",
    );
    insta::assert_snapshot!(folder.problems(), @r#"
    error: The file lies outside the scenario folder.
     --> test/scenario.toml:7:10
      |
    7 | events = "../more.csv"
      |          ^^^^^^^^^^^^^
      |
    help: Copy it into the folder: a scenario is complete in itself, and no link leads out of it.
    "#);
}

#[test]
fn an_event_that_contradicts_one_that_stays() {
    let more = "date,kind,target,value,until,probability,note,source\n\
                2020-01-03,conflict,ariha,0.1,,,,\n";
    let folder = Folder::new().write("more.csv", more);
    let folder = folder.add(
        "scenario.toml",
        "[[branch]]\nname = \"a\"\nevents = \"more.csv\"",
    );
    insta::assert_snapshot!(folder.problems(), @"
    error: Two events of kind `conflict` contradict each other on `ariha`: `0.8` and `0.1`.
     --> test/more.csv:2:1
      |
    2 | 2020-01-03,conflict,ariha,0.1,,,,
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: test/events.csv:2:1
      |
    2 | 2020-01-03,conflict,ariha,0.8,,,,,attack
      | ---------------------------------------- the other event
      |
    help: Give them different dates, end the first before the second begins, or remove one.
    ");
    let folder = folder.add("scenario.toml", "remove_events = [\"attack\"]");
    assert_eq!(folder.problems(), "");
}

#[test]
fn a_branch_that_a_spreadsheet_takes_for_a_date() {
    insta::assert_snapshot!(said("name = \"mar-20\""), @r#"
    error: `name` must be a name that heads a column, but is `"mar-20"`.
     --> test/scenario.toml:7:8
      |
    7 | name = "mar-20"
      |        ^^^^^^^^
      |
    help: A spreadsheet or a statistics program takes `mar-20` for a date: write it so that every table keeps it, such as `branch_mar-20`.
    "#);
}

#[test]
fn a_branch_may_remove_what_others_wait_for() {
    let events = "date,kind,target,value,until,probability,note,source,name,if\n\
                  2020-01-03,conflict,ariha,0.8,,,,,attack,\n\
                  2020-01-05,summit,*,,,0.4,,,talks,\n\
                  2020-01-06,ceasefire,*,,,,,,truce,talks\n\
                  2020-01-07,border,SYR->TUR,open,,,,,,truce\n\
                  2020-01-08,conflict,idleb,0.7,,,,,,!truce\n";
    let more = "date,kind,target,value,until,probability,note,source,name,if\n\
                2020-01-09,conflict,idleb,0.9,,,,,more,!talks\n\
                2020-01-10,conflict,idleb,1,,,,,,more\n";
    let folder = Folder::new()
        .write("events.csv", events)
        .write("more.csv", more)
        .add(
            "scenario.toml",
            "[[branch]]\nname = \"war\"\nremove_events = [\"talks\"]\nevents = \"more.csv\"",
        );
    assert_eq!(folder.problems(), "");
    let loaded = |branch: Option<&str>, days: Option<u32>| {
        let options = Options {
            branch: branch.map(str::to_owned),
            days,
            ..Options::default()
        };
        let events = load(&folder.path(""), &options).unwrap().world.events;
        let waits = events.iter().map(|event| {
            let only_if = event.only_if.map(|other| (other.event, other.in_force));
            (event.change.kind(), only_if)
        });
        waits.collect::<Vec<_>>()
    };
    let whole = [
        ("conflict", None),
        ("summit", None),
        ("ceasefire", Some((1, true))),
        ("border", Some((2, true))),
        ("conflict", Some((2, false))),
    ];
    assert_eq!(loaded(None, None), whole);
    assert_eq!(loaded(None, Some(6)), whole[..3]);
    let war = [
        ("conflict", None),
        ("conflict", None),
        ("conflict", None),
        ("conflict", Some((2, true))),
    ];
    assert_eq!(loaded(Some("war"), None), war);
}
