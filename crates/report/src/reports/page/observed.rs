//! What was observed beside what was simulated, row by row.

use serde::Serialize;

use super::estimates::Estimates;
use super::measures::measure;
use super::names::Names;
use super::result::{bounds, is_followed};
use super::verdict::is_scored;
use super::words::{in_short, known, percent, signed};
use crate::cell::with_separators;
use crate::reports::source::Source;

/// How many observations the page shows.
const MOST_ROWS: usize = 200;

/// The rows of validation.csv.
#[derive(Debug, Serialize)]
pub(super) struct Observed {
    rows: Vec<Row>,
    has_interval: bool,
    /// How many more there are.
    more: String,
}

#[derive(Debug, Serialize)]
struct Row {
    measure: String,
    place: String,
    date: Option<(String, String)>,
    simulated: String,
    interval: String,
    observed: String,
    difference: String,
    share: String,
    /// Why it is not scored, or what else is to be known of it.
    note: &'static str,
}

pub(super) fn observed(source: &Source, names: &Names) -> Option<Observed> {
    let table = source
        .tables
        .get("validation")
        .filter(|table| table.rows > 0)?;
    let (measures, places) = (table.texts("measure")?, table.texts("place")?);
    let (dates, counted) = (table.dates("date")?, table.numbers("observed")?);
    let simulated = Estimates::of(table, "simulated");
    let first_interpolated = table.rows.saturating_sub(source.run.interpolated);
    let row = |row: usize| {
        let (estimate, counted) = (simulated.get(row), counted[row]);
        let difference = estimate.mean - counted;
        let date = dates[row];
        Row {
            measure: measure(measures.get(row)).to_owned(),
            place: match places.get(row) {
                "" => "all".to_owned(),
                place => names.target(place),
            },
            date: date.map(|date| (date.to_string(), in_short(date))),
            simulated: known(estimate.mean, with_separators),
            interval: estimate.interval.map_or_else(String::new, bounds),
            observed: known(counted, with_separators),
            difference: known(difference, signed),
            share: if counted > 0.0 {
                known(difference / counted, signed_percent)
            } else {
                String::new()
            },
            note: match date {
                Some(date) if date <= source.run.start => "first day, not scored",
                Some(date) if !is_scored(&source.run, date) => "fitted to, not scored",
                _ if is_followed(&source.run, measures.get(row)) => "followed",
                _ if row >= first_interpolated => "interpolated",
                _ => "",
            },
        }
    };
    Some(Observed {
        rows: (0..table.rows.min(MOST_ROWS)).map(row).collect(),
        has_interval: simulated.get(0).interval.is_some(),
        more: match table.rows.saturating_sub(MOST_ROWS) {
            0 => String::new(),
            more => with_separators(more as f64),
        },
    })
}

fn signed_percent(share: f64) -> String {
    let sign = if share > 0.0 { "+" } else { "" };
    format!("{sign}{}", percent(share))
}
