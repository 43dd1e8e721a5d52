//! What a calibration leaves, to the byte.

use super::*;
use crate::testing::{names, out_with, read};

fn parameter(key: &str, best: f64, whole: bool) -> FittedParameter {
    FittedParameter {
        key: key.to_owned(),
        unit: "factor".to_owned(),
        low: 1.0,
        high: 8.0,
        whole,
        best,
        posterior: [2.5, 2.0, 2.25, 3.0],
        reach: 12.5,
    }
}

fn row(scenario: Option<&str>, fitted_on: FittedOn, after: bool, value: f64) -> SuiteRow {
    SuiteRow {
        scenario: scenario.map(str::to_owned),
        fitted_on,
        after,
        value,
        values: match (scenario, fitted_on) {
            (None, _) | (_, FittedOn::Default) => Vec::new(),
            _ => vec![2.0, 3.0],
        },
    }
}

fn fit() -> Calibration {
    Calibration {
        scenario: "winter".to_owned(),
        scenarios: vec![("winter".to_owned(), "ab12".to_owned())],
        command: "calibrate winter --until 2020-01-15".to_owned(),
        measure: "present".to_owned(),
        metric: "ard".to_owned(),
        until: Some("2020-01-15".to_owned()),
        calibrated_until: Some("2020-01-15".to_owned()),
        seed: 7,
        replicates: 1,
        evaluations: 300,
        parameters: vec![
            parameter("movement.camp_weight", 2.0, false),
            parameter("movement.awareness_level", 3.0, true),
        ],
        collinearity: 1.25,
        doubts: Vec::new(),
        posterior: Some(PosteriorFacts {
            effective_draws: 1.6,
            tolerance: 0.5,
            generations: 4,
            runs: 12,
        }),
        draws: vec![
            PosteriorDraw {
                weight: 0.25,
                distance: 0.5,
                values: vec![2.5, 3.0],
            },
            PosteriorDraw {
                weight: 0.75,
                distance: 0.125,
                values: vec![1e-7, 4.0],
            },
        ],
        suite: vec![
            row(Some("winter"), FittedOn::Default, false, 0.5),
            row(Some("winter"), FittedOn::Default, true, f64::NAN),
            row(Some("winter"), FittedOn::All, false, 0.25),
        ],
        machine: Machine {
            os: String::new(),
            arch: String::new(),
            threads: 2,
        },
        wall_s: 1.0,
    }
}

#[test]
fn every_file_is_written_and_described() {
    let (_dir, out) = out_with(&[]);
    write_calibration(&out, &fit(), false).unwrap();
    assert_eq!(
        names(&out),
        [
            "calibrated.toml",
            "calibration.csv",
            "columns.csv",
            "fit.csv",
            "run.json",
            "suite.csv"
        ]
    );
    insta::assert_snapshot!(read(&out, "calibration.csv"), @"");
    insta::assert_snapshot!(read(&out, "fit.csv"), @"");
    insta::assert_snapshot!(read(&out, "suite.csv"), @"");
    let run: serde_json::Value = serde_json::from_str(&read(&out, "run.json")).unwrap();
    assert_eq!(run["scenario"], "winter");
    assert_eq!(run["files"].as_array().map(Vec::len), Some(5));
}

#[test]
fn without_a_posterior_there_are_no_draws() {
    let (_dir, out) = out_with(&[]);
    let fit = Calibration {
        draws: Vec::new(),
        posterior: None,
        ..fit()
    };
    write_calibration(&out, &fit, false).unwrap();
    assert!(!names(&out).contains(&"calibration.csv".to_owned()));
}

#[test]
fn the_overlay_says_where_it_comes_from() {
    let mut fit = fit();
    fit.doubts = vec!["Two lines\nof doubt.".to_owned()];
    insta::assert_snapshot!(overlay::text(&fit).replace(env!("CARGO_PKG_VERSION"), "[version]"), @"");
}

#[test]
fn the_summary_tells_values_intervals_and_scores() {
    insta::assert_snapshot!(calibration_summary(&fit()), @"");
    let mut suite = fit();
    suite
        .scenarios
        .push(("summer".to_owned(), "cd34".to_owned()));
    suite.suite = vec![
        row(Some("winter"), FittedOn::All, false, 0.25),
        row(Some("summer"), FittedOn::All, false, 0.5),
        row(None, FittedOn::All, false, 0.375),
        row(None, FittedOn::AllButIt, false, 0.4),
        row(None, FittedOn::Default, false, 0.6),
    ];
    suite.posterior = None;
    insta::assert_snapshot!(calibration_summary(&suite), @"");
}
