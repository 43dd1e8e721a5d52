//! Wrong input is told in full, with exit code 2 and nothing written.

use crate::cli::Desk;

#[test]
fn a_misspelt_key_and_a_bad_row_are_told_in_one_go() {
    let desk = Desk::with_starter();
    let scenario = desk.read("small/scenario.toml");
    desk.write(
        "small/scenario.toml",
        &format!("titel = \"Twice\"\n{scenario}"),
    );
    desk.append("small/routes.csv", "nowhere,nobody,-3,rode,\n");

    let check = desk.refuge("check small").with_code(2);
    assert_eq!(check.stdout, "");
    let run = desk.refuge("run small").with_code(2);
    assert_eq!(run.stderr, check.stderr);
    assert!(!desk.has("out"));

    for part in [
        " --> small/scenario.toml:1:1",
        "titel",
        "title",
        " --> small/routes.csv:",
        "nowhere",
        "-3",
        "rode",
    ] {
        assert!(run.stderr.contains(part), "no {part:?} in\n{}", run.stderr);
    }
}

#[test]
fn a_setting_that_does_not_exist_suggests_the_nearest() {
    let desk = Desk::with_starter();
    let ended = desk
        .refuge("run small --set movement.camp_wieght=2")
        .with_code(2);
    assert!(
        ended.stderr.contains("movement.camp_weight"),
        "{}",
        ended.stderr
    );
    assert!(!desk.has("out"));
}

#[test]
fn a_scenario_that_is_not_there_is_wrong_input() {
    let ended = Desk::empty().refuge("run small").with_code(2);
    assert!(ended.stderr.starts_with("error: "), "{}", ended.stderr);
    assert!(ended.stderr.contains("small"), "{}", ended.stderr);
}

#[test]
fn a_scenario_is_its_folder_or_its_toml_file() {
    let desk = Desk::with_starter();
    desk.refuge("check small/scenario.toml").done();
    let ended = desk.refuge("check small/places.csv").with_code(2);
    insta::assert_snapshot!(ended.stderr, @r"
    error: This file is no scenario.
     --> small/places.csv
    help: Name a folder with a scenario.toml in it, or that file.

    1 error.
    ");
}

#[test]
fn more_days_than_there_are_is_a_warning() {
    let desk = Desk::with_starter();
    let checked = desk.refuge("check small --days 9").done();
    assert!(checked.stdout.ends_with(" 9 days.\n"), "{}", checked.stdout);
    assert_eq!(checked.stderr, "");
    assert_eq!(desk.refuge("check small --days 60").done().stderr, "");
    insta::assert_snapshot!(desk.refuge("check small --days 61").done().stderr, @"
    warning: The scenario has only 60 days, and all of them are run.
     --> --days 61
    help: Leave out `--days`, or give the scenario a longer period.
    ");
}

#[test]
fn warnings_alone_do_not_refuse() {
    let desk = Desk::with_starter();
    std::fs::remove_file(desk.path("small/SOURCES.md")).expect("the starter names its sources");
    let check = desk.refuge("check small").done();
    assert!(check.stderr.starts_with("warning: "), "{}", check.stderr);
    assert!(
        check.stdout.contains("no errors and 1 warning"),
        "{}",
        check.stdout
    );
    let run = desk.refuge("run small").done();
    assert!(run.stderr.starts_with("warning: "), "{}", run.stderr);
    assert_eq!(desk.refuge("run small --quiet").done().stderr, "");
}
