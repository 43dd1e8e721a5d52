//! What several commands share: which scenario, and how to work on it.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use refuge_report::Target;

use super::Tables;

/// Which scenario, in which variant.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// Folder of the scenario, or its scenario.toml; an instance of Flee is taken as well.
    pub(crate) scenario: PathBuf,

    /// Branch of the scenario to take instead of its main course; may be given several times.
    #[arg(long = "branch", value_name = "NAME")]
    pub(crate) branches: Vec<String>,

    /// Settings that come with the program, laid over those of the scenario.
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(preset_names()))]
    pub(crate) preset: Option<String>,

    /// TOML file of settings, laid over those of the scenario, its branch and the preset.
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Option<PathBuf>,

    /// Change a setting, as in `--set movement.camp_weight=2`; may be given several times.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,

    /// Settings file of an instance of Flee [default: the simsetting.yml in or above its folder].
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
}

impl Input {
    /// What is changed of the scenario, as it was typed.
    pub(crate) fn changes(&self) -> Vec<String> {
        let preset = self.preset.iter().map(|name| format!("preset={name}"));
        let overlay = self.overlay.iter();
        let overlay = overlay.map(|file| format!("overlay={}", file.display()));
        preset.chain(overlay).chain(self.set.clone()).collect()
    }
}

pub(super) fn preset_names() -> Vec<PossibleValue> {
    let presets = refuge_scenario::presets().iter();
    presets
        .map(|preset| PossibleValue::new(preset.name).help(preset.title))
        .collect()
}

/// How to work, and where the results go.
#[derive(Debug, clap::Args)]
pub(crate) struct Work {
    /// Folder for the results; with several branches, for a folder of each [default:
    /// out/<scenario>, with a branch out/<scenario>-<branch>].
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Seed of all random numbers [default: the scenario's].
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,

    /// Number of threads, which never changes a result [default: one for each core].
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<u32>,

    /// Replace the results of another scenario; a folder that refuge did not write is never replaced.
    #[arg(long)]
    pub(crate) force: bool,

    /// Go on with the same work where it was interrupted; results are those of an undisturbed run.
    #[arg(long)]
    pub(crate) resume: bool,

    /// Show errors only: no warnings, no progress, no summary.
    #[arg(long, short)]
    pub(crate) quiet: bool,

    #[command(flatten)]
    pub(crate) tables: Tables,
}

impl Work {
    /// A folder for results, to be written as ordered.
    pub(crate) fn target<'a>(&self, dir: &'a Path) -> Target<'a> {
        Target {
            dir,
            force: self.force,
            dialect: self.tables.dialect(),
        }
    }
}

/// More threads than any machine has cores for would only bring it to a halt.
const MOST_THREADS: u32 = 1024;

pub(super) fn at_least_one(text: &str) -> Result<u32, String> {
    up_to(u32::MAX, text)
}

fn threads(text: &str) -> Result<u32, String> {
    up_to(MOST_THREADS, text)
}

fn up_to(most: u32, text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(format!(
            "expected a whole number from 1 to {most}, without separators"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_start_at_one() {
        assert_eq!(at_least_one("12"), Ok(12));
        assert!(threads("1024").is_ok() && threads("1025").is_err());
        for wrong in ["0", "-1", "1.5", "1,000", "two", "4294967296"] {
            assert!(at_least_one(wrong).is_err(), "{wrong} was taken");
        }
    }
}
