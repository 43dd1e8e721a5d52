//! Weighted interval score of the replicates, in persons: the mean over observations of the scores
//! of their median and of their central 50 and 90% intervals,
//! (|y - m| / 2 + 0.25 IS(0.5) + 0.05 IS(0.1)) / 2.5, where the score of the interval from l to u with
//! the probability a outside, IS(a), is its width and 2 / a times how far y lies outside. An interval
//! weighs a / 2 and the median 1 / 2, over 2 intervals and a half: so it is `mae` where replicates
//! agree. It needs two of them.
//!
//! Source: Bracher, Ray, Gneiting and Reich 2021, "Evaluating epidemic forecasts in an interval
//! format", PLoS Computational Biology 17:e1008618.

use super::{Point, mean};
use crate::quantile::quantile;

/// The probabilities outside the intervals.
const OUTSIDE: [f64; 2] = [0.5, 0.1];

pub(super) fn score(points: &[Point]) -> Option<f64> {
    mean(points.iter().filter_map(of_point))
}

fn of_point(point: &Point) -> Option<f64> {
    let replicates = point.spread()?;
    let median = 0.5 * (quantile(replicates, 0.5) - point.observed).abs();
    let intervals =
        OUTSIDE.map(|outside| 0.5 * outside * of_interval(replicates, outside, point.observed));
    Some((median + intervals.iter().sum::<f64>()) / (OUTSIDE.len() as f64 + 0.5))
}

fn of_interval(replicates: &[f64], outside: f64, observed: f64) -> f64 {
    let low = quantile(replicates, outside / 2.0);
    let high = quantile(replicates, 1.0 - outside / 2.0);
    let missed = (low - observed).max(0.0) + (observed - high).max(0.0);
    high - low + 2.0 / outside * missed
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point, spread};
    use super::*;
    use proptest::prelude::*;

    const REPLICATES: [f64; 3] = [0.0, 10.0, 20.0];

    #[test]
    fn inside_the_intervals_their_width_counts() {
        // By hand: quantiles 1, 5, 10, 15, 19. (2 / 2 + 0.25 * 10 + 0.05 * 18) / 2.5 = 4.4 / 2.5.
        assert_score(score(&[spread(&REPLICATES, 12.0)]), 1.76);
    }

    #[test]
    fn outside_an_interval_the_miss_counts_too() {
        // By hand: 16 misses 5 to 15 by 1: IS(0.5) = 10 + 4 * 1 = 14, and IS(0.1) = 18.
        // (6 / 2 + 0.25 * 14 + 0.05 * 18) / 2.5 = 7.4 / 2.5.
        assert_score(score(&[spread(&REPLICATES, 16.0)]), 2.96);
        // 0 misses both, by 5 and 1: 10 + 4 * 5 = 30, 18 + 20 * 1 = 38.
        // (10 / 2 + 0.25 * 30 + 0.05 * 38) / 2.5 = 14.4 / 2.5; the mean with the one before is 4.36.
        let both = [spread(&REPLICATES, 16.0), spread(&REPLICATES, 0.0)];
        assert_score(score(&both), 4.36);
    }

    #[test]
    fn replicates_that_agree_are_scored_as_one_number() {
        assert_score(score(&[spread(&[4.0, 4.0], 7.0)]), 3.0);
        assert_eq!(score(&[point(1, "A", 4.0, 7.0)]), None);
    }

    proptest! {
        #[test]
        fn it_lies_between_nothing_and_the_farthest_replicate(
            mut sample in prop::collection::vec(0.0..1e3f64, 2..12), observed in 0.0..1e3f64
        ) {
            sample.sort_unstable_by(f64::total_cmp);
            let score = score(&[spread(&sample, observed)]).unwrap();
            let farthest = sample.iter().map(|x| (x - observed).abs()).fold(0.0, f64::max);
            let width = sample[sample.len() - 1] - sample[0];
            prop_assert!(score >= 0.0 && score <= farthest.max(width) + 1e-9);
        }
    }
}
