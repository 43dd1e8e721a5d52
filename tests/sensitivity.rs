//! What the results depend on: indices, interruptions, and what is refused.

use std::fs;

use crate::cli::{Desk, wait_until};

const STUDY: &str = "sensitivity small --days 6 --parameter onset.conflict_rate=0.02..0.2 \
                     --parameter observe.flow_days=1..7";

#[test]
fn indices_say_what_matters_and_are_the_same_for_any_threads() {
    let desk = Desk::with_starter();
    let study = format!("{STUDY} --trajectories 6 --samples 16");
    let ended = desk.refuge(&format!("{study} --threads 1")).done();
    let out = "out/small-sensitivity";
    let files = [
        "columns.csv",
        "evaluations.csv",
        "run.json",
        "sensitivity.csv",
    ];
    assert_eq!(desk.names("out"), ["small-sensitivity"]);
    assert_eq!(desk.names(out), files);
    let told = "observe.flow_days changes none of these numbers.";
    assert!(ended.stderr.contains(told), "{}", ended.stderr);
    let index = |parameter: &str, name: &str| -> f64 {
        let table = desk.table(&format!("{out}/sensitivity.csv"));
        let table = table.with("output", "displaced");
        let table = table.with("parameter", parameter).with("index", name);
        table.numbers("value")[0]
    };
    assert!(index("onset.conflict_rate", "mu") > 0.0);
    assert!(index("onset.conflict_rate", "total") > 0.9);
    for name in ["mu", "mu_star", "sigma", "first", "total"] {
        assert_eq!(index("observe.flow_days", name), 0.0);
    }
    // Six trajectories of three points and sixteen samples of four.
    let evaluations = desk.read(&format!("{out}/evaluations.csv"));
    assert_eq!(evaluations.lines().count(), 1 + 6 * 3 + 16 * 4);

    desk.refuge(&format!("{study} --threads 2 --out two"))
        .done();
    assert!(desk.csv_files(out) == desk.csv_files("two"));
}

#[test]
fn a_study_that_was_killed_goes_on_and_ends_as_if_it_was_not() {
    let desk = Desk::with_starter();
    let study = format!(
        "{STUDY} --method sobol --samples 128 --output displaced --output present@harbour --quiet"
    );
    let mut child = desk.command(&study).spawn().expect("the program starts");
    let pieces = desk.path("out/small-sensitivity.unfinished/pieces");
    wait_until(|| fs::metadata(&pieces).is_ok_and(|file| file.len() > 1_000));
    child.kill().expect("it runs");
    let ended = child.wait().expect("it has ended");
    assert!(!ended.success(), "it was done before it was killed");
    assert_eq!(desk.names("out"), ["small-sensitivity.unfinished"]);

    let other = study.replace("--samples 128", "--samples 64");
    let refused = desk.refuge(&format!("{other} --resume")).with_code(2);
    assert!(refused.stderr.contains("samples"), "{}", refused.stderr);
    desk.refuge(&format!("{study} --resume")).done();
    assert_eq!(desk.names("out"), ["small-sensitivity"]);
    desk.refuge(&format!("{study} --out whole")).done();
    assert!(desk.csv_files("out/small-sensitivity") == desk.csv_files("whole"));
}

#[test]
fn what_cannot_be_studied_is_told_before_anything_is_run() {
    let desk = Desk::with_starter();
    let said = |words: &str| {
        let ended = desk
            .refuge(&format!("sensitivity small {words}"))
            .with_code(2);
        ended.stderr.trim_end().to_owned()
    };
    let weight = "--parameter movement.camp_weight=1..5";
    let all = [
        said("--parameter movement.camp_wieght=1..5"),
        said(&format!("{weight} {weight}")),
        said(&format!("{weight} --set movement.camp_weight=2")),
        said(&format!("{weight} --output arivals@harbour")),
        said(&format!(
            "{weight} --branch no-ceasefire --branch open-border"
        )),
    ];
    insta::assert_snapshot!(all.join("\n\n"), @"
    error: --parameter movement.camp_wieght=1..5: there is no setting `movement.camp_wieght`.
    help: Did you mean `movement.camp_weight`?

    1 error.

    error: --parameter movement.camp_weight=1..5: `movement.camp_weight` is given two ranges. Leave out one of the two.

    error: --parameter movement.camp_weight=1..5: `movement.camp_weight` is set as well, by --set movement.camp_weight=2. Leave out one of the two.

    error: --output arivals@harbour: `arivals` is none of the measures present, arrivals, departures, arrivals_since_start, departures_since_start.

    error: Name one branch at a time: each has indices of its own.
    ");
    assert!(!desk.has("out"));
}
