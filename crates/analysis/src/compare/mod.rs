//! Branches of a scenario against each other: each replicate of one is paired with that of another
//! which has the same random numbers for every person, so that what differs is the branch and not chance.

mod measures;
mod pairs;

use std::sync::atomic::{AtomicU64, Ordering};

use refuge_core::observe::{Comparison, Contrast};
use refuge_core::{Sampling, Simulation, World};

use crate::in_order::fold_in_order;
use crate::study::{MakeWorld, Step, Surroundings};
use crate::uncertainty::drawn_world;

use pairs::{Numbers, Pairs};

/// A branch of a scenario.
#[derive(Clone, Copy)]
pub struct Branch<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its world.
    pub world: &'a World,
    /// Makes its world at other settings, for those that are uncertain.
    pub worlds: &'a MakeWorld<'a>,
}

/// Runs replicates of branches and compares each later branch with the first, as far as replicates are
/// complete in all of them.
///
/// Branches share the draws of uncertain settings, too. Replicate k of branch b is piece b * 2^32 + k of
/// the memory.
///
/// # Errors
///
/// If there are fewer than two branches, if they differ in days or places, or if there is no world at the
/// settings that a replicate draws.
pub fn compare(
    branches: &[Branch<'_>],
    replicates: u32,
    around: &Surroundings<'_>,
) -> Result<Comparison, String> {
    let [first, others @ ..] = branches else {
        return Err(TOO_FEW.to_owned());
    };
    if others.is_empty() {
        return Err(TOO_FEW.to_owned());
    }
    let shape = |world: &World| (world.calendar, world.places.len());
    if let Some(other) = others
        .iter()
        .find(|other| shape(other.world) != shape(first.world))
    {
        return Err(format!(
            "The branches `{}` and `{}` cannot be compared, since they differ in days or places.",
            first.name, other.name
        ));
    }
    let numbers = usize::from(first.world.calendar.days()) * measures::per_day(first.world);
    let mut pairs = Pairs::new(branches.len(), numbers);
    let running = Running {
        branches,
        replicates,
        around,
        days: AtomicU64::new(0),
    };
    fold_in_order(
        replicates,
        &|replicate| running.replicate(replicate),
        &mut |numbers| pairs.push(numbers),
    )?;
    Ok(comparison(branches, pairs))
}

const TOO_FEW: &str = "Two branches or more are needed for a comparison.";

fn comparison(branches: &[Branch<'_>], pairs: Pairs) -> Comparison {
    let replicates = pairs.replicates() as u32;
    let row = |((day, measure, place), (means, differences))| Contrast {
        day,
        measure,
        place,
        means,
        differences,
    };
    let keys = branches
        .iter()
        .take(1)
        .flat_map(|first| measures::keys(first.world));
    Comparison {
        branches: branches
            .iter()
            .map(|branch| branch.name.to_owned())
            .collect(),
        replicates,
        rows: keys.zip(pairs.finish()).map(row).collect(),
    }
}

/// A comparison on its way.
struct Running<'a> {
    branches: &'a [Branch<'a>],
    replicates: u32,
    around: &'a Surroundings<'a>,
    /// Days done in all runs.
    days: AtomicU64,
}

impl Running<'_> {
    /// A replicate of every branch; nothing if one was stopped.
    fn replicate(&self, replicate: u32) -> Result<Option<Numbers>, String> {
        let branches = (0u64..).zip(self.branches);
        branches
            .map(|(index, branch)| {
                self.recalled_or_run((index << 32) | u64::from(replicate), branch, replicate)
            })
            .collect()
    }

    fn recalled_or_run(
        &self,
        piece: u64,
        branch: &Branch<'_>,
        replicate: u32,
    ) -> Result<Option<Vec<u64>>, String> {
        let days = branch.world.calendar.days();
        if let Some(numbers) = self.recalled(piece, branch.world) {
            self.tell(u64::from(days), branch, replicate);
            return Ok(Some(numbers));
        }
        if self.around.is_stopped() {
            return Ok(None);
        }
        let own = drawn_world(branch.world, branch.worlds, self.around.seed, replicate);
        let own = own.map_err(|sentence| format!("Branch `{}`: {sentence}", branch.name))?;
        let world = own.as_ref().unwrap_or(branch.world);
        let Some(numbers) = self.lived(world, branch, replicate) else {
            return Ok(None);
        };
        if let Ok(bytes) = postcard::to_allocvec(&numbers) {
            self.around.memory.keep(piece, &bytes);
        }
        Ok(Some(numbers))
    }

    fn recalled(&self, piece: u64, world: &World) -> Option<Vec<u64>> {
        let bytes = self.around.memory.recall(piece)?;
        let numbers: Vec<u64> = postcard::from_bytes(&bytes).ok()?;
        let expected = usize::from(world.calendar.days()) * measures::per_day(world);
        (numbers.len() == expected).then_some(numbers)
    }

    /// Lives through a replicate of a branch; nothing if it was stopped.
    fn lived(&self, world: &World, branch: &Branch<'_>, replicate: u32) -> Option<Vec<u64>> {
        let mut simulation =
            Simulation::new(world, self.around.seed, replicate, Sampling::Sleeping);
        let mut numbers = Vec::new();
        while !self.around.is_stopped() {
            let Some(today) = simulation.step(&mut ()) else {
                return Some(numbers);
            };
            measures::note(&today, &mut numbers);
            self.tell(1, branch, replicate);
        }
        None
    }

    fn tell(&self, days: u64, branch: &Branch<'_>, replicate: u32) {
        let runs = u64::from(self.replicates) * self.branches.len() as u64;
        (self.around.tell)(Step {
            done: self.days.fetch_add(days, Ordering::Relaxed) + days,
            of: runs * u64::from(branch.world.calendar.days()),
            stage: format!(
                "replicate {} of {}, {}",
                replicate + 1,
                self.replicates,
                branch.name
            ),
        });
    }
}

#[cfg(test)]
mod tests;
