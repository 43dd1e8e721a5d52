//! The same scenario, seed and replicates give the same bytes, on any number of threads.

use std::collections::BTreeMap;

use crate::cli::Desk;

fn files(desk: &Desk, options: &str) -> BTreeMap<String, String> {
    desk.refuge(&format!("run small --quiet {options}")).done();
    let files = desk.csv_files("out/small");
    assert!(files.contains_key("places.csv"));
    files
}

#[test]
fn threads_and_repetition_change_no_byte() {
    let desk = Desk::with_starter();
    for replicates in [1, 4] {
        let run = |options| files(&desk, &format!("--replicates {replicates} {options}"));
        let one = run("--threads 1");
        assert!(one == run("--threads 2"), "2 threads differ from 1");
        assert!(one == run("--threads 7"), "7 threads differ from 1");
        assert!(
            one == run("--threads 2"),
            "a second run differs from the first"
        );
    }
}

#[test]
fn another_seed_gives_other_bytes() {
    let desk = Desk::with_starter();
    let first = files(&desk, "--seed 1");
    let second = files(&desk, "--seed 2");
    assert!(first["places.csv"] != second["places.csv"]);
}
