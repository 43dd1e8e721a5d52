//! The charts of a run.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::super::estimates::Estimates;
use super::super::frames::Frames;
use super::super::measures::measure;
use super::super::names::Names;
use super::super::shelter::kind;
use super::super::words::in_full;
use super::series::{MOST_DAYS, Series, dates_of, rows_of, whole};
use crate::finished::tables::Table;
use crate::reports::source::Source;

/// Where people are, by the columns of totals.csv.
const WHERE: [&str; 5] = [
    "in_camps",
    "in_host_communities",
    "in_transit",
    "abroad",
    "returned",
];
/// The number of camps in the chart of the fullest.
const MOST_CAMPS: usize = 15;
/// The number of observed series that have a chart.
const MOST_OBSERVED: usize = 12;

#[derive(Serialize)]
pub(super) struct Charts {
    dates: Vec<Date>,
    calibrated_until: Option<Date>,
    /// The same date in words.
    fitted_until: Option<String>,
    displaced: Series,
    /// What was observed of the displaced.
    counted: Vec<Counted>,
    places: Vec<Named>,
    groups: Vec<Named>,
    shelter: Vec<Named>,
    camps: Vec<Camp>,
    observed: Vec<Compared>,
}

/// A series with its name.
#[derive(Debug, PartialEq, Serialize)]
struct Named {
    name: String,
    #[serde(flatten)]
    series: Series,
}

/// An observation.
#[derive(Debug, PartialEq, Serialize)]
struct Counted {
    date: Date,
    persons: f64,
}

/// A camp on the last day.
#[derive(Debug, PartialEq, Serialize)]
struct Camp {
    name: String,
    present: f64,
    capacity: f64,
}

/// What was observed of a measure and place beside what was simulated.
#[derive(Debug, Default, PartialEq, Serialize)]
struct Compared {
    name: String,
    dates: Vec<Date>,
    #[serde(flatten)]
    simulated: Series,
    observed: Vec<Option<f64>>,
}

pub(super) fn charts(source: &Source) -> Option<Charts> {
    let totals = source.tables.get("totals")?;
    let all = totals.dates("date")?;
    let frames = Frames::new(source.run.start, source.run.days, MOST_DAYS);
    let rows = rows_of(all, &frames);
    let of = |column: &str| Series::of(&Estimates::of(totals, column), &rows);
    let validation = source.tables.get("validation");
    let names = Names::of(&source.tables);
    Some(Charts {
        dates: dates_of(all, &rows),
        calibrated_until: source.run.calibrated_until,
        fitted_until: source.run.calibrated_until.map(in_full),
        displaced: of("displaced"),
        counted: validation.and_then(counted).unwrap_or_default(),
        places: WHERE
            .iter()
            .map(|column| Named {
                name: measure(column).to_owned(),
                series: of(column),
            })
            .collect(),
        groups: parts(source, &frames, "demographics", "group", "displaced").unwrap_or_default(),
        shelter: sheltered(source, &frames),
        camps: camps(source, &names).unwrap_or_default(),
        observed: validation
            .and_then(|table| observed(table, &names))
            .unwrap_or_default(),
    })
}

fn counted(validation: &Table) -> Option<Vec<Counted>> {
    let (measures, places) = (validation.texts("measure")?, validation.texts("place")?);
    let (dates, persons) = (validation.dates("date")?, validation.numbers("observed")?);
    let of_displaced =
        |&row: &usize| measures.get(row) == "displaced" && places.get(row).is_empty();
    let rows = (0..validation.rows).filter(of_displaced);
    let counted = rows.filter_map(|row| {
        Some(Counted {
            date: dates[row]?,
            persons: whole(persons[row])?,
        })
    });
    let mut counted: Vec<Counted> = counted.collect();
    counted.sort_by_key(|counted| counted.date);
    Some(counted)
}

/// What people sleep under, without kinds in which nobody ever does.
fn sheltered(source: &Source, frames: &Frames) -> Vec<Named> {
    let mut all = parts(source, frames, "shelter", "kind", "persons").unwrap_or_default();
    all.retain(|part| {
        part.series
            .mean
            .iter()
            .flatten()
            .any(|&persons| persons > 0.0)
    });
    for part in &mut all {
        part.name = kind(&part.name).to_owned();
    }
    all
}

/// The numbers of a table for each word in one of its columns.
fn parts(
    source: &Source,
    frames: &Frames,
    table: &str,
    words: &str,
    numbers: &str,
) -> Option<Vec<Named>> {
    let table = source.tables.get(table)?;
    let (dates, words) = (table.dates("date")?, table.texts(words)?);
    let numbers = Estimates::of(table, numbers);
    let rows = rows_of(dates, frames);
    let named = words.words.iter().map(|word| {
        let is_of_word = |&row: &usize| words.get(row) == word;
        let rows: Vec<usize> = rows.iter().copied().filter(is_of_word).collect();
        Named {
            name: word.clone(),
            series: Series::of(&numbers, &rows),
        }
    });
    Some(named.collect())
}

/// The camps that are fullest on the last day, of those with a limit.
fn camps(source: &Source, names: &Names) -> Option<Vec<Camp>> {
    let table = source.tables.get("places")?;
    let (dates, places, kinds) = (
        table.dates("date")?,
        table.texts("place")?,
        table.texts("kind")?,
    );
    let (present, capacity) = (table.numbers("present")?, table.numbers("capacity")?);
    let last = dates.last()?;
    let is_camp =
        |&row: &usize| matches!(kinds.get(row), "camp" | "idp_camp") && dates[row] == *last;
    let rows = (0..table.rows)
        .rev()
        .take_while(|&row| dates[row] == *last)
        .filter(is_camp);
    let mut camps: Vec<Camp> = rows
        .filter(|&row| capacity[row] > 0.0 && present[row] > 0.0)
        .map(|row| Camp {
            name: names.get(places.get(row)).to_owned(),
            present: present[row].round(),
            capacity: capacity[row].round(),
        })
        .collect();
    let fullness = |camp: &Camp| camp.present / camp.capacity;
    camps.sort_by(|a, b| {
        fullness(b)
            .total_cmp(&fullness(a))
            .then_with(|| a.name.cmp(&b.name))
    });
    camps.truncate(MOST_CAMPS);
    Some(camps)
}

/// Each measure and place with observations, those with most of them first; the displaced have a chart of
/// their own.
fn observed(validation: &Table, names: &Names) -> Option<Vec<Compared>> {
    let (measures, places) = (validation.texts("measure")?, validation.texts("place")?);
    let (dates, persons) = (validation.dates("date")?, validation.numbers("observed")?);
    let simulated = Estimates::of(validation, "simulated");
    let mut rows: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for row in (0..validation.rows).filter(|&row| dates[row].is_some()) {
        rows.entry((measures.get(row), places.get(row)))
            .or_default()
            .push(row);
    }
    rows.remove(&("displaced", ""));
    let mut kept: Vec<_> = rows.into_iter().collect();
    kept.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    kept.truncate(MOST_OBSERVED);
    let observed = kept.into_iter().map(|((word, place), mut rows)| {
        rows.sort_by_key(|&row| dates[row]);
        Compared {
            name: match place {
                "" => measure(word).to_owned(),
                place => names.target(place),
            },
            dates: dates_of(dates, &rows),
            simulated: Series::of(&simulated, &rows),
            observed: rows.iter().map(|&row| whole(persons[row])).collect(),
        }
    });
    Some(observed.collect())
}
