//! The ways from each place, and what they weigh to people who choose one of them.

use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::network::LinkId;
use crate::people::Profile;
use crate::place::PlaceId;
use crate::rules::circumstances::Circumstances;
use crate::rules::routes::{Route, Routes};
use crate::rules::{affinity, attraction, capacity};
use crate::world::World;

/// The ways of a day.
#[derive(Clone, Debug)]
pub struct Ways {
    /// Whether people choose among ways of which none has any weight, as in Flee.
    chooses_full: bool,
    routes: Routes,
    /// The epoch for which `routes` were found.
    epoch: Option<u32>,
    /// For each candidate way 1 over its softened length to the power of distance, times the chance of
    /// being let through its borders.
    ease: Vec<f64>,
    score: Vec<f64>,
    /// Attraction of each place, profile after profile.
    attraction: Vec<f64>,
    /// Whether each place takes nobody once it is full.
    refuses: Vec<bool>,
    /// Capacity factor of each place.
    room: Vec<f64>,
    /// Weights of the candidates of a place, added up from its first, profile after profile.
    cumulative: Vec<f64>,
}

impl Ways {
    /// No ways: the first [`make`](Self::make) finds them.
    pub fn new(world: &World) -> Self {
        let places = world.places.len();
        Self {
            chooses_full: world.settings.movement.choose_full,
            routes: Routes::new(world),
            epoch: None,
            ease: Vec::new(),
            score: vec![0.0; places],
            attraction: Vec::new(),
            refuses: vec![true; places],
            room: vec![1.0; places],
            cumulative: Vec::new(),
        }
    }

    /// Finds the ways of a day and weighs them, from the conditions and counts at its start.
    pub fn make(
        &mut self,
        world: &World,
        conditions: &Conditions,
        counts: &Counts,
        circumstances: &[Circumstances<'_>],
        profiles: &[Profile],
    ) {
        if self.epoch != Some(conditions.epoch) {
            self.routes.find(world, conditions);
            self.weigh_lengths(world, profiles.len());
            self.epoch = Some(conditions.epoch);
        }
        self.score = circumstances
            .iter()
            .map(|now| attraction::score(&world.settings, now))
            .collect();
        self.attraction = profiles
            .iter()
            .flat_map(|who| {
                let places = circumstances.iter().zip(&self.score);
                places.map(|(now, &score)| {
                    affinity::attraction(&world.settings, now, score, profiles, who)
                })
            })
            .collect();
        self.refuses = circumstances
            .iter()
            .map(|now| now.kind.is_camp() || !world.settings.movement.flee_quirks)
            .collect();
        self.look_at_room(world, conditions, counts);
        self.weigh(world);
    }

    /// Makes sure that the way to a place is known, for people who return to it.
    pub fn open_way_to(&mut self, conditions: &Conditions, place: PlaceId) {
        self.routes.open_way_to(conditions, place);
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

    /// Weighs every candidate for every profile.
    fn weigh(&mut self, world: &World) {
        let places = world.places.len();
        for profile in 0..self.attraction.len() / places.max(1) {
            self.weigh_for(world, profile);
        }
    }

    /// Weighs every candidate for a profile: attraction over length, times room.
    fn weigh_for(&mut self, world: &World, profile: usize) {
        let settings = &world.settings.movement;
        let attractions = &self.attraction[profile * world.places.len()..];
        let cumulative = &mut self.cumulative[profile * self.ease.len()..];
        for place in 0..world.places.len() {
            let (first, candidates) = self.routes.of(PlaceId(place as u32));
            let mut sum = 0.0;
            for (index, way) in candidates.iter().enumerate() {
                let end = way.end.index();
                let attraction = settings.weight_softening + attractions[end];
                let weight = attraction * self.ease[first + index] * self.room[end];
                sum += match settings.weight_power {
                    _ if self.room[end] == 0.0 && !settings.choose_full => 0.0,
                    1.0 => weight,
                    power => libm::pow(weight, power),
                };
                cumulative[first + index] = sum;
            }
            if settings.pruning_threshold >= 1.001 {
                prune(
                    &mut cumulative[first..first + candidates.len()],
                    settings.pruning_threshold,
                );
            }
        }
    }

    fn weigh_lengths(&mut self, world: &World, profiles: usize) {
        let settings = &world.settings.movement;
        let ease = |km: f64| libm::pow(settings.softening_km + km, -settings.distance_power);
        self.ease = self
            .routes
            .candidates()
            .iter()
            .map(|way| ease(way.length_km) * way.let_through)
            .collect();
        self.cumulative = vec![0.0; self.ease.len() * profiles];
    }

    /// Chooses a way from a place in proportion to the weights for a profile, never one that ends in `not`.
    ///
    /// The second uniform number serves only if the first one falls on `not`.
    #[inline]
    pub fn choose(
        &self,
        here: PlaceId,
        profile: usize,
        not: Option<PlaceId>,
        uniform: f64,
        again: f64,
    ) -> Route {
        let (first, candidates) = self.routes.of(here);
        let first = profile * self.ease.len() + first;
        let cumulative = &self.cumulative[first..first + candidates.len()];
        let total = cumulative.last().copied().unwrap_or(0.0);
        if total <= 0.0 {
            // To Flee, all ways that weigh nothing are as good as each other.
            let any = candidates.get((uniform * candidates.len() as f64) as usize);
            return any
                .filter(|_| self.chooses_full)
                .map_or(Route::NONE, |way| way.route);
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
        let full = self.room[end.index()] < capacity::REFUSED_BELOW && self.refuses[end.index()];
        let no_room = full || !conditions.open[end.index()];
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

/// Takes out of weights added up those below the largest one over a threshold.
fn prune(cumulative: &mut [f64], threshold: f64) {
    let sums = std::iter::once(0.0).chain(cumulative.iter().copied());
    let weights: Vec<f64> = sums
        .zip(cumulative.iter())
        .map(|(before, &sum)| sum - before)
        .collect();
    let largest = weights.iter().copied().fold(0.0, f64::max);
    let mut sum = 0.0;
    for (slot, weight) in cumulative.iter_mut().zip(weights) {
        if weight >= largest / threshold {
            sum += weight;
        }
        *slot = sum;
    }
}
