//! How far the run is from what was observed, in tables.
use serde::Serialize;

use super::measures::{Metric, measure};
use super::names::Names;
use super::result::is_followed;
use super::verdict::is_flees;
use super::words::{count, in_full};
use crate::reports::source::Source;
use crate::summary::{AS_FLEE, OF_A_WHAT_IF};

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
    /// The date on which forecasts were made from earlier counts, if it is a fixed one.
    made_on: Option<String>,
    /// Whether any score is compared with each of `SKILLS`.
    has_skill: [bool; 4],
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
    skill: [String; 4],
}

const SKILLS: [&str; 4] = [
    "skill_persistence",
    "skill_line",
    "skill_nearest",
    "skill_gravity",
];

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
        let label = measure(measures.get(row)).to_owned();
        let is_new = |last: &Group| (&last.measure, &last.place) != (&label, &place);
        if groups.last().is_none_or(is_new) {
            groups.push(Group {
                is_followed: is_followed(&source.run, measures.get(row)),
                measure: label,
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
        made_on: source.run.calibrated_until.map(in_full),
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
    if run.what_if {
        notes.push(OF_A_WHAT_IF.trim_end().to_owned());
    }
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
    if is_flees(source) {
        notes.push(AS_FLEE.replace('\n', " "));
    }
    if is_followed(run, "displaced") {
        notes.push(
            "The number of displaced follows the observed counts: its scores judge nothing."
                .to_owned(),
        );
    }
    notes
}
