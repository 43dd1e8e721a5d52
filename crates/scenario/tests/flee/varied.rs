//! A scenario varied is the scenario loaded with the same settings, whatever is set.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use refuge_core::World;
use refuge_core::settings::{Range, Settings};
use refuge_scenario::{Options, Problems, Varied, load, write_starter};

use super::Instance;
use super::floods::{FORECAST, MOVE, SPAWN, flooded};

/// Some numbers that each setting with a number may be.
fn numbers() -> impl Iterator<Item = (&'static str, f64)> {
    const SHARES: [f64; 7] = [0.0, 1e-9, 0.001, 0.01, 0.3, 0.8, 1.0];
    Settings::knobs().flat_map(|knob| {
        let (low, high, whole) = match knob.range {
            Range::Number(low, high) => (low, high, false),
            Range::Whole(low, high) => (f64::from(low), f64::from(high), true),
            _ => (0.0, -1.0, false),
        };
        let at = move |share: f64| low + (high - low) * share;
        let rounded = move |value: f64| if whole { value.round() } else { value };
        let wanted = SHARES.iter().filter(move |_| low <= high);
        wanted.map(move |&share| (knob.key, rounded(at(share))))
    })
}

fn with(options: &Options, key: &str, value: f64) -> Options {
    let mut options = options.clone();
    options
        .set
        .retain(|set| !set.starts_with(&format!("{key}=")));
    options.set.push(format!("{key}={value}"));
    options
}

fn text(world: Result<World, Problems>) -> String {
    match world {
        Ok(world) => format!("{world:?}"),
        Err(problems) => problems.to_string(),
    }
}

/// Holds every number of every setting against loading with it; how many were tried.
fn assert_same(path: &Path, set: &[&str]) -> usize {
    let options = Options {
        set: set.iter().copied().map(String::from).collect(),
        ..Options::default()
    };
    let varied = Varied::load(path, &options).unwrap();
    let numbers = numbers().inspect(|&(key, value)| {
        let quick = varied.world(&[(key.to_owned(), value)]);
        let loaded = load(path, &with(&options, key, value)).map(|scenario| scenario.world);
        assert!(text(quick) == text(loaded), "{key} at {value} differs");
    });
    numbers.count()
}

#[test]
fn every_number_of_every_setting_in_the_projects_own_form() {
    let tutorial = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/tutorial");
    assert!(assert_same(&tutorial, &[]) > 300);
    let folder = tempfile::tempdir().unwrap();
    let valley = folder.path().join("valley");
    write_starter(&valley).unwrap();
    let mut events = OpenOptions::new()
        .append(true)
        .open(valley.join("events.csv"));
    let said_by_settings = "2020-02-20,shelling,old_mill,0.5,,,,,\n2020-02-25,ceasefire,*,,,,,,\n";
    write!(events.as_mut().unwrap(), "{said_by_settings}").unwrap();
    assert_same(&valley, &["events.shelling_days=9"]);
}

#[test]
fn every_number_of_every_setting_in_an_instance() {
    assert!(assert_same(&Instance::new().path(""), &[]) > 300);
}

#[test]
fn every_number_of_every_setting_where_floods_and_ageing_conflicts_are() {
    let rules = format!("{MOVE}{FORECAST}");
    let flooded = flooded(SPAWN, &rules).write(
        "input_csv/demographics_floodawareness.csv",
        "floodawareness,Default\n1,1\n",
    );
    assert_same(&flooded.path(""), &[]);
    let ageing = ["movement.conflict_decay=1,0"];
    assert_same(&Instance::new().path(""), &ageing);
}

/// The instance with counts for places that are camps while hardly anybody leaves them.
fn counted_everywhere() -> Instance {
    let layout =
        "total,all.csv\nCamp One,one.csv\nCamp_Two,two.csv\nAnvar,one.csv\nOld Brook,one.csv\n";
    Instance::new().write("source_data/data_layout.csv", layout)
}

#[test]
fn settings_that_decided_how_files_were_read_can_be_undone() {
    let camps = ["movement.town_leave=0.001", "movement.conflict_leave=0"];
    assert_same(&counted_everywhere().path(""), &camps);
    let growing = super::with_column("capacity_per_day", ["0", "0", "0", "5", "0"]);
    assert_same(&growing.path(""), &["movement.capacity_scaling=0.0005"]);
}

#[test]
fn several_settings_hold_together_in_place_of_those_that_were_set() {
    let instance = counted_everywhere();
    let options = Options {
        set: vec![
            "movement.camp_weight = 7".to_owned(),
            "movement.town_leave=0.5".to_owned(),
        ],
        ..Options::default()
    };
    let varied = Varied::load(&instance.path(""), &options).unwrap();
    let values = |leave: f64| {
        let values = [
            ("movement.camp_weight", 3.0),
            ("movement.town_leave", leave),
        ];
        let world = varied.world(&values.map(|(key, value)| (key.to_owned(), value)));
        let movement = world.unwrap().settings.movement;
        (movement.camp_weight, movement.town_leave)
    };
    assert_eq!(values(0.25), (3.0, 0.25));
    assert_eq!(values(0.001), (3.0, 0.001));
    assert_eq!(varied.scenario().world.settings.movement.camp_weight, 7.0);
}

#[test]
fn numbers_that_a_setting_cannot_be_are_refused() {
    let instance = Instance::new();
    let varied = Varied::load(&instance.path(""), &Options::default()).unwrap();
    let said = |key: &str, value| {
        let values = [(key.to_owned(), value)];
        varied.world(&values).unwrap_err().to_string()
    };
    let all = [
        said("movement.camp_leave", 1.5),
        said("movement.awareness_level", 1.5),
        said("movement.camp_wieght", 1.0),
        said("movement.camp_weight", f64::NAN),
    ];
    let lines: Vec<&str> = all.iter().filter_map(|said| said.lines().next()).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    error: --set movement.camp_leave=1.5: `movement.camp_leave` must be a number from 0 to 1.
    error: --set movement.awareness_level=1.5: `movement.awareness_level` must be a whole number from 1 to 8.
    error: --set movement.camp_wieght=1: there is no setting `movement.camp_wieght`.
    error: --set movement.camp_weight=NaN: `movement.camp_weight` must be a number from 0 to 1000000.
    ");
}
