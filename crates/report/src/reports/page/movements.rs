//! Movements between first-level units, period by period, beside those that were observed.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::estimates::Estimates;
use super::result::bounds;
use super::words::{in_full, known};
use crate::cell::with_separators;
use crate::finished::tables::Texts;
use crate::reports::source::{RunRecord, Source};

/// How many rows the page shows.
const MOST_ROWS: usize = 150;

/// The rows of movements.csv.
#[derive(Debug, Serialize)]
pub(super) struct Movements {
    sentence: String,
    periods: Vec<Period>,
    has_interval: bool,
    has_observed: bool,
    /// How many rows are left out.
    more: usize,
}

/// A calendar month, or as many days as a row has.
#[derive(Debug, Serialize)]
struct Period {
    name: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    from: String,
    to: String,
    persons: String,
    interval: String,
    observed: String,
}

pub(super) fn movements(source: &Source) -> Option<Movements> {
    let table = source.tables.get("movements")?;
    let dates = table.dates("date")?;
    let [from, to] = [["from_country", "from_admin1"], ["to_country", "to_admin1"]]
        .map(|columns| columns.map(|column| table.texts(column)));
    let (from, to) = ([from[0]?, from[1]?], [to[0]?, to[1]?]);
    let persons = Estimates::of(table, "persons");
    let observed = observed(source);
    let mut periods: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for row in (0..table.rows).filter(|&row| persons.mean(row) >= 0.5) {
        periods.entry(dates[row]?).or_default().push(row);
    }
    let mut left = MOST_ROWS;
    let mut movements = Movements {
        sentence: sentence(source),
        periods: Vec::new(),
        has_interval: persons.get(0).interval.is_some(),
        has_observed: false,
        more: 0,
    };
    for (first, mut rows) in periods {
        let last = last_of_period(&source.run, first);
        rows.sort_by(|&a, &b| persons.mean(b).total_cmp(&persons.mean(a)));
        movements.more += rows.len().saturating_sub(left);
        rows.truncate(left);
        left -= rows.len();
        let row = |&row: &usize| {
            let units = format!("{}->{}", from[1].get(row), to[1].get(row));
            let counted = observed.get(&(first, last, units)).copied();
            let name =
                |columns: [&Texts; 2]| unit(&source.run, columns.map(|column| column.get(row)));
            Row {
                from: name(from),
                to: name(to),
                persons: with_separators(persons.mean(row)),
                interval: persons.get(row).interval.map_or_else(String::new, bounds),
                observed: known(counted.unwrap_or(f64::NAN), with_separators),
            }
        };
        let rows: Vec<Row> = rows.iter().map(row).collect();
        movements.has_observed |= rows.iter().any(|row| !row.observed.is_empty());
        if !rows.is_empty() {
            let name = format!("{} to {}", in_full(first), in_full(last));
            movements.periods.push(Period { name, rows });
        }
    }
    (!movements.periods.is_empty()).then_some(movements)
}

/// How many movements there were in all, and how many moved more than once.
fn sentence(source: &Source) -> String {
    let last = |column: &str| {
        let totals = source.tables.get("totals")?;
        totals.numbers(column)?.last().copied()
    };
    let number = |column| with_separators(last(column).unwrap_or(0.0));
    format!(
        "In all, people left a place and came to stay in another {} times, each flight from home included and returns home not. Of those displaced in the run {} moved a second time or more.",
        number("movements"),
        number("moved_again"),
    )
}

/// The name of a first-level unit, with its country where that is not the home country.
fn unit(run: &RunRecord, [country, admin1]: [&str; 2]) -> String {
    match admin1 {
        "" => country.to_owned(),
        _ if country == run.home => admin1.to_owned(),
        _ => format!("{admin1} ({country})"),
    }
}

/// The last day of the interval that begins on a date.
fn last_of_period(run: &RunRecord, first: Date) -> Date {
    let days = run.settings["observe"]["movement_days"].as_i64();
    let last = match days.unwrap_or(0) {
        0 => first.last_of_month(),
        days => first.saturating_add((days - 1).days()),
    };
    last.min(run.start.saturating_add((i64::from(run.days) - 1).days()))
}

/// What was counted of movements between two units, by first and last day and their names with `->` between.
fn observed(source: &Source) -> BTreeMap<(Date, Date, String), f64> {
    let found = source.tables.get("validation").and_then(|table| {
        let (measures, places) = (table.texts("measure")?, table.texts("place")?);
        let (dates, since) = (table.dates("date")?, table.dates("since")?);
        let counted = table.numbers("observed")?;
        let rows = (0..table.rows).filter(|&row| measures.get(row) == "movements");
        let units = |row: usize| {
            let (from, to) = places.get(row).split_once("->")?;
            let [from, to] = [from, to].map(|side| side.trim().strip_prefix("admin1:"));
            Some(format!("{}->{}", from?.trim(), to?.trim()))
        };
        let found = rows.filter_map(|row| {
            let first = since[row].unwrap_or(source.run.start);
            Some(((first, dates[row]?, units(row)?), counted[row]))
        });
        Some(found.collect())
    });
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::literal::source;
    use super::*;

    const MOVEMENTS: &str = "date,from_country,from_admin1,to_country,to_admin1,persons
2020-01-30,SYR,Idleb,SYR,Aleppo,50
2020-01-30,SYR,Idleb,SYR,Idleb,1200.4
2020-02-01,SYR,Idleb,TUR,Hatay,7
2020-02-01,SYR,Aleppo,SYR,,0.2
";

    const VALIDATION: &str = "date,measure,place,simulated,observed,since
2020-01-31,movements,admin1:Idleb -> admin1: Aleppo,50,60,
2020-01-31,movements,admin1:Idleb->admin1:Idleb,50,60,2020-01-31
2020-02-02,movements,admin1:Idleb->admin1:Hatay,7,9,2020-02-01
";

    fn rows(days: u32, tables: &[(&str, &str)]) -> String {
        let run = json!({
            "start": "2020-01-30", "days": 4, "settings": {"observe": {"movement_days": days}},
        });
        let movements = movements(&source(&run, tables)).unwrap();
        let row = |row: &Row| format!("{}|{}|{}|{}", row.from, row.to, row.persons, row.observed);
        let period = |period: &Period| {
            let rows: Vec<String> = period.rows.iter().map(row).collect();
            format!("{}\n{}", period.name, rows.join("\n"))
        };
        let periods: Vec<String> = movements.periods.iter().map(period).collect();
        periods.join("\n")
    }

    #[test]
    fn the_most_come_first_and_counts_of_the_same_days_stand_beside_them() {
        let tables = [("movements", MOVEMENTS), ("validation", VALIDATION)];
        insta::assert_snapshot!(rows(0, &tables), @"
        30 January 2020 to 31 January 2020
        Idleb|Idleb|1,200|
        Idleb|Aleppo|50|60
        1 February 2020 to 2 February 2020
        Idleb|Hatay (TUR)|7|9
        ");
        insta::assert_snapshot!(rows(2, &tables[..1]), @"
        30 January 2020 to 31 January 2020
        Idleb|Idleb|1,200|
        Idleb|Aleppo|50|
        1 February 2020 to 2 February 2020
        Idleb|Hatay (TUR)|7|
        ");
    }

    #[test]
    fn where_nobody_moved_there_is_no_section() {
        let header = MOVEMENTS.lines().next().unwrap();
        assert!(movements(&source(&json!({}), &[("movements", header)])).is_none());
    }
}
