//! Where the people of each origin are at the end.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Observer, Sheet, schemas};
use crate::calendar::Day;
use crate::people::{Chunk, Whereabouts};
use crate::simulation::Today;
use crate::world::World;

/// Makes the sheet `origins` on the last day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Origins(Sheet);

impl Observer for Origins {
    fn new(_: &World) -> Self {
        Self(Sheet::new(&schemas::ORIGINS))
    }

    fn day(&mut self, today: &Today<'_>) {
        if today.day + 1 < today.world.calendar.days() {
            return;
        }
        let parts: Vec<Vec<([u32; 2], u64)>> = today
            .crowd
            .sections()
            .par_iter()
            .map(|section| tally(&section.chunk))
            .collect();
        let mut persons: BTreeMap<[u32; 2], u64> = BTreeMap::new();
        for (key, count) in parts.into_iter().flatten() {
            *persons.entry(key).or_default() += count;
        }
        for ([origin, place], persons) in persons {
            self.0.push([origin, place, 0], &[persons as f64]);
        }
    }

    fn finish(self) -> Sheet {
        self.0
    }

    fn take_up(&mut self, world: &World, next_day: Day) -> bool {
        let is_over = next_day == world.calendar.days();
        self.0.schema == &schemas::ORIGINS && (is_over || self.0.keys.is_empty())
    }
}

/// Persons of a chunk by origin and place.
fn tally(chunk: &Chunk) -> Vec<([u32; 2], u64)> {
    let mut households: Vec<([u32; 2], u32)> = (0..chunk.len())
        .map(|h| {
            let place = match chunk.whereabouts(h) {
                Whereabouts::Place(place) => place.0,
                Whereabouts::Link(_) => schemas::ON_THE_WAY,
            };
            ([chunk.origin(h), place], chunk.composition(h).persons())
        })
        .collect();
    households.sort_unstable();
    households
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| {
            (
                same[0].0,
                same.iter().map(|&(_, persons)| persons as u64).sum(),
            )
        })
        .collect()
}
