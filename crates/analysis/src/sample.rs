//! A number over replicates: its mean, variance and quantiles, in memory that does not grow with their count.

use sketches_ddsketch::{Config, DDSketch};

use crate::moments::Moments;
use crate::quantile::{QUANTILES, quantile};

/// The most values whose quantiles are exact; those of more come from a sketch.
pub(crate) const MOST_EXACT: usize = 256;

/// The largest error of a quantile from a sketch, as a share of its distance from the median of the first
/// [`MOST_EXACT`] values: so that it is small beside the spread, however large the numbers are.
pub(crate) const SKETCH_ERROR: f64 = 0.01;

/// How the quantiles over so many replicates are found, in words for files.
pub fn quantile_method(replicates: u32) -> &'static str {
    if replicates as usize <= MOST_EXACT {
        "exact, by linear interpolation between order statistics"
    } else {
        "within 1% of an order statistic's distance from the median of the first 256, by a DDSketch, since they are more"
    }
}

/// Bins for each sign: enough for the sketch's error over seventeen powers of ten.
const SKETCH_BINS: u32 = 2048;

/// Counts and ratios as small as this are told as 0.
const SKETCH_SMALLEST: f64 = 1e-9;

/// The values of a number, one a replicate; NaN, where a replicate has none, is left out.
///
/// Mean and variance are those of all values, added up in the order in which they come. Quantiles are
/// exact for up to [`MOST_EXACT`] values: linear interpolation between order statistics, as
/// [`quantile`]. Of more they come from a sketch of how far the values lie from the
/// median of the first, with an error of [`SKETCH_ERROR`] (DDSketch: Masson, Rim and Lee 2019, Proceedings
/// of the VLDB Endowment 12:2195-2205).
#[derive(Clone)]
pub(crate) struct Sample {
    moments: Moments,
    values: Values,
}

#[derive(Clone)]
enum Values {
    /// So many of the same: most cells of a world never change.
    Same(f64),
    Kept(Vec<f64>),
    Sketched(Box<Sketch>),
}

/// How far values lie from a centre.
#[derive(Clone)]
struct Sketch {
    centre: f64,
    away: DDSketch,
}

impl Sketch {
    fn around(centre: f64) -> Self {
        Self {
            centre,
            away: DDSketch::new(Config::new(SKETCH_ERROR, SKETCH_BINS, SKETCH_SMALLEST)),
        }
    }

    fn add(&mut self, value: f64) {
        self.away.add(value - self.centre);
    }

    /// The quantile, never outside the values.
    fn at(&self, share: f64) -> f64 {
        let found = self.away.quantile(share.clamp(0.0, 1.0)).ok().flatten();
        match (found, self.away.min(), self.away.max()) {
            (Some(away), Some(min), Some(max)) => self.centre + away.clamp(min, max),
            _ => f64::NAN,
        }
    }
}

impl Sample {
    /// No values yet.
    pub(crate) fn new() -> Self {
        Self::of_zeros(0)
    }

    /// The value 0 this many times.
    pub(crate) fn of_zeros(count: usize) -> Self {
        Self {
            moments: Moments::of_zeros(count),
            values: Values::Same(0.0),
        }
    }

    /// Adds a value.
    pub(crate) fn push(&mut self, value: f64) {
        if value.is_nan() {
            return;
        }
        self.keep(value);
        self.moments.push(value);
    }

    fn keep(&mut self, value: f64) {
        let count = self.moments.count;
        match &mut self.values {
            Values::Same(same) if count == 0 => *same = value,
            Values::Same(same) if *same == value => {}
            Values::Same(same) if count < MOST_EXACT => {
                let mut kept = vec![*same; count];
                kept.push(value);
                self.values = Values::Kept(kept);
            }
            Values::Same(same) => {
                let mut sketch = Sketch::around(*same);
                sketch.away.add_with_count(0.0, count as u64);
                sketch.add(value);
                self.values = Values::Sketched(Box::new(sketch));
            }
            Values::Kept(kept) if kept.len() < MOST_EXACT => kept.push(value),
            Values::Kept(kept) => {
                kept.sort_unstable_by(f64::total_cmp);
                let mut sketch = Sketch::around(kept[kept.len() / 2]);
                for &earlier in kept.iter() {
                    sketch.add(earlier);
                }
                sketch.add(value);
                self.values = Values::Sketched(Box::new(sketch));
            }
            Values::Sketched(sketch) => sketch.add(value),
        }
    }

    /// How many values there are.
    pub(crate) fn count(&self) -> usize {
        self.moments.count
    }

    /// The mean; NaN without values.
    pub(crate) fn mean(&self) -> f64 {
        self.moments.mean()
    }

