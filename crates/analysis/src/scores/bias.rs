//! Bias or mean error, in persons: the mean over observations of simulated - observed; above 0 the
//! run has too many people.
//!
//! Source: Wilks 2011, "Statistical Methods in the Atmospheric Sciences", section 8.3.

use super::{Point, mean};

pub(super) fn score(points: &[Point]) -> Option<f64> {
    mean(points.iter().map(Point::error))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::*;

    #[test]
    fn errors_keep_their_sign() {
        // By hand: (10 - 40) / 2.
        let points = [point(1, "A", 110.0, 100.0), point(1, "B", 60.0, 100.0)];
        assert_score(score(&points), -15.0);
    }
}
