//! Tests of what a study of sensitivity leaves behind.

use refuge_core::observe::{Evaluation, Index};

use super::*;
use crate::testing::{names, provenance, read, world};

const NO: f64 = f64::NAN;

/// Two settings and three outputs, of which one never changes; the second setting does nothing.
fn found() -> Sensitivity {
    let index = |method, output, parameter, name, value: f64| Index {
        method,
        output,
        parameter,
        name,
        value,
        interval: [value - 0.125, value + 0.125],
    };
    let of_morris = |output, parameter, size: f64| {
        ["mu", "mu_star", "sigma"].map(|name| index("morris", output, parameter, name, size))
    };
    let of_sobol = |output, parameter, first, total| {
        [
            index("sobol", output, parameter, "first", first),
            index("sobol", output, parameter, "total", total),
        ]
    };
    let indices = [
        of_morris(0, 0, 0.0).to_vec(),
        of_morris(0, 1, 1234.5).to_vec(),
        of_morris(1, 0, 0.0).to_vec(),
        of_morris(1, 1, 0.0).to_vec(),
        of_morris(2, 0, 0.0).to_vec(),
        of_morris(2, 1, 0.25).to_vec(),
        of_sobol(0, 0, -0.001, 0.0).to_vec(),
        of_sobol(0, 1, 0.875, 1.0).to_vec(),
        of_sobol(1, 0, NO, NO).to_vec(),
        of_sobol(1, 1, NO, NO).to_vec(),
        of_sobol(2, 0, 0.0, 0.0).to_vec(),
        of_sobol(2, 1, 0.1, 0.2).to_vec(),
    ];
    let evaluation = |method, weight, leave, abroad, score| Evaluation {
        method,
        values: vec![weight, leave],
        outputs: vec![abroad, 0.0, score],
    };
    Sensitivity {
        parameters: ["movement.camp_weight", "movement.town_leave"]
            .map(String::from)
            .to_vec(),
        outputs: ["abroad", "returned", "ard:present"]
            .map(String::from)
            .to_vec(),
        indices: indices.concat(),
        evaluations: vec![
            evaluation("morris", 1.0, 1e-7, 1200.0, 0.25),
            evaluation("sobol", 0.333_333_333, 0.5, 2400.5, 0.5),
        ],
    }
}

fn about(world: &World) -> Studied<'_> {
    let run = provenance();
    let range = |parameter: &str, low, high| Range {
        parameter: parameter.to_owned(),
        low,
        high,
    };
    Studied {
        world,
        scenario_hash: run.scenario_hash,
        branch: None,
        changes: vec!["days=2".to_owned()],
        seed: 7,
        replicates: 3,
        ranges: vec![
            range("movement.camp_weight", 0.0, 4.0),
            range("movement.town_leave", 1e-7, 0.5),
        ],
        trajectories: Some(20),
        samples: Some(256),
        machine: run.machine,
        wall_s: 1.5,
    }
}

#[test]
fn the_tables_and_what_explains_them() {
    let (dir, world) = (tempfile::tempdir().unwrap(), world());
    let out = dir.path().join("out");
    about(&world).write(&Target::new(&out), &found()).unwrap();
    assert_eq!(
        names(&out),
        [
            "columns.csv",
            "evaluations.csv",
            "run.json",
            "sensitivity.csv"
        ]
    );
    let head = |file: &str, lines| -> String {
        let text = read(&out, file);
        text.lines().take(lines).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(head("sensitivity.csv", 5), @"
    method,output,parameter,index,value,p05,p95
    morris,abroad,movement.camp_weight,mu,0,-0.125,0.125
    morris,abroad,movement.camp_weight,mu_star,0,-0.125,0.125
    morris,abroad,movement.camp_weight,sigma,0,-0.125,0.125
    morris,abroad,movement.town_leave,mu,1234.5,1234.375,1234.625
    ");
    insta::assert_snapshot!(read(&out, "evaluations.csv"), @"
    point,method,movement.camp_weight,movement.town_leave,abroad,returned,ard:present
    0,morris,1,0.0000001,1200,0,0.25
    1,sobol,0.333333333,0.5,2400.5,0,0.5
    ");
    let rows = read(&out, "sensitivity.csv").lines().count();
    assert_eq!(rows, 1 + 3 * 2 * (3 + 2));
    assert!(
        read(&out, "sensitivity.csv").contains("\nsobol,returned,movement.town_leave,total,,,\n")
    );
    let mut json: serde_json::Value = serde_json::from_str(&read(&out, "run.json")).unwrap();
    json["settings"] = "[settings]".into();
    json["refuge_version"] = "[version]".into();
    insta::assert_snapshot!(json, @r#"{"refuge_version":"[version]","command":"sensitivity","scenario":"winter","scenario_hash":"0123abcd","branch":null,"changes":["days=2"],"seed":7,"replicates":3,"start":"2019-12-01","days":2,"parameters":[{"parameter":"movement.camp_weight","low":0.0,"high":4.0},{"parameter":"movement.town_leave","low":1e-7,"high":0.5}],"trajectories":20,"samples":256,"settings":"[settings]","machine":{"os":"linux","arch":"x86_64","threads":2},"wall_s":1.5,"files":["sensitivity.csv","evaluations.csv","columns.csv"]}"#);
}

#[test]
fn the_summary_ranks_settings_and_says_what_is_not_sure() {
    let world = world();
    insta::assert_snapshot!(about(&world).summary(&found()), @"
    A winter, changed: days=2
    2 settings varied in 2 runs (20 trajectories, 256 samples), each the mean of 3 replicates, seed 7

    abroad                total order   90% interval  first order  mean effect
    movement.town_leave          1.00   0.88 to 1.13         0.88        1,235
    movement.camp_weight         0.00  -0.13 to 0.13         0.00         0.00

    returned is the same in every run.

    ard:present           total order   90% interval  first order  mean effect
    movement.town_leave          0.20   0.08 to 0.33         0.10         0.25
    movement.camp_weight         0.00  -0.13 to 0.13         0.00         0.00

    movement.camp_weight changes none of these numbers.
    Of ard:present even the largest index is smaller than its interval is wide: `--samples 1024` would tell more.
    ");
}

#[test]
fn without_indices_of_sobol_settings_are_ranked_by_their_effect() {
    let world = world();
    let about = Studied {
        samples: None,
        replicates: 1,
        changes: Vec::new(),
        ..about(&world)
    };
    let mut found = found();
    found.indices.retain(|index| index.method == "morris");
    found.evaluations[0].outputs[0] = NO;
    insta::assert_snapshot!(about.summary(&found), @"
    A winter
    2 settings varied in 2 runs (20 trajectories), seed 7

    abroad is missing in 1 of 2 runs, and so has no indices.

    returned is the same in every run.

    ard:present           mean effect   90% interval
    movement.town_leave          0.25   0.13 to 0.38
    movement.camp_weight         0.00  -0.13 to 0.13

    movement.camp_weight changes none of these numbers.
    ");
}
