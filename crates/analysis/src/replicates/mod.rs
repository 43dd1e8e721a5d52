//! Runs a world as many times as there are replicates, in parallel, and puts the results together
//! as they come, in the order of the replicates.

mod fold;
mod one;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};

use refuge_core::observe::{Drawn, Results};
use refuge_core::{Day, World};

use crate::clock::Stopwatch;
use crate::in_order::fold_in_order;
use crate::study::{MakeWorld, Step, Surroundings};
use crate::uncertainty::{drawn, drawn_world};

use fold::Fold;

/// An ensemble: a world and how often it is run.
#[derive(Clone, Copy)]
pub struct Ensemble<'a> {
    /// The world.
    pub world: &'a World,
    /// Makes it at other settings, for those that are uncertain; without it these are as they stand.
    pub worlds: Option<&'a MakeWorld<'a>>,
    /// How often it is run, with different random numbers.
    pub replicates: u32,
    /// Whether the totals of each replicate are wanted, which takes memory for each.
    pub each: bool,
    /// Days after which the state of a replicate on its way is kept.
    pub checkpoint_every: Option<Day>,
}

/// What a run comes to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The results of the replicates that are complete, up to the first that is not.
    pub results: Results,
    /// How many these are.
    pub replicates_done: u32,
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
}

impl<'a> Ensemble<'a> {
    /// A world that is run so often, and nothing besides.
    pub fn new(world: &'a World, replicates: u32) -> Self {
        Self {
            world,
            worlds: None,
            replicates,
            each: false,
            checkpoint_every: None,
        }
    }

    /// Runs the replicates until they are done or stopped.
    ///
    /// Replicate k is the same whatever their number. A complete one is kept as piece k of the
    /// memory if there are several, and if states are.
    ///
    /// # Errors
    ///
    /// If there is no world at the settings that a replicate draws.
    pub fn run(&self, around: &Surroundings<'_>) -> Result<Outcome, String> {
        let running = Running {
            ensemble: self,
            around,
            days: AtomicU64::new(0),
            furthest: AtomicU16::new(0),
        };
        let mut fold = Fold::new(self);
        let mut watch = Stopwatch::new();
        fold_in_order(
            self.replicates,
            &|replicate| running.replicate(replicate),
            &mut |(kept, watched)| {
                watch.add(&watched);
                fold.push(kept);
            },
        )?;
        let mut outcome = fold.finish();
        outcome.results.drawn = self.drawn(around.seed, outcome.replicates_done);
        outcome.interrupted = outcome.replicates_done < self.replicates;
        outcome.days_done = running.furthest.into_inner();
        outcome.stages = watch.by_stage();
        Ok(outcome)
    }

    /// Whether settings differ between replicates.
    fn is_uncertain(&self) -> bool {
        self.worlds.is_some() && !self.world.uncertain.is_empty()
    }

    /// What the first replicates drew.
    fn drawn(&self, seed: u64, replicates: u32) -> Vec<Drawn> {
        if !self.is_uncertain() {
            return Vec::new();
        }
        let of = |replicate| {
            let values = drawn(&self.world.uncertain, seed, replicate).into_iter();
            values.map(move |(key, value)| Drawn {
                replicate,
                key,
                value,
            })
        };
        (0..replicates).flat_map(of).collect()
    }
}

/// An ensemble on its way.
struct Running<'a> {
    ensemble: &'a Ensemble<'a>,
    around: &'a Surroundings<'a>,
    /// Days done in all replicates.
    days: AtomicU64,
    furthest: AtomicU16,
}

impl Running<'_> {
    /// The world of a replicate, if it is not that of the scenario.
    fn world(&self, replicate: u32) -> Result<Option<World>, String> {
        match self.ensemble.worlds {
            Some(worlds) => drawn_world(self.ensemble.world, worlds, self.around.seed, replicate),
            None => Ok(None),
        }
    }

    /// Tells that a replicate has come from one day to another.
    fn tell(&self, replicate: u32, from: Day, to: Day, displaced: Option<u64>) {
        self.furthest.fetch_max(to, Ordering::Relaxed);
        let new = u64::from(to.saturating_sub(from));
        let (of, calendar) = (self.ensemble.replicates, self.ensemble.world.calendar);
        let who = match of {
            1 => format!("day {to} of {}", calendar.days()),
            _ => format!("replicate {} of {of}", replicate + 1),
        };
        let date = calendar.date(to.saturating_sub(1));
        let so_far = displaced.map(|persons| format!(", {} displaced so far", grouped(persons)));
        (self.around.tell)(Step {
            done: self.days.fetch_add(new, Ordering::Relaxed) + new,
            of: u64::from(of) * u64::from(calendar.days()),
            stage: format!("{who}, {date}{}", so_far.unwrap_or_default()),
        });
    }
}

/// A number with a comma before every three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
