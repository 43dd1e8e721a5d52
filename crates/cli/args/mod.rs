//! What the command line understands.

mod calibrate;
mod common;
mod compare;
mod reports;
mod score;
mod sensitivity;
mod tables;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

pub(crate) use calibrate::Calibrate;
use common::at_least_one;
pub(crate) use common::{Input, Work};
pub(crate) use compare::Compare;
pub(crate) use reports::{Report, Reports};
pub(crate) use score::Score;
pub(crate) use sensitivity::Sensitivity;
pub(crate) use tables::Tables;

/// Simulate how people flee: a scenario folder in, CSV files out.
#[derive(Debug, Parser)]
#[command(name = "refuge", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 2 wrong input, 1 any other failure, 130 interrupted.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a scenario and write its results as CSV files.
    Run(Run),
    /// Tell every problem of a scenario; nothing is run or written.
    Check(Check),
    /// Print the scores of a finished run against what was observed, as CSV.
    Score(Score),
    /// Make the page, workbook and map layers of a finished run or comparison again, from its tables.
    Report(Report),
    /// Run branches of a scenario with the same random numbers and write how they differ.
    Compare(Compare),
    /// Fit settings to what was observed, of one scenario or of several at once.
    Calibrate(Calibrate),
    /// Tell which settings the results depend on: Morris screening and the indices of Sobol'.
    Sensitivity(Sensitivity),
    /// Write a small commented scenario that runs as it is.
    New(New),
    /// Write a scenario of another form in refuge's own, to be kept and changed.
    Import {
        /// The form that it has now.
        #[command(subcommand)]
        form: Form,
    },
    /// Print the completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the man page of the program or of one of its commands.
    Man {
        /// The command; without it, the program as a whole.
        #[arg(value_parser = ["run", "check", "score", "report", "compare", "calibrate", "sensitivity", "new", "import", "import-flee", "completions", "man"])]
        command: Option<String>,
        /// The form that `import` is to tell of.
        #[arg(value_parser = ["flee"])]
        form: Option<String>,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) work: Work,

    #[command(flatten)]
    pub(crate) reports: Reports,

    /// Number of runs with different random numbers [default: the scenario's].
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) replicates: Option<u32>,

    /// Write the totals of each run too, into replicates.csv.
    #[arg(long)]
    pub(crate) each_replicate: bool,

    /// Stop after this many days.
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) days: Option<u32>,

    /// Keep the state of a run every so many days, to go on from there with `--resume`.
    #[arg(long, value_name = "DAYS", value_parser = at_least_one)]
    pub(crate) checkpoint_every: Option<u32>,

    /// Score the days between two observations too, as if what lies on the line between them had been
    /// observed.
    #[arg(long)]
    pub(crate) interpolate: bool,

    /// Show how long each stage took.
    #[arg(long)]
    pub(crate) timings: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,

    /// Check for a run that stops after this many days.
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) days: Option<u32>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// Folder to write it to; it is made if need be, and must be empty.
    pub(crate) dir: PathBuf,
}

/// Forms of scenario besides refuge's own.
#[derive(Debug, Subcommand)]
pub(crate) enum Form {
    /// An instance of Flee: a folder with `input_csv` and `source_data`.
    Flee(Flee),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Flee {
    /// Folder of the instance.
    pub(crate) instance: PathBuf,

    /// Folder to write the scenario to; it must not exist yet.
    pub(crate) dir: PathBuf,

    /// Settings file of the instance [default: the simsetting.yml in or above its folder].
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }
}
