//! Intervals by the bootstrap (Efron 1979): the spread of a statistic over samples of the sample.

use rayon::prelude::*;
use refuge_core::random::{Draws, Purpose, Subject};

use crate::quantile::quantiles;

/// How many samples are drawn.
const SAMPLES: u32 = 1000;

/// A step of the draws for each use of them in a study.
const BOOTSTRAP: u8 = 0;

/// Numbers made of the rows of a table, which are given by their places.
pub(super) type Statistic<'a> = dyn Fn(&[usize]) -> Vec<f64> + Sync + 'a;

/// A number and its 5 and 95% quantiles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Estimate {
    pub(super) value: f64,
    pub(super) interval: [f64; 2],
}

/// The statistic of all rows, and its quantiles over samples of as many rows, drawn with replacement;
/// what has no value has no quantiles, though some samples may.
pub(super) fn bootstrap(rows: usize, seed: u64, statistic: &Statistic<'_>) -> Vec<Estimate> {
    let all: Vec<usize> = (0..rows).collect();
    let values = statistic(&all);
    let draws = Draws::new(seed, 0);
    let of = |sample| statistic(&picks(&draws, sample, rows));
    let samples: Vec<Vec<f64>> = (0..SAMPLES).into_par_iter().map(of).collect();
    let numbered = values.into_iter().enumerate();
    let estimate = |(index, value): (usize, f64)| {
        let each = samples.iter().map(|sample| sample[index]);
        let mut each: Vec<f64> = each.filter(|number: &f64| number.is_finite()).collect();
        if !value.is_finite() {
            each.clear();
        }
        let [low, _, high] = quantiles(&mut each);
        Estimate {
            value,
            interval: [low, high],
        }
    };
    numbered.map(estimate).collect()
}

/// The rows of a sample.
fn picks(draws: &Draws, sample: u32, rows: usize) -> Vec<usize> {
    let words = |block| words(draws, sample, block, BOOTSTRAP);
    let blocks = rows.div_ceil(4) as u32;
    let words = (0..blocks).flat_map(words).take(rows);
    words.map(|word| below(word, rows)).collect()
}

/// Four random words of a study, by what they are for.
pub(super) fn words(draws: &Draws, of: u32, block: u32, step: u8) -> [u32; 4] {
    let who = Subject {
        origin: of,
        serial: block,
    };
    draws.words(who, 0, Purpose::Study, step)
}

/// A whole number below a limit from a word.
pub(super) fn below(word: u32, limit: usize) -> usize {
    ((word as u64 * limit as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_is_that_of_its_standard_error() {
        // The mean of 400 numbers of variance 1/12 has a standard error of 0.0144, and 90% lie
        // within 1.645 of these.
        let numbers: Vec<f64> = (0..400).map(|n| (f64::from(n) + 0.5) / 400.0).collect();
        let mean = |rows: &[usize]| {
            let sum: f64 = rows.iter().map(|&row| numbers[row]).sum();
            vec![sum / rows.len() as f64]
        };
        let found = bootstrap(400, 1, &mean)[0];
        assert!((found.value - 0.5).abs() < 1e-12);
        let [low, high] = found.interval;
        assert!((low - (0.5 - 0.0237)).abs() < 0.003, "{low}");
        assert!((high - (0.5 + 0.0237)).abs() < 0.003, "{high}");
    }

    #[test]
    fn what_is_missing_in_one_row_has_no_interval() {
        let numbers = [1.0, f64::NAN, 3.0];
        let found = bootstrap(3, 1, &|rows| {
            vec![rows.iter().map(|&row| numbers[row]).sum()]
        })[0];
        assert!(found.value.is_nan() && found.interval.iter().all(|bound| bound.is_nan()));
    }

    #[test]
    fn samples_are_drawn_of_all_rows() {
        let mut drawn = picks(&Draws::new(7, 0), 3, 1000);
        assert_eq!(drawn.len(), 1000);
        drawn.sort_unstable();
        drawn.dedup();
        // 1 - 1/e of the rows are in a sample.
        assert!((600..664).contains(&drawn.len()), "{}", drawn.len());
        assert!(drawn[0] < 10 && drawn[drawn.len() - 1] >= 990);
    }
}
