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
use crate::console::{self, count};
use crate::ending::Ending;
use crate::load::{self, Loaded};
use crate::memory::{self, Remembered};
use crate::progress::Bar;
use crate::{interrupt, run};

/// Compares the branches named, after all of them are known to be sound.
pub(crate) fn compare(order: &Compare) -> Result<(), Ending> {
    let stop = interrupt::flag()?;
    let began = Instant::now();
    let job = prepare(order)?;
    let pool = run::threads(order.work.threads)?;
    let memory = Remembered::open(&job.target, &job.asked(), &order.work, &stop)?;
    let comparison = simulate(&job, &pool, &memory, &stop)?;
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
    let variants = load::branches(&order.input, &further)?;
    if !order.work.quiet && !variants.warnings.is_empty() {
        console::say(&variants.warnings);
    }
    let mut loaded = variants.loaded.into_iter();
    let Some(first) = loaded.next() else {
        return Err(Ending::failed("No branch was loaded."));
    };
    let name = &first.scenario().world.name;
    let usual = || PathBuf::from(format!("out/{name}-compare"));
    let target = order.work.out.clone().unwrap_or_else(usual);
    refuge_report::check_target(&target, name, order.work.force)?;
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
        let days = u32::from(self.scenario().world.calendar.days());
        let cut = self.order.days.filter(|&wanted| wanted == days);
        let changes = self.order.input.changes().into_iter();
        changes
            .chain(cut.map(|days| format!("days={days}")))
            .collect()
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
) -> Result<Comparison, Ending> {
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
    comparison.map_err(Ending::wrong)
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
        machine: run::machine(pool),
        wall_s: began.elapsed().as_secs_f64(),
    };
    let finished = about.write(&job.target, comparison, job.order.work.force)?;
    if !job.order.work.quiet {
        console::say(&about.summary(comparison));
        let replaced = if finished.replaced {
            " They took the place of the earlier results there."
        } else {
            ""
        };
        console::say(&format!(
            "\n{} in {}: start with compare.csv; columns.csv explains each column.{replaced}",
            count(finished.files.len(), "file"),
            job.target.display()
        ));
    }
    Ok(())
}

fn interrupted(job: &Job<'_>, comparison: &Comparison, memory: &Remembered<'_>) -> Ending {
    let (done, of) = (comparison.replicates, job.order.replicates);
    let target = job.target.display();
    let written = match done {
        0 => format!("nothing was written to {target}."),
        _ => format!("{target} has the results of these."),
    };
    Ending::Interrupted(format!(
        "Interrupted after {done} of {of} replicates of each branch; {written} {}",
        memory.advice()
    ))
}
