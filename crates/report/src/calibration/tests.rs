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
        naive: if scenario.is_some() {
            [Some(0.75), None, Some(1.25), Some(2.5)]
        } else {
            [None; 4]
        },
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
            meets: true,
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
    write_calibration(&Target::new(&out), &fit()).unwrap();
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
    insta::assert_snapshot!(read(&out, "calibration.csv"), @"
    draw,weight,distance,movement.camp_weight,movement.awareness_level
    1,0.25,0.5,2.5,3
    2,0.75,0.125,0.0000001,4
    ");
    insta::assert_snapshot!(read(&out, "fit.csv"), @"
    parameter,unit,low,high,best,mean,p05,p50,p95,reach,collinearity
    movement.camp_weight,factor,1,8,2,2.5,2,2.25,3,12.5,1.25
    movement.awareness_level,factor,1,8,3,2.5,2,2.25,3,12.5,1.25
    ");
    insta::assert_snapshot!(read(&out, "suite.csv"), @"
    scenario,fitted_on,days,metric,value,persistence,nearest,gravity,line,movement.camp_weight,movement.awareness_level
    winter,default,fitted,ard,0.5,0.75,,1.25,2.5,,
    winter,default,after,ard,,0.75,,1.25,2.5,,
    winter,all,fitted,ard,0.25,0.75,,1.25,2.5,2,3
    ");
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
    write_calibration(&Target::new(&out), &fit).unwrap();
    assert!(!names(&out).contains(&"calibration.csv".to_owned()));
}

#[test]
fn the_overlay_says_where_it_comes_from() {
    let mut fit = fit();
    fit.doubts = vec!["Two lines\nof doubt.".to_owned()];
    insta::assert_snapshot!(overlay::text(&fit).replace(env!("CARGO_PKG_VERSION"), "[version]"), @"
    # Settings fitted by refuge; `refuge run SCENARIO --overlay calibrated.toml` takes them.
    # Made by: refuge calibrate winter --until 2020-01-15 (version [version]).
    # Scenario winter, hash ab12.
    # ard of `present` on the days fitted: 0.2500, and 0.5000 without these settings.
    # Two lines of doubt.

    calibrated_until = 2020-01-15

    [movement]
    camp_weight = 2.0
    awareness_level = 3
    ");
}

#[test]
fn the_summary_tells_values_intervals_and_scores() {
    insta::assert_snapshot!(calibration_summary(&fit()), @"
    winter: fitted to `present` up to 2020-01-15, 300 evaluations, seed 7

    movement.camp_weight = 2, 90% between 2 and 3
    movement.awareness_level = 3, 90% between 2 and 3

    winter ard on the fitted days: 0.250, 0.500 as it stands
    Posterior: 2 draws, as good as 2 of equal weight, from 12 runs.
    ");
    let mut far = fit();
    far.suite = vec![
        row(Some("winter"), FittedOn::All, false, 0.5),
        row(Some("winter"), FittedOn::Default, false, 0.5),
    ];
    for parameter in &mut far.parameters {
        parameter.posterior = [f64::NAN; 4];
    }
    if let Some(facts) = &mut far.posterior {
        (facts.tolerance, facts.meets) = (2.84, false);
    }
    insta::assert_snapshot!(calibration_summary(&far), @"
    winter: fitted to `present` up to 2020-01-15, 300 evaluations, seed 7

    movement.camp_weight = 2
    movement.awareness_level = 3

    winter ard on the fitted days: 0.500, 0.500 as it stands
    Posterior: 2 draws, as good as 2 of equal weight, from 12 runs.
    No values in these ranges bring the model near the observations: the nearest runs are up to 2.8 standard deviations of a run's noise away. They are the draws, and there are no intervals. Widen the ranges, or fit other settings.
    The scenario does as well as it stands: the search found nothing better. Try more `--evaluations`, other ranges, or more `--replicates` if chance decides.
    ");
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
    insta::assert_snapshot!(calibration_summary(&suite), @"
    winter, summer: fitted to `present` up to 2020-01-15, 300 evaluations, seed 7

    movement.camp_weight = 2, 90% between 2 and 3
    movement.awareness_level = 3, 90% between 2 and 3

    winter ard on the fitted days: 0.250
    summer ard on the fitted days: 0.500
    mean ard on the fitted days: 0.375, 0.400 when fitted on the others alone, 0.600 as it stands
    ");
}
