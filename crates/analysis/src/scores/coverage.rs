//! Coverage of the central 50 and 90% intervals: the share of observations that lie between the 25
//! and 75%, or the 5 and 95% quantiles of the replicates, bounds included. 0.5 and 0.9 are what an
//! honest spread has in the long run.
//!
//! Source: Gneiting, Balabdaoui and Raftery 2007, "Probabilistic forecasts, calibration and
//! sharpness", Journal of the Royal Statistical Society B 69:243-268.

use super::{Point, mean};
use crate::quantile::quantile;

pub(super) fn of_half(points: &[Point]) -> Option<f64> {
    mean(points.iter().filter_map(|point| {
        let bound = |share| Some(quantile(point.spread()?, share));
        Some(covers(bound(0.25)?, bound(0.75)?, point))
    }))
}

pub(super) fn of_90(points: &[Point]) -> Option<f64> {
    let bounds = points.iter().filter_map(|p| Some((p, p.interval_90?)));
    mean(bounds.map(|(point, [low, high])| covers(low, high, point)))
}

/// 1 if an interval covers what was observed, else 0.
fn covers(low: f64, high: f64, point: &Point) -> f64 {
    f64::from(u8::from((low..=high).contains(&point.observed)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point, spread};
    use super::*;

    /// By hand: the quantiles are 0 + 0.1 * 10 = 1 and 10 + 0.9 * 10 = 19, and half way 5 and 15.
    const REPLICATES: [f64; 3] = [0.0, 10.0, 20.0];

    #[test]
    fn the_tails_are_not_covered() {
        let at = |observed| spread(&REPLICATES, observed);
        assert_score(of_90(&[at(0.9), at(1.1), at(18.9), at(19.1)]), 0.5);
        assert_score(
            of_half(&[at(4.9), at(5.0), at(14.9), at(15.1), at(1.1)]),
            0.4,
        );
    }

    #[test]
    fn agreement_covers_only_itself() {
        let same = [4.0, 4.0];
        let points = [spread(&same, 4.0), spread(&same, 5.0)];
        assert_score(of_90(&points), 0.5);
        assert_score(of_half(&points), 0.5);
    }

    #[test]
    fn one_replicate_has_none() {
        assert_eq!(of_90(&[point(1, "A", 1.0, 2.0)]), None);
        assert_eq!(of_half(&[point(1, "A", 1.0, 2.0)]), None);
    }
}
