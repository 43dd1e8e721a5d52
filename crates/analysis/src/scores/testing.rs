//! Points for hand-worked tests.

use refuge_core::Day;
use refuge_core::world::Measure;

use super::Point;

/// A point of one replicate.
pub(super) fn point(day: Day, place: &str, simulated: f64, observed: f64) -> Point<'_> {
    Point {
        measure: Measure::Present,
        day,
        place,
        observed,
        simulated,
        replicates: vec![simulated],
        previous: None,
    }
}

/// A point of several replicates, given ascending.
pub(super) fn spread(replicates: &[f64], observed: f64) -> Point<'static> {
    Point {
        replicates: replicates.to_vec(),
        ..point(1, "Atma", f64::NAN, observed)
    }
}

/// Asserts that a score is there and is this number.
pub(super) fn assert_score(score: Option<f64>, expected: f64) {
    let score = score.unwrap();
    assert!(
        (score - expected).abs() < 1e-12,
        "{score} is not {expected}"
    );
}