    /// The unbiased variance; NaN for fewer than two values.
    pub(crate) fn variance(&self) -> f64 {
        self.moments.variance()
    }

    /// The quantiles at some shares; NaN without values.
    pub(crate) fn at<const N: usize>(&self, shares: [f64; N]) -> [f64; N] {
        match &self.values {
            _ if self.count() == 0 => [f64::NAN; N],
            Values::Same(same) => [*same; N],
            Values::Kept(kept) => {
                let mut kept = kept.clone();
                kept.sort_unstable_by(f64::total_cmp);
                shares.map(|share| quantile(&kept, share))
            }
            Values::Sketched(sketch) => shares.map(|share| sketch.at(share)),
        }
    }

    /// The 5, 50 and 95% quantiles; NaN without values.
    pub(crate) fn quantiles(&self) -> [f64; 3] {
        self.at(QUANTILES)
    }
}

impl Default for Sample {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample(values: impl IntoIterator<Item = f64>) -> Sample {
        let mut sample = Sample::new();
        values.into_iter().for_each(|value| sample.push(value));
        sample
    }

    #[test]
    fn worked_by_hand() {
        let sample = sample([2.0, 4.0, f64::NAN, 9.0]);
        assert_eq!((sample.count(), sample.mean()), (3, 5.0));
        // Deviations -3, -1, 4: 26 over 2.
        assert!((sample.variance() - 13.0).abs() < 1e-12);
        // 2 + 0.1 * 2, the middle, 4 + 0.9 * 5.
        assert_eq!(sample.quantiles(), [2.2, 4.0, 8.5]);
    }

    #[test]
    fn without_values_nothing_is_known() {
        let empty = sample([f64::NAN]);
        assert!(empty.mean().is_nan() && empty.quantiles()[1].is_nan());
        assert!(sample([3.0]).variance().is_nan());
        assert_eq!(sample([3.0]).quantiles(), [3.0; 3]);
    }

    #[test]
    fn the_last_exact_quantile_and_the_first_of_a_sketch() {
        let exact = sample((1..=256).map(f64::from));
        // Position 0.05 * 255 = 12.75, so 13 + 0.75.
        assert_eq!(exact.quantiles(), [13.75, 128.5, 243.25]);
        let sketched = sample((1..=257).map(f64::from));
        assert_eq!(sketched.mean(), 129.0);
        for (found, near) in sketched.quantiles().into_iter().zip([13.0, 129.0, 244.0]) {
            // 129 is in the middle of the first 256.
            let most = SKETCH_ERROR * (near - 129.0_f64).abs();
            assert!((found - near).abs() <= most, "{found} is not {near}");
        }
    }

    #[test]
    fn a_small_spread_of_large_numbers_is_not_lost() {
        let sketched = sample((0..1001).map(|k| 3_600_000.0 + f64::from(k % 91)));
        let [low, middle, high] = sketched.quantiles().map(|q| q - 3_600_000.0);
        assert!(
            (low - 4.0).abs() <= 0.5 && (middle - 45.0).abs() <= 0.5 && (high - 86.0).abs() <= 0.5
        );
    }

    #[test]
    fn the_words_for_the_method_change_with_it() {
        assert!(quantile_method(256).starts_with("exact"));
        let percent = format!("within {}%", 100.0 * SKETCH_ERROR);
        assert!(quantile_method(257).starts_with(&percent));
    }

    #[test]
    fn a_value_that_never_changes_stays_exact() {
        let mut same = sample(std::iter::repeat_n(1234.5, 1000));
        assert_eq!(same.quantiles(), [1234.5; 3]);
        assert_eq!((same.mean(), same.variance()), (1234.5, 0.0));
        same.push(1300.0);
        assert_eq!(same.quantiles()[0], 1234.5);
        let mut zeros = Sample::of_zeros(3);
        zeros.push(8.0);
        assert_eq!((zeros.mean(), zeros.at([1.0])), (2.0, [8.0]));
    }

    proptest! {
        #[test]
        fn sketches_are_as_near_as_they_say(
            values in prop::collection::vec(-1e6..1e6f64, 257..600),
            share in 0.0..=1.0f64,
        ) {
            let [found] = sample(values.clone()).at([share]);
            let mut first = values[..MOST_EXACT].to_vec();
            first.sort_unstable_by(f64::total_cmp);
            let centre = first[MOST_EXACT / 2];
            let mut ascending = values;
            ascending.sort_unstable_by(f64::total_cmp);
            let order = ascending[(share * (ascending.len() - 1) as f64) as usize];
            prop_assert!((found - order).abs() <= SKETCH_ERROR * (order - centre).abs() + 1e-6);
        }
    }
}
