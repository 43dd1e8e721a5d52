//! What `refuge sensitivity` understands.

use clap::ValueEnum;
use clap::builder::RangedU64ValueParser;
use refuge_analysis::MOST_SAMPLES;

use super::common::at_least_one;
use super::{Input, Work};

#[derive(Debug, clap::Args)]
#[command(mut_arg("branches", |arg| arg
    .help("Branch of the scenario to take instead of its main course.")))]
#[command(mut_arg("out", |arg| arg
    .help("Folder for the results [default: out/<scenario>-sensitivity, with a branch out/<scenario>-<branch>-sensitivity].")))]
pub(crate) struct Sensitivity {
    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) work: Work,

    /// Setting to vary and its range, as in `--parameter movement.camp_weight=1..5`; may be given several times.
    #[arg(long = "parameter", value_name = "NAME=LOW..HIGH", required = true)]
    pub(crate) parameters: Vec<String>,

    /// How to look.
    #[arg(long, value_enum, default_value_t = Method::Both)]
    pub(crate) method: Method,

    /// Trajectories of the screening; each takes a run for each parameter and one more.
    #[arg(long, value_name = "R", default_value_t = 20, value_parser = RangedU64ValueParser::<u32>::new().range(2..=100_000))]
    pub(crate) trajectories: u32,

    /// Samples for the indices of Sobol', best a power of two; each takes a run for each parameter and two more.
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = RangedU64ValueParser::<u32>::new().range(8..=u64::from(MOST_SAMPLES)))]
    pub(crate) samples: u32,

    /// What to look at on the last day: MEASURE, MEASURE@PLACE, or ard:MEASURE for a score; may be given several
    /// times [default: displaced, abroad, in_camps, internally_displaced, returned, and the score of each
    /// observed measure].
    #[arg(long = "output", value_name = "OUTPUT")]
    pub(crate) outputs: Vec<String>,

    /// Number of runs of each point, of which the mean counts; all points have the same random numbers
    /// [default: the scenario's].
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) replicates: Option<u32>,

    /// Stop each run after this many days.
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) days: Option<u32>,
}

/// How a study looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Method {
    /// Screening by elementary effects: few runs, and which settings matter at all.
    Morris,
    /// Shares of the variance: more runs, and how much each setting decides.
    Sobol,
    /// One and the other.
    Both,
}

impl Sensitivity {
    /// Trajectories of a screening, if one is asked for.
    pub(crate) fn trajectories(&self) -> Option<u32> {
        (self.method != Method::Sobol).then_some(self.trajectories)
    }

    /// Samples for the indices of Sobol', if they are asked for.
    pub(crate) fn samples(&self) -> Option<u32> {
        (self.method != Method::Morris).then_some(self.samples)
    }
}
