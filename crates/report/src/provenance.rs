//! Where results come from: enough to repeat the run.

use jiff::civil::Date;
use refuge_core::World;
use refuge_core::settings::Settings;
use serde::{Serialize, Serializer};

use crate::checksums::Checksums;

/// The largest whole number that every reader of JSON keeps exact.
const EXACT: u64 = 1 << 53;

/// What a run was made of, and how long it took.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// The name of the scenario.
    pub scenario: String,
    /// A hash over the files of the scenario.
    pub scenario_hash: String,
    /// The branch of the scenario, if not its main line.
    pub branch: Option<String>,
    /// What that branch is, in words, where the scenario says so.
    pub branch_title: Option<String>,
    /// Whether that branch changes events or settings.
    pub what_if: bool,
    /// What the command line changed of it, such as `movement.camp_weight=2`.
    pub changes: Vec<String>,
    /// The seed of all random numbers.
    pub seed: u64,
    /// How many replicates were run.
    pub replicates: u32,
    /// How many were asked for: more, where the run was interrupted.
    pub replicates_asked: u32,
    /// How quantiles over replicates were found, in words.
    pub quantiles: &'static str,
    /// Persons who were displaced or hosted: the mean over replicates.
    pub persons: u64,
    /// Households they formed: the mean over replicates.
    pub households: u64,
    /// The machine.
    pub machine: Machine,
    /// The time from start to end, in seconds.
    pub wall_s: f64,
    /// The time in each stage, in seconds.
    pub stages: Vec<(String, f64)>,
}

/// The machine of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// The operating system.
    pub os: String,
    /// The architecture of its processor.
    pub arch: String,
    /// The number of threads used.
    pub threads: usize,
}

/// The content of run.json, in the order of the file.
#[derive(Serialize)]
pub(crate) struct RunJson<'a> {
    refuge_version: &'static str,
    scenario: &'a str,
    title: &'a str,
    caveats: &'a [String],
    home: &'a str,
    scenario_hash: &'a str,
    branch: Option<&'a str>,
    branch_title: Option<&'a str>,
    what_if: bool,
    changes: &'a [String],
    #[serde(serialize_with = "exactly")]
    seed: u64,
    replicates: u32,
    replicates_asked: u32,
    quantiles: Option<&'a str>,
    uncertain: Vec<&'a str>,
    start: Date,
    days: u16,
    calibrated_until: Option<Date>,
    interpolated: usize,
    persons: u64,
    households: u64,
    settings: &'a Settings,
    machine: &'a Machine,
    #[serde(serialize_with = "seconds")]
    wall_s: f64,
    #[serde(serialize_with = "by_stage")]
    stages: &'a [(String, f64)],
    files: Vec<&'a str>,
    checksums: Checksums,
}

impl<'a> RunJson<'a> {
    pub(crate) fn new(
        world: &'a World,
        run: &'a Provenance,
        files: Vec<&'a str>,
        checksums: Checksums,
    ) -> Self {
        Self {
            refuge_version: env!("CARGO_PKG_VERSION"),
            scenario: &run.scenario,
            title: &world.title,
            caveats: &world.caveats,
            home: world.home.code(),
            scenario_hash: &run.scenario_hash,
            branch: run.branch.as_deref(),
            branch_title: run.branch_title.as_deref(),
            what_if: run.what_if,
            changes: &run.changes,
            seed: run.seed,
            replicates: run.replicates,
            replicates_asked: run.replicates_asked,
            quantiles: (run.replicates > 1).then_some(run.quantiles),
            uncertain: world.uncertain.iter().map(|setting| setting.key).collect(),
            start: world.calendar.start(),
            days: world.calendar.days(),
            calibrated_until: world.calibrated_until.map(|day| world.calendar.date(day)),
            interpolated: world
                .observed
                .iter()
                .filter(|seen| seen.interpolated)
                .count(),
            persons: run.persons,
            households: run.households,
            settings: &world.settings,
            machine: &run.machine,
            wall_s: run.wall_s,
            stages: &run.stages,
            files,
            checksums,
        }
    }
}

/// A number, or decimal text where readers would round the number.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
pub(crate) fn exactly<S: Serializer>(value: &u64, to: S) -> Result<S::Ok, S::Error> {
    if *value <= EXACT {
        to.serialize_u64(*value)
    } else {
        to.collect_str(value)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
pub(crate) fn seconds<S: Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(to_microseconds(*value))
}

fn by_stage<S: Serializer>(stages: &[(String, f64)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(stages.iter().map(|(stage, s)| (stage, to_microseconds(*s))))
}

fn to_microseconds(seconds: f64) -> f64 {
    (seconds * 1e6).round() / 1e6
}
