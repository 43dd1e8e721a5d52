//! What the command line understands.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

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
        #[arg(value_parser = ["run", "check", "new", "import", "import-flee", "completions", "man"])]
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

    /// Folder for the results; with several branches, for a folder of each [default:
    /// out/<scenario>, with a branch out/<scenario>-<branch>].
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Seed of all random numbers [default: the scenario's].
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,

    /// Number of runs with different random numbers [default: the scenario's].
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) replicates: Option<u32>,

    /// Number of threads, which never changes a result [default: one for each core].
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<u32>,

    /// Stop after this many days.
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) days: Option<u32>,

    /// Show how long each stage took.
    #[arg(long)]
    pub(crate) timings: bool,

    /// Replace the results of another scenario; a folder that refuge did not write is never replaced.
    #[arg(long)]
    pub(crate) force: bool,

    /// Show errors only: no warnings, no progress, no summary.
    #[arg(long, short)]
    pub(crate) quiet: bool,
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

/// Which scenario, in which variant.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// Folder of the scenario, or its scenario.toml; an instance of Flee is taken as well.
    pub(crate) scenario: PathBuf,

    /// Branch of the scenario to take instead of its main course; may be given several times.
    #[arg(long = "branch", value_name = "NAME")]
    pub(crate) branches: Vec<String>,

    /// Change a setting, as in `--set movement.camp_weight=2`; may be given several times.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,

    /// Settings file of an instance of Flee [default: the simsetting.yml in or above its folder].
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
}

/// More threads than any machine has cores for would only bring it to a halt.
const MOST_THREADS: u32 = 1024;

fn at_least_one(text: &str) -> Result<u32, String> {
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
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn counts_start_at_one() {
        assert_eq!(at_least_one("12"), Ok(12));
        assert!(threads("1024").is_ok() && threads("1025").is_err());
        for wrong in ["0", "-1", "1.5", "1,000", "two", "4294967296"] {
            assert!(at_least_one(wrong).is_err(), "{wrong} was taken");
        }
    }
}
