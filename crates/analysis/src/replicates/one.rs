//! One replicate: recalled if it was complete before, and run otherwise.

use refuge_core::observe::{Happened, Observer, Sheet, observers};
use refuge_core::{Sampling, Simulation, World};
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
    /// A replicate and the time it took; nothing if it was stopped or has no world.
    pub(super) fn replicate(&self, replicate: u32) -> Option<(Kept, Stopwatch)> {
        let piece = u64::from(replicate);
        if let Some(kept) = self.recalled(piece) {
            self.tell(replicate, 0, self.ensemble.world.calendar.days(), None);
            return Some((kept, Stopwatch::new()));
        }
        if self.around.is_stopped() {
            return None;
        }
        let own = self.world(replicate);
        let own = own.map_err(|sentence| self.fail(sentence)).ok()?;
        let (kept, watch) = self.lived(own.as_ref().unwrap_or(self.ensemble.world), replicate)?;
        if self.is_kept() {
            if let Ok(bytes) = postcard::to_allocvec(&kept) {
                self.around.memory.keep(piece, &bytes);
            }
            self.around.memory.forget_state(piece);
        }
        Some((kept, watch))
    }

    /// One run is over before it could be recalled, unless it is so long that its state is kept.
    fn is_kept(&self) -> bool {
        self.ensemble.replicates > 1 || self.ensemble.checkpoint_every.is_some()
    }

    fn recalled(&self, piece: u64) -> Option<Kept> {
        let bytes = self.around.memory.recall(piece)?;
        postcard::from_bytes(&bytes).ok()
    }

    /// Lives through a replicate; nothing if it was stopped.
    fn lived(&self, world: &World, replicate: u32) -> Option<(Kept, Stopwatch)> {
        let mut simulation =
            Simulation::new(world, self.around.seed, replicate, Sampling::Sleeping);
        let mut observers = observers(world);
        let mut watch = Stopwatch::new();
        let mut days = 0;
        while !self.around.is_stopped() {
            let Some(today) = simulation.step(&mut watch) else {
                break;
            };
            for observer in &mut observers {
                observer.day(&today);
            }
            days = today.day + 1;
            let displaced = today.counts.displaced.iter().sum();
            self.tell(replicate, today.day, days, Some(displaced));
        }
        watch.stop();
        if days < world.calendar.days() {
            return None;
        }
        let kept = Kept {
            sheets: observers.into_iter().map(Observer::finish).collect(),
            happened: simulation.happened(),
            persons: simulation.counts().persons,
            households: simulation.counts().households,
        };
        Some((kept, watch))
    }
}
