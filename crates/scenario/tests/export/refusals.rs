//! What is not written.

use std::fs;

use refuge_core::synthetic;
use refuge_scenario::{Options, export, load};

use super::{scenario, starter};

#[test]
fn nothing_is_written_over_something() {
    let folder = tempfile::tempdir().unwrap();
    let base = starter(&folder.path().join("valley"));
    for dir in ["valley", "."] {
        let problems = export(&base, &folder.path().join(dir)).unwrap_err();
        let said = problems.to_string();
        assert!(said.contains("it is not overwritten"), "{said}");
    }
    fs::create_dir(folder.path().join("empty")).unwrap();
    let problems = export(&base, &folder.path().join("empty")).unwrap_err();
    let said = problems
        .to_string()
        .replace(&folder.path().display().to_string(), "..");
    insta::assert_snapshot!(said, @"
    error: There is something here already, and it is not overwritten.
     --> ../empty
    help: Name a folder that does not exist yet.
    ");
}

#[test]
fn a_world_that_would_not_come_back_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("valley");
    starter(&dir);
    let options = Options {
        days: Some(20),
        ..Options::default()
    };
    let short = load(&dir, &options).unwrap();
    let copy = folder.path().join("copy");
    let said = export(&short, &copy).unwrap_err().to_string();
    let said = said.replace(&folder.path().display().to_string(), "..");
    insta::assert_snapshot!(said, @"
    error: The scenario cannot be written without loss: the series to follow would differ.
     --> ../copy
    ");
    let mut names = fs::read_dir(folder.path()).unwrap();
    assert_eq!(names.next().unwrap().unwrap().file_name(), "valley");
    assert!(names.next().is_none(), "nothing is left behind");
}

#[test]
fn a_world_that_would_be_refused_is_told_by_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = synthetic::world(100, 3, 5);
    world.places[1].id = "two words".to_owned();
    let said = export(&scenario(world), &folder.path().join("copy")).unwrap_err();
    let said = said
        .to_string()
        .replace(&folder.path().display().to_string(), "..");
    let first = said.split("\n\n").next().unwrap_or_default();
    insta::assert_snapshot!(first, @r#"
    error: `onset.mode` is `prescribed`, but no observed series `displaced` is there to follow.
      --> ../copy/scenario.toml:10:8
       |
    10 | mode = "prescribed"
       |        ^^^^^^^^^^^^
       |
    help: Add rows of the measure `displaced` to a file in observed/, or choose `hazard`.
    "#);
}
