//! Sheets of replicates as one estimate, a replicate at a time.

use rayon::prelude::*;
use refuge_core::observe::{Estimate, Key, Schema, Sheet};

use crate::sample::Sample;

/// Adds up the sheets of one schema over replicates.
///
/// The rows are those of any replicate; where one has no row nothing was counted, which is 0. A NaN,
/// as where a place has no limit in a replicate, is left out, and the estimate is NaN if all are.
#[derive(Clone)]
pub(crate) struct Tally {
    schema: &'static Schema,
    keys: Vec<Key>,
    /// A sample for each number of a row, row after row.
    cells: Vec<Sample>,
    replicates: usize,
}

impl Tally {
    /// No replicate yet.
    pub(crate) fn new(schema: &'static Schema) -> Self {
        Self {
            schema,
            keys: Vec::new(),
            cells: Vec::new(),
            replicates: 0,
        }
    }

    /// What the sheets hold.
    pub(crate) fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// Adds the sheet of the next replicate.
    pub(crate) fn push(&mut self, sheet: &Sheet) {
        self.make_room(&sheet.keys);
        let width = self.schema.columns.len();
        let mut row = 0;
        for (key, cells) in self.keys.iter().zip(self.cells.chunks_exact_mut(width)) {
            if sheet.keys.get(row) == Some(key) {
                for (cell, &value) in cells.iter_mut().zip(sheet.row(row)) {
                    cell.push(value);
                }
                row += 1;
            } else {
                for cell in cells {
                    cell.push(0.0);
                }
            }
        }
        self.replicates += 1;
    }

    /// Gives every key a row.
    fn make_room(&mut self, keys: &[Key]) {
        if keys.iter().all(|key| self.keys.binary_search(key).is_ok()) {
            return;
        }
        let width = self.schema.columns.len();
        let mut all: Vec<Key> = self.keys.iter().chain(keys).copied().collect();
        all.sort_unstable();
        all.dedup();
        let mut known = std::mem::take(&mut self.keys).into_iter().peekable();
        let mut cells = std::mem::take(&mut self.cells).into_iter();
        self.cells.reserve_exact(all.len() * width);
        for key in &all {
            if known.next_if_eq(key).is_some() {
                self.cells.extend(cells.by_ref().take(width));
            } else {
                let zeros = Sample::of_zeros(self.replicates);
                self.cells.extend(std::iter::repeat_n(zeros, width));
            }
        }
        self.keys = all;
    }

    /// The mean of every number, and its 5, 50 and 95% quantiles unless there is but one replicate.
    pub(crate) fn estimate(&self) -> Estimate {
        let quantiles = if self.replicates > 1 {
            self.cells.par_iter().map(Sample::quantiles).collect()
        } else {
            Vec::new()
        };
        Estimate {
            mean: self.sheet(self.cells.iter().map(Sample::mean)),
            quantiles,
        }
    }

    /// As many sheets as there are shares, of the quantiles at these, shifted to the mean: they
    /// stand for all replicates where one looks at each number by itself.
    pub(crate) fn representatives<const N: usize>(&self, shares: [f64; N]) -> Vec<Sheet> {
        let at: Vec<[f64; N]> = self
            .cells
            .par_iter()
            .map(|cell| {
                let quantiles = cell.at(shares);
                let shift = cell.mean() - quantiles.iter().sum::<f64>() / N as f64;
                quantiles.map(|quantile| quantile + shift)
            })
            .collect();
        (0..N)
            .map(|index| self.sheet(at.iter().map(|quantiles| quantiles[index])))
            .collect()
    }

