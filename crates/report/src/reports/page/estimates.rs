//! Numbers of a table with their quantiles over replicates.

use crate::finished::tables::Table;

/// A number: of one run, or the mean over replicates with its 5 and 95% quantiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Estimate {
    pub(super) mean: f64,
    pub(super) interval: Option<[f64; 2]>,
}

/// A column of numbers and the two of its quantiles; without such a column every number is NaN.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Estimates<'a> {
    means: &'a [f64],
    low: Option<&'a [f64]>,
    high: Option<&'a [f64]>,
}

impl<'a> Estimates<'a> {
    pub(super) fn of(table: &'a Table, column: &str) -> Self {
        Self {
            means: table.numbers(column).unwrap_or_default(),
            low: table.numbers(&format!("{column}_p05")),
            high: table.numbers(&format!("{column}_p95")),
        }
    }

    /// The mean of a row.
    pub(super) fn mean(&self, row: usize) -> f64 {
        self.means.get(row).copied().unwrap_or(f64::NAN)
    }

    /// The mean of a row and its interval.
    pub(super) fn get(&self, row: usize) -> Estimate {
        let bound = |bounds: Option<&[f64]>| bounds?.get(row).copied().filter(|b| !b.is_nan());
        Estimate {
            mean: self.mean(row),
            interval: bound(self.low).zip(bound(self.high)).map(<[f64; 2]>::from),
        }
    }
}
