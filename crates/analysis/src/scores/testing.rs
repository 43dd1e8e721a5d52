//! Points for hand-worked tests.

use refuge_core::Day;
use refuge_core::world::Measure;

use super::Point;
use crate::quantile::quantile;

/// A point of one replicate.
pub(super) fn point(day: Day, place: &str, simulated: f64, observed: f64) -> Point<'_> {
    Point {
        measure: Measure::Present,
        day,
        place,
        observed,
        simulated,
        replicates: &[],
        interval_90: None,
        naive: [None; 4],
    }
}

/// A point of several replicates, given ascending.
pub(super) fn spread(replicates: &[f64], observed: f64) -> Point<'_> {
    Point {
        replicates,
        interval_90: Some([0.05, 0.95].map(|share| quantile(replicates, share))),
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
