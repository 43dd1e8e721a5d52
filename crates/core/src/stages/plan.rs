//! The day's plan: for every place the chances of leaving, and the weights of the ways from it.
//!
//! A pure function of conditions and counts. Rules fill it, and those who move people read nothing else.

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::network::LinkId;
use crate::people::Status;
use crate::place::PlaceId;
use crate::rules::attraction::{self, Circumstances};
use crate::rules::onset::Onset;
use crate::rules::returns::{self, Home};
use crate::rules::routes::{Route, Routes};
use crate::rules::{capacity, leaving, settling, waiting};
use crate::world::World;

/// The daily rates (see [`waiting`]) of what a household in a place may do.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// Leave for another place.
    pub leave: f64,
    /// The daily chance of that rate.
    pub leave_chance: f64,
    /// Settle here for good.
    pub settle: f64,
    /// Uniform numbers below this mean waiting to leave beyond the end of the run: no logarithm needed.
    pub sleeps_on: f64,
}

/// The plan of a day.
#[derive(Clone, Debug)]
pub struct DayPlan {
    /// Rates by place and status.
    rates: Vec<Rates>,
    /// Rate at which people of each place set out for home.
    homeward: Vec<f64>,
    routes: Routes,
    /// The epoch for which `routes` were found.
    epoch: Option<u32>,
    /// For each candidate way 1 over its softened length to the power of distance, times the chance of
    /// being let through its borders.
    ease: Vec<f64>,
    score: Vec<f64>,
    /// Capacity factor of each place.
    room: Vec<f64>,
    /// Weights of the candidates of a place, added up from its first.
    cumulative: Vec<f64>,
    /// What differs from yesterday.
    pub changed: Changed,
}

/// Places, and people by origin, whose waiting times are to be drawn again.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    rates: Vec<bool>,
    homeward: Vec<bool>,
    /// The places with a changed rate, a bit each.
    pub places: Vec<u64>,
    /// Whether any chance of returning home changed.
    pub any_homeward: bool,
    /// Whether anything changed.
    pub any: bool,
}

impl Changed {
    /// Whether a household in a place must draw again.
    #[inline]
    pub fn concerns(&self, place: PlaceId, status: Status, origin: u32) -> bool {
        self.rates[slot(place, status)]
            || (status == Status::Displaced
                && self.homeward.get(origin as usize).is_some_and(|&c| c))
    }
}

#[inline]
fn slot(place: PlaceId, status: Status) -> usize {
    place.index() * Status::ALL.len() + status as usize
}

impl DayPlan {
    /// An empty plan: the first [`make`](Self::make) changes everything.
    pub fn new(world: &World) -> Self {
        let places = world.places.len();
        Self {
            rates: Vec::new(),
            homeward: vec![0.0; places],
            routes: Routes::new(world),
            epoch: None,
            ease: Vec::new(),
            score: vec![0.0; places],
            room: vec![1.0; places],
            cumulative: Vec::new(),
            changed: Changed::default(),
        }
    }

    /// Makes the plan of a day from the conditions and the counts at its start.
    pub fn make(
        &mut self,
        world: &World,
        conditions: &Conditions,
        onset: &Onset,
        counts: &Counts,
        day: Day,
    ) {
        if self.epoch != Some(conditions.epoch) {
            self.routes.find(world, conditions);
            self.weigh_lengths(world);
            self.epoch = Some(conditions.epoch);
        }
        self.set_rates(world, conditions, onset);
        self.open_homes(world, conditions, counts, day);
        self.score = (0..world.places.len())
            .map(|place| {
                let place = PlaceId(place as u32);
                let now = Circumstances {
                    abroad: world.is_abroad(place),
                    intensity: conditions.intensity[place.index()],
                    conflict_age: conditions.conflict_age(place, day),
                };
                attraction::score(&world.settings.movement, &world.places[place.index()], now)
            })
            .collect();
        self.look_at_room(world, conditions, counts);
        self.weigh(world);
    }

    /// Looks at capacities again, between the batches of a day.
    pub fn refresh(&mut self, world: &World, conditions: &Conditions, counts: &Counts) {
        if self.look_at_room(world, conditions, counts) {
            self.weigh(world);
        }
    }

    /// Whether the room in any place has changed.
    fn look_at_room(&mut self, world: &World, conditions: &Conditions, counts: &Counts) -> bool {
        let settings = &world.settings.movement;
        let mut changed = false;
        for (place, room) in self.room.iter_mut().enumerate() {
            let present = counts.present(PlaceId(place as u32));
            let factor = capacity::factor(settings, present, conditions.capacity[place]);
            let refused = factor < capacity::REFUSED_BELOW && !settings.choose_full;
            let now = if refused { 0.0 } else { factor };
            changed |= *room != now;
            *room = now;
        }
        changed
    }

    /// Weighs every candidate: attraction over length, times room.
    fn weigh(&mut self, world: &World) {
        let settings = &world.settings.movement;
        for place in 0..world.places.len() {
            let (first, candidates) = self.routes.of(PlaceId(place as u32));
            let mut sum = 0.0;
            for (index, way) in candidates.iter().enumerate() {
                let end = way.end.index();
                let attraction = settings.weight_softening + self.score[end];
                let weight = attraction * self.ease[first + index] * self.room[end];
                sum += match settings.weight_power {
                    _ if self.room[end] == 0.0 && !settings.choose_full => 0.0,
                    1.0 => weight,
                    power => libm::pow(weight, power),
                };
                self.cumulative[first + index] = sum;
            }
        }
    }

