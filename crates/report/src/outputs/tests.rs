//! The files of a small run, as they are written.

use std::fs;
use std::path::Path;

use refuge_core::observe::{Drawn, Spread, SpreadOf};
use refuge_core::place::PlaceId;
use serde_json::Value;
use tempfile::TempDir;

use super::*;
use crate::testing::{cells, names, provenance, read, replicated, results, tables, world};

/// The results of the small world in a folder.
fn written(results: &Results) -> TempDir {
    let dir = TempDir::new().unwrap();
    write(
        &Target::new(&dir.path().join("out")),
        &world(),
        results,
        &provenance(),
        &Wanted::NOTHING,
    )
    .unwrap();
    dir
}

/// The header and first rows of every table but columns.csv.
fn heads(results: &Results) -> String {
    let dir = written(results);
    let out = dir.path().join("out");
    let tables = tables(&out)
        .into_iter()
        .filter(|name| name != "columns.csv");
    let head = |name: String| {
        let text = read(&out, &name);
        let lines: Vec<&str> = text.lines().take(3).collect();
        format!("{name}\n{}\n", lines.join("\n"))
    };
    tables.map(head).collect::<Vec<_>>().join("\n")
}

#[test]
fn tables_of_one_replicate() {
    insta::assert_snapshot!(heads(&results()));
}

#[test]
fn tables_of_replicates() {
    insta::assert_snapshot!(heads(&replicated(results())));
}

/// Two replicates of which each is told, with an uncertain setting.
fn uncertain() -> Results {
    let mut results = replicated(results());
    let totals = results.estimate("totals").unwrap().mean.clone();
    results.each = vec![totals.clone(), totals];
    results.drawn = [0, 1]
        .map(|replicate| Drawn {
            replicate,
            key: "movement.leave_population_power".to_owned(),
            value: -0.000_123_456_789,
        })
        .to_vec();
    let spread_of = |measure, place| SpreadOf {
        day: 1,
        measure,
        place,
        spread: Spread {
            mean: 1200.0,
            sd: 50.0,
            sd_noise: 30.0,
            sd_settings: 40.0,
        },
    };
    results.spreads = vec![
        spread_of("displaced", None),
        spread_of("present", Some(PlaceId(1))),
    ];
    results
}

