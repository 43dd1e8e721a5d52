//! What the commands that run scenarios have in common.

use std::path::{Path, PathBuf};

use rayon::{ThreadPool, ThreadPoolBuilder};
use refuge_analysis::Parameter;
use refuge_report::{Finished, Machine};

use crate::args::Work;
use crate::console::count;
use crate::ending::Ending;
use crate::load::Told;

/// The threads to work on.
pub(crate) fn threads(wanted: Option<u32>) -> Result<ThreadPool, Ending> {
    ThreadPoolBuilder::new()
        .num_threads(wanted.unwrap_or(0) as usize)
        .build()
        .map_err(|error| Ending::failed(format_args!("The threads could not be started: {error}.")))
}

/// The machine, and the threads used of it.
pub(crate) fn machine(pool: &ThreadPool) -> Machine {
    Machine {
        os: std::env::consts::OS.to_owned(),
        arch: std::env::consts::ARCH.to_owned(),
        threads: pool.current_num_threads(),
    }
}

/// The settings to vary, each once and not set to a number as well; all ranges that are wrong are
/// told at once.
pub(crate) fn parameters(typed: &[String], set: &[String]) -> Result<Vec<Parameter>, Ending> {
    let mut told = Told::default();
    let mut ranges = Vec::new();
    for text in typed {
        match refuge_scenario::range(text) {
            Ok(range) => ranges.push(range),
            Err(problems) => told.add(&problems),
        }
    }
    told.end()?;
    let mut all: Vec<Parameter> = Vec::new();
    for (range, text) in ranges.into_iter().zip(typed) {
        if all.iter().any(|known| known.key == range.key) {
            return Err(Ending::wrong(format_args!(
                "--parameter {text}: `{}` is given two ranges. Leave out one of the two.",
                range.key
            )));
        }
        let is_set = |set: &&String| set.split('=').next().map(str::trim) == Some(range.key);
        if let Some(set) = set.iter().find(is_set) {
            return Err(Ending::wrong(format_args!(
                "--parameter {text}: `{}` is set as well, by --set {set}. Leave out one of the two.",
                range.key
            )));
        }
        all.push(Parameter {
            key: range.key.to_owned(),
            low: range.low,
            high: range.high,
            whole: range.whole,
        });
    }
    Ok(all)
}

/// The folder of the results: as ordered, or in `out` by a name of these parts.
pub(crate) fn target(work: &Work, name: &[&str]) -> PathBuf {
    let usual = || Path::new("out").join(name.join("-"));
    work.out.clone().unwrap_or_else(usual)
}

/// What `--days` changed of a scenario of which so many days are run, as other changes are told.
pub(crate) fn cut(wanted: Option<u32>, days: u16) -> Option<String> {
    let cut = wanted.filter(|&wanted| wanted == u32::from(days));
    cut.map(|days| format!("days={days}"))
}

/// What was written, and where to start reading.
pub(crate) fn written(finished: &Finished, target: &Path, start: &str) -> String {
    let target = target.display();
    let replaced = if finished.replaced {
        format!("\nThe earlier results in {target} were replaced.")
    } else {
        String::new()
    };
    let has_page = finished.files.iter().any(|made| made.file == "report.html");
    let lead = if has_page {
        "open report.html in a browser.\nOf the tables, "
    } else {
        ""
    };
    format!(
        "\n{} in {target}: {lead}start with {start}; columns.csv explains each column.{replaced}",
        count(finished.files.len(), "file"),
    )
}

/// What an interrupted command has left in the folder of its results.
pub(crate) fn left(target: &Path, has_results: bool) -> String {
    let target = target.display();
    if has_results {
        format!("{target} has the results of these.")
    } else {
        format!("nothing was written to {target}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(parameters: &[&str]) -> Vec<String> {
        parameters.iter().map(ToString::to_string).collect()
    }

    fn refused(parameters: &[&str], set: &[&str]) -> String {
        match super::parameters(&typed(parameters), &typed(set)) {
            Err(Ending::WrongInput(reason)) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_setting_is_varied_once_or_set() {
        insta::assert_snapshot!(refused(&["movement.camp_weight=1..5", "movement.camp_weight=2..3"], &[]), @"--parameter movement.camp_weight=2..3: `movement.camp_weight` is given two ranges. Leave out one of the two.");
        insta::assert_snapshot!(refused(&["movement.camp_weight=1..5"], &["movement.camp_weight = 2"]), @"--parameter movement.camp_weight=1..5: `movement.camp_weight` is set as well, by --set movement.camp_weight = 2. Leave out one of the two.");
        let two = ["movement.camp_weight=1..5", "movement.awareness_level=1..3"];
        let all = super::parameters(&typed(&two), &[]).expect("two settings");
        let wholes: Vec<bool> = all.iter().map(|parameter| parameter.whole).collect();
        assert_eq!(wholes, [false, true]);
    }
}
