//! What is written loads as the world that it was written from.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod changes;
mod everything;
mod real;
mod refusals;

use std::fs;
use std::path::Path;

use refuge_core::World;
use refuge_core::event::Change;
use refuge_core::place::Side;
use refuge_core::uncertain::{Distribution, Uncertain};
use refuge_scenario::{Options, Problems, Scenario, export, load, write_starter};

/// A scenario of a world, as if loaded.
fn scenario(world: World) -> Scenario {
    Scenario {
        settings_file: None,
        world,
        seed: 1,
        replicates: 1,
        hash: "0".repeat(64),
        branch: None,
        branch_title: None,
        what_if: false,
        branches: Vec::new(),
        warnings: Problems::default(),
    }
}

/// The world as text, but for its name.
fn text(world: &World) -> String {
    let world = World {
        name: String::new(),
        ..world.clone()
    };
    format!("{world:#?}")
}

/// Writes a scenario, loads it again and holds it against what it was; what is said of it is given.
fn there_and_back(scenario: &Scenario) -> String {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("copies/copy");
    export(scenario, &dir).unwrap_or_else(|problems| panic!("{problems}"));
    let copy = load(&dir, &Options::default()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(copy.world.name, "copy");
    let (before, after) = (text(&scenario.world), text(&copy.world));
    let mut lines = before.lines().zip(after.lines());
    if let Some((before, after)) = lines.find(|(before, after)| before != after) {
        panic!("{before} became {after}");
    }
    assert_eq!(before.len(), after.len());
    assert_eq!(
        (copy.seed, copy.replicates),
        (scenario.seed, scenario.replicates)
    );
    assert_eq!(
        fs::read_dir(folder.path().join("copies")).unwrap().count(),
        1
    );
    copy.warnings.to_string()
}

fn starter(dir: &Path) -> Scenario {
    write_starter(dir).unwrap();
    load(dir, &Options::default()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A setting with each distribution.
fn uncertain() -> Vec<Uncertain> {
    use Distribution::{Beta, Exp, Gamma, LogNormal, Normal, Triangular, Uniform, Weibull};
    let all = [
        (
            "movement.awareness_level",
            Normal {
                mean: 2.0,
                std_dev: 1e-7,
            },
        ),
        (
            "movement.camp_weight",
            LogNormal {
                mu: -0.1,
                sigma: 1.0 / 3.0,
            },
        ),
        (
            "movement.foreign_weight",
            Gamma {
                shape: 2.0,
                scale: 1e300,
            },
        ),
        (
            "movement.host_weight",
            Weibull {
                scale: 1.5,
                shape: 2.0,
            },
        ),
        ("movement.softening_km", Exp { lambda: 0.1 }),
        (
            "movement.town_leave",
            Uniform {
                low: 0.1,
                high: 0.5,
            },
        ),
        (
            "movement.town_weight",
            Triangular {
                min: 0.0,
                max: 4.0,
                mode: 1.0,
            },
        ),
        (
            "returns.probability",
            Beta {
                alpha: 2.0,
                beta: 5.0,
            },
        ),
    ];
    all.map(|(key, distribution)| Uncertain { key, distribution })
        .to_vec()
}

#[test]
fn a_side_of_two_words_that_only_a_capture_names_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut scenario = starter(&folder.path().join("valley"));
    let world = &mut scenario.world;
    for place in &mut world.places {
        place.control = None;
    }
    world.settings.people.flee_from.clear();
    world.sides = vec!["the east".to_owned()];
    world.events = vec![world.events[1].clone()];
    world.events[0].change = Change::Capture(Side(0));
    world.events[0].value = "the east".to_owned();
    there_and_back(&scenario);
}

#[test]
fn the_starter_comes_back_with_every_branch() {
    let folder = tempfile::tempdir().unwrap();
    let base = starter(&folder.path().join("valley"));
    assert_eq!(there_and_back(&base), "");
    for branch in &base.branches {
        let options = Options {
            branch: Some(branch.clone()),
            ..Options::default()
        };
        let scenario = load(&folder.path().join("valley"), &options).unwrap();
        there_and_back(&scenario);
    }
}

#[test]
fn seed_and_replicates_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let base = starter(&folder.path().join("valley"));
    there_and_back(&Scenario {
        seed: i64::MAX as u64,
        replicates: 30,
        ..base
    });
}

#[test]
fn what_is_uncertain_and_what_was_fitted_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut base = starter(&folder.path().join("valley"));
    base.world.uncertain = uncertain()[..2].to_vec();
    base.world.calibrated_until = Some(30);
    let dir = folder.path().join("copy");
    export(&base, &dir).unwrap();
    let text = fs::read_to_string(dir.join("scenario.toml")).unwrap();
    assert!(text.contains("\ncalibrated_until = 2020-01-31\n"), "{text}");
    insta::assert_snapshot!(text[text.find("[uncertain]").unwrap()..], @r#"
    [uncertain]
    "movement.awareness_level" = { distribution = "Normal", mean = 2.0, std_dev = 0.0000001 }
    "movement.camp_weight" = { distribution = "LogNormal", mu = -0.1, sigma = 0.3333333333333333 }
    "#);
}

#[test]
fn the_files_of_the_starter() {
    let folder = tempfile::tempdir().unwrap();
    let base = starter(&folder.path().join("valley"));
    let dir = folder.path().join("copy");
    export(&base, &dir).unwrap();
    let read = |file: &str| fs::read_to_string(dir.join(file)).unwrap();
    let first_rows = |file: &str| read(file).lines().take(3).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(read("scenario.toml"), @r#"
    title = "A winter in a made-up valley"
    country = "XAA"
    start = 2020-01-01
    end = 2020-02-29

    [people]
    flee_from = ["army"]

    [onset]
    mode = "hazard"
    conflict_rate = 0.08
    anticipation_rate = 0.02
    anticipation_km = 15.0

    [movement]
    camp_weight = 2.0
    walking_km_per_day = 30.0

    [returns]
    probability = 0.01
    "#);
    insta::assert_snapshot!(first_rows("places.csv"), @"
    id,name,kind,country,admin1,latitude,longitude,population,capacity,control
    old_mill,Old Mill,town,XAA,South,0.1,0.1,12000,,militia
    bridgetown,Bridgetown,town,XAA,South,0.25,0.15,30000,,militia
    ");
    insta::assert_snapshot!(first_rows("routes.csv"), @"
    from,to,distance_km,mode
    garrison,old_mill,26,road
    old_mill,bridgetown,20,road
    ");
    insta::assert_snapshot!(first_rows("events.csv"), @"
    date,kind,target,value,until,probability,note,source,name
    2020-01-01,border,XAA->XAB,0.2,,,One household in five is let across in a day.,,border-tight
    2020-01-04,conflict,old_mill,0.6,,,The front opens in the south.,,
    ");
    insta::assert_snapshot!(first_rows("people.csv"), @"
    place,status,persons
    high_fields,displaced,4000
    harbour,hosted,6000
    ");
    insta::assert_snapshot!(first_rows("observed/counts.csv"), @"
    date,measure,place,value,source
    2020-01-10,displaced,,4000,
    2020-01-20,displaced,,21000,
    ");
    insta::assert_snapshot!(read("SOURCES.md").replace(&base.hash, "[hash]"), @"
    # Sources

    Every figure is from the scenario `valley`, written out by refuge in its own form.
    Where they come from is said there. SHA-256 of the files that were read:

        [hash]
    ");
    let mut names: Vec<_> = fs::read_dir(&dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    insta::assert_snapshot!(names.join(" "), @"SOURCES.md events.csv observed people.csv places.csv routes.csv scenario.toml");
}
