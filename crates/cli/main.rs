//! The program `refuge`: a scenario folder in, CSV files out.
//!
//! Nothing is simulated, read or written here: each subcommand is a file that calls the libraries.

mod args;
mod calibrate;
mod check;
mod compare;
mod completions;
mod console;
mod ending;
mod import;
mod interrupt;
mod load;
mod memory;
mod new;
mod progress;
mod report;
mod run;
mod score;
mod sensitivity;
mod study;
mod timings;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::ending::Ending;

fn main() -> ExitCode {
    let ending = Args::try_parse()
        .map_err(Ending::from)
        .and_then(|args| obey(&args.command))
        .err()
        .unwrap_or(Ending::Done);
    ending.tell();
    ending.exit_code()
}

fn obey(command: &Command) -> Result<(), Ending> {
    match command {
        Command::Run(order) => run::run(order),
        Command::Check(order) => check::check(order),
        Command::Score(order) => score::score(order),
        Command::Report(order) => report::report(order),
        Command::Compare(order) => compare::compare(order),
        Command::Sensitivity(order) => sensitivity::sensitivity(order),
        Command::New(order) => new::new(order),
        Command::Import { form } => import::import(form),
        Command::Calibrate(order) => calibrate::calibrate(order),
        Command::Completions { shell } => completions::completions(*shell),
        Command::Man { command, form } => {
            let words: Vec<&str> = [command, form]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect();
            completions::man(&words.join("-"))
        }
    }
}
