//! Coverage of the 90% interval: the share of observations that lie between the 5 and 95%
//! quantiles of the replicates, bounds included. 0.9 is what an honest spread has in the long run.
//!
//! Source: Gneiting, Balabdaoui and Raftery 2007, "Probabilistic forecasts, calibration and
//! sharpness", Journal of the Royal Statistical Society B 69:243-268.

use super::{Point, mean};
use crate::quantile::quantile;

pub(super) fn score(points: &[Point]) -> Option<f64> {
    let spread = points.iter().filter(|point| point.replicates.len() > 1);
    mean(spread.map(|point| f64::from(u8::from(is_covered(point)))))
}

fn is_covered(point: &Point) -> bool {
    let bound = |share| quantile(&point.replicates, share);
    (bound(0.05)..=bound(0.95)).contains(&point.observed)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point, spread};
    use super::*;

    #[test]
    fn the_tails_are_not_covered() {
        // By hand: the quantiles of 0, 10, 20 are 0 + 0.1 * 10 = 1 and 10 + 0.9 * 10 = 19.
        let replicates = [0.0, 10.0, 20.0];
        let at = |observed| spread(&replicates, observed);
        assert_score(score(&[at(0.9), at(1.1), at(18.9), at(19.1)]), 0.5);
    }

    #[test]
    fn agreement_covers_only_itself() {
        assert_score(
            score(&[spread(&[4.0, 4.0], 4.0), spread(&[4.0, 4.0], 5.0)]),
            0.5,
        );
    }

    #[test]
    fn one_replicate_has_none() {
        assert_eq!(score(&[point(1, "A", 1.0, 2.0)]), None);
    }
}
