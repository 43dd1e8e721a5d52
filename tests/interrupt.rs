//! Ctrl-C ends a run cleanly.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use crate::cli::Desk;

#[test]
fn ctrl_c_ends_after_the_day_in_hand_and_writes_nothing() {
    let desk = Desk::with_starter();
    // The warning tells this test that the program has begun.
    fs::remove_file(desk.path("small/SOURCES.md")).expect("the starter names its sources");
    let mut child = desk
        .command("run small --replicates 1000000")
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("piped"));
    let mut said = String::new();
    stderr.read_line(&mut said).expect("a first line");
    assert!(said.starts_with("warning: "), "{said}");

    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("kill starts").success());
    stderr.read_to_string(&mut said).expect("UTF-8");
    assert_eq!(child.wait().expect("an end").code(), Some(130), "{said}");
    assert!(said.contains("Interrupted after"), "{said}");
    assert!(said.contains("nothing was written to out/small."), "{said}");
    assert_eq!(desk.names("."), ["small"]);
}
