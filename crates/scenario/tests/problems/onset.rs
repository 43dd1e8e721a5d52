//! What the onset of displacement lacks.

use refuge_scenario::Options;

use super::{Folder, with_line};

#[test]
fn prescribed_without_a_series() {
    let said = Folder::new()
        .add("scenario.toml", "[onset]\nmode = \"prescribed\"")
        .problems();
    insta::assert_snapshot!(said, @r#"
    error: `onset.mode` is `prescribed`, but no observed series `displaced` is there to follow.
     --> test/scenario.toml:6:8
      |
    6 | mode = "prescribed"
      |        ^^^^^^^^^^^^
      |
    help: Add rows of the measure `displaced` to a file in observed/, or choose `hazard`.
    "#);
}

#[test]
fn onset_without_residents() {
    let said = Folder::new()
        .add("scenario.toml", "[onset]\nmode = \"hazard\"")
        .replace("places.csv", "40000,\n", "0,\n")
        .replace("places.csv", "160000", "0")
        .problems();
    insta::assert_snapshot!(said, @r#"
    warning: Nobody can be displaced: no place of the home country has residents.
     --> test/scenario.toml:6:8
      |
    6 | mode = "hazard"
      |        ^^^^^^^^
      |
    help: Give the towns that people flee from a `population`.
    "#);
}

#[test]
fn prescribed_by_a_series_that_could_not_be_read() {
    let said = Folder::new()
        .add("scenario.toml", "[onset]\nmode = \"prescribed\"")
        .add("observed/counts.csv", "2020-01-10,displacd,,1000,")
        .problems();
    assert_eq!(said.matches("error: ").count(), 1, "{said}");
}

#[test]
fn residents_are_left_whole_only_as_flee_does() {
    let said = Folder::new()
        .add(
            "scenario.toml",
            "[onset]\nmode = \"hazard\"\nfrom_residents = false",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    warning: `onset.from_residents` changes nothing: with `onset.mode` at `hazard` newcomers are always residents.
     --> test/scenario.toml:7:18
      |
    7 | from_residents = false
      |                  ^^^^^
      |
    help: Leave it out: only Flee's ways to count newcomers can make them of nobody.
    ");
}

#[test]
fn a_series_above_the_residents() {
    let said = Folder::new()
        .add("scenario.toml", "[onset]\nmode = \"prescribed\"")
        .add("observed/counts.csv", "2020-01-10,displaced,,250000,")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The series to follow rises to 250000 displaced persons, but the home country has only 200000 residents.
     --> test/observed/counts.csv:3:23
      |
    3 | 2020-01-10,displaced,,250000,
      |                       ^^^^^^
      |
    help: Check the count and every `population`: the run ends short of the series.
    ");
}

#[test]
fn a_series_that_nothing_follows() {
    let said = with_line("observed/counts.csv", "2020-01-10,displaced,,1000,");
    insta::assert_snapshot!(said, @"
    warning: `displaced` is observed, but nobody becomes displaced: `onset.mode` is `none`.
     --> test/observed/counts.csv:3:23
      |
    3 | 2020-01-10,displaced,,1000,
      |                       ^^^^
      |
    help: Choose `prescribed` to follow the series, or `hazard` to be compared with it.
    ");
}

#[test]
fn hazard_without_violence() {
    let folder =
        Folder::new().replace("events.csv", "conflict,ariha,0.8", "road,ariha->idleb,open");
    let said = folder.problems_with(&Options {
        set: vec!["onset.mode=hazard".to_owned()],
        ..Options::default()
    });
    insta::assert_snapshot!(said, @"
    warning: Nobody becomes displaced: `onset.mode` is `hazard`, but no event is a conflict, shelling or air strike.
     --> --set onset.mode=hazard
    help: Add events of the kind `conflict`, `shelling` or `air_strike` to events.csv.
    ");
    let strikes = Folder::new()
        .replace("events.csv", "conflict,ariha,0.8", "air_strike,ariha,0.8")
        .add("scenario.toml", "onset.mode = \"hazard\"");
    assert_eq!(strikes.problems(), "");
    let folder = folder.replace("events.csv", "target", "place");
    assert!(
        !folder
            .add("scenario.toml", "onset.mode = \"hazard\"")
            .problems()
            .contains("Nobody")
    );
}
