//! `refuge run`: load, check the target, simulate, write, tell.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use rayon::ThreadPool;
use refuge_analysis::{Ensemble, Forgetful, Memory, Outcome, Surroundings};
use refuge_core::{Day, World};
use refuge_report::Provenance;
use refuge_scenario::{Options, Scenario};

use crate::args::Run;
use crate::console::{self, count};
use crate::ending::Ending;
use crate::load::{self, Loaded};
use crate::memory::{self, Remembered};
use crate::progress::Bar;
use crate::{interrupt, study, timings};

/// Runs every variant asked for, after all of them are known to be sound.
pub(crate) fn run(order: &Run) -> Result<(), Ending> {
    let stop = interrupt::flag()?;
    let jobs = prepare(order)?;
    let pool = study::threads(order.work.threads)?;
    let performed = jobs.iter().map(|job| perform(job, order, &pool, &stop));
    let kept = performed.collect::<Result<Vec<Option<Remembered>>, Ending>>()?;
    // Only now, so that an interrupted series of variants does not begin with the first again.
    kept.into_iter().flatten().try_for_each(Remembered::done)
}

/// A variant of the scenario and where its results go.
struct Job {
    loaded: Loaded,
    target: PathBuf,
    seed: u64,
    replicates: u32,
}

impl Job {
    fn scenario(&self) -> &Scenario {
        self.loaded.scenario()
    }

    fn world(&self) -> &World {
        &self.scenario().world
    }
}

fn prepare(order: &Run) -> Result<Vec<Job>, Ending> {
    let further = Options {
        days: order.days,
        interpolate: order.interpolate,
        ..Options::default()
    };
    let loaded = load::variants_of(&order.input, &further)?.warned(order.work.quiet);
    let several = loaded.len() > 1;
    loaded
        .into_iter()
        .map(|loaded| {
            let scenario = loaded.scenario();
            let name = &scenario.world.name;
            let branch = scenario.branch.as_deref();
            let target = target(order.work.out.as_deref(), name, branch, several);
            order.work.target(&target).check(name)?;
            Ok(Job {
                seed: order.work.seed.unwrap_or(scenario.seed),
                replicates: order.replicates.unwrap_or(scenario.replicates),
                target,
                loaded,
            })
        })
        .collect()
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

/// Runs a variant and writes its results; gives back what was kept on the way.
fn perform<'a>(
    job: &Job,
    order: &Run,
    pool: &ThreadPool,
    stop: &'a AtomicBool,
) -> Result<Option<Remembered<'a>>, Ending> {
    let began = Instant::now();
    let memory = memory(job, order, stop)?;
    let outcome = match simulate(job, order, pool, stop, memory.as_ref())? {
        Ok(outcome) => outcome,
        Err(reason) => return Err(memory::refused(memory, reason)),
    };
    let interruption = outcome
        .interrupted
        .then(|| interrupted(job, &outcome, memory.as_ref()));
    if let Some(ending) = interruption.as_ref()
        && outcome.replicates_done == 0
    {
        return Err(Ending::Interrupted(ending.clone()));
    }

    let world = job.world();
    let wall_s = || job.loaded.seconds + began.elapsed().as_secs_f64();
    let mut run = provenance(job, order, pool, &outcome);
    run.wall_s = wall_s();
    let writing = Instant::now();
    let results = &outcome.results;
    let wanted = order.reports.wanted();
    let target = order.work.target(&job.target);
    let finished = refuge_report::write(&target, world, results, &run, &wanted)?;
    let written = writing.elapsed();

    if !order.work.quiet {
        console::say(&refuge_report::summary(world, results, &run));
        let start = "totals.csv and places.csv";
        console::say(&study::written(&finished, &job.target, start));
    }
    if order.timings {
        let tables = written.saturating_sub(finished.reporting);
        for (stage, time) in [("write", tables), ("report", finished.reporting)] {
            run.stages.push((stage.to_owned(), time.as_secs_f64()));
        }
        console::say(&timings::table(&run.stages, wall_s()));
    }
    interruption.map_or(Ok(memory), |ending| Err(Ending::Interrupted(ending)))
}

