//! Rules of this repository that no other tool holds.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::{read, repository};

const LONGEST_FILE: usize = 400;

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if path
            .extension()
            .is_some_and(|end| endings.iter().any(|e| end == *e))
        {
            found.push(path);
        }
    }
    found
}

fn sources() -> Vec<PathBuf> {
    let found: Vec<PathBuf> = ["crates", "tests", "benches", "examples"]
        .map(repository)
        .iter()
        .filter(|folder| folder.exists())
        .flat_map(|folder| files(folder, &["rs"]))
        .collect();
    assert!(found.len() > 30, "only {} sources were found", found.len());
    found
}

#[test]
fn no_source_is_too_long_to_read() {
    for path in sources() {
        let lines = read(&path).lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{} has {lines} lines: split it",
            path.display()
        );
    }
}

#[test]
fn every_source_begins_by_saying_what_it_is() {
    for path in sources() {
        assert!(
            read(&path).starts_with("//! "),
            "{} has no `//!` line",
            path.display()
        );
    }
}

#[test]
fn nothing_names_a_path_of_one_machine() {
    let roots = ["home", "root", "Users", "work", "tmp"].map(|root| format!("/{root}/"));
    let texts = ["crates", "tests", "scenarios", "docs", "scripts", ".ci"]
        .iter()
        .flat_map(|folder| {
            files(
                &repository(folder),
                &["rs", "toml", "csv", "md", "snap", "sh"],
            )
        })
        .chain(["README.md", "ARCHITECTURE.md", "justfile", "Cargo.toml"].map(repository));
    for path in texts {
        let text = read(&path);
        for root in &roots {
            assert!(
                !text.contains(&format!(" {root}")),
                "{} names {root}",
                path.display()
            );
            assert!(
                !text.contains(&format!("\"{root}")),
                "{} names {root}",
                path.display()
            );
        }
    }
}
