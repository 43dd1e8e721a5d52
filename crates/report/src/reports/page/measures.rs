//! What measures and metrics are called, and what they mean.

use crate::cell::with_separators;

use super::words::{percent, signed};

/// Each measure, its name in a table and, within a sentence, what it counts.
const MEASURES: [(&str, &str, &str); 24] = [
    (
        "displaced",
        "Displaced since the first day",
        "people displaced since the first day",
    ),
    (
        "newly_displaced",
        "Newly displaced",
        "people newly displaced",
    ),
    ("in_transit", "On the way", "people on the way"),
    ("in_camps", "In camps", "people in camps"),
    (
        "in_host_communities",
        "In host communities",
        "people in host communities",
    ),
    (
        "internally_displaced",
        "Displaced in the home country",
        "people displaced in the home country",
    ),
    ("abroad", "Abroad", "people abroad"),
    ("returned", "Back home", "people back home"),
    (
        "movements",
        "Movements from and to places",
        "movements of people",
    ),
    (
        "moved_again",
        "Moved a second time or more",
        "people who moved a second time",
    ),
    (
        "moved_on",
        "Moved on to a further country",
        "people who moved on to a further country",
    ),
    ("present", "Present in a place", "people in single areas"),
    (
        "arrivals",
        "Arrivals in a place",
        "arrivals in single areas",
    ),
    (
        "departures",
        "Departures from a place",
        "departures from single areas",
    ),
    (
        "arrivals_since_start",
        "Arrivals in a place since the first day",
        "arrivals in single areas since the first day",
    ),
    (
        "departures_since_start",
        "Departures from a place since the first day",
        "departures from single areas since the first day",
    ),
    (
        "present_since_start",
        "Present in a place beyond the first day",
        "people added to single areas since the first day",
    ),
    (
        "in_host_families",
        "With host families",
        "people with host families",
    ),
    (
        "in_rented",
        "In rented rooms and houses",
        "people in rented rooms and houses",
    ),
    (
        "in_built_shelter",
        "In shelter built for them",
        "people in shelter built for them",
    ),
    (
        "in_public_buildings",
        "In public buildings",
        "people in public buildings",
    ),
    (
        "in_unfinished",
        "In unfinished buildings",
        "people in unfinished buildings",
    ),
    ("in_tents", "In tents", "people in tents"),
    ("in_open", "In the open", "people in the open"),
];

/// The name of a measure; its word where it has none.
pub(super) fn measure(word: &str) -> &str {
    let known = MEASURES.iter().find(|(measure, _, _)| *measure == word);
    known.map_or(word, |(_, name, _)| name)
}

/// What a measure counts, within a sentence; its word where it has no name.
pub(super) fn counted(word: &str) -> &str {
    let known = MEASURES.iter().find(|(measure, _, _)| *measure == word);
    known.map_or(word, |(_, _, counted)| counted)
}

/// How a score is written.
#[derive(Clone, Copy, Debug)]
enum Unit {
    Share,
    Persons,
    SignedPersons,
    Days,
    Ratio,
}

use Unit::{Days, Persons, Ratio, Share, SignedPersons};

/// A metric: its word, name, unit and meaning.
pub(super) struct Metric {
    word: &'static str,
    pub(super) name: &'static str,
    unit: Unit,
    pub(super) meaning: &'static str,
}

impl Metric {
    /// The metric of this word.
    pub(super) fn find(word: &str) -> Option<&'static Self> {
        METRICS.iter().find(|metric| metric.word == word)
    }

    /// A score of this metric.
    pub(super) fn value(&self, value: f64) -> String {
        match self.unit {
            Share => percent(value),
            Persons => with_separators(value),
            SignedPersons => signed(value),
            Days => format!("{value:.1} days"),
            Ratio => format!("{value:.2}"),
        }
    }
}

const fn metric(
    word: &'static str,
    name: &'static str,
    unit: Unit,
    meaning: &'static str,
) -> Metric {
    Metric {
        word,
        name,
        unit,
        meaning,
    }
}

