//! Continuous ranked probability score of the replicates, in persons: the mean over observations
//! of mean |x - observed| - mean |x - x'| / 2, with x and x' two different replicates. It is the
//! *fair* form, whose expectation does not depend on the number of replicates m: pairs are divided
//! by m (m - 1), not by m squared. It may be slightly below 0. For one replicate it would be `mae`,
//! so it needs two.
//!
//! Sources: Gneiting and Raftery 2007, Journal of the American Statistical Association 102:359-378,
//! section 4.2; Ferro 2014, Quarterly Journal of the Royal Meteorological Society 140:1917-1923.

use super::{Point, mean};

pub(super) fn score(points: &[Point]) -> Option<f64> {
    mean(points.iter().filter_map(of_point))
}

fn of_point(point: &Point) -> Option<f64> {
    let replicates = point.spread()?;
    let m = replicates.len() as f64;
    let distance = mean(replicates.iter().map(|x| (x - point.observed).abs()))?;
    Some(distance - sum_over_pairs(replicates) / (m * (m - 1.0)))
}

/// The sum of x' - x over pairs of an ascending sample: each value is the larger one in as many
/// pairs as there are values before it, and the smaller one with those after it.
fn sum_over_pairs(ascending: &[f64]) -> f64 {
    let last = ascending.len() as f64 - 1.0;
    let weigh = |(index, x): (usize, &f64)| (2.0 * index as f64 - last) * x;
    ascending.iter().enumerate().map(weigh).sum()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point, spread};
    use super::*;
    use proptest::prelude::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    #[test]
    fn worked_by_hand() {
        // |x - 3| = 2, 1, 3, mean 2; pairs 1 + 5 + 4 = 10 over 3 * 2: 2 - 10 / 6.
        assert_score(score(&[spread(&[1.0, 2.0, 6.0], 3.0)]), 1.0 / 3.0);
        // |x - 5| = 5, 5, mean 5; one pair 10 over 2: 5 - 5.
        assert_score(score(&[spread(&[0.0, 10.0], 5.0)]), 0.0);
    }

    #[test]
    fn replicates_that_agree_are_scored_as_one_number() {
        assert_score(score(&[spread(&[4.0, 4.0, 4.0], 7.0)]), 3.0);
    }

    #[test]
    fn one_replicate_has_none() {
        assert_eq!(score(&[point(1, "A", 1.0, 2.0)]), None);
    }

    #[test]
    fn many_replicates_come_to_the_closed_form_of_their_distribution() {
        // Of the normal distribution with mean m and deviation s, with z = (y - m) / s, it is
        // s (z (2 P(z) - 1) + 2 p(z) - 1 / sqrt(pi)) (Gneiting and Raftery 2007, equation 5):
        // for y = m that is 0.233695 s, for z = 1 it is 0.602441 s.
        let normal = Normal::new(100.0, 10.0).unwrap();
        let members = 20_000;
        let quantile = |k| normal.inverse_cdf((f64::from(k) + 0.5) / f64::from(members));
        let replicates: Vec<f64> = (0..members).map(quantile).collect();
        for (observed, expected) in [(100.0, 2.336_95), (110.0, 6.024_41), (90.0, 6.024_41)] {
            let score = score(&[spread(&replicates, observed)]).unwrap();
            assert!((score - expected).abs() < 2e-3, "{score} is not {expected}");
        }
    }

    proptest! {
        #[test]
        fn the_sum_is_that_of_all_pairs(mut sample in prop::collection::vec(0.0..1e3f64, 0..12)) {
            sample.sort_unstable_by(f64::total_cmp);
            let mut expected = 0.0;
            for (index, x) in sample.iter().enumerate() {
                expected += sample[index..].iter().map(|y| y - x).sum::<f64>();
            }
            prop_assert!((sum_over_pairs(&sample) - expected).abs() < 1e-6);
        }
    }
}
