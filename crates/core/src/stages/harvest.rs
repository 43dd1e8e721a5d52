//! Harvest: people are counted at home and decide nothing, and afterwards go on from where they were.

use crate::counts::Deed;
use crate::network::LinkId;
use crate::people::{Chunk, Origin, Status, Whereabouts};
use crate::place::PlaceId;
use crate::stages::moves::{Desk, Mover, note};

impl Mover<'_> {
    /// On the first day of a harvest all who are in a place go home; none of them wakes before it ends.
    pub fn call_all_home(&self, chunk: &mut Chunk, desk: &mut Desk) {
        for h in 0..chunk.len() {
            if let Whereabouts::Place(here) = chunk.whereabouts(h) {
                self.call_home(chunk, h, here, desk);
            }
        }
        chunk.redraw(self.day, |chunk, h| chunk.is_harvesting(h).then_some(None));
    }

    /// Counts a household at home; where it is stays where it is.
    pub(super) fn call_home(&self, chunk: &mut Chunk, h: usize, here: PlaceId, desk: &mut Desk) {
        self.stay(chunk, h, here, desk);
        if chunk.status(h) == Status::Settled {
            return;
        }
        chunk.set_harvesting(h, true);
        count_elsewhere(chunk, h, here, self.fields_of(chunk, h), desk);
    }

    /// On the first day after a harvest all are counted where they are again, and decide from then on.
    pub fn let_all_go(&self, chunk: &mut Chunk, desk: &mut Desk) {
        chunk.redraw(self.day, |chunk, h| {
            let Whereabouts::Place(here) = chunk.whereabouts(h) else {
                return None;
            };
            chunk.is_harvesting(h).then(|| {
                let at_once = chunk.route(h).is_some() || chunk.is_fresh(h);
                let wait = if at_once {
                    Some(0)
                } else {
                    self.wait(chunk, h, here, 1)
                };
                wait.map(|days| self.day as u32 + days)
            })
        });
        for h in 0..chunk.len() {
            if let Whereabouts::Place(here) = chunk.whereabouts(h)
                && chunk.is_harvesting(h)
            {
                chunk.set_harvesting(h, false);
                count_elsewhere(chunk, h, self.fields_of(chunk, h), here, desk);
            }
        }
    }

    /// Where a household harvests: the place it comes from, or was found in on the first day.
    fn fields_of(&self, chunk: &Chunk, h: usize) -> PlaceId {
        Origin::from_code(chunk.origin(h), self.world.places.len()).place()
    }
}

fn count_elsewhere(chunk: &Chunk, h: usize, from: PlaceId, to: PlaceId, desk: &mut Desk) {
    if from != to {
        note(desk, chunk, h, Deed::Uncounted, from, LinkId(0));
        note(desk, chunk, h, Deed::Counted, to, LinkId(0));
    }
}
