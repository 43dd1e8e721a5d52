//! Ctrl-C ends a run cleanly and keeps what is complete.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use crate::cli::{Desk, Ended, wait_until};

/// Presses Ctrl-C once the program has begun and some condition holds.
fn interrupted(desk: &Desk, words: &str, once: impl Fn() -> bool) -> Ended {
    // The warning tells this test that the program has begun.
    fs::remove_file(desk.path("small/SOURCES.md")).expect("the starter names its sources");
    let mut child = desk
        .command(words)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("piped"));
    let mut said = String::new();
    stderr.read_line(&mut said).expect("a first line");
    assert!(said.starts_with("warning: "), "{said}");
    wait_until(once);

    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("kill starts").success());
    stderr.read_to_string(&mut said).expect("UTF-8");
    let code = child.wait().expect("an end").code();
    Ended {
        code: code.expect("the program ends by itself"),
        stdout: String::new(),
        stderr: said,
    }
}

#[test]
fn ctrl_c_ends_a_single_run_after_the_day_in_hand_and_writes_nothing() {
    let desk = Desk::with_starter();
    let long = "run small --set people.household_size=1 --checkpoint-every 1";
    let ended = interrupted(&desk, long, || true).with_code(130);
    assert!(
        ended.stderr.contains("; nothing was written to out/small."),
        "{}",
        ended.stderr
    );
    assert!(!desk.has("out/small") && desk.has("out/small.unfinished"));
}

#[test]
fn ctrl_c_keeps_the_replicates_that_are_complete() {
    let desk = Desk::with_starter();
    let pieces = desk.path("out/small.unfinished/pieces");
    let some_are_kept = || fs::metadata(&pieces).is_ok_and(|file| file.len() > 500_000);
    let words = "run small --replicates 1000000 --threads 2";
    let ended = interrupted(&desk, words, some_are_kept).with_code(130);
    let run = desk.json("out/small/run.json");
    let done = run["replicates"].as_u64().expect("a number");
    assert_eq!(run["replicates_asked"], 1_000_000);
    assert!(done > 1, "{}", ended.stderr);
    let told = format!(
        "Interrupted after {done} of 1000000 replicates; out/small has the results of these. What is done is kept in "
    );
    assert!(ended.stderr.contains(&told), "{}", ended.stderr);

    desk.refuge(&format!("run small --replicates {done} --out same"))
        .done();
    assert!(desk.csv_files("out/small") == desk.csv_files("same"));
    desk.refuge(&format!("run small --replicates {} --resume", done + 3))
        .done();
    assert_eq!(desk.json("out/small/run.json")["replicates"], done + 3);
    assert_eq!(desk.names("out"), ["small"]);
}

#[test]
fn ctrl_c_keeps_the_pairs_of_a_comparison_that_are_complete() {
    let desk = Desk::with_starter();
    desk.append(
        "small/scenario.toml",
        "\n[[branch]]\nname = \"far\"\nset = { \"movement.distance_power\" = 0.0 }\n",
    );
    let pieces = desk.path("out/small-compare.unfinished/pieces");
    let some_are_kept = || fs::metadata(&pieces).is_ok_and(|file| file.len() > 50_000);
    let compare = "compare small --branches main,far";
    let words = format!("{compare} --replicates 1000000 --threads 2");
    let ended = interrupted(&desk, &words, some_are_kept).with_code(130);
    let run = desk.json("out/small-compare/run.json");
    let done = run["replicates"].as_u64().expect("a number");
    assert!(done > 1, "{}", ended.stderr);
    let told = format!(
        "Interrupted after {done} of 1000000 replicates of each branch; out/small-compare has the results of these. "
    );
    assert!(ended.stderr.contains(&told), "{}", ended.stderr);
    desk.refuge(&format!("{compare} --replicates {done} --out same"))
        .done();
    assert!(desk.csv_files("out/small-compare") == desk.csv_files("same"));
}

#[test]
fn ctrl_c_keeps_the_runs_of_a_study() {
    let desk = Desk::with_starter();
    let pieces = desk.path("out/small-sensitivity.unfinished/pieces");
    let some_are_kept = || fs::metadata(&pieces).is_ok_and(|file| file.len() > 1_000);
    let words = "sensitivity small --parameter movement.camp_weight=1..5 --method sobol --samples 8192 --output abroad";
    let ended = interrupted(&desk, words, some_are_kept).with_code(130);
    // Two points of each sample, and one for the setting.
    let told = format!(
        " of {} runs; nothing was written to out/small-sensitivity. What is done is kept in ",
        8192 * 3
    );
    assert!(ended.stderr.contains(&told), "{}", ended.stderr);
    assert_eq!(desk.names("out"), ["small-sensitivity.unfinished"]);
}