/// What is kept on the way, if it takes long: several replicates, or one whose state is kept.
fn memory<'a>(
    job: &Job,
    order: &Run,
    stop: &'a AtomicBool,
) -> Result<Option<Remembered<'a>>, Ending> {
    if job.replicates == 1 && order.checkpoint_every.is_none() && !order.work.resume {
        return Ok(None);
    }
    let (scenario, world) = (job.scenario(), job.world());
    // Not how many replicates: each is the same whatever their number.
    let asked = memory::order(
        "run",
        [
            ("scenario", scenario.world.name.clone().into()),
            ("scenario_hash", scenario.hash.clone().into()),
            ("branch", scenario.branch.clone().into()),
            ("days", world.calendar.days().into()),
            ("interpolate", order.interpolate.into()),
            ("seed", job.seed.into()),
            ("settings", memory::json(&world.settings)),
            ("uncertain", format!("{:?}", world.uncertain).into()),
        ],
    );
    Remembered::open(&job.target, &asked, &order.work, stop).map(Some)
}

fn simulate(
    job: &Job,
    order: &Run,
    pool: &ThreadPool,
    stop: &AtomicBool,
    memory: Option<&Remembered<'_>>,
) -> Result<Result<Outcome, String>, Ending> {
    let bar = Bar::new(order.work.quiet);
    let around = Surroundings {
        seed: job.seed,
        memory: memory.map_or(&Forgetful as &dyn Memory, |memory| memory),
        stop,
        tell: &|step| bar.tell(&step),
    };
    let ensemble = Ensemble {
        worlds: Some(&|values| job.loaded.world(values)),
        each: order.each_replicate,
        checkpoint_every: order
            .checkpoint_every
            .map(|days| Day::try_from(days).unwrap_or(Day::MAX)),
        ..Ensemble::new(job.world(), job.replicates)
    };
    let outcome = pool.install(|| ensemble.run(&around));
    drop(bar);
    if let Some(memory) = memory {
        memory.check()?;
    }
    Ok(outcome)
}

fn provenance(job: &Job, order: &Run, pool: &ThreadPool, outcome: &Outcome) -> Provenance {
    let (scenario, world) = (job.scenario(), job.world());
    let done = outcome.replicates_done;
    Provenance {
        scenario: world.name.clone(),
        scenario_hash: scenario.hash.clone(),
        branch: scenario.branch.clone(),
        branch_title: scenario.branch_title.clone(),
        what_if: scenario.what_if,
        changes: changes(order, world.calendar.days()),
        seed: job.seed,
        replicates: done,
        replicates_asked: job.replicates,
        quantiles: refuge_analysis::quantile_method(done),
        persons: outcome.persons,
        households: outcome.households,
        machine: study::machine(pool),
        wall_s: 0.0,
        stages: with_loading(job, &outcome.stages),
    }
}

fn with_loading(job: &Job, stages: &[(String, f64)]) -> Vec<(String, f64)> {
    let loading = ("load".to_owned(), job.loaded.seconds);
    std::iter::once(loading)
        .chain(stages.iter().cloned())
        .collect()
}

/// What an interrupted run leaves, and how to go on.
fn interrupted(job: &Job, outcome: &Outcome, memory: Option<&Remembered<'_>>) -> String {
    let (done, of) = (outcome.replicates_done, job.replicates);
    let days = count(job.world().calendar.days().into(), "day");
    let after = match of {
        1 => format!("{} of {days}", outcome.days_done),
        _ => format!("{done} of {of} replicates"),
    };
    let left = study::left(&job.target, done > 0);
    let advice = memory.map_or_else(String::new, |memory| format!(" {}", memory.advice()));
    format!("Interrupted after {after}; {left}{advice}")
}

/// What the command line changed of the scenario, as it was typed; `days` are those that were run.
fn changes(order: &Run, days: u16) -> Vec<String> {
    let days = study::cut(order.days, days);
    let interpolated = order.interpolate.then(|| "interpolate".to_owned());
    let changes = order.input.changes().into_iter();
    changes.chain(days).chain(interpolated).collect()
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
