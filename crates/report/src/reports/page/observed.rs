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
    /// The first day of the period that is counted, if it is one.
    since: String,
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
    let since = table.dates("since");
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
            since: since
                .and_then(|since| since[row])
                .map_or_else(String::new, in_short),
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::literal::source;
    use super::*;

    #[test]
    fn each_row_says_whether_it_counts() {
        let run = json!({
            "days": 9, "calibrated_until": "2020-01-02", "interpolated": 1,
            "settings": {"onset": {"mode": "prescribed"}},
        });
        let rows = "date,measure,place,simulated,observed\n\
                    2020-01-01,present,Atma,5,5\n\
                    2020-01-02,present,Atma;Qah,90,100\n\
                    2020-01-03,displaced,,1100.4,1000\n\
                    2020-01-03,abroad,,7,0\n\
                    2020-01-04,abroad,,,9\n";
        let locations = "place,name\nQah,Qah camps\n";
        let source = source(&run, &[("validation", rows), ("locations", locations)]);
        let observed = observed(&source, &Names::of(&source.tables)).unwrap();
        let row = |row: &Row| {
            let cells = [&row.place, &row.simulated, &row.difference, &row.share];
            format!("{} {}", cells.map(String::as_str).join("|"), row.note)
        };
        let rows: Vec<String> = observed.rows.iter().map(row).collect();
        insta::assert_snapshot!(rows.join("\n"), @r#"
    Atma|5|0|0% first day, not scored
    Atma, Qah camps|90|−10|−10% fitted to, not scored
    all|1,100|+100|+10% followed
    all|7|+7| 
    all||| interpolated
    "#);
    }
}
