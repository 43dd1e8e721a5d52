//! A small world and its results for tests.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::network::Network;
use refuge_core::observe::schemas::{
    DEMOGRAPHICS, FLOWS, MOVEMENTS, ON_THE_WAY, ORIGINS, PLACES, TOTALS, VALIDATION,
};
use refuge_core::observe::{Estimate, Happened, Remark, Results, Score, Sheet};
use refuge_core::place::{Country, Place, PlaceId, PlaceKind, Traits};
use refuge_core::settings::Settings;
use refuge_core::world::{Measure, Observation};
use refuge_core::{Calendar, World};
use tempfile::TempDir;

use crate::provenance::{Machine, Provenance};

/// Two days; the town of Saraqib, a camp with a limit and one without.
pub(crate) fn world() -> World {
    World {
        name: "winter".to_owned(),
        title: "A winter".to_owned(),
        caveats: Vec::new(),
        calendar: Calendar::new(date(2019, 12, 1), 2).unwrap(),
        home: Country::new("SYR").unwrap(),
        sides: Vec::new(),
        places: vec![
            place("Saraqib", PlaceKind::Town, None),
            place("Atma", PlaceKind::IdpCamp, Some(2000)),
            place("Qah", PlaceKind::IdpCamp, None),
        ],
        network: Network::new(3, Vec::new()),
        events: vec![shelling(
            "Saraqib",
            "0.8",
            "=HYPERLINK(\"x\"), say the news",
        )],
        present: Vec::new(),
        observed: vec![
            observation(Measure::Displaced, &[], "", 1250.5),
            observation(Measure::Present, &[1], "Atma", 900.0),
        ],
        prescribed: Vec::new(),
        newcomers: Vec::new(),
        attributes: Vec::new(),
        major_routes: Vec::new(),
        flee: None,
        settings: Settings::default(),
        uncertain: Vec::new(),
        calibrated_until: None,
    }
}

fn place(id: &str, kind: PlaceKind, capacity: Option<u32>) -> Place {
    Place {
        id: id.to_owned(),
        name: format!("{id}, the {}", kind.word()),
        kind,
        country: Country::new("SYR").unwrap(),
        admin1: "Idleb".to_owned(),
        latitude: 36.0,
        longitude: 36.7,
        population: 0,
        capacity,
        control: None,

        traits: Traits::default(),
    }
}

pub(crate) fn shelling(target: &str, value: &str, note: &str) -> Event {
    Event {
        window: (1, 1),
        lasts: None,
        until: None,
        probability: 1.0,
        change: Change::Shelling(0.8),
        targets: Targets::Places(vec![PlaceId(0)]),
        target: target.to_owned(),
        value: value.to_owned(),
        note: note.to_owned(),
        name: String::new(),
        only_if: None,
    }
}

fn observation(measure: Measure, places: &[u32], place: &str, value: f64) -> Observation {
    Observation {
        places: places.iter().map(|&p| PlaceId(p)).collect(),
        place: place.to_owned(),
        ..Observation::of_world(1, measure, value)
    }
}

