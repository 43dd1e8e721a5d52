//! Where results go, and what is never overwritten.

use std::fs;

use crate::cli::Desk;

#[test]
fn a_folder_that_refuge_did_not_write_is_left_alone() {
    let desk = Desk::with_starter();
    fs::create_dir(desk.path("mine")).expect("a folder");
    desk.write("mine/thesis.txt", "years of work");
    for options in ["", "--force"] {
        let ended = desk
            .refuge(&format!("run small --out mine {options}"))
            .with_code(2);
        assert!(
            ended.stderr.starts_with("error: ") && ended.stderr.contains("mine"),
            "{}",
            ended.stderr
        );
        assert_eq!(desk.names("mine"), ["thesis.txt"]);
    }
    desk.refuge("run small --out mine/thesis.txt").with_code(2);
    assert_eq!(desk.read("mine/thesis.txt"), "years of work");
}

#[test]
fn a_result_is_replaced_by_the_next_of_the_same_scenario() {
    let desk = Desk::with_starter();
    let replaced = "The earlier results in out/small were replaced.";
    let first = desk.refuge("run small --seed 1").done();
    assert!(!first.stderr.contains(replaced), "{}", first.stderr);
    let second = desk.refuge("run small --seed 2").done();
    assert!(second.stderr.contains(replaced), "{}", second.stderr);
    assert_eq!(desk.json("out/small/run.json")["seed"], 2);
    assert_eq!(desk.names("out"), ["small"]);
}

#[test]
fn a_result_of_another_scenario_is_replaced_only_by_force() {
    let desk = Desk::with_starter();
    desk.refuge("new other").done();
    desk.refuge("run small --out results").done();
    desk.refuge("run other --out results").with_code(2);
    assert_eq!(desk.json("results/run.json")["scenario"], "small");
    desk.refuge("run other --out results --force").done();
    assert_eq!(desk.json("results/run.json")["scenario"], "other");
}

#[test]
fn a_place_that_cannot_be_written_is_a_failure_and_no_wrong_input() {
    let desk = Desk::with_starter();
    desk.write("taken", "a file");
    for out in ["taken/results", "taken/far/results"] {
        let ended = desk.refuge(&format!("run small --out {out}")).with_code(1);
        assert!(ended.stderr.contains(out), "{}", ended.stderr);
        assert!(ended.stderr.contains("Not a directory"), "{}", ended.stderr);
        assert!(!ended.stderr.contains(".refuge-"), "{}", ended.stderr);
    }
}
