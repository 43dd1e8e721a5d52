//! How far the run is from what was observed, in a sentence and in tables.

use jiff::civil::Date;
use serde::Serialize;

use super::measures::{Metric, measure};
use super::names::Names;
use super::result::is_followed;
use super::words::{count, in_full, listed, percent};
use crate::finished::tables::Table;
use crate::reports::source::{RunRecord, Source};

/// How many scores of single places the page shows.
const MOST_OF_PLACES: usize = 150;

/// The scores over all places and, apart, those of each.
#[derive(Debug, Serialize)]
pub(super) struct Scores {
    notes: Vec<String>,
    groups: Vec<Group>,
    of_places: Vec<Group>,
    /// How many scores of single places are left out.
    left_out: usize,
    meanings: Vec<(&'static str, &'static str)>,
    /// Whether any score is compared with persistence, nearest or gravity.
    has_skill: [bool; 3],
}

/// The scores of a measure, in a place or in all.
#[derive(Debug, Serialize)]
struct Group {
    measure: String,
    place: String,
    is_followed: bool,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    value: String,
    skill: [String; 3],
}

const SKILLS: [&str; 3] = ["skill_persistence", "skill_nearest", "skill_gravity"];

pub(super) fn scores(source: &Source, names: &Names) -> Option<Scores> {
    let table = source.tables.get("scores").filter(|table| table.rows > 0)?;
    let (measures, places) = (table.texts("measure")?, table.texts("place")?);
    let (metrics, values) = (table.texts("metric")?, table.numbers("value")?);
    let skills = SKILLS.map(|column| table.numbers(column).unwrap_or_default());
    let skill = |row: usize| skills.map(|column| column.get(row).copied().unwrap_or(f64::NAN));
    let mut groups: Vec<Group> = Vec::new();
    let mut meanings = Vec::new();
    for (row, &value) in values.iter().enumerate() {
        let Some(metric) = Metric::find(metrics.get(row)) else {
            continue;
        };
        if !meanings.contains(&(metric.name, metric.meaning)) {
            meanings.push((metric.name, metric.meaning));
        }
        let place = match places.get(row) {
            "" => String::new(),
            place => names.target(place),
        };
        let measured = measure(measures.get(row)).to_owned();
        let is_new = |last: &Group| (&last.measure, &last.place) != (&measured, &place);
        if groups.last().is_none_or(is_new) {
            groups.push(Group {
                is_followed: is_followed(&source.run, measures.get(row)),
                measure: measured,
                place,
                rows: Vec::new(),
            });
        }
        let scored = Row {
            name: metric.name,
            value: metric.value(value),
            skill: skill(row).map(in_words),
        };
        groups.last_mut()?.rows.push(scored);
    }
    let (groups, mut of_places): (Vec<Group>, Vec<Group>) =
        groups.into_iter().partition(|group| group.place.is_empty());
    let left_out = keep(&mut of_places);
    Some(Scores {
        notes: notes(source),
        groups,
        of_places,
        left_out,
        meanings,
        has_skill: skills.map(|column| column.iter().any(|skill| !skill.is_nan())),
    })
}

/// Drops what is beyond the most scores of single places and says how many those are.
fn keep(groups: &mut Vec<Group>) -> usize {
    let all: usize = groups.iter().map(|group| group.rows.len()).sum();
    let mut kept = 0;
    groups.retain(|group| {
        kept += group.rows.len();
        kept <= MOST_OF_PLACES
    });
    all - groups.iter().map(|group| group.rows.len()).sum::<usize>()
}

/// Skill with two decimals, which are not rounded up to perfect.
fn in_words(skill: f64) -> String {
    match skill {
        skill if skill.is_nan() => String::new(),
        skill if skill < 1.0 && skill > 0.99 => "over 0.99".to_owned(),
        skill => format!("{skill:.2}").replace('-', "\u{2212}"),
    }
}

/// What is to be known of all scores.
fn notes(source: &Source) -> Vec<String> {
    let run = &source.run;
    let mut notes = Vec::new();
    if let Some(until) = run.calibrated_until {
        let until = in_full(until);
        notes.push(format!(
            "The scenario was fitted to observations up to {until}: only later ones are scored."
        ));
    }
    if run.interpolated > 0 {
        let interpolated = count(run.interpolated as u64, "number");
        notes.push(format!("Of what is compared, {interpolated} between two observations were not observed but interpolated."));
    }
    if is_followed(run, "displaced") {
        notes.push(
            "The number of displaced follows the observed counts: its scores judge nothing."
                .to_owned(),
        );
    }
    notes
}

