//! Lanes: which chunk takes the next households.

use serde::{Deserialize, Serialize};

use crate::people::CHUNK;
use crate::people::crowd::Batch;

/// Chunks that take newcomers side by side: those of the last days are the ones that move, and so
/// they are work for every thread.
const LANES: usize = 8;

/// Newcomers that go into a lane before the next one has its turn.
const GRAIN: u32 = 256;

/// A chunk that takes households.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Lane {
    section: usize,
    room: u32,
}

/// The chunks that take households now.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lanes {
    /// The last lane is for those who are there before the first day: they stay together by place.
    open: [Lane; LANES + 1],
    turn: usize,
    sections: usize,
}

impl Lanes {
    /// The number of chunks so far.
    pub(super) fn sections(&self) -> usize {
        self.sections
    }

    /// Whether chunks of these sizes can have been filled so: where no lane has room, they are full.
    pub(super) fn have_filled(&self, sizes: &[usize]) -> bool {
        let mut filled = sizes.to_vec();
        for lane in self.open.iter().filter(|lane| lane.room > 0) {
            match filled.get_mut(lane.section) {
                Some(size) if *size + lane.room as usize <= CHUNK => *size += lane.room as usize,
                _ => return false,
            }
        }
        let full = filled.iter().all(|&size| size == CHUNK);
        full && self.turn < LANES && self.sections == sizes.len()
    }

    /// Cuts a batch into pieces for chunks, and adds each to the jobs of its chunk.
    pub(super) fn share_out<'w>(&mut self, mut batch: Batch<'w>, jobs: &mut Vec<Vec<Batch<'w>>>) {
        while batch.households() > 0 {
            let (lane, grain) = if batch.is_fresh() {
                self.turn = (self.turn + 1) % LANES;
                (self.turn, GRAIN)
            } else {
                (LANES, u32::MAX)
            };
            let lane = &mut self.open[lane];
            if lane.room == 0 {
                *lane = Lane {
                    section: self.sections,
                    room: CHUNK as u32,
                };
                self.sections += 1;
            }
            let part = batch.households().min(lane.room).min(grain);
            lane.room -= part;
            let section = lane.section;
            if jobs.len() <= section {
                jobs.resize(section + 1, Vec::new());
            }
            jobs[section].push(batch.cut_off(part));
        }
    }
}
