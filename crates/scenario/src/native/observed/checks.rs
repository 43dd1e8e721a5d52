//! Whether observations fit each other, and the scenario.

use std::collections::BTreeMap;

use refuge_core::Calendar;
use refuge_core::world::{Measure, Observation};

use super::super::places::labelled;
use super::super::shelter;
use super::series;
use crate::problem::{Mark, Problem, Problems};

/// Tells of two counts of the same, in one file or in two.
pub(in super::super) fn check_doubled(
    observed: &[(Observation, Mark)],
    calendar: Option<Calendar>,
    problems: &mut Problems,
) {
    let Some(calendar) = calendar else {
        return;
    };
    let mut first_of: BTreeMap<_, &Mark> = BTreeMap::new();
    for (observation, mark) in observed {
        let places = (&observation.places, &observation.to);
        let counted = (
            observation.day,
            observation.since,
            observation.measure,
            places,
        );
        if let Some(first) = first_of.get(&counted).copied() {
            let measure = observation.measure.word();
            let place = match observation.place.as_str() {
                "" => String::new(),
                place => format!(" in `{place}`"),
            };
            let date = calendar.date(observation.day);
            problems.add(
                Problem::error(format!("`{measure}`{place} is observed twice on {date}."))
                    .at(mark.clone())
                    .at(labelled(first.clone(), "first observed here"))
                    .help("Keep the count that is to be compared, and remove the other."),
            );
        } else {
            first_of.insert(counted, mark);
        }
    }
}

/// Tells of a count of a kind of shelter where the scenario tells no kinds apart.
pub(in super::super) fn check_shelter(observed: &[(Observation, Mark)], problems: &mut Problems) {
    let of_shelter = |measure| matches!(measure, Measure::Sleeping(_));
    let first = observed.iter().find(|(seen, _)| of_shelter(seen.measure));
    if let Some((observation, mark)) = first {
        let text = format!(
            "`{}` is observed, but the scenario has no {}.",
            observation.measure.word(),
            shelter::FILE
        );
        problems.add(Problem::error(text).at(mark.clone()).help(
            "Say in that file what room there is in each place, in the columns `place`, `kind` and `persons`.",
        ));
    }
}

/// A cumulative count that falls was probably revised or misread.
pub(in super::super) fn check_displaced(observed: &[(Observation, Mark)], problems: &mut Problems) {
    for pair in series(observed).windows(2) {
        let ((before, at), (after, mark)) = (pair[0], pair[1]);
        if after.value < before.value {
            problems.add(
                Problem::warning(format!(
                    "`displaced` is cumulative, but falls from {} to {}.",
                    before.value, after.value
                ))
                .at(mark.clone())
                .at(labelled(at.clone(), "the higher count"))
                .help("Nobody is counted as newly displaced until the series passes its highest count."),
            );
        }
    }
}
