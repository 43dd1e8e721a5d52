//! Deciding: what a household in a place makes of its day, by the plan and its own random numbers.

use super::moves::{Desk, Mover, note};
use crate::counts::Deed;
use crate::people::{Chunk, Status};
use crate::place::PlaceId;
use crate::random::unit;
use crate::rules::routes::Route;
use crate::rules::waiting;
use crate::simulation::Sampling;
use crate::stages::plan::Rates;

/// `last_km` of a household that sets out today.
const STARTS: f64 = -1.0;

/// What a household makes of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Intent {
    Stay,
    Leave,
    MoveOn,
    GoHome,
    Settle,
}

impl Mover<'_> {
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
