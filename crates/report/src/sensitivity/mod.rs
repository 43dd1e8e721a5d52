//! Results of a study of sensitivity: its indices, the runs they are made of, and what explains both.

mod summary;
mod tables;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use refuge_core::World;
use refuge_core::observe::Sensitivity;
use refuge_core::settings::Settings;
use serde::Serialize;

use crate::error::Error;
use crate::outputs::{Finished, columns, place, run_json};
use crate::provenance::{Machine, exactly, seconds};
use crate::reports::Wanted;
use crate::target::Target;

/// A setting that was varied, and between what.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Range {
    /// The setting's dotted key.
    pub parameter: String,
    /// The lowest value.
    pub low: f64,
    /// The highest value.
    pub high: f64,
}

/// What a study of sensitivity was made of, and how long it took.
#[derive(Clone, Debug)]
pub struct Studied<'a> {
    /// The world as it stands.
    pub world: &'a World,
    /// A hash over the files of the scenario.
    pub scenario_hash: String,
    /// The branch of the scenario, if not its main line.
    pub branch: Option<String>,
    /// What the command line changed of it, such as `movement.camp_weight=2`.
    pub changes: Vec<String>,
    /// The seed of all random numbers.
    pub seed: u64,
    /// How often each point was run.
    pub replicates: u32,
    /// What was varied.
    pub ranges: Vec<Range>,
    /// Trajectories of the Morris screening, if there was one.
    pub trajectories: Option<u32>,
    /// Samples for the indices of Sobol', if these were asked for.
    pub samples: Option<u32>,
    /// The machine.
    pub machine: Machine,
    /// The time from start to end, in seconds.
    pub wall_s: f64,
}

impl Studied<'_> {
    /// Writes the findings to the folder of `target`: all of them, or on an error none.
    ///
    /// # Errors
    ///
    /// As [`write`](crate::write()).
    pub fn write(&self, target: &Target<'_>, found: &Sensitivity) -> Result<Finished, Error> {
        place(target, &self.world.name, Wanted::NOTHING, &|folder| {
            tables::write(found, folder)?;
            columns::describe(folder)?;
            let files = folder.files();
            run_json::give(&self.json(&files), folder)
        })
    }

    /// What a person wants to know when the study ends: for each output what it depends on most,
    /// and what of that is not sure.
    pub fn summary(&self, found: &Sensitivity) -> String {
        summary::summary(self, found)
    }

    fn json<'j>(&'j self, files: &'j [String]) -> RunJson<'j> {
        RunJson {
            refuge_version: env!("CARGO_PKG_VERSION"),
            command: "sensitivity",
            scenario: &self.world.name,
            scenario_hash: &self.scenario_hash,
            branch: self.branch.as_deref(),
            changes: &self.changes,
            seed: self.seed,
            replicates: self.replicates,
            start: self.world.calendar.start(),
            days: self.world.calendar.days(),
            parameters: &self.ranges,
            trajectories: self.trajectories,
            samples: self.samples,
            settings: &self.world.settings,
            machine: &self.machine,
            wall_s: self.wall_s,
            files,
        }
    }
}

/// The content of run.json, in the order of the file.
#[derive(Serialize)]
struct RunJson<'a> {
    refuge_version: &'static str,
    command: &'static str,
    scenario: &'a str,
    scenario_hash: &'a str,
    branch: Option<&'a str>,
    changes: &'a [String],
    #[serde(serialize_with = "exactly")]
    seed: u64,
    replicates: u32,
    start: Date,
    days: u16,
    parameters: &'a [Range],
    trajectories: Option<u32>,
    samples: Option<u32>,
    settings: &'a Settings,
    machine: &'a Machine,
    #[serde(serialize_with = "seconds")]
    wall_s: f64,
    files: &'a [String],
}
