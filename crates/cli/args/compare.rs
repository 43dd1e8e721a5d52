//! What `refuge compare` understands.

use super::common::at_least_one;
use super::{Input, Reports, Work};

/// The branches are named at once, since their order counts.
#[derive(Debug, clap::Args)]
#[command(mut_arg("branches", |arg| arg
    .long("branches")
    .value_name("A,B")
    .value_delimiter(',')
    .required(true)
    .help("Branches to compare, each with the first; `main` is the main course of the scenario")))]
#[command(mut_arg("out", |arg| arg.help("Folder for the results [default: out/<scenario>-compare]")))]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) work: Work,

    #[command(flatten)]
    pub(crate) reports: Reports,

    /// Number of runs of each branch, in pairs with the same random numbers.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one)]
    pub(crate) replicates: u32,

    /// Stop after this many days.
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) days: Option<u32>,
}
