//! compare.csv as the page reads it.

use super::words::signed;
use crate::finished::tables::Table;
use crate::summary::{TOTALS, is_told};

/// The difference of a branch from the first in a row of compare.csv.
#[derive(Clone, Copy, Debug)]
pub(super) struct Difference {
    pub(super) row: usize,
    pub(super) mean: f64,
    pub(super) interval: [f64; 2],
}

impl Difference {
    pub(super) fn spans_zero(&self) -> bool {
        let [low, high] = self.interval;
        low <= 0.0 && high >= 0.0
    }

    pub(super) fn width(&self) -> f64 {
        self.interval[1] - self.interval[0]
    }
}

/// compare.csv, and which of its columns are of a branch.
pub(super) struct Compared<'a> {
    pub(super) table: &'a Table,
    pub(super) names: Vec<String>,
}

impl Compared<'_> {
    /// The name of a column of the difference of a branch.
    pub(super) fn column(&self, branch: usize, name: &str) -> String {
        match self.names.len() {
            0..=2 => name.to_owned(),
            _ => format!("{}_{name}", self.names[branch]),
        }
    }

    pub(super) fn number(&self, row: usize, column: &str) -> f64 {
        let numbers = self.table.numbers(column).unwrap_or_default();
        numbers.get(row).copied().unwrap_or(f64::NAN)
    }

    pub(super) fn has_unpaired(&self) -> bool {
        let columns = (1..self.names.len()).map(|branch| self.column(branch, "unpaired_p05"));
        let mut columns = columns.filter_map(|column| self.table.numbers(&column));
        columns.any(|column| column.iter().any(|number| !number.is_nan()))
    }

    pub(super) fn difference(&self, branch: usize, row: usize) -> Difference {
        let number = |name: &str| self.number(row, &self.column(branch, name));
        Difference {
            row,
            mean: number("difference"),
            interval: [number("difference_p05"), number("difference_p95")],
        }
    }

    /// The rows of the last day with their measure and place.
    pub(super) fn last_rows(&self) -> Option<impl Iterator<Item = (usize, &str, &str)>> {
        let (measures, places) = (self.table.texts("measure")?, self.table.texts("place")?);
        let dates = self.table.dates("date")?;
        let last = dates.iter().flatten().max().copied();
        let rows = (0..self.table.rows).filter(move |&row| dates[row] == last);
        Some(rows.map(|row| (row, measures.get(row), places.get(row))))
    }

    /// The totals of the last day in which there is a row, each with its name and what a branch has more.
    pub(super) fn totals(&self, branch: usize) -> Option<Vec<(&'static str, Difference)>> {
        let rows: Vec<_> = self
            .last_rows()?
            .filter(|(_, _, place)| place.is_empty())
            .collect();
        let row = |(total, label)| {
            let (row, _, _) = rows.iter().find(|(_, measure, _)| *measure == total)?;
            let means = self.names.iter().map(|name| self.number(*row, name));
            is_told(total, means).then(|| (label, self.difference(branch, *row)))
        };
        Some(TOTALS.into_iter().filter_map(row).collect())
    }
}

pub(super) fn signed_bounds([low, high]: [f64; 2]) -> String {
    format!("{} to {}", signed(low), signed(high))
}