const METRICS: [Metric; 16] = [
    metric(
        "ard",
        "Average relative difference",
        Share,
        "People too many or too few, place by place, as a share of those observed: the mean over days. 0% is perfect.",
    ),
    metric(
        "ard_rescaled",
        "The same at the observed total",
        Share,
        "The average relative difference once the simulated numbers of a day are scaled to the observed total: what is left is people in the wrong place.",
    ),
    metric(
        "mape",
        "Mean relative difference",
        Share,
        "How far a number is off as a share of the observed one, on average. Small places count as much as large ones.",
    ),
    metric(
        "mae",
        "Mean absolute difference",
        Persons,
        "How many persons a number is off by, on average.",
    ),
    metric(
        "bias",
        "Bias",
        SignedPersons,
        "Mean of simulated less observed, in persons: above 0 the run has too many people, below 0 too few.",
    ),
    metric(
        "mase",
        "Error beside the last count",
        Ratio,
        "The error over that of a forecast that repeats the last observation: below 1 the run is better.",
    ),
    metric(
        "mase_nearest",
        "Error beside nearest places",
        Ratio,
        "The error over that of sending everybody to the nearest observed place: below 1 the run is better.",
    ),
    metric(
        "mase_gravity",
        "Error beside a gravity rule",
        Ratio,
        "The error over that of sharing people out by population over distance: below 1 the run is better.",
    ),
    metric(
        "mase_line",
        "Error beside a straight line",
        Ratio,
        "The error over that of the straight line through the last two observations: below 1 the run is better.",
    ),
    metric(
        "how_many",
        "How many",
        Share,
        "How far the total of a day is off, wherever people are, as a share of the observed total.",
    ),
    metric(
        "where",
        "Where",
        Share,
        "Share of people in the wrong place, the mean over days.",
    ),
    metric(
        "when_days",
        "When",
        Days,
        "How many days early or late people come, on average.",
    ),
    metric(
        "crps",
        "Ranked probability score",
        Persons,
        "Distance between the spread of replicates and the observation, in persons: the mean absolute difference of a forecast that gives a spread. Smaller is better.",
    ),
    metric(
        "wis",
        "Weighted interval score",
        Persons,
        "Width of the 50 and 90% intervals and a penalty for each observation outside, in persons. Smaller is better.",
    ),
    metric(
        "coverage_50",
        "Within the 50% interval",
        Share,
        "Share of observations within the middle half of replicates; an honest spread has about 50%.",
    ),
    metric(
        "coverage_90",
        "Within the 90% interval",
        Share,
        "Share of observations within the 90% interval of replicates; an honest spread has about 90%, far less means that the run is too sure of itself.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use refuge_core::world::Measure;

    #[test]
    fn every_measure_and_metric_has_a_name() {
        for known in Measure::ALL {
            assert_ne!(measure(known.word()), known.word());
        }
        let words = METRICS.map(|metric| metric.word);
        assert_eq!(words, refuge_core::observe::METRICS);
    }

    #[test]
    fn scores_are_written_in_their_unit() {
        let value = |word, value| Metric::find(word).map(|metric| metric.value(value));
        assert_eq!(value("ard", 0.1204).unwrap(), "12%");
        assert_eq!(value("bias", -7435.0).unwrap(), "\u{2212}7,435");
        assert_eq!(value("when_days", 0.726).unwrap(), "0.7 days");
        assert_eq!(value("mase", 1.955).unwrap(), "1.96");
        assert!(Metric::find("luck").is_none());
    }

    #[test]
    fn name_and_meaning_begin_the_row_of_each_metric_in_the_documentation() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats.md");
        let formats = std::fs::read_to_string(path).unwrap();
        for metric in &METRICS {
            let row = format!(
                "\n| `{}` | **{}.** {}",
                metric.word, metric.name, metric.meaning
            );
            assert!(formats.contains(&row), "docs/formats.md should have{row}");
        }
    }
}
