//! What the observations say of the run, in a sentence.

use jiff::civil::Date;

use super::measures::measure;
use super::result::is_followed;
use super::words::{count, in_full, listed, percent};
use crate::finished::tables::Table;
use crate::reports::source::{RunRecord, Source};

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
    let after = run.calibrated_until.map_or_else(String::new, |until| {
        format!(" after {}, up to which it was fitted", in_full(until))
    });
    let scored = scored(run, observed, best.measure);
    let beaten = all
        .iter()
        .filter(|other| other.skill < 0.0 && other.measure != best.measure)
        .map(|other| quoted(other.measure));
    let beaten = match beaten.collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        names => format!("; for {} repeating it does better", listed(names)),
    };
    format!(
        "Against what was observed{after}, {} differs by {} on average over {}{}{beaten}.",
        quoted(best.measure),
        percent(best.ard),
        count(scored.all as u64, "observation"),
        against_the_last_count(best.skill, scored),
    )
}

/// How the error is beside that of repeating the last count, on the observations that have an earlier
/// one.
fn against_the_last_count(skill: f64, scored: Scored) -> String {
    let times = match skill {
        skill if skill.is_nan() => return String::new(),
        skill if skill > 0.99 => "over 99% smaller than".to_owned(),
        skill if skill > 0.0 => format!("{} smaller than", percent(skill)),
        skill => format!("{:.1} times", 1.0 - skill),
    };
    let which = match scored {
        Scored { all, later } if later < all => {
            format!("on the {later} of them with an earlier count its error")
        }
        _ => "its error".to_owned(),
    };
    format!("; {which} is {times} that of repeating the last count")
}

/// The name of a measure within a sentence.
fn quoted(word: &str) -> String {
    let mut letters = measure(word).chars();
    let first = letters.next().map(char::to_lowercase);
    let name: String = first.into_iter().flatten().chain(letters).collect();
    format!("\u{201c}{name}\u{201d}")
}

/// How many observations of a measure are scored, and how many of them have an earlier one.
#[derive(Clone, Copy, Debug)]
struct Scored {
    all: usize,
    later: usize,
}

fn scored(run: &RunRecord, observed: &Table, measure: &str) -> Scored {
    let mut scored = Scored { all: 0, later: 0 };
    let parts = (
        observed.texts("measure"),
        observed.dates("date"),
        observed.numbers("simulated"),
        observed.numbers("persistence"),
    );
    let (Some(measures), Some(dates), Some(simulated), Some(last)) = parts else {
        return scored;
    };
    for row in (0..observed.rows).filter(|&row| measures.get(row) == measure) {
        let is_scored = dates[row].is_some_and(|date| is_scored(run, date));
        if is_scored && !simulated[row].is_nan() {
            scored.all += 1;
            scored.later += usize::from(!last[row].is_nan());
        }
    }
    scored
}

/// Whether an observation of a date is scored: not that of the first day, nor one fitted to.
pub(super) fn is_scored(run: &RunRecord, date: Date) -> bool {
    date > run.start && run.calibrated_until.is_none_or(|until| date > until)
}
