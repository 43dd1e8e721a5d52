//! Runs a world as many times as there are replicates, in parallel, and puts the results together.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use refuge_core::observe::{Happened, Observers, Results, Sheet};
use refuge_core::{Day, Sampling, Simulation, World};

use crate::clock::Stopwatch;
use crate::{combine, score};

/// How far a run is, told after each simulated day from any thread.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The replicate, from 0.
    pub replicate: u32,
    /// How many replicates there are.
    pub replicates: u32,
    /// The day that has ended.
    pub day: Day,
    /// Persons displaced so far in this replicate.
    pub displaced: u64,
}

/// What a run comes to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The results; empty if the run was interrupted.
    pub results: Results,
    /// Persons who were agents: the mean over replicates, rounded.
    pub persons: u64,
    /// Households they formed: the mean over replicates, rounded.
    pub households: u64,
    /// Seconds by stage, summed over replicates.
    pub stages: Vec<(String, f64)>,
    /// Whether it was stopped before its end.
    pub interrupted: bool,
    /// Days completed in the replicate that came furthest.
    pub days_done: Day,
    /// Replicates completed.
    pub replicates_done: u32,
}

/// One replicate.
struct Run {
    sheets: Vec<Sheet>,
    happened: Vec<Happened>,
    watch: Stopwatch,
    persons: u64,
    households: u64,
    days_done: Day,
    complete: bool,
}

/// Runs the replicates of a world under a seed until they are done or `stop` is set.
///
/// As many run side by side as there are threads; replicate k is the same whatever their number.
pub fn run(
    world: &World,
    seed: u64,
    replicates: u32,
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Outcome {
    let all: Vec<u32> = (0..replicates).collect();
    let mut runs: Vec<Run> = Vec::with_capacity(all.len());
    for together in all.chunks(rayon::current_num_threads().max(1)) {
        let one = |&replicate: &u32| {
            let tell = |day, displaced| {
                progress(Progress {
                    replicate,
                    replicates,
                    day,
                    displaced,
                });
            };
            replicate_of(world, seed, replicate, stop, &tell)
        };
        if runs.last().is_some_and(|run| !run.complete) {
            break;
        }
        runs.par_extend(together.par_iter().map(one));
    }
    put_together(world, runs)
}

fn replicate_of(
    world: &World,
    seed: u64,
    replicate: u32,
    stop: &AtomicBool,
    tell: &dyn Fn(Day, u64),
) -> Run {
    let mut simulation = Simulation::new(world, seed, replicate, Sampling::Sleeping);
    let mut observers = Observers::new(world);
    let mut watch = Stopwatch::new();
    let mut days_done = 0;
    while !stop.load(Ordering::Relaxed) {
        let Some(today) = simulation.step(&mut watch) else {
            break;
        };
        observers.day(&today);
        days_done = today.day + 1;
        tell(today.day, today.counts.displaced.iter().sum());
    }
    watch.stop();
    Run {
        sheets: observers.finish(),
        happened: simulation.happened(),
        watch,
        persons: simulation.counts().persons,
        households: simulation.counts().households,
        days_done,
        complete: days_done == world.calendar.days(),
    }
}

fn put_together(world: &World, runs: Vec<Run>) -> Outcome {
    let mut watch = Stopwatch::new();
    for run in &runs {
        watch.add(&run.watch);
    }
    let outcome = Outcome {
        results: Results::default(),
        persons: mean(&runs, |run| run.persons),
        households: mean(&runs, |run| run.households),
        stages: watch.by_stage(),
        interrupted: runs.iter().any(|run| !run.complete),
        days_done: runs.iter().map(|run| run.days_done).max().unwrap_or(0),
        replicates_done: runs.iter().filter(|run| run.complete).count() as u32,
    };
    if outcome.interrupted {
        return outcome;
    }
    let timeline = runs
        .iter()
        .flat_map(|run| run.happened.iter().cloned())
        .collect();
    let sheets: Vec<Vec<Sheet>> = runs.into_iter().map(|run| run.sheets).collect();
    let validation: Vec<Sheet> = sheets
        .iter()
        .flatten()
        .filter(|sheet| sheet.schema.name == "validation")
        .cloned()
        .collect();
    let scores = score(world, &validation);
    Outcome {
        results: Results {
            estimates: combine(&sheets),
            timeline,
            scores,
        },
        ..outcome
    }
}

/// The mean of a count over replicates, rounded; 0 without any.
fn mean(runs: &[Run], count: impl Fn(&Run) -> u64) -> u64 {
    let sum: u64 = runs.iter().map(count).sum();
    (sum as f64 / runs.len().max(1) as f64).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use refuge_core::synthetic;

    fn totals(world: &World, replicates: u32) -> Vec<f64> {
        let outcome = run(world, 3, replicates, &AtomicBool::new(false), &|_| {});
        outcome
            .results
            .estimate("totals")
            .unwrap()
            .mean
            .values
            .clone()
    }

    #[test]
    fn a_run_has_every_sheet_and_conserves_people() {
        let world = synthetic::world(20_000, 60, 20);
        let outcome = run(&world, 1, 1, &AtomicBool::new(false), &|_| {});
        assert!(!outcome.interrupted);
        assert_eq!(outcome.results.estimates.len(), 6);
        assert_eq!(outcome.persons, outcome.households);
        let totals = outcome.results.estimate("totals").unwrap();
        let last = totals.mean.row(19);
        assert_eq!(
            last[2] + last[3] + last[4] + last[7],
            outcome.persons as f64
        );
    }

    #[test]
    fn persons_and_households_are_means_over_replicates() {
        let mut world = synthetic::world(20_000, 60, 20);
        world.settings.people.household_size = 4.0;
        let with = |replicates| run(&world, 1, replicates, &AtomicBool::new(false), &|_| {});
        let (first, all) = (with(1), with(5));
        let origins = all.results.estimate("origins").unwrap();
        assert_eq!(
            all.persons as f64,
            origins.mean.values.iter().sum::<f64>().round()
        );
        assert_ne!(first.households, all.households);
    }

    #[test]
    fn threads_do_not_matter() {
        let world = synthetic::world(30_000, 60, 15);
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| totals(&world, 2))
        };
        assert_eq!(on(1), on(3));
    }

    #[test]
    fn a_stopped_run_says_so_and_has_no_results() {
        let world = synthetic::world(1_000, 30, 10);
        let outcome = run(&world, 1, 2, &AtomicBool::new(true), &|_| {});
        assert!(outcome.interrupted && outcome.results.estimates.is_empty());
        assert_eq!(outcome.replicates_done, 0);
    }

    #[test]
    fn a_stop_leaves_the_replicates_out_that_have_not_begun() {
        let world = synthetic::world(1_000, 30, 10);
        let stop = AtomicBool::new(false);
        let days = std::sync::atomic::AtomicU32::new(0);
        let outcome = run(&world, 1, 100_000, &stop, &|_| {
            if days.fetch_add(1, Ordering::Relaxed) == 25 {
                stop.store(true, Ordering::Relaxed);
            }
        });
        assert!(outcome.interrupted);
        assert!(outcome.replicates_done < 1_000);
    }
}