    fn sheet(&self, values: impl Iterator<Item = f64>) -> Sheet {
        Sheet {
            schema: self.schema,
            keys: self.keys.clone(),
            values: values.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sheet;
    use proptest::prelude::*;
    use refuge_core::observe::schemas::{FLOWS, VALIDATION};

    const NO: f64 = f64::NAN;

    fn flows(rows: &[(Key, f64)]) -> Sheet {
        let mut sheet = Sheet::new(&FLOWS);
        for (key, persons) in rows {
            sheet.push(*key, &[*persons]);
        }
        sheet
    }

    fn tally(sheets: &[Sheet]) -> Tally {
        let mut tally = Tally::new(sheets[0].schema);
        for sheet in sheets {
            tally.push(sheet);
        }
        tally
    }

    #[test]
    fn one_run_is_its_own_mean() {
        let estimate = tally(&[flows(&[([0, 1, 2], 30.0)])]).estimate();
        assert_eq!(estimate.mean.values, [30.0]);
        assert!(estimate.quantiles.is_empty());
    }

    #[test]
    fn rows_are_those_of_any_replicate_and_missing_ones_count_nobody() {
        let first = flows(&[([0, 1, 2], 30.0), ([7, 1, 2], 10.0)]);
        let second = flows(&[([0, 0, 1], 5.0), ([0, 1, 2], 50.0)]);
        let estimate = tally(&[first, second]).estimate();
        assert_eq!(estimate.mean.keys, [[0, 0, 1], [0, 1, 2], [7, 1, 2]]);
        assert_eq!(estimate.mean.values, [2.5, 40.0, 5.0]);
        // By hand: 30 + 0.05 * 20, the middle, 30 + 0.95 * 20.
        assert_eq!(estimate.quantiles[1..2], [[31.0, 40.0, 49.0]]);
        assert_eq!(estimate.quantiles.len(), 3);
    }

    #[test]
    fn a_number_that_is_missing_in_some_replicates_is_estimated_from_the_others() {
        let run = |simulated| sheet(&VALIDATION, &[([0, 0, 0], &[simulated, NO, 1.0])]);
        let estimate = tally(&[run(NO), run(4.0), run(6.0)]).estimate();
        assert_eq!(estimate.mean.values[..1], [5.0]);
        assert!(estimate.mean.values[1].is_nan());
        assert!(estimate.quantiles[1].iter().all(|q| q.is_nan()));
        assert_eq!(estimate.mean.values[2..], [1.0]);
    }

    #[test]
    fn representatives_have_the_mean_and_the_spread_of_all() {
        let sheets: Vec<Sheet> = (0..500)
            .map(|n| flows(&[([0, 1, 2], f64::from(n * n))]))
            .collect();
        let stand_in = tally(&sheets).representatives([0.1, 0.5, 0.9]);
        let values: Vec<f64> = stand_in.iter().map(|sheet| sheet.values[0]).collect();
        let mean = (0..500).map(|n| f64::from(n * n)).sum::<f64>() / 500.0;
        assert!((values.iter().sum::<f64>() / 3.0 - mean).abs() < 1e-6);
        assert!(values.is_sorted() && values[2] - values[0] > 190_000.0);
    }

    fn any_sheet() -> impl Strategy<Value = Sheet> {
        prop::collection::btree_map([0..3u32, 0..3u32, 0..3u32], 0..1000u32, 0..12).prop_map(
            |rows| {
                let rows: Vec<(Key, f64)> = rows
                    .into_iter()
                    .map(|(key, persons)| (key, f64::from(persons)))
                    .collect();
                flows(&rows)
            },
        )
    }

    proptest! {
        #[test]
        fn quantiles_are_ordered_keys_ascend_and_totals_are_kept(
            sheets in prop::collection::vec(any_sheet(), 2..6)
        ) {
            let total: f64 = sheets.iter().flat_map(|sheet| &sheet.values).sum();
            let estimate = tally(&sheets).estimate();
            prop_assert!(estimate.quantiles.iter().all(|[low, mid, high]| low <= mid && mid <= high));
            prop_assert!(estimate.mean.keys.is_sorted_by(|a, b| a < b));
            let mean_total: f64 = estimate.mean.values.iter().sum();
            prop_assert!((mean_total * sheets.len() as f64 - total).abs() < 1e-6);
        }
    }
}
