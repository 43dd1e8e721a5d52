//! What happened, and in how many of the replicates.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::names::Names;
use super::words::{in_short, percent};
use crate::cell::with_separators;
use crate::finished::tables::Texts;
use crate::reports::source::Source;

/// How many events the page shows.
const MOST_EVENTS: usize = 400;

/// The events of a run, in the order of their dates.
#[derive(Debug, Serialize)]
pub(super) struct Timeline {
    rows: Vec<Row>,
    /// How many events there are, shown or not.
    all: String,
    has_replicates: bool,
    has_until: bool,
    /// How many more events there are.
    more: String,
}

#[derive(Debug, Serialize)]
struct Row {
    date: String,
    until: String,
    kind: String,
    target: String,
    value: String,
    note: String,
    runs: String,
}

pub(super) fn timeline(source: &Source, names: &Names) -> Option<Timeline> {
    let table = source
        .tables
        .get("timeline")
        .filter(|table| table.rows > 0)?;
    let dates = table.dates("date")?;
    let untils = table.dates("until").unwrap_or_default();
    let texts = ["kind", "target", "value", "note"].map(|column| table.texts(column));
    let [Some(kinds), Some(targets), Some(values), Some(notes)] = texts else {
        return None;
    };
    let until = |row: usize| untils.get(row).copied().flatten();
    let word = |texts: &Texts, row: usize| texts.of_rows[row];
    let of_replicate = table.numbers("replicate").unwrap_or_default();
    let mut runs: BTreeMap<Key, (usize, BTreeSet<u32>)> = BTreeMap::new();
    for (row, &date) in dates.iter().enumerate() {
        let texts = [kinds, targets, values, notes].map(|texts| word(texts, row));
        let (_, replicates) = runs
            .entry((date, texts, until(row)))
            .or_insert((row, BTreeSet::new()));
        replicates.insert(
            of_replicate
                .get(row)
                .map_or(0, |&replicate| replicate as u32),
        );
    }
    let replicates = source.run.replicates;
    let mut events: Vec<(usize, usize)> = runs
        .into_values()
        .map(|(row, replicates)| (row, replicates.len()))
        .collect();
    events.sort_by_key(|&(row, _)| (dates[row], row));
    let all = with_separators(events.len() as f64);
    let more = events.len().saturating_sub(MOST_EVENTS);
    events.truncate(MOST_EVENTS);
    let shown = |(row, times): (usize, usize)| Row {
        date: dates[row].map_or_else(String::new, in_short),
        until: until(row).map_or_else(String::new, in_short),
        kind: kinds.get(row).replace('_', " "),
        target: names.target(targets.get(row)),
        value: values.get(row).to_owned(),
        note: notes.get(row).to_owned(),
        runs: format!(
            "{times} ({})",
            percent(times as f64 / f64::from(replicates.max(1)))
        ),
    };
    Some(Timeline {
        all,
        has_replicates: replicates > 1,
        has_until: (0..table.rows).any(|row| until(row).is_some()),
        rows: events.into_iter().map(shown).collect(),
        more: if more > 0 {
            with_separators(more as f64)
        } else {
            String::new()
        },
    })
}

/// What makes two events of different replicates the same: date, kind, target, value, note and end.
type Key = (Option<Date>, [u32; 4], Option<Date>);
