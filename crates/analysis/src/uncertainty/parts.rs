//! What of the spread is noise and what comes from uncertain settings, for each number of a sheet.
//!
//! One-way analysis of variance with pairs as groups: the variance of noise is the mean of half the
//! squared difference within a pair; the variance of the means of pairs holds half of it besides
//! that of the settings, which is what is left, or 0 where that is negative. Source: Searle, Casella
//! and McCulloch 1992, *Variance Components*, section 3.5.

use refuge_core::observe::{Key, Sheet, Spread};

use crate::moments::Moments;

/// The parts of the spread of the first columns of a sheet, in memory that does not grow with the pairs.
#[derive(Debug)]
pub(crate) struct Parts {
    columns: usize,
    first: Option<Sheet>,
    keys: Vec<Key>,
    cells: Vec<Cell>,
}

/// A number of the sheet.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// The means of pairs.
    between: Moments,
    /// Half the squared difference within a pair.
    within: Moments,
}

impl Parts {
    /// No replicate yet; so many columns are looked at.
    pub(crate) fn new(columns: usize) -> Self {
        Self {
            columns,
            first: None,
            keys: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// Adds the sheet of the next replicate; all have the same rows.
    pub(crate) fn push(&mut self, sheet: &Sheet) {
        let Some(first) = self.first.take() else {
            self.first = Some(sheet.clone());
            return;
        };
        if self.keys.is_empty() {
            self.keys.clone_from(&first.keys);
            self.cells = vec![Cell::default(); self.keys.len() * self.columns];
        }
        let rows = (0..self.keys.len()).map(|row| (first.row(row), sheet.row(row)));
        let numbers = rows.flat_map(|(a, b)| a.iter().zip(b).take(self.columns));
        for (cell, (a, b)) in self.cells.iter_mut().zip(numbers) {
            cell.between.push(f64::midpoint(*a, *b));
            cell.within.push((a - b).powi(2) / 2.0);
        }
    }

    /// The spread of each number, row after row; nothing for fewer than two pairs.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (Key, Vec<Spread>)> {
        let rows = self.keys.iter().zip(self.cells.chunks_exact(self.columns));
        rows.filter(|(_, cells)| cells.iter().all(|cell| cell.between.count > 1))
            .map(|(&key, cells)| (key, cells.iter().map(Cell::spread).collect()))
    }
}

impl Cell {
    fn spread(&self) -> Spread {
        let noise = self.within.mean();
        let settings = (self.between.variance() - noise / 2.0).max(0.0);
        Spread {
            mean: self.between.mean(),
            sd: (noise + settings).sqrt(),
            sd_noise: noise.sqrt(),
            sd_settings: settings.sqrt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sheet;
    use crate::uncertainty::drawn;
    use refuge_core::observe::schemas::{ORIGINS, TOTALS};
    use refuge_core::random::philox4x32;
    use refuge_core::uncertain::{Distribution, Uncertain};

    fn spread(values: impl IntoIterator<Item = f64>) -> Option<Spread> {
        let mut parts = Parts::new(1);
        for value in values {
            parts.push(&sheet(&ORIGINS, &[([0, 1, 0], &[value])]));
        }
        parts.rows().next().map(|(_, spreads)| spreads[0])
    }

    #[test]
    fn worked_by_hand() {
        // Means 2 and 10 with variance 32; half squared differences 2 and 8, mean 5; 32 - 2.5.
        let found = spread([1.0, 3.0, 8.0, 12.0]).unwrap();
        assert_eq!((found.mean, found.sd_noise), (6.0, 5.0_f64.sqrt()));
        assert_eq!(found.sd_settings, 29.5_f64.sqrt());
        assert_eq!(found.sd, 34.5_f64.sqrt());
    }

    #[test]
    fn a_replicate_without_its_pair_is_left_out_and_one_pair_says_nothing() {
        assert_eq!(spread([1.0, 3.0, 8.0, 12.0, 99.0]).unwrap().mean, 6.0);
        assert!(spread([1.0, 3.0, 8.0]).is_none());
    }

    #[test]
    fn noise_alone_is_told_as_noise() {
        let found = spread([1.0, 3.0, 3.0, 1.0]).unwrap();
        assert_eq!((found.sd_settings, found.sd), (0.0, 2.0_f64.sqrt()));
    }

    #[test]
    fn of_a_wide_sheet_the_first_columns_count() {
        let row = |value: f64| sheet(&TOTALS, &[([0, 0, 0], &[value; 11])]);
        let mut parts = Parts::new(3);
        (0..4).for_each(|value| parts.push(&row(f64::from(value))));
        let (key, spreads) = parts.rows().next().unwrap();
        assert_eq!((key, spreads.len()), ([0, 0, 0], 3));
    }

    #[test]
    fn the_parts_of_a_known_function_are_found() {
        // y = 10 u + e, with u even on 0 to 1 and e even on -6 to 6: variances 100/12 and 144/12.
        let uncertain = [Uncertain {
            key: "returns.probability",
            distribution: Distribution::Uniform {
                low: 0.0,
                high: 1.0,
            },
        }];
        let value = |replicate| {
            let u = drawn(&uncertain, 11, replicate)[0].1;
            let [word, ..] = philox4x32([replicate, 0, 0, 0], [4, 0]);
            10.0 * u + 12.0 * (f64::from(word) / f64::from(u32::MAX)) - 6.0
        };
        let found = spread((0..20_000).map(value)).unwrap();
        assert!((found.mean - 5.0).abs() < 0.1, "{found:?}");
        assert!(
            (found.sd_settings.powi(2) * 12.0 / 100.0 - 1.0).abs() < 0.06,
            "{found:?}"
        );
        assert!((found.sd_noise.powi(2) - 12.0).abs() < 0.5, "{found:?}");
    }
}
