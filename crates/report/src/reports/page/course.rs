//! The course of the run as a table, for those who do not see the chart.

use serde::Serialize;

use super::estimates::Estimates;
use super::result::{bounds, is_followed};
use super::words::{count, in_short, known};
use crate::cell::with_separators;
use crate::reports::source::Source;

/// Up to how many days each has a row.
const EACH_DAY: usize = 31;
/// How many rows there are at most, and the last day.
const MOST_ROWS: usize = 60;
/// Below which share of the most displaced a band is thinner than its line.
const SEEN: f64 = 0.01;

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
    /// What the caption of the chart says of the interval; empty for one run.
    band: String,
    /// What it says of the points.
    points: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    date: String,
    displaced: String,
    interval: String,
    beside: Vec<String>,
}

/// What the points of the chart are, and why the line may lie on them or before them.
fn points(source: &Source) -> String {
    let observed = source.tables.get("validation");
    let measures =
        observed.and_then(|table| Some((table.texts("measure")?, table.texts("place")?)));
    let is_observed = measures.is_some_and(|(measures, places)| {
        let rows = 0..measures.of_rows.len();
        rows.into_iter()
            .any(|row| measures.get(row) == "displaced" && places.get(row).is_empty())
    });
    let lag = source.run.settings.pointer("/onset/lag_days");
    let late = match lag.and_then(serde_json::Value::as_u64) {
        None | Some(0) => String::new(),
        Some(lag) => {
            let days = count(lag, "day");
            format!(", reported {days} late: each is compared with the number {days} earlier")
        }
    };
    match (is_observed, is_followed(&source.run, "displaced")) {
        (false, _) => String::new(),
        (true, false) => format!("; points were observed{late}"),
        (true, true) => {
            format!("; points were observed{late}, and the line is made to follow them")
        }
    }
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
        band: band(&displaced, totals.rows),
        points: points(source),
        rows: shown.map(row).collect(),
    })
}

/// What is to be said of the 90% interval in the chart: that of lines too close together nothing is seen.
fn band(displaced: &Estimates, rows: usize) -> String {
    let estimates = || (0..rows).map(|row| displaced.get(row));
    let widths = estimates().filter_map(|estimate| estimate.interval);
    let widest = widths.map(|[low, high]| high - low).reduce(f64::max);
    let most = estimates().fold(0.0, |most: f64, estimate| most.max(estimate.mean));
    match widest {
        None => String::new(),
        Some(widest) if widest < 0.5 => {
            ": the line is the mean over replicates, which do not differ".to_owned()
        }
        Some(widest) if widest < SEEN * most => format!(
            ": the line is the mean over replicates; their 90% band is at most {} wide, too narrow to be seen beside it",
            count(widest.round() as u64, "person")
        ),
        Some(_) => ": the line is the mean over replicates, the band holds 90% of them".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::literal::source;
    use super::*;

    /// What is said where the interval of the second day has these bounds.
    fn said(low: u32, high: u32) -> String {
        let totals = format!(
            "date,displaced,displaced_p05,displaced_p95\n2020-01-01,0,0,0\n2020-01-02,10000,{low},{high}\n"
        );
        let source = source(&json!({"replicates": 20}), &[("totals", &totals)]);
        course(&source).unwrap().band
    }

    #[test]
    fn a_band_too_narrow_to_be_seen_is_not_promised() {
        assert!(said(9950, 10_050).ends_with("the band holds 90% of them"));
        assert!(
            said(9951, 10_050)
                .ends_with("at most 99 persons wide, too narrow to be seen beside it")
        );
        assert!(said(10_000, 10_000).ends_with("which do not differ"));
    }

    #[test]
    fn reports_that_lag_behind_are_told() {
        let said = |lag: u32, mode: &str| {
            let totals = ("totals", "date,displaced\n2020-01-01,0\n");
            let observed = ("validation", "date,measure,place\n2020-01-01,displaced,\n");
            let run = json!({"settings": {"onset": {"lag_days": lag, "mode": mode}}});
            course(&source(&run, &[totals, observed])).unwrap().points
        };
        assert_eq!(said(0, "hazard"), "; points were observed");
        assert_eq!(
            said(1, "hazard"),
            "; points were observed, reported 1 day late: each is compared with the number 1 day earlier"
        );
        assert!(
            said(2, "prescribed").ends_with("2 days earlier, and the line is made to follow them")
        );
    }

    #[test]
    fn one_run_has_no_band() {
        let totals = "date,displaced\n2020-01-01,0\n2020-01-02,10000\n";
        let course = course(&source(&json!({}), &[("totals", totals)])).unwrap();
        assert_eq!((course.band.as_str(), course.rows.len()), ("", 2));
    }
}
