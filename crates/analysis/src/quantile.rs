//! Exact quantiles of a sample.

/// The shares below the quantiles of an [`Estimate`](refuge_core::observe::Estimate).
pub(crate) const QUANTILES: [f64; 3] = [0.05, 0.5, 0.95];

/// The quantile of an ascending sample, by linear interpolation between its order statistics (type
/// 7 of Hyndman and Fan 1996, the default of R and NumPy); NaN for an empty sample.
pub(crate) fn quantile(ascending: &[f64], share: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else {
        return f64::NAN;
    };
    let position = share.clamp(0.0, 1.0) * last as f64;
    let below = position as usize;
    let above = (below + 1).min(last);
    let (low, high) = (ascending[below], ascending[above]);
    // Rounding of the difference must not carry it past the statistic above.
    (low + (high - low) * (position - below as f64)).min(high)
}

/// The quantile of a sample of (value, weight) in any order: the smallest value that, with those below it,
/// has at least this share of the weight; NaN for an empty sample.
pub fn weighted_quantile(sample: &[(f64, f64)], share: f64) -> f64 {
    let mut ascending = sample.to_vec();
    ascending.sort_by(|a, b| a.0.total_cmp(&b.0));
    let wanted = share.clamp(0.0, 1.0) * ascending.iter().map(|(_, weight)| weight).sum::<f64>();
    let mut below = 0.0;
    let reached = |(_, weight): &&(f64, f64)| {
        below += weight;
        below >= wanted
    };
    let found = ascending.iter().find(reached).or(ascending.last());
    found.map_or(f64::NAN, |(value, _)| *value)
}

/// The 5, 50 and 95% quantiles of a sample, which is sorted for it.
pub(crate) fn quantiles(sample: &mut [f64]) -> [f64; 3] {
    sample.sort_unstable_by(f64::total_cmp);
    QUANTILES.map(|share| quantile(sample, share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn between_order_statistics_it_is_linear() {
        // By hand: position 0.05 * 4 = 0.2, so 1 + 0.2 * (2 - 1); 0.95 * 4 = 3.8, so 4 + 0.8 * (10 - 4).
        let [low, middle, high] = quantiles(&mut [10.0, 1.0, 4.0, 2.0, 3.0]);
        assert!(near(low, 1.2) && near(middle, 3.0) && near(high, 8.8));
        assert!(near(quantile(&[1.0, 2.0], 0.5), 1.5));
    }

    #[test]
    fn one_value_is_every_quantile_and_none_has_no_quantile() {
        assert!(quantiles(&mut [7.0]).iter().all(|&q| near(q, 7.0)));
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn weights_count_as_so_many_values() {
        let sample = [(3.0, 1.0), (1.0, 2.0), (9.0, 5.0)];
        let at = |share| weighted_quantile(&sample, share);
        // By hand: 2 of 8 lie at 1, 3 of 8 up to 3.
        assert_eq!(
            [0.0, 0.25, 0.3, 0.375, 0.5, 1.0].map(at),
            [1.0, 1.0, 3.0, 3.0, 9.0, 9.0]
        );
        assert!(weighted_quantile(&[], 0.5).is_nan());
    }

    proptest! {
        #[test]
        fn quantiles_are_ordered_and_inside_the_sample(
            mut sample in prop::collection::vec(-1e9..1e9f64, 1..40)
        ) {
            let [low, middle, high] = quantiles(&mut sample);
            prop_assert!(sample[0] <= low && low <= middle && middle <= high);
            prop_assert!(high <= sample[sample.len() - 1]);
        }
    }
}
