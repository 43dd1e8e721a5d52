//! Mean absolute percentage error, as a share: the mean over observations of |simulated -
//! observed| / observed. Observations of 0 are left out. Small places count as much as large ones.
//!
//! Source: Hyndman and Koehler 2006, "Another look at measures of forecast accuracy",
//! International Journal of Forecasting 22:679-688.

use super::{Point, mean};

pub(super) fn score(points: &[Point]) -> Option<f64> {
    let people = points.iter().filter(|point| point.observed > 0.0);
    mean(people.map(|point| point.error().abs() / point.observed))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::*;

    #[test]
    fn every_observation_but_zero_counts_alike() {
        // By hand: 10 / 100 = 0.1 and 1 / 2 = 0.5, mean 0.3.
        let points = [
            point(1, "A", 110.0, 100.0),
            point(1, "B", 1.0, 2.0),
            point(2, "A", 3.0, 0.0),
        ];
        assert_score(score(&points), 0.3);
        assert_eq!(score(&points[2..]), None);
    }
}
