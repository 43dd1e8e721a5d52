//! The course of the run as a table, for those who do not see the chart.

use serde::Serialize;

use super::estimates::Estimates;
use super::result::bounds;
use super::words::{in_short, known};
use crate::cell::with_separators;
use crate::reports::source::Source;

/// Up to how many days each has a row.
const EACH_DAY: usize = 31;
/// How many rows there are at most, and the last day.
const MOST_ROWS: usize = 60;

/// What stands in the table beside the displaced.
const BESIDE: [&str; 6] = [
    "newly_displaced",
    "in_camps",
    "in_host_communities",
    "in_transit",
    "abroad",
    "returned",
];

/// Rows of totals.csv, some days apart.
#[derive(Debug, Serialize)]
pub(super) struct Course {
    /// The days from one row to the next.
    step: usize,
    has_interval: bool,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    date: String,
    displaced: String,
    interval: String,
    beside: Vec<String>,
}

pub(super) fn course(source: &Source) -> Option<Course> {
    let totals = source.tables.get("totals").filter(|table| table.rows > 0)?;
    let dates = totals.dates("date")?;
    let displaced = Estimates::of(totals, "displaced");
    let beside = BESIDE.map(|column| Estimates::of(totals, column));
    let step = match totals.rows {
        days if days <= EACH_DAY => 1,
        days => days.div_ceil(MOST_ROWS).next_multiple_of(7),
    };
    let shown = (0..totals.rows - 1).step_by(step).chain([totals.rows - 1]);
    let row = |row: usize| {
        let estimate = displaced.get(row);
        Row {
            date: dates[row].map_or_else(String::new, in_short),
            displaced: known(estimate.mean, with_separators),
            interval: estimate.interval.map_or_else(String::new, bounds),
            beside: beside
                .map(|column| known(column.mean(row), with_separators))
                .to_vec(),
        }
    };
    Some(Course {
        step,
        has_interval: displaced.get(0).interval.is_some(),
        rows: shown.map(row).collect(),
    })
}
