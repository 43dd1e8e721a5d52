//! The scenarios of this repository are sound, with every branch of theirs.

use std::fs;

use crate::cli::{Desk, read, repository};

/// The folders in `scenarios`.
fn scenarios() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(repository("scenarios"))
        .expect("the scenarios")
        .map(|entry| entry.expect("an entry").path().display().to_string())
        .collect();
    names.sort();
    assert!(names.len() >= 2, "only {names:?}");
    names
}

/// The names that a scenario gives its branches.
fn branches(scenario: &str) -> Vec<String> {
    let text = read(&repository(&format!("{scenario}/scenario.toml")));
    let after = text.split("[[branch]]").skip(1);
    after
        .map(|branch| branch.split('"').nth(1).expect("a name").to_owned())
        .collect()
}

#[test]
fn every_scenario_is_without_problem() {
    let desk = Desk::empty();
    for scenario in scenarios() {
        let ended = desk.refuge(&format!("check {scenario}")).done();
        assert!(
            ended.stdout.contains(" has no problems: "),
            "{}",
            ended.stdout
        );
        assert_eq!(ended.stderr, "");
    }
}

#[test]
fn every_branch_of_every_scenario_runs() {
    let desk = Desk::empty();
    for scenario in scenarios() {
        let names = branches(&scenario);
        assert!(!names.is_empty(), "{scenario} has no branch");
        let options: Vec<String> = names
            .iter()
            .map(|name| format!("--branch {name}"))
            .collect();
        let out = "--quiet --days 40 --force --out branches";
        desk.refuge(&format!("run {scenario} {} {out}", options.join(" ")))
            .done();
        for name in names {
            assert_eq!(
                desk.json(&format!("branches/{name}/run.json"))["branch"],
                name.as_str()
            );
        }
    }
}
