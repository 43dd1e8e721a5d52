//! Simulated beside observed numbers, naive forecasts of the latter, and scores.

use crate::calendar::Day;
use crate::world::Measure;

/// A forecast that needs no model, only what is known besides one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naive {
    /// Nothing changes since the last earlier observation of the same place.
    Persistence,
    /// The observed total of the day is in the observed places nearest to where people flee.
    Nearest,
    /// The observed total of the day is shared by population over distance.
    Gravity,
    /// The last two earlier observations of the same place lie on a straight line that goes on.
    Line,
}

impl Naive {
    /// Every one, in the order of [`Forecasts`].
    pub const ALL: [Self; 4] = [Self::Persistence, Self::Nearest, Self::Gravity, Self::Line];

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Persistence => "persistence",
            Self::Nearest => "nearest",
            Self::Gravity => "gravity",
            Self::Line => "line",
        }
    }
}

/// For each of [`Naive::ALL`] a number, where there is one.
pub type Forecasts = [Option<f64>; 4];

/// An observation beside what was simulated for it, as a finished run tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The day it speaks of.
    pub day: Day,
    /// What was counted.
    pub measure: Measure,
    /// The place as the scenario names it; empty for the whole world.
    pub place: String,
    /// What the run gives: with replicates their mean.
    pub simulated: f64,
    /// The 5 and 95% quantiles over replicates, if there are any.
    pub interval: Option<[f64; 2]>,
    /// The count, in persons.
    pub observed: f64,
    /// What naive forecasts say, in persons.
    pub naive: Forecasts,
}

/// The metrics by which simulated numbers are scored, in the order of scores.csv.
pub const METRICS: [&str; 16] = [
    "ard",
    "ard_rescaled",
    "mape",
    "mae",
    "bias",
    "mase",
    "mase_nearest",
    "mase_gravity",
    "mase_line",
    "how_many",
    "where",
    "when_days",
    "crps",
    "wis",
    "coverage_50",
    "coverage_90",
];

/// A score of simulated against observed numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The measure scored.
    pub measure: &'static str,
    /// The place scored; empty for all of them or the whole world.
    pub place: String,
    /// The metric, one of [`METRICS`].
    pub metric: &'static str,
    /// Its value.
    pub value: f64,
    /// The skill over each naive forecast: 1 - score / its score on the same observations.
    pub skill: Forecasts,
}
