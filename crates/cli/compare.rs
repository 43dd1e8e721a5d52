//! `refuge compare`: load the branches, check the target, run them, write how they differ, tell.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use rayon::ThreadPool;
use refuge_analysis::{Branch, Surroundings};
use refuge_core::observe::Comparison;
use refuge_report::Branches;
use refuge_scenario::{Options, Scenario};

use crate::args::Compare;
use crate::console;
use crate::ending::Ending;
use crate::load::{self, Loaded};
use crate::memory::{self, Remembered};
use crate::progress::Bar;
use crate::{interrupt, study};

/// Compares the branches named, after all of them are known to be sound.
pub(crate) fn compare(order: &Compare) -> Result<(), Ending> {
    let stop = interrupt::flag()?;
    let began = Instant::now();
    let job = prepare(order)?;
    let pool = study::threads(order.work.threads)?;
    let memory = Remembered::open(&job.target, &job.asked(), &order.work, &stop)?;
    let comparison = match simulate(&job, &pool, &memory, &stop)? {
        Ok(comparison) => comparison,
        Err(reason) => return Err(memory::refused(Some(memory), reason)),
    };
    if comparison.replicates > 0 {
        write(&job, &comparison, &pool, began)?;
    }
    if comparison.replicates < order.replicates {
        return Err(interrupted(&job, &comparison, &memory));
    }
    memory.done()
}

/// The branches of a scenario and where the results go.
struct Job<'o> {
    order: &'o Compare,
    first: Loaded,
    others: Vec<Loaded>,
    target: PathBuf,
}

fn prepare(order: &Compare) -> Result<Job<'_>, Ending> {
    let names = &order.input.branches;
    if names.len() < 2 {
        return Err(Ending::wrong(
            "A comparison needs two branches or more, as in `--branches main,other`; `main` is the main course of the scenario.",
        ));
    }
    refuge_report::check_branches(names)?;
    let further = Options {
        days: order.days,
        ..Options::default()
    };
    let loaded = load::branches(&order.input, &further)?.warned(order.work.quiet);
    let mut loaded = loaded.into_iter();
    let Some(first) = loaded.next() else {
        return Err(Ending::failed("No branch was loaded."));
    };
    let name = &first.scenario().world.name;
    let target = study::target(&order.work, &[name, "compare"]);
    order.work.target(&target).check(name)?;
    Ok(Job {
        order,
        target,
        others: loaded.collect(),
        first,
    })
}

impl Job<'_> {
    fn scenario(&self) -> &Scenario {
        self.first.scenario()
    }

    fn seed(&self) -> u64 {
        self.order.work.seed.unwrap_or(self.scenario().seed)
    }

    fn loaded(&self) -> impl Iterator<Item = &Loaded> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// What the command line changed of the scenario, as it was typed.
    fn changes(&self) -> Vec<String> {
        let cut = study::cut(self.order.days, self.scenario().world.calendar.days());
        self.order.input.changes().into_iter().chain(cut).collect()
    }

    /// All that the results of a replicate follow from.
    fn asked(&self) -> String {
        let worlds = || self.loaded().map(|loaded| &loaded.scenario().world);
        let settings = worlds().map(|world| memory::json(&world.settings));
        let uncertain = worlds().map(|world| format!("{:?}", world.uncertain));
        let scenario = self.scenario();
        memory::order(
            "compare",
            [
                ("scenario", scenario.world.name.clone().into()),
                ("scenario_hash", scenario.hash.clone().into()),
                ("branches", self.order.input.branches.clone().into()),
                ("changes", self.changes().into()),
                ("days", scenario.world.calendar.days().into()),
                ("seed", self.seed().into()),
                ("settings", settings.collect()),
                ("uncertain", uncertain.collect()),
            ],
        )
    }
}

fn simulate(
    job: &Job<'_>,
    pool: &ThreadPool,
    memory: &Remembered<'_>,
    stop: &AtomicBool,
) -> Result<Result<Comparison, String>, Ending> {
    let worlds: Vec<_> = job
        .loaded()
        .map(|loaded| |values: &refuge_analysis::Values| loaded.world(values))
        .collect();
    let named = job.order.input.branches.iter().zip(job.loaded());
    let branches: Vec<Branch<'_>> = named
        .zip(&worlds)
        .map(|((name, loaded), worlds)| Branch {
            name,
            world: &loaded.scenario().world,
            worlds,
        })
        .collect();
    let bar = Bar::new(job.order.work.quiet);
    let around = Surroundings {
        seed: job.seed(),
        memory,
        stop,
        tell: &|step| bar.tell(&step),
    };
    let replicates = job.order.replicates;
    let comparison = pool.install(|| refuge_analysis::compare(&branches, replicates, &around));
    drop(bar);
    memory.check()?;
    Ok(comparison)
}

fn write(
    job: &Job<'_>,
    comparison: &Comparison,
    pool: &ThreadPool,
    began: Instant,
) -> Result<(), Ending> {
    let scenario = job.scenario();
    let about = Branches {
        scenario: scenario.world.name.clone(),
        scenario_hash: scenario.hash.clone(),
        changes: job.changes(),
        seed: job.seed(),
        replicates_asked: job.order.replicates,
        quantiles: refuge_analysis::quantile_method(comparison.replicates),
        worlds: job
            .loaded()
            .map(|loaded| &loaded.scenario().world)
            .collect(),
        titles: job
            .loaded()
            .map(|loaded| loaded.scenario().branch_title.as_deref())
            .collect(),
        machine: study::machine(pool),
        wall_s: began.elapsed().as_secs_f64(),
    };
    let finished = about.write(
        &job.order.work.target(&job.target),
        comparison,
        &job.order.reports.wanted(),
    )?;
    if !job.order.work.quiet {
        console::say(&about.summary(comparison));
        console::say(&study::written(&finished, &job.target, "compare.csv"));
    }
    Ok(())
}

fn interrupted(job: &Job<'_>, comparison: &Comparison, memory: &Remembered<'_>) -> Ending {
    let (done, of) = (comparison.replicates, job.order.replicates);
    let left = study::left(&job.target, done > 0);
    Ending::Interrupted(format!(
        "Interrupted after {done} of {of} replicates of each branch; {left} {}",
        memory.advice()
    ))
}
