//! `refuge run`: load, check the target, simulate, write, tell.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use rayon::{ThreadPool, ThreadPoolBuilder};
use refuge_analysis::{Outcome, Progress, Step};
use refuge_report::{Finished, Machine, Provenance};
use refuge_scenario::Scenario;

use crate::args::Run;
use crate::console::{self, count};
use crate::ending::Ending;
use crate::load::{self, Loaded};
use crate::progress::Bar;
use crate::{interrupt, timings};

/// Runs every variant asked for, after all of them are known to be sound.
pub(crate) fn run(order: &Run) -> Result<(), Ending> {
    let stop = interrupt::flag()?;
    let jobs = prepare(order)?;
    let pool = threads(order.work.threads)?;
    jobs.iter()
        .try_for_each(|job| perform(job, order, &pool, &stop))
}

/// A variant of the scenario and where its results go.
struct Job {
    scenario: Scenario,
    loading_s: f64,
    target: PathBuf,
}

fn prepare(order: &Run) -> Result<Vec<Job>, Ending> {
    let variants = load::variants(&order.input, order.days)?;
    if !order.work.quiet && !variants.warnings.is_empty() {
        console::say(&variants.warnings);
    }
    let several = variants.loaded.len() > 1;
    variants
        .loaded
        .into_iter()
        .map(|Loaded { scenario, seconds }| {
            let name = &scenario.world.name;
            let branch = scenario.branch.as_deref();
            let target = target(order.work.out.as_deref(), name, branch, several);
            refuge_report::check_target(&target, name, order.work.force)?;
            Ok(Job {
                scenario,
                loading_s: seconds,
                target,
            })
        })
        .collect()
}

/// The threads to work on.
pub(crate) fn threads(wanted: Option<u32>) -> Result<ThreadPool, Ending> {
    ThreadPoolBuilder::new()
        .num_threads(wanted.unwrap_or(0) as usize)
        .build()
        .map_err(|error| Ending::failed(format_args!("The threads could not be started: {error}.")))
}

/// The folder of the results: as ordered, and a folder a branch inside when there are several.
fn target(out: Option<&Path>, scenario: &str, branch: Option<&str>, several: bool) -> PathBuf {
    match (out, branch) {
        (Some(out), Some(branch)) if several => out.join(branch),
        (Some(out), _) => out.to_owned(),
        (None, None) => Path::new("out").join(scenario),
        (None, Some(branch)) => Path::new("out").join(format!("{scenario}-{branch}")),
    }
}

fn perform(job: &Job, order: &Run, pool: &ThreadPool, stop: &AtomicBool) -> Result<(), Ending> {
    let began = Instant::now();
    let world = &job.scenario.world;
    let seed = order.work.seed.unwrap_or(job.scenario.seed);
    let replicates = order.replicates.unwrap_or(job.scenario.replicates);

    let bar = Bar::new(order.work.quiet);
    let done = AtomicU64::new(0);
    let tell = |progress: Progress| {
        bar.tell(&Step {
            done: done.fetch_add(1, Ordering::Relaxed) + 1,
            of: u64::from(replicates) * u64::from(world.calendar.days()),
            stage: format!("replicate {} of {replicates}", progress.replicate + 1),
        });
    };
    let outcome = pool.install(|| refuge_analysis::run(world, seed, replicates, stop, &tell));
    drop(bar);
    if outcome.interrupted || stop.load(Ordering::Relaxed) {
        return Err(interrupted(job, replicates, &outcome));
    }

    let wall_s = || job.loading_s + began.elapsed().as_secs_f64();
    let mut run = Provenance {
        scenario: world.name.clone(),
        scenario_hash: job.scenario.hash.clone(),
        branch: job.scenario.branch.clone(),
        changes: changes(order, world.calendar.days()),
        seed,
        replicates,
        persons: outcome.persons,
        households: outcome.households,
        machine: machine(pool),
        wall_s: wall_s(),
        stages: with_loading(job, outcome.stages),
    };
    let writing = Instant::now();
    let results = &outcome.results;
    let finished = refuge_report::write(&job.target, world, results, &run, order.work.force)?;

    if !order.work.quiet {
        console::say(&refuge_report::summary(world, results, &run));
        console::say(&files(&finished, &job.target));
    }
    if order.timings {
        run.stages
            .push(("write".to_owned(), writing.elapsed().as_secs_f64()));
        console::say(&timings::table(&run.stages, wall_s()));
    }
    Ok(())
}

/// The machine, and the threads used of it.
pub(crate) fn machine(pool: &ThreadPool) -> Machine {
    Machine {
        os: std::env::consts::OS.to_owned(),
        arch: std::env::consts::ARCH.to_owned(),
        threads: pool.current_num_threads(),
    }
}

fn with_loading(job: &Job, stages: Vec<(String, f64)>) -> Vec<(String, f64)> {
    std::iter::once(("load".to_owned(), job.loading_s))
        .chain(stages)
        .collect()
}

fn interrupted(job: &Job, replicates: u32, outcome: &Outcome) -> Ending {
    let days = count(job.scenario.world.calendar.days().into(), "day");
    let done = if replicates > 1 {
        format!("{} of {replicates} replicates", outcome.replicates_done)
    } else {
        format!("{} of {days}", outcome.days_done)
    };
    Ending::Interrupted(format!(
        "Interrupted after {done}; nothing was written to {}.",
        job.target.display()
    ))
}

fn files(finished: &Finished, target: &Path) -> String {
    let target = target.display();
    let replaced = if finished.replaced {
        format!("\nThe earlier results in {target} were replaced.")
    } else {
        String::new()
    };
    format!(
        "\n{} in {target}: start with totals.csv and places.csv; columns.csv explains each column.{replaced}",
        count(finished.files.len(), "file"),
    )
}

/// What the command line changed of the scenario, as it was typed; `days` are those that were run.
fn changes(order: &Run, days: u16) -> Vec<String> {
    let cut = order.days.filter(|&wanted| wanted == u32::from(days));
    let changes = order.input.changes().into_iter();
    changes
        .chain(cut.map(|days| format!("days={days}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_has_a_folder_of_its_own() {
        let folder = |out: Option<&str>, branch, several| {
            target(out.map(Path::new), "winter", branch, several)
                .display()
                .to_string()
        };
        assert_eq!(folder(None, None, false), "out/winter");
        assert_eq!(folder(None, Some("truce"), false), "out/winter-truce");
        assert_eq!(folder(None, Some("truce"), true), "out/winter-truce");
        assert_eq!(folder(Some("x"), None, false), "x");
        assert_eq!(folder(Some("x"), Some("truce"), false), "x");
        assert_eq!(folder(Some("x"), Some("truce"), true), "x/truce");
    }
}
