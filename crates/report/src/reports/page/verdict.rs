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
        return compared(source, observed, best, &candidates);
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

fn compared(source: &Source, observed: &Table, best: &Candidate, all: &[Candidate]) -> String {
    let run = &source.run;
    let after = run.calibrated_until.map_or_else(String::new, |until| {
        format!(" after {}, up to which it was fitted", in_full(until))
    });
    let scored = scored(run, observed, best.measure);
    let differs = format!(
        "Against what was observed{after}, {} differs by {} on average over",
        quoted(best.measure),
        percent(best.ard),
    );
    if run.interpolated > 0 || is_flees(source) {
        // The last count of an interpolated series knows the next one, and is no yardstick.
        let numbers = count(scored.all as u64, "number");
        return format!("{differs} {numbers}, with those interpolated between observations.");
    }
    let observations = count(scored.all as u64, "observation");
    format!(
        "{differs} {observations}{}.",
        against_the_last_count(best, scored, all)
    )
}

/// Whether the run is that of a Flee instance, whose counts are interpolated to one for each day.
pub(super) fn is_flees(source: &Source) -> bool {
    source.tables.get("out").is_some()
}

/// How the error is beside that of repeating the last count, on the observations that have an earlier
/// one, and for which other measures that forecast does better.
fn against_the_last_count(best: &Candidate, scored: Scored, all: &[Candidate]) -> String {
    let others = all.iter().filter(|other| other.measure != best.measure);
    let beaten: Vec<String> = others
        .filter(|other| other.skill < 0.0)
        .map(|other| quoted(other.measure))
        .collect();
    let beaten = match beaten.as_slice() {
        [] => String::new(),
        names => format!(
            "; for {} repeating the last count does better",
            listed(names)
        ),
    };
    let times = match best.skill {
        skill if skill.is_nan() => return beaten,
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
    format!("; {which} is {times} that of repeating the last count{beaten}")
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::literal::source;
    use super::*;

    const HEADER: &str = "measure,place,metric,value,skill_persistence\n";

    /// The verdict where present in a place was observed on three days, and abroad on one.
    fn said(run: &serde_json::Value, scores: &str, others: &[(&str, &str)]) -> String {
        let observed = "date,measure,place,simulated,observed,persistence\n\
                        2020-01-01,present,Atma,5,5,\n\
                        2020-01-02,present,Atma,90,100,\n\
                        2020-01-03,present,Atma,110,100,100\n\
                        2020-01-03,abroad,,7,9,8\n";
        let scores = format!("{HEADER}{scores}");
        let tables = [("validation", observed), ("scores", &scores)];
        verdict(&source(run, &[&tables, others].concat()))
    }

    #[test]
    fn places_come_before_totals_and_skill_names_what_it_rests_on() {
        let scores = "abroad,,ard,0.2,-0.5\npresent,,ard,0.1,0.25\npresent,Atma,ard,0.9,-3\n";
        insta::assert_snapshot!(said(&json!({}), scores, &[]), @r#"Against what was observed, “present in a place” differs by 10% on average over 2 observations; on the 1 of them with an earlier count its error is 25% smaller than that of repeating the last count; for “abroad” repeating the last count does better."#);
    }

    #[test]
    fn a_run_that_does_worse_than_the_last_count_says_so() {
        insta::assert_snapshot!(said(&json!({}), "abroad,,ard,0.2,-0.5\n", &[]), @r#"Against what was observed, “abroad” differs by 20% on average over 1 observation; its error is 1.5 times that of repeating the last count."#);
        insta::assert_snapshot!(said(&json!({}), "abroad,,ard,0.2,-0.5\npresent,,ard,0.1,\n", &[]), @r#"Against what was observed, “present in a place” differs by 10% on average over 2 observations; for “abroad” repeating the last count does better."#);
    }

    #[test]
    fn what_was_fitted_to_does_not_count() {
        let run = json!({"calibrated_until": "2020-01-02"});
        insta::assert_snapshot!(said(&run, "present,,ard,0.1,0.25\n", &[]), @r#"Against what was observed after 2 January 2020, up to which it was fitted, “present in a place” differs by 10% on average over 1 observation; its error is 25% smaller than that of repeating the last count."#);
    }

    #[test]
    fn interpolated_numbers_are_no_observations() {
        let out = [("out", "Day\n0\n")];
        insta::assert_snapshot!(said(&json!({}), "present,,ard,0.1,0.25\n", &out), @r#"Against what was observed, “present in a place” differs by 10% on average over 2 numbers, with those interpolated between observations."#);
    }
}
