//! Lanes: which chunk takes the next households.

use crate::people::CHUNK;
use crate::people::crowd::Batch;

/// Chunks that take newcomers side by side: those of the last days are the ones that move, and so
/// they are work for every thread.
const LANES: usize = 8;

/// Newcomers that go into a lane before the next one has its turn.
const GRAIN: u32 = 256;

/// A chunk that takes households.
#[derive(Clone, Copy, Debug, Default)]
struct Lane {
    section: usize,
    room: u32,
}

/// The chunks that take households now.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
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