/// What the observations say of the run, in a sentence.
pub(super) fn verdict(source: &Source) -> String {
    let run = &source.run;
    let observed = source
        .tables
        .get("validation")
        .filter(|table| table.rows > 0);
    let Some(observed) = observed else {
        return "Nothing was observed to compare it with: the run is not validated for any use."
            .to_owned();
    };
    let candidates = source
        .tables
        .get("scores")
        .map(|table| candidates(run, table));
    let candidates = candidates.unwrap_or_default();
    if let Some(best) = candidates
        .iter()
        .max_by_key(|candidate| candidate.is_of_places)
    {
        return compared(run, observed, best, &candidates);
    }
    let dates = || observed.dates("date").unwrap_or_default().iter().flatten();
    match run.calibrated_until {
        Some(until) if dates().all(|date| *date <= until) => format!(
            "The scenario was fitted to all observations, up to {}: none is left to judge it by, and it is not validated for any use.",
            in_full(until)
        ),
        _ if is_followed(run, "displaced") => "The only counts to compare it with are those that it follows: where people go is not validated for any use.".to_owned(),
        _ => "No observation is left to score it by: the run is not validated for any use.".to_owned(),
    }
}

/// A measure that the run may be judged by.
struct Candidate<'a> {
    measure: &'a str,
    /// Average relative difference, and its skill over the last count; NaN where there is none.
    ard: f64,
    skill: f64,
    is_of_places: bool,
}

fn candidates<'a>(run: &RunRecord, scores: &'a Table) -> Vec<Candidate<'a>> {
    let texts = [
        scores.texts("measure"),
        scores.texts("place"),
        scores.texts("metric"),
    ];
    let [Some(measures), Some(places), Some(metrics)] = texts else {
        return Vec::new();
    };
    let number = |column: &str, row: usize| {
        let numbers = scores.numbers(column).unwrap_or_default();
        numbers.get(row).copied().unwrap_or(f64::NAN)
    };
    (0..scores.rows)
        .filter(|&row| places.get(row).is_empty() && metrics.get(row) == "ard")
        .filter(|&row| !is_followed(run, measures.get(row)))
        .map(|row| Candidate {
            measure: measures.get(row),
            ard: number("value", row),
            skill: number("skill_persistence", row),
            is_of_places: crate::summary::TOTALS
                .iter()
                .all(|(total, _)| *total != measures.get(row)),
        })
        .collect()
}

fn compared(run: &RunRecord, observed: &Table, best: &Candidate, all: &[Candidate]) -> String {
    let name = |candidate: &Candidate| in_a_sentence(measure(candidate.measure));
    let after = run.calibrated_until.map_or_else(String::new, |until| {
        format!(" after {}, up to which it was fitted", in_full(until))
    });
    let number = scored(run, observed, best.measure);
    let skill = match best.skill {
        skill if skill.is_nan() => String::new(),
        skill if skill > 0.99 => {
            ", with an error over 99% smaller than that of repeating the last count".to_owned()
        }
        skill if skill > 0.0 => format!(
            ", with an error {} smaller than that of repeating the last count",
            percent(skill)
        ),
        skill => format!(
            ", with an error {:.1} times that of repeating the last count",
            1.0 - skill
        ),
    };
    let beaten = all
        .iter()
        .filter(|other| other.skill < 0.0 && other.measure != best.measure);
    let beaten: Vec<String> = beaten
        .map(|other| format!("\u{201c}{}\u{201d}", name(other)))
        .collect();
    let beaten = match beaten.as_slice() {
        [] => String::new(),
        names => format!(
            "; for {} repeating the last count does better",
            listed(names)
        ),
    };
    format!(
        "Against what was observed{after}, \u{201c}{}\u{201d} differs by {} on average over {}{skill}{beaten}.",
        name(best),
        percent(best.ard),
        count(number as u64, "observation"),
    )
}

/// A name within a sentence.
fn in_a_sentence(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// How many observations of a measure are scored.
fn scored(run: &RunRecord, observed: &Table, measure: &str) -> usize {
    let parts = (
        observed.texts("measure"),
        observed.dates("date"),
        observed.numbers("simulated"),
    );
    let (Some(measures), Some(dates), Some(simulated)) = parts else {
        return 0;
    };
    (0..observed.rows)
        .filter(|&row| measures.get(row) == measure && !simulated[row].is_nan())
        .filter(|&row| dates[row].is_some_and(|date| is_scored(run, date)))
        .count()
}

/// Whether an observation of a date is scored: not that of the first day, nor one fitted to.
pub(super) fn is_scored(run: &RunRecord, date: Date) -> bool {
    date > run.start && run.calibrated_until.is_none_or(|until| date > until)
}
