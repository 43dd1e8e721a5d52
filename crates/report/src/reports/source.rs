//! What reports are made of: the tables of a folder, and what its run.json says.

use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use crate::checksums::{Checksums, changed};
use crate::finished::Unread;
use crate::finished::run_file::RunFile;
use crate::finished::tables::{Kept, Tables};

/// A finished folder of results.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) tables: Tables,
    pub(crate) run: RunRecord,
    /// The tables that are not as the run wrote them.
    pub(crate) changed: Vec<String>,
}

/// What run.json says, of a run or of a comparison.
#[derive(Debug, Deserialize)]
pub(crate) struct RunRecord {
    pub(crate) refuge_version: String,
    /// The command, where it is not `refuge run`.
    pub(crate) command: Option<String>,
    pub(crate) scenario: String,
    pub(crate) title: String,
    /// What no run of the scenario can know.
    #[serde(default)]
    pub(crate) caveats: Vec<String>,
    /// The home country, by ISO 3166-1 alpha-3.
    pub(crate) home: String,
    pub(crate) scenario_hash: String,
    pub(crate) branch: Option<String>,
    #[serde(default)]
    pub(crate) branch_title: Option<String>,
    /// Whether that branch changes events or settings.
    #[serde(default)]
    pub(crate) what_if: bool,
    pub(crate) changes: Vec<String>,
    /// A number, or text where JSON would round it.
    pub(crate) seed: Value,
    pub(crate) replicates: u32,
    pub(crate) replicates_asked: u32,
    pub(crate) quantiles: Option<String>,
    #[serde(default)]
    pub(crate) uncertain: Vec<String>,
    pub(crate) start: Date,
    pub(crate) days: u32,
    pub(crate) calibrated_until: Option<Date>,
    #[serde(default)]
    pub(crate) interpolated: usize,
    pub(crate) persons: Option<u64>,
    pub(crate) households: Option<u64>,
    /// The settings of a run.
    #[serde(default)]
    pub(crate) settings: Value,
    /// The branches of a comparison.
    #[serde(default)]
    pub(crate) branches: Vec<BranchRecord>,
    pub(crate) machine: MachineRecord,
    pub(crate) wall_s: f64,
    #[serde(default)]
    pub(crate) checksums: Checksums,
}

/// A branch of a comparison.
#[derive(Debug, Deserialize)]
pub(crate) struct BranchRecord {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) title: Option<String>,
    #[serde(default)]
    pub(crate) uncertain: Vec<String>,
    pub(crate) settings: Value,
}

/// The machine of a run.
#[derive(Debug, Deserialize)]
pub(crate) struct MachineRecord {
    pub(crate) os: String,
    pub(crate) arch: String,
    pub(crate) threads: usize,
}

impl RunRecord {
    /// Whether the folder holds a comparison of branches rather than a run.
    pub(crate) fn is_comparison(&self) -> bool {
        self.command.as_deref() == Some("compare")
    }
}

impl Source {
    /// Reads run.json and every table, as far as it is to be kept.
    ///
    /// # Errors
    ///
    /// If the folder is not that of a finished run or comparison, or not as it was written.
    pub(crate) fn read(dir: &Path, kept: Kept) -> Result<Self, Unread> {
        let run = read_run(dir)?;
        Ok(Self {
            tables: Tables::read(dir, kept)?,
            changed: changed(dir, &run.checksums),
            run,
        })
    }
}

fn read_run(dir: &Path) -> Result<RunRecord, Unread> {
    let file = RunFile::read(dir)?;
    match file.command() {
        Some(command) if command != "compare" => Err(Unread::WithoutReport {
            path: dir.to_owned(),
            command,
        }),
        _ => file.content(),
    }
}
