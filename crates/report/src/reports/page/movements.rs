//! Movements between first-level units, period by period, beside those that were observed.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::estimates::{Estimate, Estimates};
use super::result::bounds;
use super::words::{in_full, known};
use crate::cell::with_separators;
use crate::reports::source::{RunRecord, Source};

/// How many rows the page shows in all, and between which bounds the part of a period lies.
const ROWS: usize = 150;
const ROWS_OF_PERIOD: [usize; 2] = [5, 25];

/// The rows of movements.csv.
#[derive(Debug, Serialize)]
pub(super) struct Movements {
    sentence: String,
    periods: Vec<Period>,
    has_interval: bool,
    has_observed: bool,
    /// Whether any row is a sum between countries other than the home country.
    has_sums: bool,
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

/// Where persons moved from and to: a country and a first-level unit of it, empty for the whole of it.
type Pair<'a> = [[&'a str; 2]; 2];

/// Those who moved between two units, or between two countries abroad.
struct Moved<'a> {
    pair: Pair<'a>,
    persons: Estimate,
    observed: Option<f64>,
}

pub(super) fn movements(source: &Source) -> Option<Movements> {
    let run = &source.run;
    let table = source.tables.get("movements")?;
    let dates = table.dates("date")?;
    let [from, to] = [["from_country", "from_admin1"], ["to_country", "to_admin1"]]
        .map(|columns| columns.map(|column| table.texts(column)));
    let (from, to) = ([from[0]?, from[1]?], [to[0]?, to[1]?]);
    let persons = Estimates::of(table, "persons");
    let observed = observed(source);
    let mut periods: BTreeMap<Date, Vec<Moved>> = BTreeMap::new();
    for row in (0..table.rows).filter(|&row| persons.mean(row) >= 0.5) {
        let (first, pair) = (
            dates[row]?,
            [from, to].map(|unit| unit.map(|of| of.get(row))),
        );
        let units = format!("{}->{}", pair[0][1], pair[1][1]);
        let counted = (first, last_of_period(run, first), units);
        periods.entry(first).or_default().push(Moved {
            pair,
            persons: persons.get(row),
            observed: observed.get(&counted).copied(),
        });
    }
    let [fewest, most] = ROWS_OF_PERIOD;
    let part = (ROWS / periods.len().max(1)).clamp(fewest, most);
    let mut movements = Movements {
        sentence: sentence(source),
        periods: Vec::new(),
        has_interval: persons.get(0).interval.is_some(),
        has_observed: false,
        has_sums: false,
        more: 0,
    };
    for (first, moved) in periods {
        let (mut own, abroad) = by_country_abroad(run, moved);
        movements.more += own.len().saturating_sub(part);
        own.truncate(part);
        movements.has_sums |= !abroad.is_empty();
        movements.has_observed |= own.iter().any(|moved| moved.observed.is_some());
        let rows = own.iter().chain(&abroad).map(|moved| row(run, moved));
        movements.periods.push(Period {
            name: format!(
                "{} to {}",
                in_full(first),
                in_full(last_of_period(run, first))
            ),
            rows: rows.collect(),
        });
    }
    (!movements.periods.is_empty()).then_some(movements)
}

/// The movements that touch the home country or were counted, counted ones first and then the most, and the
/// others summed up by country.
fn by_country_abroad<'a>(
    run: &RunRecord,
    moved: Vec<Moved<'a>>,
) -> (Vec<Moved<'a>>, Vec<Moved<'a>>) {
    let is_own = |moved: &Moved| {
        moved.observed.is_some() || moved.pair.iter().any(|[country, _]| *country == run.home)
    };
    let (mut own, abroad): (Vec<Moved>, Vec<Moved>) = moved.into_iter().partition(is_own);
    let mut sums: BTreeMap<Pair, f64> = BTreeMap::new();
    for moved in abroad {
        let countries = moved.pair.map(|[country, _]| [country, ""]);
        *sums.entry(countries).or_default() += moved.persons.mean;
    }
    let sum = |(pair, mean)| Moved {
        pair,
        // Quantiles of a sum are not those of its parts.
        persons: Estimate {
            mean,
            interval: None,
        },
        observed: None,
    };
    let mut sums: Vec<Moved> = sums.into_iter().map(sum).collect();
    let most_first = |a: &Moved, b: &Moved| {
        let counted_first = b.observed.is_some().cmp(&a.observed.is_some());
        counted_first.then(b.persons.mean.total_cmp(&a.persons.mean))
    };
    own.sort_by(most_first);
    sums.sort_by(most_first);
    (own, sums)
}

fn row(run: &RunRecord, moved: &Moved) -> Row {
    let [from, to] = moved.pair.map(|of| unit(run, of));
    Row {
        from,
        to,
        persons: with_separators(moved.persons.mean),
        interval: moved.persons.interval.map_or_else(String::new, bounds),
        observed: known(moved.observed.unwrap_or(f64::NAN), with_separators),
    }
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
2020-02-01,TUR,Hatay,TUR,Adana,900
2020-02-01,TUR,Adana,TUR,Hatay,90
2020-02-01,TUR,Adana,GRC,,800
2020-02-01,GRC,,SYR,Idleb,1
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
    fn the_home_country_comes_first_and_counts_of_the_same_days_stand_beside_it() {
        let tables = [("movements", MOVEMENTS), ("validation", VALIDATION)];
        insta::assert_snapshot!(rows(0, &tables), @"
        30 January 2020 to 31 January 2020
        Idleb|Aleppo|50|60
        Idleb|Idleb|1,200|
        1 February 2020 to 2 February 2020
        Idleb|Hatay (TUR)|7|9
        GRC|Idleb|1|
        TUR|TUR|990|
        TUR|GRC|800|
        ");
        insta::assert_snapshot!(rows(2, &tables[..1]), @"
        30 January 2020 to 31 January 2020
        Idleb|Idleb|1,200|
        Idleb|Aleppo|50|
        1 February 2020 to 2 February 2020
        Idleb|Hatay (TUR)|7|
        GRC|Idleb|1|
        TUR|TUR|990|
        TUR|GRC|800|
        ");
    }

    #[test]
    fn every_period_has_its_part_of_the_rows() {
        let months = (1..=12).flat_map(|month| {
            (0..30)
                .map(move |unit| format!("2019-{month:02}-01,SYR,Idleb,SYR,Unit {unit},{unit}5\n"))
        });
        let table = format!(
            "{}\n{}",
            MOVEMENTS.lines().next().unwrap(),
            months.collect::<String>()
        );
        let run = json!({"start": "2019-01-01", "days": 365});
        let movements = movements(&source(&run, &[("movements", &table)])).unwrap();
        let rows: Vec<usize> = movements.periods.iter().map(|of| of.rows.len()).collect();
        assert_eq!((rows, movements.more), (vec![12; 12], 12 * 18));
        assert_eq!(movements.periods[11].rows[0].to, "Unit 29");
    }

    #[test]
    fn where_nobody_moved_there_is_no_section() {
        let header = MOVEMENTS.lines().next().unwrap();
        assert!(movements(&source(&json!({}), &[("movements", header)])).is_none());
    }
}
