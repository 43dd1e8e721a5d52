//! Mean absolute scaled error: the absolute errors of the run over those of a naive forecast. Below 1
//! the run is better than no model. Both sums go over the same observations, those for which there
//! is the forecast; left out where it is never wrong. `mase` has persistence for a scale, by which nothing
//! changes since the last observation, `mase_nearest` and `mase_gravity` the two naive allocations, and
//! `mase_line` the straight line through the last two observations.
//!
//! Source: Hyndman and Koehler 2006, International Journal of Forecasting 22:679-688, with
//! the naive errors taken on the scored days rather than on a training period, which a run has not.

use refuge_core::observe::Naive;

use super::Point;

pub(super) fn persistence(points: &[Point]) -> Option<f64> {
    against(Naive::Persistence, points)
}

pub(super) fn nearest(points: &[Point]) -> Option<f64> {
    against(Naive::Nearest, points)
}

pub(super) fn gravity(points: &[Point]) -> Option<f64> {
    against(Naive::Gravity, points)
}

pub(super) fn line(points: &[Point]) -> Option<f64> {
    against(Naive::Line, points)
}

fn against(naive: Naive, points: &[Point]) -> Option<f64> {
    let (mut errors, mut naive_errors) = (0.0, 0.0);
    for point in points {
        if let Some(forecast) = point.forecast(naive) {
            errors += point.error().abs();
            naive_errors += forecast.error().abs();
        }
    }
    (naive_errors > 0.0).then(|| errors / naive_errors)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::*;

    fn after(previous: f64, point: Point) -> Point {
        Point {
            naive: [Some(previous), None, None, None],
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
        assert_score(persistence(&points), 0.5);
        assert_eq!((nearest(&points), gravity(&points)), (None, None));
    }

    #[test]
    fn or_by_where_people_would_be_without_a_model() {
        // By hand: errors 10 and 10; the nearest place takes all 200, which is 100 too many and too few;
        // shared out evenly but for 5 of them, it is 5 and 5.
        let of = |naive, point| Point { naive, ..point };
        let points = [
            of(
                [None, Some(200.0), Some(105.0), None],
                point(1, "A", 110.0, 100.0),
            ),
            of(
                [None, Some(0.0), Some(95.0), None],
                point(1, "B", 90.0, 100.0),
            ),
        ];
        assert_score(nearest(&points), 0.1);
        assert_score(gravity(&points), 2.0);
    }

    #[test]
    fn or_by_how_the_last_change_would_go_on() {
        // By hand: errors 5 and 10, those of the line 20 and 40.
        let of = |line, point| Point {
            naive: [None, None, None, Some(line)],
            ..point
        };
        let points = [
            of(140.0, point(3, "A", 125.0, 120.0)),
            of(170.0, point(5, "A", 120.0, 130.0)),
        ];
        assert_score(line(&points), 0.25);
    }

    #[test]
    fn without_change_there_is_no_scale() {
        assert_eq!(persistence(&[point(1, "A", 1.0, 2.0)]), None);
        assert_eq!(persistence(&[after(2.0, point(2, "A", 1.0, 2.0))]), None);
    }
}
