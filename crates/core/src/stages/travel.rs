//! Travelling: a household that is under way covers its day's distance, leg after leg.

use crate::counts::Deed;
use crate::network::{Link, LinkId};
use crate::people::{Chunk, Status, Whereabouts};
use crate::place::PlaceId;
use crate::random::{Purpose, unit};
use crate::rules::routes::Route;
use crate::rules::travel::{self, Budget, Leg};
use crate::simulation::Sampling;
use crate::stages::moves::{Desk, Mover, note};

impl Mover<'_> {
    /// Notes who is on a road that has closed today.
    pub fn shut_in(&self, chunk: &mut Chunk) {
        let closed = &self.conditions.just_closed;
        for h in 0..chunk.len() {
            if let Whereabouts::Link(link) = chunk.whereabouts(h)
                && closed.contains(&link)
            {
                chunk.shut_in(h);
            }
        }
    }

    /// Travels until the day or the journey ends.
    pub(super) fn travel(&self, chunk: &mut Chunk, h: usize, desk: &mut Desk) {
        let settings = &self.world.settings.movement;
        let mut budget = Budget::WHOLE;
        let mut recent = None;
        for step in 0..=u8::MAX {
            let Whereabouts::Link(link) = chunk.whereabouts(h) else {
                return;
            };
            let way = self.world.network.link(link);
            let limit = self.conditions.speed_limit[link.index()];
            let on_foot = travel::starts_on_foot(settings, way, chunk.is_on_first_leg(h))
                || self.walks_today(chunk, h, way, step);
            let weather = self.conditions.weather[way.from.index()];
            let speed = travel::speed(settings, way, limit, on_foot) * (1.0 - weather);
            let by_the_day = way.walk_probability > 0.0 || self.conditions.has_weather;
            let starts = chunk.last_km(h) < 0.0;
            let recent = *recent.get_or_insert_with(|| self.recent(chunk, h, starts, speed));
            let leg = match (by_the_day, starts) {
                (false, true) => travel::set_out(settings, way.distance_km, speed, budget),
                (false, false) => Leg::Today(travel::after_last_km(chunk.last_km(h), speed)),
                (true, true) => travel::set_out_for_today(settings, way.distance_km, speed, budget),
                (true, false) => travel::go_on_for_today(chunk.last_km(h), speed),
            };
            budget = match leg {
                Leg::Later {
                    days,
                    last_km,
                    moved_km,
                } => {
                    chunk.take_link(h, link, last_km);
                    chunk.wake_on(h, Some(self.day as u32 + days));
                    return self.note_recent(chunk, h, recent, moved_km);
                }
                Leg::Today(left) => left,
            };
            chunk.end_first_leg(h);
            let here = self.arrive(chunk, h, link, desk);
            if self.comes_home(chunk, h, here) {
                desk.becoming.push((h as u16, Status::Returned));
                return self.note_recent(chunk, h, recent, budget.moved_km);
            }
            let goes_on = here == way.to && travel::goes_on(settings, budget, speed);
            let short = travel::is_short_stint(settings, recent, budget.moved_km);
            if !(goes_on && self.decide_on_the_way(chunk, h, here, step, short, desk)) {
                if !goes_on {
                    self.sleep(chunk, h, here);
                }
                return self.note_recent(chunk, h, recent, budget.moved_km);
            }
        }
        // Nobody makes more than 256 legs a day: the rest waits for tomorrow.
        chunk.wake_on(h, Some(self.day as u32 + 1));
    }

    /// Whether this is one of the days on which a household walks a link that others drive.
    fn walks_today(&self, chunk: &Chunk, h: usize, way: &Link, step: u8) -> bool {
        way.walk_probability > 0.0 && {
            let words = self
                .draws
                .words(chunk.who(h), self.day, Purpose::Walk, step);
            unit(words[0]) < way.walk_probability
        }
    }

    /// Arrives at the end of a link, or back at its start.
    fn arrive(&self, chunk: &mut Chunk, h: usize, link: LinkId, desk: &mut Desk) -> PlaceId {
        let way = self.world.network.link(link);
        let here = if self.turns_back(chunk, h, link) {
            way.from
        } else {
            way.to
        };
        chunk.enter(h, here);
        note(desk, chunk, h, Deed::Arrived, here, link);
        let route = chunk.route(h);
        if route.is_some() && self.plan.ways.end(route) == here {
            chunk.set_route(h, Route::NONE);
        }
        here
    }

    /// Whether the link, or the place where the journey was to end, has been closed meanwhile.
    ///
    /// Nobody turns back into the hands of those they fled while the border ahead is open.
    fn turns_back(&self, chunk: &Chunk, h: usize, link: LinkId) -> bool {
        if self.world.settings.movement.flee_quirks {
            return chunk.is_shut_in(h);
        }
        let way = self.world.network.link(link);
        let route = chunk.route(h);
        let ends_there = !route.is_some() || self.plan.ways.end(route) == way.to;
        let closed = ends_there && !self.conditions.open[way.to.index()];
        let blocked = !self.conditions.usable[link.index()];
        let hostile = |place: PlaceId| self.conditions.hostile[place.index()];
        let border_open = self.conditions.permeability[link.index()] > 0.0;
        let must_go_on = hostile(way.from) && !hostile(way.to) && border_open;
        (blocked || closed) && !must_go_on
    }

    /// Whether a way home has ended there, while return is still open; if it is not, the household
    /// is one of the displaced in its own home.
    fn comes_home(&self, chunk: &mut Chunk, h: usize, here: PlaceId) -> bool {
        let arrived = chunk.is_homeward(h) && self.home_of(chunk, h) == Some(here);
        if arrived {
            chunk.set_homeward(h, false);
        }
        arrived && self.homeward(chunk, h) > 0.0
    }

    /// Decides again on the day of an arrival; true if the household goes on today.
    fn decide_on_the_way(
        &self,
        chunk: &mut Chunk,
        h: usize,
        here: PlaceId,
        step: u8,
        short: bool,
        desk: &mut Desk,
    ) -> bool {
        if self.season.today {
            self.call_home(chunk, h, here, desk);
            return false;
        }
        let words = self.draws.words(chunk.who(h), self.day, Purpose::Leg, step);
        let certain = chunk.route(h).is_some() || (short && self.conditions.is_town(here));
        self.decide(chunk, h, here, words, certain, Sampling::Daily, desk)
    }

    /// Recent movement at the start of today.
    fn recent(&self, chunk: &Chunk, h: usize, starts: bool, speed: f64) -> f64 {
        if !self.world.settings.movement.avoid_short_stints {
            return 0.0;
        }
        let (recent, noted) = chunk.recent(h);
        let days = (self.day as u32).saturating_sub(noted as u32 + 1);
        if starts {
            travel::recent_after(recent, days)
        } else {
            let share = speed / self.world.settings.movement.speed_km_per_day;
            travel::recent_after_moving(recent, share, days)
        }
    }

    fn note_recent(&self, chunk: &mut Chunk, h: usize, recent: f64, moved_km: f64) {
        let share = moved_km / self.world.settings.movement.speed_km_per_day;
        chunk.note_recent(h, f64::midpoint(recent, share), self.day);
    }
}
