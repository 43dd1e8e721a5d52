//! Moving: every household that is awake decides, then travels (see [`travel`](super::travel)),
//! reading the plan and its own record.

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::counts::{Deed, Entry};
use crate::journeys::Journey;
use crate::network::LinkId;
use crate::people::{Chunk, Status, Whereabouts};
use crate::place::PlaceId;
use crate::random::{Draws, Purpose, unit};
use crate::rules::harvest::Season;
use crate::rules::routes::Route;
use crate::rules::waiting;
use crate::simulation::Sampling;
use crate::stages::plan::{DayPlan, Rates};
use crate::world::World;

/// `last_km` of a household that sets out today.
const STARTS: f64 = -1.0;

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

/// What a household makes of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Intent {
    Stay,
    Leave,
    MoveOn,
    GoHome,
    Settle,
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

    /// Decides; true if the household set out, else it sleeps again.
    #[expect(
        clippy::too_many_arguments,
        reason = "one decision needs all of them, and a struct would only rename them"
    )]
    pub(super) fn decide(
        &self,
        chunk: &mut Chunk,
        h: usize,
        here: PlaceId,
        words: [u32; 4],
        certain: bool,
        sampling: Sampling,
        desk: &mut Desk,
    ) -> bool {
        let gives_up = chunk.is_homeward(h) && self.homeward(chunk, h) == 0.0;
        if gives_up {
            chunk.set_route(h, Route::NONE);
            chunk.set_homeward(h, false);
        }
        let intent = match (gives_up, certain) {
            (true, _) => self.intent(chunk, h, here, unit(words[0]), Sampling::Daily),
            (false, true) => Intent::Leave,
            (false, false) => self.intent(chunk, h, here, unit(words[0]), sampling),
        };
        let sets_out = match intent {
            Intent::Stay => false,
            Intent::Settle => {
                desk.becoming.push((h as u16, Status::Settled));
                return false;
            }
            Intent::GoHome if self.home_of(chunk, h) == Some(here) => {
                desk.becoming.push((h as u16, Status::Returned));
                return false;
            }
            Intent::GoHome => {
                chunk.set_homeward(h, true);
                chunk.set_route(h, Route::to(PlaceId(chunk.origin(h))));
                self.set_out(chunk, h, here, words, desk)
            }
            Intent::MoveOn => {
                let goals = |end| self.plan.onward.leads_to(end);
                let route =
                    self.plan
                        .ways
                        .choose_among(here, chunk.profile(h), goals, unit(words[1]));
                chunk.set_route(h, route);
                route.is_some() && self.set_out(chunk, h, here, words, desk)
            }
            Intent::Leave => self.set_out(chunk, h, here, words, desk),
        };
        if !sets_out {
            self.sleep(chunk, h, here, desk);
        }
        sets_out
    }

    /// Which of its chances came true: going home before settling before moving on before leaving.
    ///
    /// One who slept wakes because one of them did, or because leaving was drawn by a bound; one who draws
    /// daily may also stay.
    fn intent(
        &self,
        chunk: &Chunk,
        h: usize,
        here: PlaceId,
        uniform: f64,
        sampling: Sampling,
    ) -> Intent {
        let status = chunk.status(h);
        let rates = self.plan.rates(here, status, chunk.profile(h));
        let homeward = self.homeward(chunk, h);
        let onward = self.onward(chunk, h, rates);
        if homeward == 0.0 && rates.settle == 0.0 && onward == 0.0 {
            let chance = match sampling {
                Sampling::Sleeping => rates.leave_share,
                Sampling::Daily => rates.leave_chance,
            };
            return if uniform < chance {
                Intent::Leave
            } else {
                Intent::Stay
            };
        }
        let up_to_settle = waiting::chance(homeward + rates.settle);
        let up_to_move_on = waiting::chance(homeward + rates.settle + onward);
        let any = waiting::chance(homeward + rates.settle + onward + rates.leave);
        let drawn = if sampling == Sampling::Sleeping {
            uniform * waiting::chance(homeward + rates.settle + onward + rates.leave_at_most)
        } else {
            uniform
        };
        if drawn < waiting::chance(homeward) {
            Intent::GoHome
        } else if drawn < up_to_settle {
            Intent::Settle
        } else if drawn < up_to_move_on {
            Intent::MoveOn
        } else if drawn < any {
            Intent::Leave
        } else {
            Intent::Stay
        }
    }

    /// Takes the next link of the route, choosing one first if there is none.
    fn set_out(
        &self,
        chunk: &mut Chunk,
        h: usize,
        here: PlaceId,
        words: [u32; 4],
        desk: &mut Desk,
    ) -> bool {
        let home = self.home_of(chunk, h);
        let mut route = chunk.route(h);
        if !route.is_some() {
            let not = home.filter(|_| !self.world.settings.movement.choose_home);
            let who = chunk.profile(h);
            let (uniform, again) = (unit(words[1]), unit(words[2]));
            route = self.plan.ways.choose(here, who, not, uniform, again);
        }
        let step = route.is_some().then(|| {
            let home = home.filter(|_| chunk.is_homeward(h));
            self.plan
                .ways
                .next(self.world, self.conditions, here, route, home)
        });
        let Some((link, rest)) = step.flatten() else {
            chunk.set_route(h, Route::NONE);
            chunk.set_homeward(h, false);
            return false;
        };
        let let_through = self.conditions.permeability[link.index()];
        if let_through < 1.0 && unit(words[3]) >= let_through {
            // Who waits at a crossing tries again tomorrow; others may think again.
            let waits = !self.conditions.kind[here.index()].is_destination();
            chunk.set_route(h, if waits { route } else { Route::NONE });
            chunk.set_homeward(h, waits && chunk.is_homeward(h));
            return false;
        }
        note(desk, chunk, h, Deed::Left(chunk.status(h)), here, link);
        if chunk.status(h) == Status::Returned {
            chunk.set_status(h, Status::Displaced);
        }
        chunk.take_link(h, link, STARTS);
        chunk.set_route(h, rest);
        true
    }

    /// The rate at which a household returns home.
    pub(super) fn homeward(&self, chunk: &Chunk, h: usize) -> f64 {
        self.plan.homeward(chunk.status(h), chunk.origin(h))
    }

    /// The rate at which a household sets out for a further country.
    pub(super) fn onward(&self, chunk: &Chunk, h: usize, rates: Rates) -> f64 {
        let would_go = rates.onward > 0.0 && self.plan.onward.would_go(chunk.who(h).serial);
        if would_go { rates.onward } else { 0.0 }
    }

    /// The place a household was displaced from in this run.
    pub(super) fn home_of(&self, chunk: &Chunk, h: usize) -> Option<PlaceId> {
        let origin = chunk.origin(h);
        ((origin as usize) < self.world.places.len()).then_some(PlaceId(origin))
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
