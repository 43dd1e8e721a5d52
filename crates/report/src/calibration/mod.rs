//! The results of a calibration: its tables, the overlay that a run takes, and a closing summary.

mod overlay;
mod summary;
mod tables;
#[cfg(test)]
mod tests;

use refuge_core::observe::Forecasts;
use serde::Serialize;

use crate::error::Error;
use crate::folder::Folder;
use crate::outputs::{Finished, columns, place, run_json};
use crate::provenance::{Machine, exactly, seconds};
use crate::reports::Wanted;
use crate::target::Target;

pub use summary::calibration_summary;

/// A finished calibration.
#[derive(Clone, Debug)]
pub struct Calibration {
    /// The name of the scenario, or of the suite.
    pub scenario: String,
    /// The scenarios, in order, each with the hash over its files.
    pub scenarios: Vec<(String, String)>,
    /// The command as it can be typed again, without the name of the program.
    pub command: String,
    /// The measure fitted to.
    pub measure: String,
    /// The metric that was made least.
    pub metric: String,
    /// The last date whose observations were fitted to, if it was given.
    pub until: Option<String>,
    /// The date that the overlay names as the last that settings were fitted to.
    pub calibrated_until: Option<String>,
    /// The seed of all random numbers.
    pub seed: u64,
    /// Replicates of each candidate.
    pub replicates: u32,
    /// Candidates and runs that were evaluated.
    pub evaluations: u64,
    /// The parameters, with the best value of each.
    pub parameters: Vec<FittedParameter>,
    /// How well parameters can be made up for by each other: the collinearity index.
    pub collinearity: f64,
    /// Sentences about parameters that are not told apart; none if all are.
    pub doubts: Vec<String>,
    /// What is known of the posterior, if there is one.
    pub posterior: Option<PosteriorFacts>,
    /// Draws from the posterior.
    pub draws: Vec<PosteriorDraw>,
    /// The scores of each scenario.
    pub suite: Vec<SuiteRow>,
    /// The machine.
    pub machine: Machine,
    /// The time from start to end, in seconds.
    pub wall_s: f64,
}

/// A parameter that was fitted.
#[derive(Clone, Debug, Serialize)]
pub struct FittedParameter {
    /// The setting's dotted key.
    pub key: String,
    /// Its unit.
    pub unit: String,
    /// The lowest value that was tried.
    pub low: f64,
    /// The highest value that was tried.
    pub high: f64,
    /// Whether it is whole.
    pub whole: bool,
    /// The value with the least score.
    pub best: f64,
    /// Mean, and 5, 50 and 95% quantiles of the posterior; NaN without one.
    #[serde(skip)]
    pub posterior: [f64; 4],
    /// By how many standard deviations of a run's noise it moves the observations over its whole range.
    pub reach: f64,
}

/// How good a posterior is.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PosteriorFacts {
    /// The effective number of draws.
    pub effective_draws: f64,
    /// The largest distance of a draw, in standard deviations of what a run leaves open.
    pub tolerance: f64,
    /// Whether that is near the observations.
    pub meets: bool,
    /// Generations after the first.
    pub generations: u32,
    /// Runs of scenarios that it took.
    pub runs: u64,
}

/// A draw from the posterior.
#[derive(Clone, Debug)]
pub struct PosteriorDraw {
    /// Its weight.
    pub weight: f64,
    /// How far its run was from the observations.
    pub distance: f64,
    /// The value of each parameter.
    pub values: Vec<f64>,
}

/// What values were fitted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FittedOn {
    /// Nothing: the scenario as it stands.
    Default,
    /// All scenarios.
    All,
    /// All but the one that is scored.
    AllButIt,
}

/// A row of suite.csv.
#[derive(Clone, Debug)]
pub struct SuiteRow {
    /// The scenario; none for the mean over all.
    pub scenario: Option<String>,
    /// What the values were fitted on.
    pub fitted_on: FittedOn,
    /// Whether the days after the fitted ones are scored.
    pub after: bool,
    /// The score.
    pub value: f64,
    /// The metric of the naive forecasts, by [`Naive`](refuge_core::observe::Naive); none where there is none.
    pub naive: Forecasts,
    /// The value of each parameter, if they are not those of the scenario.
    pub values: Vec<f64>,
}

/// The content of run.json, in the order of the file.
#[derive(Serialize)]
struct RunJson<'a> {
    refuge_version: &'static str,
    command: &'a str,
    scenario: &'a str,
    scenario_hash: String,
    scenarios: Vec<&'a str>,
    measure: &'a str,
    metric: &'a str,
    until: Option<&'a str>,
    #[serde(serialize_with = "exactly")]
    seed: u64,
    replicates: u32,
    evaluations: u64,
    parameters: &'a [FittedParameter],
    collinearity: f64,
    posterior: Option<PosteriorFacts>,
    machine: &'a Machine,
    #[serde(serialize_with = "seconds")]
    wall_s: f64,
    files: Vec<String>,
}

/// Writes a calibration to the folder of `target`, as [`write`](crate::write) writes a run.
///
/// # Errors
///
/// As [`write`](crate::write).
pub fn write_calibration(target: &Target<'_>, fit: &Calibration) -> Result<Finished, Error> {
    place(target, &fit.scenario, Wanted::NOTHING, &|folder| {
        fill(folder, fit)
    })
}

fn fill(folder: &mut Folder, fit: &Calibration) -> Result<(), Error> {
    if !fit.draws.is_empty() {
        tables::draws(folder, fit)?;
    }
    tables::fit(folder, fit)?;
    tables::suite(folder, fit)?;
    overlay::write(folder, fit)?;
    columns::describe(folder)?;
    let content = RunJson {
        refuge_version: env!("CARGO_PKG_VERSION"),
        command: &fit.command,
        scenario: &fit.scenario,
        scenario_hash: fit.hash(),
        scenarios: fit
            .scenarios
            .iter()
            .map(|(name, _)| name.as_str())
            .collect(),
        measure: &fit.measure,
        metric: &fit.metric,
        until: fit.until.as_deref(),
        seed: fit.seed,
        replicates: fit.replicates,
        evaluations: fit.evaluations,
        parameters: &fit.parameters,
        collinearity: fit.collinearity,
        posterior: fit.posterior,
        machine: &fit.machine,
        wall_s: fit.wall_s,
        files: folder.files(),
    };
    run_json::give(&content, folder)
}

impl Calibration {
    /// The hashes of all scenarios, in order.
    fn hash(&self) -> String {
        let hashes = self.scenarios.iter().map(|(_, hash)| hash.as_str());
        hashes.collect::<Vec<_>>().join(" ")
    }

    /// The score of a scenario, or the mean over all, if there is one.
    fn score(&self, scenario: Option<&str>, fitted_on: FittedOn, after: bool) -> Option<f64> {
        let wanted = |row: &&SuiteRow| {
            row.scenario.as_deref() == scenario && row.fitted_on == fitted_on && row.after == after
        };
        let found = self.suite.iter().find(wanted)?;
        (!found.value.is_nan()).then_some(found.value)
    }

    /// The scenario whose scores stand for all: the only one, or the mean.
    fn whole(&self) -> Option<&str> {
        match self.scenarios.as_slice() {
            [(only, _)] => Some(only),
            _ => None,
        }
    }
}
