//! Scenario folders, read and checked and resolved into a [`World`].
//!
//! [`load`] reads a folder and returns either a [`Scenario`] or [`Problems`]: all that is wrong
//! with the whole folder, each with the line it stands on, what was expected, and the nearest
//! known name. Warnings come with the scenario.
//!
//! The way of a file: `source` reads it within bounds, `table` or the TOML parser makes rows and
//! values that know where they stand (the scenario as written), and the modules of a format turn
//! them into the scenario as resolved. A format is a folder of this crate; [`load`] picks it by
//! what it finds.

mod countries;
mod dates;
mod flee;
mod folder;
mod layout;
mod limits;
mod native;
mod origins;
mod overlay;
mod presets;
mod problem;
mod range;
mod read;
mod row;
mod scan;
mod source;
mod spreadsheet;
mod starter;
mod table;
mod varied;

use std::path::{Path, PathBuf};

use refuge_core::{Calendar, World};

pub use native::write::export;
pub use presets::{Preset, presets};
pub use problem::Problems;
pub use range::{Interval, range};
pub use starter::write_starter;
pub use varied::Varied;

use folder::Folder;
use problem::Problem;

/// What is asked of a scenario beyond its files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The branch to take; none is the scenario as it stands.
    pub branch: Option<String>,
    /// A preset, one of [`presets`], laid over the files and the branch.
    pub preset: Option<String>,
    /// A TOML file of settings, laid over the files, the branch and the preset.
    pub overlay: Option<PathBuf>,
    /// Settings as typed, `KEY=VALUE`; they override all others.
    pub set: Vec<String>,
    /// Cuts the run to its first days.
    pub days: Option<u32>,
    /// The settings file of a Flee instance; none is the `simsetting.yml` in or above its folder.
    pub settings: Option<PathBuf>,
    /// Whether the days between two observations of the same get numbers on the line between them.
    pub interpolate: bool,
}

impl Options {
    /// The days that are run of all those that a scenario has.
    fn cut(&self, all: Calendar, problems: &mut Problems) -> Calendar {
        let Some(days) = self.days else {
            return all;
        };
        if days > u32::from(all.days()) {
            problems.add(
                Problem::warning(format!(
                    "The scenario has only {} days, and all of them are run.",
                    all.days()
                ))
                .in_file(format!("--days {days}"))
                .help("Leave out `--days`, or give the scenario a longer period."),
            );
        }
        all.shortened(days)
    }
}

/// A scenario that is ready to run.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What the engine reads.
    pub world: World,
    /// The seed that the scenario names.
    pub seed: u64,
    /// The number of replicates that the scenario asks for.
    pub replicates: u32,
    /// SHA-256 over the names and bytes of every file read, in hexadecimal.
    pub hash: String,
    /// The branch that was taken.
    pub branch: Option<String>,
    /// What that branch is, in words, where the scenario says so.
    pub branch_title: Option<String>,
    /// Whether that branch changes events or settings.
    pub what_if: bool,
    /// The names of the branches that there are.
    pub branches: Vec<String>,
    /// The name of the settings file, if it was read from an instance of Flee.
    pub settings_file: Option<String>,
    /// What is doubtful but does not forbid a run.
    pub warnings: Problems,
}

/// Loads the scenario of a folder, or of a `scenario.toml` in it; a folder with `input_csv` is
/// read as an instance of Flee.
///
/// # Errors
///
/// Every problem of the folder, if one of them forbids a run.
pub fn load(path: &Path, options: &Options) -> Result<Scenario, Problems> {
    let folder = Folder::open(path)?;
    if native::is_here(&folder) {
        if let Some(settings) = &options.settings {
            return Err(
                Problem::error("A settings file is for instances of Flee alone.")
                    .in_file(settings.display().to_string())
                    .help("Write the settings into scenario.toml, or give them with `--set`.")
                    .into(),
            );
        }
        return native::load(folder, options);
    }
    if flee::is_here(&folder) {
        return instance(folder, options);
    }
    Err(
        Problem::error("The folder has neither a scenario.toml nor an `input_csv` folder, so it is no scenario.")
            .in_file(path.display().to_string())
            .help("Name a folder with a scenario.toml or an instance of Flee, or write a first scenario with `refuge new`.")
            .into(),
    )
}

/// Loads the instance of Flee in a folder.
///
/// # Errors
///
/// If the folder holds none, or every problem of it, if one of them forbids a run.
pub fn load_flee(path: &Path, options: &Options) -> Result<Scenario, Problems> {
    let folder = Folder::open(path)?;
    if flee::is_here(&folder) {
        return instance(folder, options);
    }
    Err(
        Problem::error("The folder has no `input_csv` folder, so it is no instance of Flee.")
            .in_file(path.display().to_string())
            .help("Name the folder that holds `input_csv` and `source_data`.")
            .into(),
    )
}

fn instance(folder: Folder, options: &Options) -> Result<Scenario, Problems> {
    let scenario = flee::load(folder, options)?;
    Ok(Scenario {
        world: native::write::worded(scenario.world),
        ..scenario
    })
}
