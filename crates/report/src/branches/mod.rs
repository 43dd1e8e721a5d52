//! Results of a comparison of branches: compare.csv, and what explains it.

mod cautions;
mod columns;
mod summary;
mod table;
#[cfg(test)]
mod tests;

use std::iter;

use jiff::civil::Date;
use refuge_core::World;
use refuge_core::observe::Comparison;
use refuge_core::settings::Settings;
use serde::Serialize;

use crate::checksums::Checksums;
use crate::error::Error;
use crate::outputs::{Finished, columns as all_columns, locations, place, run_json};
use crate::provenance::{Machine, exactly, seconds};
use crate::reports::Wanted;
use crate::target::Target;

pub(crate) use cautions::cautions;
pub use columns::check_branches;

/// What a comparison was made of, and how long it took.
#[derive(Clone, Debug)]
pub struct Branches<'a> {
    /// The name of the scenario.
    pub scenario: String,
    /// A hash over the files of the scenario.
    pub scenario_hash: String,
    /// What the command line changed of it, such as `movement.camp_weight=2`.
    pub changes: Vec<String>,
    /// The seed of all random numbers.
    pub seed: u64,
    /// How many replicates of each branch were asked for.
    pub replicates_asked: u32,
    /// How quantiles were found.
    pub quantiles: &'static str,
    /// The worlds of the branches, in their order.
    pub worlds: Vec<&'a World>,
    /// What each branch is, in words, where the scenario says so.
    pub titles: Vec<Option<&'a str>>,
    /// The machine.
    pub machine: Machine,
    /// The time from start to end, in seconds.
    pub wall_s: f64,
}

impl Branches<'_> {
    /// Writes the comparison to the folder of `target`: all of it, or on an error none.
    ///
    /// # Errors
    ///
    /// As [`write`](crate::write()).
    pub fn write(
        &self,
        target: &Target<'_>,
        comparison: &Comparison,
        wanted: &Wanted,
    ) -> Result<Finished, Error> {
        place(target, &self.scenario, *wanted, &|folder| {
            for world in self.worlds.iter().take(1) {
                table::write(comparison, world, folder)?;
                locations::locate(world, folder)?;
            }
            all_columns::describe(folder)?;
            let files = folder.files();
            let checksums = folder.checksums()?;
            run_json::give(&self.json(comparison, &files, checksums), folder)
        })
    }

    /// What a person wants to know when the comparison ends: how the branches differ on the last
    /// day, how sure that is, and what pairing brought.
    pub fn summary(&self, comparison: &Comparison) -> String {
        let Some(world) = self.worlds.first() else {
            return String::new();
        };
        summary::summary(self, world, comparison)
    }

    /// What no run of the branches can know, each said once.
    fn caveats(&self) -> Vec<&str> {
        let mut said: Vec<&str> = Vec::new();
        for caveat in self.worlds.iter().flat_map(|world| &world.caveats) {
            if !said.contains(&caveat.as_str()) {
                said.push(caveat);
            }
        }
        said
    }

    fn json<'j>(
        &'j self,
        comparison: &'j Comparison,
        files: &'j [String],
        checksums: Checksums,
    ) -> RunJson<'j> {
        let world = self.worlds.first();
        let calendar = world.map(|world| world.calendar);
        let branches = comparison.branches.iter().zip(&self.worlds);
        let titles = self.titles.iter().copied().chain(iter::repeat(None));
        RunJson {
            refuge_version: env!("CARGO_PKG_VERSION"),
            command: "compare",
            scenario: &self.scenario,
            title: world.map_or("", |world| &world.title),
            caveats: self.caveats(),
            home: world.map_or("", |world| world.home.code()),
            scenario_hash: &self.scenario_hash,
            changes: &self.changes,
            seed: self.seed,
            replicates: comparison.replicates,
            replicates_asked: self.replicates_asked,
            quantiles: self.quantiles,
            start: calendar.map(|calendar| calendar.start()),
            days: calendar.map_or(0, |calendar| calendar.days()),
            branches: branches
                .zip(titles)
                .map(|((name, world), title)| Branch {
                    name,
                    title,
                    uncertain: world.uncertain.iter().map(|setting| setting.key).collect(),
                    settings: &world.settings,
                })
                .collect(),
            machine: &self.machine,
            wall_s: self.wall_s,
            files,
            checksums,
        }
    }
}

/// The content of run.json, in the order of the file.
#[derive(Serialize)]
struct RunJson<'a> {
    refuge_version: &'static str,
    command: &'static str,
    scenario: &'a str,
    title: &'a str,
    caveats: Vec<&'a str>,
    home: &'a str,
    scenario_hash: &'a str,
    changes: &'a [String],
    #[serde(serialize_with = "exactly")]
    seed: u64,
    replicates: u32,
    replicates_asked: u32,
    quantiles: &'static str,
    start: Option<Date>,
    days: u16,
    branches: Vec<Branch<'a>>,
    machine: &'a Machine,
    #[serde(serialize_with = "seconds")]
    wall_s: f64,
    files: &'a [String],
    checksums: Checksums,
}

#[derive(Serialize)]
struct Branch<'a> {
    name: &'a str,
    title: Option<&'a str>,
    uncertain: Vec<&'a str>,
    settings: &'a Settings,
}