    fn weigh_lengths(&mut self, world: &World) {
        let settings = &world.settings.movement;
        let ease = |km: f64| libm::pow(settings.softening_km + km, -settings.distance_power);
        self.ease = self
            .routes
            .candidates()
            .iter()
            .map(|way| ease(way.length_km) * way.let_through)
            .collect();
        self.cumulative = vec![0.0; self.ease.len()];
    }

    fn set_rates(&mut self, world: &World, conditions: &Conditions, onset: &Onset) {
        let settings = &world.settings;
        let days = world.calendar.days() as u32;
        let mut rates = Vec::with_capacity(world.places.len() * Status::ALL.len());
        for (index, place) in world.places.iter().enumerate() {
            let intensity = conditions.intensity[index];
            let flight = waiting::chance(onset.rate(PlaceId(index as u32), &conditions.intensity));
            for status in Status::ALL {
                let open = conditions.open[index];
                let leave = leaving::chance(
                    &settings.movement,
                    status,
                    place.kind,
                    open,
                    intensity,
                    flight,
                );
                let settle = settling::chance(&settings.settling, status, place.kind, open);
                rates.push(Rates {
                    leave: waiting::rate(leave),
                    leave_chance: leave,
                    settle: waiting::rate(settle),
                    sleeps_on: waiting::longer_than(waiting::rate(leave), days),
                });
            }
        }
        let first_day = self.rates.is_empty();
        let changed = &mut self.changed;
        changed.rates = (0..rates.len())
            .map(|slot| first_day || rates[slot] != self.rates[slot])
            .collect();
        changed.places = vec![0; world.places.len().div_ceil(64)];
        for slot in (0..rates.len()).filter(|&slot| changed.rates[slot]) {
            let place = slot / Status::ALL.len();
            changed.places[place / 64] |= 1 << (place % 64);
        }
        self.rates = rates;
    }

    fn open_homes(&mut self, world: &World, conditions: &Conditions, counts: &Counts, day: Day) {
        let before = std::mem::take(&mut self.homeward);
        self.homeward = (0..world.places.len())
            .map(|place| {
                let abroad = world.is_abroad(PlaceId(place as u32));
                let nobody_fled =
                    abroad || counts.residents[place] == world.places[place].population;
                let home = Home {
                    ceasefire_since: conditions.ceasefire_since[place],
                    intensity: conditions.intensity[place],
                    held_by_those_they_fled: conditions.hostile[place],
                };
                let chance = returns::chance(&world.settings.returns, day, home);
                if nobody_fled {
                    0.0
                } else {
                    waiting::rate(chance)
                }
            })
            .collect();
        for place in (0..world.places.len()).filter(|&place| self.homeward[place] > 0.0) {
            self.routes.open_way_to(conditions, PlaceId(place as u32));
        }
        let changed = &mut self.changed;
        changed.homeward = before
            .iter()
            .zip(&self.homeward)
            .map(|(a, b)| a != b)
            .collect();
        changed.any_homeward = changed.homeward.contains(&true);
        changed.any = changed.any_homeward || changed.rates.contains(&true);
    }

    /// The rates of a household in a place.
    #[inline]
    pub fn rates(&self, place: PlaceId, status: Status) -> Rates {
        self.rates[slot(place, status)]
    }

    /// The rate at which a household returns home: 0 unless it was displaced from a place and return is open.
    #[inline]
    pub fn homeward(&self, status: Status, origin: u32) -> f64 {
        if status != Status::Displaced {
            return 0.0;
        }
        self.homeward.get(origin as usize).copied().unwrap_or(0.0)
    }

    /// Chooses a way from a place in proportion to the weights, never one that ends in `not`.
    ///
    /// The second uniform number serves only if the first one falls on `not`.
    #[inline]
    pub fn choose(&self, here: PlaceId, not: Option<PlaceId>, uniform: f64, again: f64) -> Route {
        let (first, candidates) = self.routes.of(here);
        let cumulative = &self.cumulative[first..first + candidates.len()];
        let total = cumulative.last().copied().unwrap_or(0.0);
        if total <= 0.0 {
            return Route::NONE;
        }
        let at = uniform * total;
        let chosen = &candidates[cumulative
            .partition_point(|&sum| sum <= at)
            .min(candidates.len() - 1)];
        if Some(chosen.end) != not {
            return chosen.route;
        }
        let weight = |index: usize| {
            cumulative[index]
                - if index == 0 {
                    0.0
                } else {
                    cumulative[index - 1]
                }
        };
        let others = || (0..candidates.len()).filter(|&index| Some(candidates[index].end) != not);
        let mut left = again * others().map(weight).sum::<f64>();
        let mut last = Route::NONE;
        for index in others().filter(|&index| weight(index) > 0.0) {
            last = candidates[index].route;
            left -= weight(index);
            if left < 0.0 {
                break;
            }
        }
        last
    }

    /// The next link of a route and what is left of it; `None` if it leads nowhere now, or to a place with no room.
    #[inline]
    pub fn next(
        &self,
        world: &World,
        conditions: &Conditions,
        here: PlaceId,
        route: Route,
        home: Option<PlaceId>,
    ) -> Option<(LinkId, Route)> {
        let end = self.routes.end(route);
        let no_room =
            self.room[end.index()] < capacity::REFUSED_BELOW || !conditions.open[end.index()];
        if no_room && Some(end) != home {
            return None;
        }
        self.routes.next(world, &conditions.usable, here, route)
    }

    /// Where a route ends.
    #[inline]
    pub fn end(&self, route: Route) -> PlaceId {
        self.routes.end(route)
    }
}
