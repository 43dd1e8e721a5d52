//! Branches of a scenario, one or several at a time.

use crate::cli::Desk;

const BRANCHES: &str = r#"
[[branch]]
name = "near"
set = { "movement.distance_power" = 3.0 }

[[branch]]
name = "far"
set = { "movement.distance_power" = 0.0 }
"#;

fn desk() -> Desk {
    let desk = Desk::with_starter();
    desk.append("small/scenario.toml", BRANCHES);
    desk
}

#[test]
fn a_branch_has_a_folder_of_its_own() {
    let desk = desk();
    desk.refuge("run small").done();
    desk.refuge("run small --branch near").done();
    assert_eq!(desk.names("out"), ["small", "small-near"]);
    let run = desk.json("out/small-near/run.json");
    assert_eq!(
        (&run["branch"], &run["what_if"]),
        (&"near".into(), &true.into())
    );
    assert_eq!(run["settings"]["movement"]["distance_power"], 3.0);
    let places = |folder| desk.read(&format!("out/{folder}/places.csv"));
    assert!(places("small") != places("small-near"));
}

#[test]
fn only_a_branch_that_changes_something_is_a_what_if() {
    let desk = desk();
    desk.append("small/scenario.toml", "\n[[branch]]\nname = \"actual\"\n");
    let said = |branch| {
        let ended = desk.refuge(&format!("run small --branch {branch}")).done();
        let page = desk.read(&format!("out/small-{branch}/report.html"));
        let what_if = "a what-if is not meant to agree with what was counted";
        [ended.stderr, page].map(|text| text.contains(what_if))
    };
    assert_eq!((said("near"), said("actual")), ([true; 2], [false; 2]));
    assert_eq!(desk.json("out/small-actual/run.json")["what_if"], false);
}

#[test]
fn several_branches_run_in_turn_into_the_folder_named() {
    let desk = desk();
    desk.refuge("run small --branch near --branch far --out both")
        .done();
    assert_eq!(desk.names("both"), ["far", "near"]);
    assert_eq!(desk.json("both/far/run.json")["branch"], "far");
    desk.refuge("run small --branch near --branch far").done();
    assert_eq!(desk.names("out"), ["small-far", "small-near"]);
}

#[test]
fn one_unknown_branch_stops_all_of_them_before_they_start() {
    let desk = desk();
    let ended = desk
        .refuge("run small --branch near --branch fra")
        .with_code(2);
    assert!(
        ended.stderr.contains("fra") && ended.stderr.contains("`far`"),
        "{}",
        ended.stderr
    );
    assert!(!desk.has("out"));
}

#[test]
fn check_looks_at_the_branches_named() {
    let desk = desk();
    let ended = desk.refuge("check small --branch near --branch far").done();
    assert_eq!(ended.stdout.lines().count(), 2);
    assert!(ended.stdout.contains("branch `near`"), "{}", ended.stdout);
}
