//! Mean absolute scaled error against persistence: the absolute errors of the run over those of the
//! naive forecast that nothing changes since the last observation. Below 1 the run is better than
//! no model. Both sums go over the same observations, those that have an earlier one of the same
//! place; left out where nothing ever changes.
//!
//! Source: Hyndman and Koehler 2006, International Journal of Forecasting 22:679-688, with
//! the naive errors taken on the scored days rather than on a training period, which a run has not.

use super::Point;

pub(super) fn score(points: &[Point]) -> Option<f64> {
    let (mut errors, mut naive_errors) = (0.0, 0.0);
    for point in points {
        if let Some(previous) = point.previous {
            errors += point.error().abs();
            naive_errors += (previous - point.observed).abs();
        }
    }
    (naive_errors > 0.0).then(|| errors / naive_errors)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::*;

    fn after(previous: f64, point: Point<'static>) -> Point<'static> {
        Point {
            previous: Some(previous),
            ..point
        }
    }

    #[test]
    fn the_run_is_measured_by_the_last_observation() {
        // By hand: errors 5 and 10, naive errors |100 - 120| = 20 and |120 - 130| = 10: 15 / 30.
        let points = [
            point(1, "A", 900.0, 100.0),
            after(100.0, point(3, "A", 125.0, 120.0)),
            after(120.0, point(5, "A", 120.0, 130.0)),
        ];
        assert_score(score(&points), 0.5);
    }

    #[test]
    fn without_change_there_is_no_scale() {
        assert_eq!(score(&[point(1, "A", 1.0, 2.0)]), None);
        assert_eq!(score(&[after(2.0, point(2, "A", 1.0, 2.0))]), None);
    }
}
