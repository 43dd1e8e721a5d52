//! Resting: when a journey has ended, and how long a household stays where it is.

use super::moves::{Desk, Mover};
use crate::journeys::Journey;
use crate::people::{Chunk, Status};
use crate::place::PlaceId;
use crate::random::{Purpose, fine_unit};
use crate::rules::waiting;
use crate::simulation::Sampling;

impl Mover<'_> {
    /// Sleeps until the next decision, tomorrow at the earliest.
    pub(super) fn sleep(&self, chunk: &mut Chunk, h: usize, here: PlaceId, desk: &mut Desk) {
        self.stay(chunk, h, here, desk);
        let tomorrow = self.day as u32 + 1;
        let on_the_way = chunk.route(h).is_some();
        let wait = if on_the_way || self.season.tomorrow {
            Some(0)
        } else {
            self.wait(chunk, h, here, 0)
        };
        chunk.wake_on(h, wait.map(|days| tomorrow + days));
    }

    /// Ends the journey of a household that is under way no more, in the place it is in.
    ///
    /// Crossings, hubs and markers end none, since nobody goes there to stay.
    pub(super) fn stay(&self, chunk: &mut Chunk, h: usize, here: PlaceId, desk: &mut Desk) {
        let from = chunk.stayed(h);
        let is_there = from == here;
        if is_there
            || chunk.route(h).is_some()
            || !self.conditions.kind[here.index()].is_destination()
        {
            return;
        }
        let is_back = chunk.status(h) == Status::Returned;
        if !is_back {
            desk.journeys.push(Journey {
                from,
                to: here,
                persons: chunk.composition(h).persons(),
                is_second: chunk.journeys(h) == 1 && self.home_of(chunk, h).is_some(),
                is_onward: self.plan.onward.is_moving_on(from, here),
            });
        }
        chunk.stay(h, here, !is_back);
    }

    /// Days until one of a household's chances comes true.
    pub(super) fn wait(&self, chunk: &Chunk, h: usize, here: PlaceId, step: u8) -> Option<u32> {
        let status = chunk.status(h);
        let rates = self.plan.rates(here, status, chunk.profile(h));
        let onward = self.onward(chunk, h, rates);
        let rate = rates.leave_at_most + onward + rates.settle + self.homeward(chunk, h);
        if self.sampling == Sampling::Daily {
            return Some(0);
        }
        if rate == 0.0 {
            return None;
        }
        let words = self
            .draws
            .words(chunk.who(h), self.day, Purpose::Wait, step);
        let uniform = fine_unit(words[0], words[1]);
        let sleeps_on = rate == rates.leave_at_most + rates.onward && uniform < rates.sleeps_on;
        if sleeps_on {
            None
        } else {
            waiting::days(rate, uniform)
        }
    }
}
