//! What the observations say of the run, in a sentence or two.

use jiff::civil::Date;
use refuge_core::world::Measure;

use super::estimates::Estimates;
use super::measures::counted;
use super::result::is_followed;
use super::words::{count, how_far, in_full, listed, percent};
use crate::finished::tables::Table;
use crate::reports::source::{RunRecord, Source};
use crate::summary::OF_A_WHAT_IF;

/// From which average relative difference on a number is told to be far off.
const MUCH: f64 = 0.5;

/// What the observations say of the run, in a sentence or two.
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
    if run.what_if {
        return OF_A_WHAT_IF.trim_end().to_owned();
    }
    let candidates = source
        .tables
        .get("scores")
        .map(|table| candidates(run, table));
    let candidates = candidates.unwrap_or_default();
    // Of measures counted alike often the first; those of places say more than one of the whole world.
    let weight = |candidate: &&Candidate| {
        let counts = scored(run, observed, candidate.measure).all;
        (counts, candidate.is_of_places)
    };
    if let Some(chosen) = candidates.iter().rev().max_by_key(weight) {
        return compared(source, observed, chosen, &candidates);
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
    /// Average relative difference, and its skill over the last count and over the straight line through the
    /// last two; NaN where there is none.
    ard: f64,
    skill: f64,
    over_line: f64,
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
            over_line: number("skill_line", row),
            is_of_places: is_local(measures.get(row)),
        })
        .collect()
}

fn is_local(measure: &str) -> bool {
    let known = Measure::ALL.into_iter().find(|of| of.word() == measure);
    known.is_some_and(Measure::is_local)
}

fn compared(source: &Source, observed: &Table, chosen: &Candidate, all: &[Candidate]) -> String {
    let run = &source.run;
    let after = run.calibrated_until.map_or_else(String::new, |until| {
        format!(
            " after {}, the end of the period that the scenario was fitted to",
            in_full(until)
        )
    });
    let scored = scored(run, observed, chosen.measure);
    let off = percent(chosen.ard);
    let counted = counted(chosen.measure);
    if run.interpolated > 0 || is_flees(source) {
        // The last count of an interpolated series knows the next one, and is no yardstick.
        let numbers = count(scored.all as u64, "number");
        return format!(
            "Where {counted} were counted{after}, the run is off by {off} on average over {numbers}, those interpolated between counts included."
        );
    }
    let counts = count(scored.all as u64, "count");
    let on_average = if scored.all == 1 { "" } else { " on average" };
    let beside = beside_the_last_count(run, chosen, scored, all);
    let caution = caution(run, observed, chosen, all);
    format!(
        "Where {counted} were counted{after} ({counts}), the run is off by {off}{on_average}{beside}.{caution}"
    )
}

/// How many counts lie within the interval of the run, if it has one, and which other number is furthest off,
/// if one is by more than half.
fn caution(run: &RunRecord, observed: &Table, chosen: &Candidate, all: &[Candidate]) -> String {
    let within = within_interval(run, observed).map(|[within, counts]| {
        let later = run.calibrated_until.map_or("", |_| "later ");
        let counts = count(counts, &format!("{later}count"));
        let lie = if within == 1 { "lies" } else { "lie" };
        format!(" In all, {within} of {counts} {lie} within the 90% interval.")
    });
    let others = all.iter().filter(|other| other.measure != chosen.measure);
    let worst = others
        .filter(|other| other.ard > MUCH.max(chosen.ard))
        .max_by(|a, b| a.ard.total_cmp(&b.ard))
        .map(|other| {
            let off = percent(other.ard);
            format!(" Furthest off are {}, by {off}.", counted(other.measure))
        });
    [within, worst].into_iter().flatten().collect()
}

