//! Which scores there are, for what, and of which days.

use refuge_core::Day;
use refuge_core::observe::Compared;
use refuge_core::observe::schemas::VALIDATION;
use refuge_core::world::{Measure, Observation};

use super::*;
use crate::testing::{observation, sheet, world};

/// The scores of one replicate for each list of simulated numbers.
fn scores(observed: &[Observation], replicates: &[&[f64]]) -> Vec<Score> {
    let runs: Vec<Sheet> = replicates
        .iter()
        .map(|numbers| run(observed, numbers))
        .collect();
    score(&world(observed.to_vec()), &runs)
}

/// The sheet of a replicate in which these numbers were simulated.
fn run(observed: &[Observation], simulated: &[f64]) -> Sheet {
    let mut run = sheet(&VALIDATION, &[]);
    for ((index, observation), &simulated) in (0..).zip(observed).zip(simulated) {
        let observed = observation.value;
        run.push([index, 0, 0], &[simulated, observed, simulated - observed]);
    }
    run
}

/// The value of a score; NaN if there is none.
fn value(scores: &[Score], place: &str, metric: &str) -> f64 {
    let found = scores
        .iter()
        .find(|s| s.place == place && s.metric == metric);
    found.map_or(f64::NAN, |score| score.value)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

#[test]
fn day_zero_is_not_scored_but_is_what_persistence_starts_from() {
    let total = |day, persons| observation(day, Measure::Displaced, "", persons);
    let observed = [total(0, 100.0), total(4, 200.0)];
    let scores = scores(&observed, &[&[999.0, 180.0]]);
    assert!(near(value(&scores, "", "mae"), 20.0));
    assert!(near(value(&scores, "", "ard"), 0.1));
    assert!(near(value(&scores, "", "mase"), 0.2));
}

#[test]
fn the_whole_world_has_the_scores_that_say_something_of_it() {
    let total = |day, persons| observation(day, Measure::Displaced, "", persons);
    let scores = scores(&[total(1, 100.0), total(4, 200.0)], &[&[110.0, 180.0]]);
    let found: Vec<(&str, &str, &str)> = scores
        .iter()
        .map(|s| (s.measure, s.place.as_str(), s.metric))
        .collect();
    let expected = [
        "ard",
        "mape",
        "mae",
        "bias",
        "mase",
        "how_many",
        "when_days",
    ];
    let expected = expected.map(|metric| ("displaced", "", metric));
    assert_eq!(found, expected);
}

#[test]
fn places_are_scored_together_and_each_with_two_observations_alone() {
    let at = |day, place, persons| observation(day, Measure::Present, place, persons);
    let observed = [
        at(5, "Atma", 300.0),
        at(2, "Atma", 100.0),
        at(2, "Qah", 50.0),
        at(2, "Termanin", 50.0),
        at(5, "Qah", 100.0),
    ];
    let scores = scores(&observed, &[&[240.0, 120.0, 50.0, 30.0, 160.0]]);
    // By hand: day 2 has (20 + 0 + 20) / 200 = 0.2, day 5 has (60 + 60) / 400 = 0.3.
    assert!(near(value(&scores, "", "ard"), 0.25));
    assert!(near(value(&scores, "Atma", "ard"), 0.2));
    assert!(near(value(&scores, "Atma", "mase"), 60.0 / 200.0));
    assert!(value(&scores, "Termanin", "mae").is_nan());
    assert!(value(&scores, "Atma", "ard_rescaled").is_nan());
}

#[test]
fn measures_are_scored_apart() {
    let observed = [
        observation(1, Measure::Arrivals, "Atma", 10.0),
        observation(1, Measure::Present, "Atma", 100.0),
    ];
    let scores = scores(&observed, &[&[15.0, 100.0]]);
    let errors: Vec<(&str, f64)> = scores
        .iter()
        .filter(|s| s.metric == "mae")
        .map(|s| (s.measure, s.value))
        .collect();
    assert_eq!(errors, [("present", 0.0), ("arrivals", 5.0)]);
}

#[test]
fn replicates_are_scored_by_their_mean_and_by_their_spread() {
    let observed = [observation(1, Measure::Displaced, "", 3.0)];
    let scores = scores(&observed, &[&[6.0], &[1.0], &[2.0]]);
    assert!(near(value(&scores, "", "bias"), 0.0));
    assert!(near(value(&scores, "", "crps"), 1.0 / 3.0));
    // By hand: quantiles 1.1, 1.5, 2, 4 and 5.6: (1 / 2 + 0.25 * 2.5 + 0.05 * 4.5) / 2.5.
    assert!(near(value(&scores, "", "wis"), 0.54));
    assert!(near(value(&scores, "", "coverage_50"), 1.0));
    assert!(near(value(&scores, "", "coverage_90"), 1.0));
}

#[test]
fn two_sources_of_one_day_are_both_measured_by_the_day_before() {
    let total = |day, persons| observation(day, Measure::Displaced, "", persons);
    let observed = [total(1, 100.0), total(3, 120.0), total(3, 140.0)];
    let scores = scores(&observed, &[&[100.0, 130.0, 130.0]]);
    // By hand: errors 10 + 10, naive errors 20 + 40.
    assert!(near(value(&scores, "", "mase"), 20.0 / 60.0));
}

#[test]
fn only_what_the_scenario_was_not_fitted_to_is_scored() {
    let total = |day, persons| observation(day, Measure::Displaced, "", persons);
    let observed = [total(2, 100.0), total(4, 200.0), total(6, 250.0)];
    let mut world = world(observed.to_vec());
    world.calibrated_until = Some(4);
    let run = run(&observed, &[500.0, 500.0, 240.0]);
    let scores = score(&world, std::slice::from_ref(&run));
    assert!(near(value(&scores, "", "mae"), 10.0));
    // By hand: what was known before, 200, is 50 off.
    assert!(near(value(&scores, "", "mase"), 0.2));
    world.calibrated_until = Some(6);
    assert!(score(&world, &[run]).is_empty());
}

#[test]
fn skill_stands_beside_each_score_of_a_place_and_of_all() {
    let at = |day, place, persons| observation(day, Measure::Present, place, persons);
    let observed = [
        at(0, "Atma", 100.0),
        at(2, "Atma", 150.0),
        at(4, "Atma", 200.0),
    ];
    let scores = scores(&observed, &[&[100.0, 140.0, 180.0]]);
    let skills = ["", "Atma"].map(|place| {
        let mae = scores
            .iter()
            .find(|s| s.place == place && s.metric == "mae");
        mae.unwrap().skill
    });
    // By hand: errors 10 and 20, those of persistence 50 and 50: 1 - 15 / 50.
    assert_eq!(skills, [[Some(0.7), None, None, None]; 2]);
}

/// What a finished run tells of a total.
fn told(day: Day, simulated: f64, observed: f64) -> Compared {
    Compared {
        day,
        measure: Measure::Displaced,
        place: String::new(),
        simulated,
        interval: Some([90.0, 110.0]),
        observed,
        naive: [Some(80.0), None, None, None],
    }
}

#[test]
fn a_finished_run_is_scored_again_on_the_days_asked_for() {
    let rows = [
        told(0, 100.0, 1.0),
        told(3, 100.0, 120.0),
        told(2, 100.0, 110.0),
        told(1, f64::NAN, 110.0),
        told(9, 0.0, 5.0),
    ];
    let scores = score_again(&rows, &(0..=3), &[]);
    let of = |metric| value(&scores, "", metric);
    assert!(near(of("mae"), 15.0) && near(of("coverage_90"), 0.5));
    assert!(of("crps").is_nan());
    let found = scores.iter().find(|score| score.metric == "mae");
    // By hand: 80 is 30 and 40 off.
    assert_eq!(
        found.unwrap().skill,
        [Some(1.0 - 15.0 / 35.0), None, None, None]
    );
}

#[test]
fn scores_of_replicates_are_kept_while_the_errors_are_those_of_the_run() {
    let rows = [told(2, 100.0, 110.0), told(3, 100.0, 120.0)];
    let mut earlier = score_again(&rows, &(0..=9), &[]);
    let of_replicates = |metric| Score {
        metric,
        value: 7.0,
        ..earlier[0].clone()
    };
    let kept = ["crps", "wis", "coverage_50"].map(of_replicates);
    let at = earlier.len() - 1;
    earlier.splice(at..at, kept);
    assert_eq!(score_again(&rows, &(0..=9), &earlier), earlier);
    let edited = [told(2, 100.0, 111.0), told(3, 100.0, 120.0)];
    for (rows, days) in [(&edited, 0..=9), (&rows, 3..=9)] {
        assert!(value(&score_again(rows, &days, &earlier), "", "wis").is_nan());
    }
}

#[test]
fn a_judge_gives_what_scores_say_of_its_days_and_measure() {
    let observed = [
        observation(1, Measure::Present, "Atma", 900.0),
        observation(2, Measure::Present, "Atma", 100.0),
        observation(3, Measure::Present, "Atma", 200.0),
        observation(2, Measure::Arrivals, "Atma", 50.0),
    ];
    let world = world(observed.to_vec());
    let runs =
        [[0.0, 110.0, 200.0, 0.0], [0.0, 110.0, 240.0, 0.0]].map(|run| self::run(&observed, &run));
    let judge = |metric| {
        let metric = Metric::of(metric).unwrap();
        Judge::new(&world, Measure::Present, &(2..=3), metric).judge(&runs)
    };
    // By hand: 10 / 100 and |220 - 200| / 200.
    assert!(near(judge("ard").unwrap(), 0.1));
    assert!(near(judge("bias").unwrap(), 15.0));
    assert_eq!(Metric::of("coverage_90").map(|m| m.is_error()), Some(false));
    assert!(Metric::of("rmse").is_none());
}

#[test]
fn every_metric_has_the_name_that_files_know() {
    let names: Vec<&str> = Metric::names().collect();
    assert_eq!(names, refuge_core::observe::METRICS);
}

#[test]
fn without_observations_or_runs_there_are_no_scores() {
    assert!(scores(&[], &[&[]]).is_empty());
    let observed = [observation(1, Measure::Displaced, "", 3.0)];
    assert!(scores(&observed, &[]).is_empty());
}