#[test]
fn tables_of_uncertain_replicates() {
    let dir = written(&uncertain());
    let read = |name| read(&dir.path().join("out"), name);
    insta::assert_snapshot!(read("replicates.csv"), @"
    replicate,date,day,displaced,newly_displaced,in_transit,in_camps,in_host_communities,internally_displaced,abroad,returned,movements,moved_again,moved_on
    0,2019-12-01,0,0,0,0,0,0,0,0,0,0,0,0
    0,2019-12-02,1,1200,1200,100,1100,0,1200,0,0,1000,0,0
    1,2019-12-01,0,0,0,0,0,0,0,0,0,0,0,0
    1,2019-12-02,1,1200,1200,100,1100,0,1200,0,0,1000,0,0
    ");
    insta::assert_snapshot!(read("draws.csv"), @r"
    replicate,setting,value
    0,movement.leave_population_power,-0.000123456789
    1,movement.leave_population_power,-0.000123456789
    ");
    insta::assert_snapshot!(read("uncertainty.csv"), @r"
    date,measure,place,mean,sd,sd_noise,sd_settings
    2019-12-02,displaced,,1200,50,30,40
    2019-12-02,present,Atma,1200,50,30,40
    ");
}

#[test]
fn columns_of_one_replicate() {
    let dir = written(&results());
    insta::assert_snapshot!(read(&dir.path().join("out"), "columns.csv"));
}

#[test]
fn every_column_of_every_table_is_described() {
    for results in [results(), replicated(results()), uncertain()] {
        let dir = written(&results);
        let out = dir.path().join("out");
        let described: Vec<(String, String)> = cells(&out, "columns.csv")[1..]
            .iter()
            .map(|row| (row[0].clone(), row[1].clone()))
            .collect();
        let mut found = Vec::new();
        for file in tables(&out) {
            let header = cells(&out, &file).swap_remove(0);
            found.extend(header.into_iter().map(|column| (file.clone(), column)));
        }
        let sorted = |mut pairs: Vec<_>| {
            pairs.sort();
            pairs
        };
        assert_eq!(sorted(described), sorted(found));
    }
}

#[test]
fn what_is_written_is_told() {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    let files = write(
        &Target::new(&out),
        &world(),
        &results(),
        &provenance(),
        &Wanted::NOTHING,
    )
    .unwrap()
    .files;
    for Written { file, rows } in files.iter().filter(|w| w.file != "run.json") {
        assert_eq!(cells(&out, file).len() as u64, rows + 1, "{file}");
    }
    let mut files: Vec<String> = files.into_iter().map(|written| written.file).collect();
    files.sort();
    assert_eq!(files, names(&out));
}

#[test]
fn too_many_places_have_no_wide_table() {
    let mut world = world();
    world.places.resize(16_001, world.places[0].clone());
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    write(
        &Target::new(&out),
        &world,
        &results(),
        &provenance(),
        &Wanted::NOTHING,
    )
    .unwrap();
    assert!(!out.join("places-wide.csv").exists());
    let rows = cells(&out, "columns.csv");
    let note = rows.iter().find(|row| row[0] == "places-wide.csv").unwrap();
    insta::assert_snapshot!(note.join("|"), @"places-wide.csv|||Left out because a spreadsheet has too few columns for more than 16,000 places: use places.csv.");
}

#[test]
fn provenance_is_kept() {
    let dir = written(&results());
    let text = read(&dir.path().join("out"), "run.json");
    let mut json: Value = serde_json::from_str(&text).unwrap();
    let settings = json["settings"].take();
    assert_eq!(settings["movement"]["town_leave"], 0.3);
    let checksums = json["checksums"].take();
    let files = json["files"].as_array().map(Vec::len);
    assert_eq!(checksums.as_object().map(serde_json::Map::len), files);
    json["refuge_version"] = "[version]".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).unwrap());
}

#[test]
fn a_seed_is_never_rounded() {
    let seed_of = |seed| {
        let provenance = Provenance {
            seed,
            ..provenance()
        };
        let dir = TempDir::new().unwrap();
        write(
            &Target::new(&dir.path().join("out")),
            &world(),
            &results(),
            &provenance,
            &Wanted::NOTHING,
        )
        .unwrap();
        let text = read(&dir.path().join("out"), "run.json");
        serde_json::from_str::<Value>(&text).unwrap()["seed"].take()
    };
    assert_eq!(seed_of(1 << 53), 9_007_199_254_740_992_u64);
    assert_eq!(seed_of((1 << 53) + 1), "9007199254740993");
    assert_eq!(seed_of(u64::MAX), "18446744073709551615");
}

#[test]
fn a_second_run_replaces_the_first_and_leaves_nothing_else() {
    let dir = written(&replicated(results()));
    let out = dir.path().join("out");
    fs::write(out.join("report.html"), "of the first run").unwrap();
    let second = write(
        &Target::new(&out),
        &world(),
        &results(),
        &provenance(),
        &Wanted::NOTHING,
    )
    .unwrap();
    assert!(second.replaced);
    assert!(!read(&out, "totals.csv").contains("p05"));
    assert!(!out.join("report.html").exists());
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn a_run_that_cannot_be_written_leaves_the_first() {
    let dir = written(&results());
    let out = dir.path().join("out");
    let before = read(&out, "totals.csv");
    let mut broken = results();
    broken.timeline[0].event = 99;
    let attempt = std::panic::catch_unwind(|| {
        write(
            &Target::new(&out),
            &world(),
            &broken,
            &provenance(),
            &Wanted::NOTHING,
        )
    });
    assert!(attempt.is_err());
    assert_eq!(read(&out, "totals.csv"), before);
    assert_eq!(names(dir.path()), ["out"]);
}

#[cfg(unix)]
#[test]
fn results_have_the_permissions_of_any_new_folder() {
    use std::os::unix::fs::PermissionsExt;
    let dir = written(&results());
    let other = dir.path().join("other");
    fs::create_dir(&other).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&dir.path().join("out")), mode(&other));
}
