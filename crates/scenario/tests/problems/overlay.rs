//! Overlays and presets.

use refuge_core::World;
use refuge_scenario::{Options, load, presets};

use super::Folder;

/// A scenario with a branch and an overlay beside it.
fn folder(overlay: &str) -> Folder {
    let branch = "[[branch]]\nname = \"b\"\nset = { \"movement.camp_weight\" = 2, \"movement.host_weight\" = 2 }";
    Folder::new()
        .add(
            "scenario.toml",
            "[movement]\ncamp_weight = 1.5\ntown_leave = 0.2",
        )
        .add("scenario.toml", branch)
        .write("../fitted.toml", overlay)
}

fn options(folder: &Folder) -> Options {
    Options {
        branch: Some("b".to_owned()),
        overlay: Some(folder.path("../fitted.toml")),
        ..Options::default()
    }
}

fn said(overlay: &str) -> String {
    let folder = folder(overlay);
    let said = folder.problems_with(&options(&folder));
    said.replace(&folder.0.path().display().to_string(), "..")
}

fn world(folder: &Folder, options: &Options) -> World {
    let scenario = load(&folder.path(""), options);
    scenario
        .unwrap_or_else(|problems| panic!("{problems}"))
        .world
}

#[test]
fn an_overlay_lies_over_files_and_branch_and_under_what_is_typed() {
    let folder = folder(
        "calibrated_until = 2020-01-15\n[movement]\ncamp_weight = 3\ntown_leave = 0.6\n\
         [uncertain]\n\"movement.host_weight\" = { distribution = \"Exp\", lambda = 1 }\n",
    );
    let plain = world(&folder, &options(&folder));
    let movement = plain.settings.movement;
    assert_eq!((movement.camp_weight, movement.host_weight), (3.0, 2.0));
    assert_eq!(movement.town_leave, 0.6);
    assert_eq!(plain.calibrated_until, Some(14));
    assert_eq!(plain.uncertain[0].key, "movement.host_weight");
    let typed = Options {
        set: vec![
            "movement.host_weight=5".to_owned(),
            "movement.town_leave=0.7".to_owned(),
        ],
        ..options(&folder)
    };
    let typed = world(&folder, &typed);
    assert_eq!(typed.settings.movement.host_weight, 5.0);
    assert_eq!(typed.settings.movement.town_leave, 0.7);
    assert!(typed.uncertain.is_empty());
}

#[test]
fn an_overlay_makes_certain_what_it_sets() {
    let folder = folder("movement.host_weight = 4\n");
    let folder = folder.add(
        "scenario.toml",
        "[uncertain]\n'movement.host_weight' = { distribution = \"Exp\", lambda = 1 }",
    );
    let without = Options {
        overlay: None,
        branch: None,
        ..options(&folder)
    };
    assert_eq!(world(&folder, &without).uncertain.len(), 1);
    let with = Options {
        branch: None,
        ..options(&folder)
    };
    assert!(world(&folder, &with).uncertain.is_empty());
}

#[test]
fn the_bytes_of_an_overlay_count_in_the_hash() {
    let hash = |overlay: &str| {
        let folder = folder(overlay);
        load(&folder.path(""), &options(&folder)).unwrap().hash
    };
    let first = hash("movement.camp_weight = 3\n");
    assert_eq!(first, hash("movement.camp_weight = 3\n"));
    assert_ne!(first, hash("movement.camp_weight = 3 \n"));
}

#[test]
fn what_is_wrong_with_an_overlay_is_told_where_it_stands() {
    insta::assert_snapshot!(
        said("title = \"Fitted\"\ncalibrated_until = 2021-01-01\n[movement]\ncamp_wieght = 3\ntown_leave = 2\n"),
        @r#"
    error: The key `title` is unknown.
     --> test/../fitted.toml:1:1
      |
    1 | title = "Fitted"
      | ^^^^^
      |
    help: An overlay has sections of settings, `calibrated_until` and [uncertain].

    error: There is no setting `movement.camp_wieght`.
     --> test/../fitted.toml:4:1
      |
    4 | camp_wieght = 3
      | ^^^^^^^^^^^
      |
    help: Did you mean `camp_weight`?

    error: `movement.town_leave` must be a number from 0 to 1, but is `2`.
     --> test/../fitted.toml:5:14
      |
    5 | town_leave = 2
      |              ^
      |
    help: Chance that a displaced household moves on from a town. Its unit: per day.
    "#
    );
    let folder = Folder::new();
    let missing = Options {
        overlay: Some("no/such.toml".into()),
        ..Options::default()
    };
    insta::assert_snapshot!(folder.problems_with(&missing), @"
    error: There is no file of this name.
     --> no/such.toml
    ");
}

#[test]
fn a_preset_lies_under_an_overlay() {
    let folder = folder("movement.camp_weight = 3\n");
    let options = Options {
        preset: Some("flee-default".to_owned()),
        ..options(&folder)
    };
    let movement = world(&folder, &options).settings.movement;
    assert_eq!((movement.camp_weight, movement.town_leave), (3.0, 0.3));
    assert_eq!(movement.host_weight, 2.0);
}

#[test]
fn every_preset_fits_a_scenario_and_counts_in_its_hash() {
    let hash = |preset| {
        let options = Options {
            preset,
            ..Options::default()
        };
        let scenario = load(&Folder::new().path(""), &options);
        scenario
            .unwrap_or_else(|problems| panic!("{problems}"))
            .hash
    };
    for preset in presets() {
        assert_ne!(hash(Some(preset.name.to_owned())), hash(None));
        assert!(
            preset.text.starts_with("# "),
            "{} has no source",
            preset.name
        );
    }
}

#[test]
fn a_preset_that_there_is_not() {
    let options = Options {
        preset: Some("flee_default".to_owned()),
        ..Options::default()
    };
    insta::assert_snapshot!(Folder::new().problems_with(&options), @"
    error: There is no preset `flee_default`.
    help: Did you mean `flee-default`?
    ");
}
