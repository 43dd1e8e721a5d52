//! Which scores there are, for what, and of which days.

use refuge_core::observe::schemas::VALIDATION;
use refuge_core::world::{Measure, Observation};

use super::*;
use crate::testing::{observation, sheet, world};

/// The scores of one replicate for each list of simulated numbers.
fn scores(observed: &[Observation], replicates: &[&[f64]]) -> Vec<Score> {
    let world = world(observed.to_vec());
    let row = |index: usize, simulated: f64| {
        let value = observed[index].value;
        ([index as u32, 0, 0], [simulated, value, simulated - value])
    };
    let sheet_of = |simulated: &&[f64]| {
        let rows: Vec<_> = (0..observed.len()).map(|i| row(i, simulated[i])).collect();
        let rows: Vec<_> = rows
            .iter()
            .map(|(key, values)| (*key, &values[..]))
            .collect();
        sheet(&VALIDATION, &rows)
    };
    let runs: Vec<Sheet> = replicates.iter().map(sheet_of).collect();
    score(&world, &runs)
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
    let expected = ["ard", "mape", "mae", "bias", "mase"].map(|m| ("displaced", "", m));
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
fn without_observations_or_runs_there_are_no_scores() {
    assert!(scores(&[], &[&[]]).is_empty());
    let observed = [observation(1, Measure::Displaced, "", 3.0)];
    assert!(scores(&observed, &[]).is_empty());
}
