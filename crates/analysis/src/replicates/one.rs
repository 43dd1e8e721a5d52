//! One replicate: recalled if it was complete before, and run otherwise.

use refuge_core::observe::{Happened, Observers, Sheet};
use refuge_core::{Day, Sampling, Simulation, State, World};
use serde::{Deserialize, Serialize};

use super::Running;
use crate::clock::Stopwatch;

/// What is kept of a replicate.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) sheets: Vec<Sheet>,
    pub(super) happened: Vec<Happened>,
    pub(super) persons: u64,
    pub(super) households: u64,
}

impl Running<'_> {
    /// A replicate and the time it took; nothing if it was stopped.
    ///
    /// # Errors
    ///
    /// If there is no world at the settings that it draws.
    pub(super) fn replicate(&self, replicate: u32) -> Result<Option<(Kept, Stopwatch)>, String> {
        let piece = u64::from(replicate);
        if let Some(kept) = self.recalled(piece) {
            self.tell(replicate, 0, self.ensemble.world.calendar.days(), None);
            return Ok(Some((kept, Stopwatch::new())));
        }
        if self.around.is_stopped() {
            return Ok(None);
        }
        let own = self.world(replicate)?;
        let world = own.as_ref().unwrap_or(self.ensemble.world);
        let Some((kept, watch)) = self.lived(world, replicate) else {
            return Ok(None);
        };
        if self.is_kept() {
            if let Ok(bytes) = postcard::to_allocvec(&kept) {
                self.around.memory.keep(piece, &bytes);
            }
            self.around.memory.forget_state(piece);
        }
        Ok(Some((kept, watch)))
    }

    /// One run is over before it could be recalled, unless it is so long that its state is kept.
    fn is_kept(&self) -> bool {
        self.ensemble.replicates > 1 || self.ensemble.checkpoint_every.is_some()
    }

    fn recalled(&self, piece: u64) -> Option<Kept> {
        let bytes = self.around.memory.recall(piece)?;
        postcard::from_bytes(&bytes).ok()
    }

    /// Lives through a replicate, from where it was interrupted if that is known; nothing if it is
    /// stopped.
    fn lived(&self, world: &World, replicate: u32) -> Option<(Kept, Stopwatch)> {
        let (mut simulation, mut observers) = self
            .taken_up(world, replicate)
            .unwrap_or_else(|| self.begun(world, replicate));
        let mut watch = Stopwatch::new();
        if simulation.next_day() > 0 {
            self.tell(replicate, 0, simulation.next_day(), None);
        }
        while !self.around.is_stopped() {
            let Some(today) = simulation.step(&mut watch) else {
                break;
            };
            observers.day(&today);
            let (day, displaced) = (today.day, today.counts.displaced.iter().sum());
            self.tell(replicate, day, day + 1, Some(displaced));
            if self.is_checkpoint(day + 1) {
                self.keep_state(replicate, &simulation, &observers);
            }
        }
        watch.stop();
        if simulation.next_day() < world.calendar.days() {
            if self.ensemble.checkpoint_every.is_some() {
                self.keep_state(replicate, &simulation, &observers);
            }
            return None;
        }
        let kept = Kept {
            sheets: observers.finish(),
            happened: simulation.happened(),
            persons: simulation.counts().persons,
            households: simulation.counts().households,
        };
        Some((kept, watch))
    }

    fn begun<'w>(&self, world: &'w World, replicate: u32) -> (Simulation<'w>, Observers) {
        let simulation = Simulation::new(world, self.around.seed, replicate, Sampling::Sleeping);
        (simulation, Observers::new(world))
    }

    fn taken_up<'w>(
        &self,
        world: &'w World,
        replicate: u32,
    ) -> Option<(Simulation<'w>, Observers)> {
        let bytes = self.around.memory.recall_state(u64::from(replicate))?;
        let (state, observers): (State<'_>, Observers) = postcard::from_bytes(&bytes).ok()?;
        let seed = self.around.seed;
        let simulation =
            Simulation::restore(world, seed, replicate, Sampling::Sleeping, state).ok()?;
        let observers = observers.take_up(world, simulation.next_day()).ok()?;
        Some((simulation, observers))
    }

    /// Whether the state after so many days is to be kept; that of the last day is the result.
    fn is_checkpoint(&self, days: Day) -> bool {
        let every = self.ensemble.checkpoint_every;
        let is_due = every.is_some_and(|every| days.is_multiple_of(every.max(1)));
        is_due && days < self.ensemble.world.calendar.days()
    }

    fn keep_state(&self, replicate: u32, simulation: &Simulation<'_>, observers: &Observers) {
        // What cannot be serialized could not be taken up either: then the replicate begins anew.
        if let Ok(bytes) = postcard::to_allocvec(&(simulation.save(), observers)) {
            self.around.memory.keep_state(u64::from(replicate), &bytes);
        }
    }
}