/// One replicate.
pub(crate) fn results() -> Results {
    let no = f64::NAN;
    let sheets = [
        sheet(
            &TOTALS,
            &[
                ([0, 0, 0], &[0.0; 11]),
                (
                    [1, 0, 0],
                    &[
                        1200.0, 1200.0, 100.0, 1100.0, 0.0, 1200.0, 0.0, 0.0, 1000.0, 0.0, 0.0,
                    ],
                ),
            ],
        ),
        sheet(
            &PLACES,
            &[
                ([0, 0, 0], &[0.0, 0.0, 0.0, no, no, no, 1.0]),
                ([0, 1, 0], &[0.0, 0.0, 0.0, 2000.0, 0.0, no, 1.0]),
                ([0, 2, 0], &[0.0, 0.0, 0.0, no, no, no, 1.0]),
                ([1, 0, 0], &[0.0, 0.0, 1200.0, no, no, no, 1.0]),
                ([1, 1, 0], &[1000.0, 1000.0, 0.0, 2000.0, 0.5, no, 1.0]),
                ([1, 2, 0], &[100.0, 100.0, 0.0, no, no, no, 1.0]),
            ],
        ),
        sheet(&FLOWS, &[([0, 0, 1], &[1000.0]), ([0, 0, 2], &[100.0])]),
        sheet(&MOVEMENTS, &[([0, 0, 1], &[1000.0])]),
        sheet(
            &ORIGINS,
            &[
                ([0, 1, 0], &[1000.0]),
                ([0, ON_THE_WAY, 0], &[100.0]),
                ([4, 1, 0], &[7.0]),
            ],
        ),
        sheet(
            &DEMOGRAPHICS,
            &[([1, 0, 0], &[310.0, 300.0]), ([1, 1, 0], &[290.0, 280.0])],
        ),
        sheet(
            &VALIDATION,
            &[
                ([0, 0, 0], &[1200.0, 1250.5, -50.5]),
                ([1, 0, 0], &[1000.0, 900.0, 100.0]),
            ],
        ),
    ];
    Results {
        estimates: sheets.into_iter().map(single).collect(),
        timeline: vec![Happened {
            replicate: 0,
            day: 1,
            event: 0,
            remark: Remark::CeasefireBreaks,
            withstood: Vec::new(),
            until: None,
        }],
        scores: vec![Score {
            measure: "displaced",
            place: String::new(),
            metric: "ard",
            value: 50.5 / 1250.5,
            skill: [Some(0.25), None, None, Some(0.5)],
        }],
        naive: vec![
            [Some(1000.0), None, None, Some(950.0)],
            [None, Some(890.5), Some(909.5), None],
        ],
        ..Results::default()
    }
}

/// The same numbers as means, with quantiles a third below, at and a third above.
pub(crate) fn replicated(mut results: Results) -> Results {
    for estimate in &mut results.estimates {
        let spread = |&mean: &f64| [mean * 2.0 / 3.0, mean, mean * 4.0 / 3.0];
        estimate.quantiles = estimate.mean.values.iter().map(spread).collect();
    }
    results
}

pub(crate) fn sheet(
    schema: &'static refuge_core::observe::Schema,
    rows: &[([u32; 3], &[f64])],
) -> Sheet {
    let mut sheet = Sheet::new(schema);
    for (key, values) in rows {
        sheet.push(*key, values);
    }
    sheet
}

pub(crate) fn single(mean: Sheet) -> Estimate {
    Estimate {
        mean,
        quantiles: Vec::new(),
    }
}

pub(crate) fn provenance() -> Provenance {
    Provenance {
        scenario: "winter".to_owned(),
        scenario_hash: "0123abcd".to_owned(),
        branch: None,
        branch_title: None,
        what_if: false,
        changes: Vec::new(),
        seed: 7,
        replicates: 1,
        replicates_asked: 1,
        quantiles: "exact",
        persons: 12_000,
        households: 2400,
        machine: Machine {
            os: "linux".to_owned(),
            arch: "x86_64".to_owned(),
            threads: 2,
        },
        wall_s: 0.123_456_789,
        stages: vec![("plan".to_owned(), 0.01), ("move".to_owned(), 0.02)],
    }
}

/// The text of a file.
pub(crate) fn read(dir: &Path, file: &str) -> String {
    fs::read_to_string(dir.join(file)).unwrap()
}

/// The cells of a table, header included.
pub(crate) fn cells(dir: &Path, file: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(dir.join(file))
        .unwrap();
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// The names in a folder, hidden ones included.
pub(crate) fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The names of the tables in a folder of results.
pub(crate) fn tables(dir: &Path) -> Vec<String> {
    let mut names = names(dir);
    names.retain(|name| name != "run.json");
    names
}

/// A folder `out` with these files, in a folder of its own.
pub(crate) fn out_with(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    fs::create_dir(&out).unwrap();
    for (name, text) in files {
        fs::write(out.join(name), text).unwrap();
    }
    (dir, out)
}
