//! Moving: every household that is awake decides, then travels (see [`travel`](super::travel)),
//! reading the plan and its own record.

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::counts::{Deed, Entry};
use crate::journeys::Journey;
use crate::network::LinkId;
use crate::people::{Chunk, Status, Whereabouts};
use crate::place::PlaceId;
use crate::random::{Draws, Purpose};
use crate::rules::harvest::Season;
use crate::simulation::Sampling;
use crate::stages::plan::DayPlan;
use crate::world::World;

/// A chunk's papers of the day.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Households under way today, by batch.
    travellers: Vec<Vec<u16>>,
    /// Households that become something else at the end of the day.
    pub(super) becoming: Vec<(u16, Status)>,
    /// What they did, to be counted.
    pub journal: Vec<Entry>,
    /// Journeys that ended, to be counted.
    pub journeys: Vec<Journey>,
}

impl Desk {
    /// Whether any household of a batch travels today.
    pub fn has_travellers(&self, batch: usize) -> bool {
        self.travellers
            .get(batch)
            .is_some_and(|list| !list.is_empty())
    }

    /// Whether any household becomes something else at the end of the day.
    pub fn is_becoming(&self) -> bool {
        !self.becoming.is_empty()
    }
}

/// Everything that those who move may read.
#[derive(Clone, Copy)]
pub struct Mover<'a> {
    /// The world.
    pub world: &'a World,
    /// The state of places and links.
    pub conditions: &'a Conditions,
    /// The plan.
    pub plan: &'a DayPlan,
    /// The random numbers.
    pub draws: &'a Draws,
    /// Today.
    pub day: Day,
    /// How waiting times are drawn.
    pub sampling: Sampling,
    /// Whether there is weather on any day, so that nobody knows how long a road will take.
    pub has_weather: bool,
    /// Whether it is harvest.
    pub season: Season,
}

impl Mover<'_> {
    /// Draws the wake days of those again whose chances changed.
    pub fn redraw(&self, chunk: &mut Chunk) {
        let changed = &self.plan.changed;
        if !changed.any_homeward && !chunk.is_in_any(&changed.places) {
            return;
        }
        chunk.redraw(self.day, |chunk, h| {
            let Whereabouts::Place(here) = chunk.whereabouts(h) else {
                return None;
            };
            let concerned = !chunk.route(h).is_some()
                && !chunk.is_fresh(h)
                && !chunk.is_harvesting(h)
                && changed.concerns(here, chunk.status(h), chunk.origin(h));
            concerned.then(|| {
                self.wait(chunk, h, here, 1)
                    .map(|days| self.day as u32 + days)
            })
        });
    }

    /// Lets all who are awake in a place decide on the counts at the start of the day.
    pub fn decide_all(&self, chunk: &mut Chunk, desk: &mut Desk) {
        let batches = self.world.settings.movement.batches;
        desk.travellers.resize(batches as usize, Vec::new());
        let woken = chunk.take_agenda(self.day);
        chunk.fetch(&woken);
        for h in woken.iter().map(|&h| h as usize) {
            let sets_out = match chunk.whereabouts(h) {
                Whereabouts::Link(_) => true,
                Whereabouts::Place(here) if self.season.today => {
                    self.call_home(chunk, h, here, desk);
                    false
                }
                Whereabouts::Place(here) => {
                    let words = self
                        .draws
                        .words(chunk.who(h), self.day, Purpose::Decision, 0);
                    let fresh = chunk.take_fresh(h);
                    let leaves_at_once = fresh && !self.world.settings.movement.flee_quirks;
                    let certain = leaves_at_once || chunk.route(h).is_some();
                    let sampling = if fresh {
                        Sampling::Daily
                    } else {
                        self.sampling
                    };
                    self.decide(chunk, h, here, words, certain, sampling, desk)
                }
            };
            if sets_out {
                desk.travellers[(chunk.who(h).serial % batches) as usize].push(h as u16);
            }
        }
        chunk.give_back(woken);
    }

    /// Lets a batch of those under way travel for the day.
    pub fn travel_all(&self, chunk: &mut Chunk, desk: &mut Desk, batch: usize) {
        let mut travellers = std::mem::take(&mut desk.travellers[batch]);
        chunk.fetch(&travellers);
        for h in travellers.drain(..) {
            self.travel(chunk, h as usize, desk);
        }
        desk.travellers[batch] = travellers;
    }

    /// Makes of households what they became today: at home again, or settled.
    pub fn settle_all(&self, chunk: &mut Chunk, desk: &mut Desk) {
        let mut becoming = std::mem::take(&mut desk.becoming);
        for (h, status) in becoming.drain(..) {
            let h = h as usize;
            if let Whereabouts::Place(here) = chunk.whereabouts(h) {
                chunk.set_status(h, status);
                note(desk, chunk, h, Deed::Became(status), here, LinkId(0));
                self.sleep(chunk, h, here, desk);
            }
        }
        desk.becoming = becoming;
    }
}

/// Notes down what a household did.
pub(super) fn note(
    desk: &mut Desk,
    chunk: &Chunk,
    h: usize,
    what: Deed,
    place: PlaceId,
    link: LinkId,
) {
    desk.journal.push(Entry {
        what,
        place,
        link,
        composition: chunk.composition(h),
    });
}
