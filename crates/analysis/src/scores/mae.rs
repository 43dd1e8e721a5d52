//! Mean absolute error, in persons: the mean over observations of |simulated - observed|.
//!
//! Source: Hyndman and Koehler 2006, International Journal of Forecasting 22:679-688.

use super::{Point, mean};

pub(super) fn score(points: &[Point]) -> Option<f64> {
    mean(points.iter().map(|point| point.error().abs()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::*;

    #[test]
    fn errors_do_not_cancel() {
        // By hand: (10 + 20 + 0) / 3.
        let points = [
            point(1, "A", 110.0, 100.0),
            point(1, "B", 80.0, 100.0),
            point(2, "A", 5.0, 5.0),
        ];
        assert_score(score(&points), 10.0);
        assert_eq!(score(&[]), None);
    }
}
