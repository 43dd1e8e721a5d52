//! Where the people of each origin are at the end.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::observe::{Observer, Sheet, schemas};
use crate::people::{Chunk, Whereabouts};
use crate::simulation::Today;

/// Makes the sheet `origins` on the last day.
pub(super) struct Origins(Sheet);

impl Origins {
    /// Nothing observed yet.
    pub(super) fn new() -> Self {
        Self(Sheet::new(&schemas::ORIGINS))
    }
}

impl Observer for Origins {
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

    fn finish(self: Box<Self>) -> Sheet {
        self.0
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