/// How many scored counts of what is not followed lie within the 5 and 95% quantiles over replicates, and of
/// how many.
fn within_interval(run: &RunRecord, observed: &Table) -> Option<[u64; 2]> {
    let (measures, dates) = (observed.texts("measure")?, observed.dates("date")?);
    let counts = observed.numbers("observed")?;
    let simulated = Estimates::of(observed, "simulated");
    let is_judged = |row: &usize| {
        dates[*row].is_some_and(|date| is_scored(run, date))
            && !is_followed(run, measures.get(*row))
    };
    let intervals = (0..observed.rows).filter(is_judged).filter_map(|row| {
        let [low, high] = simulated.get(row).interval?;
        Some((low..=high).contains(&counts[row]))
    });
    let is_within: Vec<bool> = intervals.collect();
    let within = is_within.iter().filter(|within| **within).count();
    (!is_within.is_empty()).then_some([within as u64, is_within.len() as u64])
}

/// Whether the run is that of a Flee instance, whose counts are interpolated to one for each day.
pub(super) fn is_flees(source: &Source) -> bool {
    source.tables.get("out").is_some()
}

/// How far off repeating the last count would be, on the counts that have an earlier one, and of which
/// other numbers it would be closer; where the run was fitted up to a day, the straight line from there too.
fn beside_the_last_count(
    run: &RunRecord,
    chosen: &Candidate,
    scored: Scored,
    all: &[Candidate],
) -> String {
    let others = all.iter().filter(|other| other.measure != chosen.measure);
    let closer: Vec<String> = others
        .filter(|other| other.skill < 0.0)
        .map(|other| counted(other.measure).to_owned())
        .collect();
    let closer = listed(&closer);
    if chosen.skill.is_nan() {
        return match closer.as_str() {
            "" => String::new(),
            closer => format!("; simply repeating the last count would be closer for {closer}"),
        };
    }
    let which = match scored {
        Scored { all, later } if later < all => {
            format!(" (possible for {later} of the {all})")
        }
        _ => String::new(),
    };
    let also = match closer.as_str() {
        "" => String::new(),
        closer if chosen.skill < 0.0 => format!(", and closer for {closer} too"),
        closer => format!(", but closer for {closer}"),
    };
    let off = how_far(chosen.skill);
    let (made_then, line) = match run.calibrated_until {
        Some(_) if !chosen.over_line.is_nan() => (
            "made on that day as well, ",
            format!(
                "; carrying on the straight line through the last two counts would be {}",
                how_far(chosen.over_line)
            ),
        ),
        Some(_) => ("made on that day as well, ", String::new()),
        None => ("", String::new()),
    };
    format!("; {made_then}simply repeating the last count{which} would be {off}{also}{line}")
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
        let header = if scores.starts_with("measure") {
            ""
        } else {
            HEADER
        };
        let scores = format!("{header}{scores}");
        let tables = [("validation", observed), ("scores", &scores)];
        verdict(&source(run, &[&tables, others].concat()))
    }

    #[test]
    fn places_come_before_totals_and_skill_names_what_it_rests_on() {
        let scores = "abroad,,ard,0.2,-0.5\npresent,,ard,0.1,0.2\npresent,Atma,ard,0.9,-3\n";
        insta::assert_snapshot!(said(&json!({}), scores, &[]), @"Where people in single areas were counted (2 counts), the run is off by 10% on average; simply repeating the last count (possible for 1 of the 2) would be 25% further off, but closer for people abroad.");
    }

    #[test]
    fn of_totals_the_first_is_told() {
        let scores = "abroad,,ard,0.2,0.5\nreturned,,ard,0.3,0.5\n";
        insta::assert_snapshot!(said(&json!({}), scores, &[]), @"Where people abroad were counted (1 count), the run is off by 20%; simply repeating the last count would be 2.0 times as far off.");
    }

    #[test]
    fn a_run_that_does_worse_than_the_last_count_says_so() {
        insta::assert_snapshot!(said(&json!({}), "abroad,,ard,0.2,-0.6\n", &[]), @"Where people abroad were counted (1 count), the run is off by 20%; simply repeating the last count would be 38% closer.");
        insta::assert_snapshot!(said(&json!({}), "abroad,,ard,0.2,-0.5\npresent,,ard,0.1,\n", &[]), @"Where people in single areas were counted (2 counts), the run is off by 10% on average; simply repeating the last count would be closer for people abroad.");
        let both = "abroad,,ard,0.2,-0.5\npresent,,ard,0.1,-1\n";
        insta::assert_snapshot!(said(&json!({}), both, &[]), @"Where people in single areas were counted (2 counts), the run is off by 10% on average; simply repeating the last count (possible for 1 of the 2) would be 50% closer, and closer for people abroad too.");
    }

    #[test]
    fn what_was_fitted_to_does_not_count_and_forecasts_are_made_then() {
        let run = json!({"calibrated_until": "2020-01-02"});
        insta::assert_snapshot!(said(&run, "present,,ard,0.1,0.2\n", &[]), @"Where people in single areas were counted after 2 January 2020, the end of the period that the scenario was fitted to (1 count), the run is off by 10%; made on that day as well, simply repeating the last count would be 25% further off.");
        let with_line =
            "measure,place,metric,value,skill_persistence,skill_line\npresent,,ard,0.1,0.2,-0.25\n";
        insta::assert_snapshot!(said(&run, with_line, &[]), @"Where people in single areas were counted after 2 January 2020, the end of the period that the scenario was fitted to (1 count), the run is off by 10%; made on that day as well, simply repeating the last count would be 25% further off; carrying on the straight line through the last two counts would be 20% closer.");
    }

    #[test]
    fn counts_beyond_the_interval_and_numbers_far_off_are_told() {
        let observed = "date,measure,place,simulated,simulated_p05,simulated_p95,observed,persistence\n\
                        2020-01-01,present,Atma,5,4,6,5,\n\
                        2020-01-02,present,Atma,90,80,99,100,\n\
                        2020-01-02,displaced,,9,8,10,9,\n\
                        2020-01-03,present,Atma,110,100,120,100,\n\
                        2020-01-03,abroad,,2,1,3,9,\n\
                        2020-01-03,returned,,,,,9,\n";
        let last = |run: serde_json::Value, scores: &str| {
            let scores = format!("{HEADER}{scores}");
            let tables = [("validation", observed), ("scores", scores.as_str())];
            let said = verdict(&source(&run, &tables));
            said.split_once("average. ").unwrap().1.to_owned()
        };
        let scores = "abroad,,ard,0.78,\npresent,,ard,0.1,\nreturned,,ard,0.6,\n";
        let followed = json!({"settings": {"onset": {"mode": "prescribed"}}});
        insta::assert_snapshot!(last(followed, scores), @"In all, 1 of 3 counts lies within the 90% interval. Furthest off are people abroad, by 78%.");
        insta::assert_snapshot!(last(json!({}), &scores[scores.find("present").unwrap()..scores.find("returned").unwrap()]), @"In all, 2 of 4 counts lie within the 90% interval.");
    }

    #[test]
    fn a_what_if_is_not_judged() {
        let run = json!({"branch": "no-ceasefire", "what_if": true});
        insta::assert_snapshot!(said(&run, "present,,ard,0.1,0.2\n", &[]), @"The branch changes events or settings: a what-if is not meant to agree with what was counted.");
        let run = json!({"branch": "actual", "what_if": false});
        assert!(said(&run, "present,,ard,0.1,0.2\n", &[]).contains("is off by 10%"));
        assert!(
            verdict(&source(&json!({"what_if": true}), &[])).starts_with("Nothing was observed")
        );
    }

    #[test]
    fn interpolated_numbers_are_no_observations() {
        let out = [("out", "Day\n0\n")];
        insta::assert_snapshot!(said(&json!({}), "present,,ard,0.1,0.2\n", &out), @"Where people in single areas were counted, the run is off by 10% on average over 2 numbers, those interpolated between counts included.");
    }
}
