//! The head of a run's page: its period, the result in a few sentences, and its key figures.

use jiff::civil::Date;
use serde::Serialize;

use super::estimates::{Estimate, Estimates};
use super::verdict::verdict;
use super::words::{count, in_full, listed, people, range, rounded};
use crate::cell::with_separators;
use crate::finished::tables::Table;
use crate::reports::source::{RunRecord, Source};
use crate::summary::{TOTALS, is_told};

/// What stands above all else.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    period: String,
    /// What was run, such as `branch no-ceasefire; mean of 20 replicates`.
    run: String,
    sentences: Vec<String>,
    tiles: Vec<Tile>,
    last_day: String,
    has_interval: bool,
}

/// A key figure.
#[derive(Debug, Serialize)]
struct Tile {
    label: &'static str,
    number: String,
    range: Option<String>,
}

pub(super) fn head(source: &Source) -> Head {
    let run = &source.run;
    let totals = source.tables.get("totals");
    Head {
        period: period(run),
        run: what_was_run(run),
        sentences: vec![where_people_are(source), verdict(source)],
        tiles: totals.map_or_else(Vec::new, tiles),
        last_day: in_full(last_day(run)),
        has_interval: run.replicates > 1,
    }
}

/// The last date that was simulated.
pub(super) fn last_day(run: &RunRecord) -> Date {
    let days = run.days.saturating_sub(1).min(36_525);
    run.start
        .saturating_add(jiff::Span::new().days(i64::from(days)))
}

/// The first and last date and the number of days.
pub(super) fn period(run: &RunRecord) -> String {
    match run.days {
        0 | 1 => format!("{} (1 day)", in_full(run.start)),
        days => format!(
            "{} to {} ({days} days)",
            in_full(run.start),
            in_full(last_day(run))
        ),
    }
}

/// Whether the number of people who flee follows an observed series.
pub(super) fn is_followed(run: &RunRecord, measure: &str) -> bool {
    let mode = run.settings.pointer("/onset/mode");
    measure == "displaced" && mode.and_then(serde_json::Value::as_str) == Some("prescribed")
}

fn what_was_run(run: &RunRecord) -> String {
    let mut facts = Vec::new();
    let title = run.branch_title.as_ref();
    let title = title.map_or_else(String::new, |title| format!(" ({title})"));
    facts.extend(
        run.branch
            .as_ref()
            .map(|name| format!("branch {name}{title}")),
    );
    if !run.changes.is_empty() {
        facts.push(format!("changed: {}", run.changes.join(", ")));
    }
    facts.push(match (run.replicates, run.replicates_asked) {
        (0 | 1, _) => "one run".to_owned(),
        (n, asked) if n < asked => format!("mean of the first {n} of {asked} replicates"),
        (n, _) => format!("mean of {n} replicates"),
    });
    facts.join("; ")
}

/// How many were displaced and where they are on the last day, in a sentence.
fn where_people_are(source: &Source) -> String {
    let run = &source.run;
    let totals = source.tables.get("totals").filter(|table| table.rows > 0);
    let Some(totals) = totals else {
        return "The run has no table of totals, so that nothing can be said of all people."
            .to_owned();
    };
    let last = |column: &str| Estimates::of(totals, column).get(totals.rows - 1);
    let displaced = last("displaced");
    let period = match run.days {
        0 | 1 => format!("On {},", in_full(run.start)),
        _ => format!(
            "Between {} and {},",
            in_full(run.start),
            in_full(last_day(run))
        ),
    };
    let followed = if is_followed(run, "displaced") {
        ", a number that follows the observed counts and is no result of the model"
    } else {
        ""
    };
    let end = match run.days {
        0 | 1 => "at its end",
        _ => "on the last day",
    };
    let earlier = run.persons.unwrap_or_default() as f64 - displaced.mean;
    let in_camps = match is_or_was(last("in_camps"), "in camps") {
        text if earlier >= 1.0 && last("in_camps").mean >= 1.0 => {
            format!("{text}, those displaced earlier included,")
        }
        text => text,
    };
    let returned = people(last("returned").mean, None).replace(" people", "");
    let displaced = format!(
        "{} {} displaced ({})",
        people(displaced.mean, displaced.interval),
        verb(displaced),
        spread(displaced, run.replicates)
    );
    format!("{period} {displaced}{followed}; {end} {in_camps} and {returned} had gone home.")
}

fn is_or_was(estimate: Estimate, state: &str) -> String {
    let people = people(estimate.mean, estimate.interval);
    format!(
        "{} {} {state}",
        people.replace(" people", ""),
        verb(estimate)
    )
}

fn verb(estimate: Estimate) -> &'static str {
    if rounded(estimate.mean, estimate.interval).number <= 1.0 {
        "was"
    } else {
        "were"
    }
}

/// How sure a number is: the interval over replicates, or that there is none.
fn spread(estimate: Estimate, replicates: u32) -> String {
    match estimate.interval {
        None => "one run, no interval".to_owned(),
        Some(bounds) => {
            let runs = count(replicates.into(), "run");
            match range(estimate.mean, bounds) {
                range if range.contains(" to ") => format!("90% of {runs}: {range}"),
                _ => format!("so rounded, the same in 90% of {runs}"),
            }
        }
    }
}

fn tiles(totals: &Table) -> Vec<Tile> {
    let Some(last) = totals.rows.checked_sub(1) else {
        return Vec::new();
    };
    let tile = |(column, label)| {
        let estimate = Estimates::of(totals, column).get(last);
        (!estimate.mean.is_nan() && is_told(column, [estimate.mean])).then(|| Tile {
            label,
            number: with_separators(estimate.mean),
            range: estimate.interval.map(bounds),
        })
    };
    TOTALS.into_iter().filter_map(tile).collect()
}

/// The bounds of an interval in a table.
pub(super) fn bounds([low, high]: [f64; 2]) -> String {
    if low.total_cmp(&high).is_eq() {
        return "no spread".to_owned();
    }
    format!("{} to {}", with_separators(low), with_separators(high))
}

/// The head of a comparison: its branches, and the result in sentences.
pub(super) fn head_of_branches(run: &RunRecord, names: &[String], sentences: Vec<String>) -> Head {
    let replicates = count(run.replicates.into(), "replicate");
    Head {
        period: period(run),
        run: format!("branches {}; {replicates} of each", listed(names)),
        sentences,
        tiles: Vec::new(),
        last_day: in_full(last_day(run)),
        has_interval: run.replicates > 1,
    }
}
