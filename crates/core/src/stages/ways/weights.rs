//! What the ways from each place weigh.

use super::Ways;
use crate::place::PlaceId;
use crate::rules::routes::Candidate;
use crate::settings::Movement;
use crate::world::World;

impl Ways {
    /// Weighs every candidate for every profile.
    pub(super) fn weigh(&mut self, world: &World) {
        let places = world.places.len();
        for profile in 0..self.attraction.len() / places.max(1) {
            self.weigh_for(world, profile);
        }
    }

    /// Weighs every candidate for a profile.
    fn weigh_for(&mut self, world: &World, profile: usize) {
        let settings = &world.settings.movement;
        let attractions = &self.attraction[profile * world.places.len()..];
        let mut all = std::mem::take(&mut self.cumulative);
        let cumulative = &mut all[profile * self.ease.len()..];
        for place in 0..world.places.len() {
            let here = PlaceId(place as u32);
            let (first, candidates) = self.routes.of(here);
            let last = first + candidates.len();
            let weights = &mut cumulative[first..last];
            for (weight, (index, way)) in weights.iter_mut().zip((first..last).zip(candidates)) {
                let no_room = self.room[way.end.index()] == 0.0 && !settings.choose_full;
                *weight = if no_room {
                    0.0
                } else {
                    self.weight(settings, here, index, way, attractions[way.end.index()])
                };
            }
            if settings.pruning_threshold >= 1.001 && self.stored.is_none() {
                prune(weights, settings.pruning_threshold);
            }
            add_up(weights);
        }
        self.cumulative = all;
    }

    /// The weight of a way: attraction over length, times room; on fixed routes what is stored of the first two,
    /// times attraction once more.
    #[inline]
    fn weight(
        &self,
        settings: &Movement,
        here: PlaceId,
        index: usize,
        way: &Candidate,
        attraction: f64,
    ) -> f64 {
        let closeness = self.closeness.get(index).copied().unwrap_or(1.0);
        let attraction = attraction * closeness;
        let over_length = |attraction| (settings.weight_softening + attraction) * self.ease[index];
        let raised = |weight| match settings.weight_power {
            1.0 => weight,
            power => libm::pow(weight, power),
        };
        match &self.stored {
            None => raised(over_length(attraction) * self.room[way.end.index()]),
            Some(stored) => raised(over_length(stored.seen_from(here, way.end))) * attraction,
        }
    }

    pub(super) fn weigh_lengths(&mut self, world: &World, profiles: usize) {
        let settings = &world.settings.movement;
        let ease = |way: &Candidate| {
            let km = (settings.softening_km + way.length_km) * way.length_factor;
            libm::pow(km, -settings.distance_power) * way.let_through
        };
        self.ease = self.routes.candidates().iter().map(ease).collect();
        self.cumulative = vec![0.0; self.ease.len() * profiles];
    }

    pub(super) fn weigh_closeness(&mut self, world: &World) {
        let movement = &world.settings.movement;
        self.closeness.clear();
        if movement.closeness_power == 0.0 && movement.own_admin1_weight == 1.0 {
            return;
        }
        for place in 0..world.places.len() {
            let here = PlaceId(place as u32);
            let closeness = |way: &Candidate| {
                let km = world.places[place].km_to(&world.places[way.end.index()]);
                let by_distance = libm::pow(km.max(1.0), -movement.closeness_power);
                if world.are_of_one_admin1(here, way.end) {
                    by_distance * movement.own_admin1_weight
                } else {
                    by_distance
                }
            };
            self.closeness
                .extend(self.routes.of(here).1.iter().map(closeness));
        }
    }
}

/// Takes away the weights below the largest one over a threshold.
pub(super) fn prune(weights: &mut [f64], threshold: f64) {
    let largest = weights.iter().copied().fold(0.0, f64::max);
    for weight in weights {
        if *weight < largest / threshold {
            *weight = 0.0;
        }
    }
}

/// Replaces each weight by the sum of all up to it.
fn add_up(weights: &mut [f64]) {
    let mut sum = 0.0;
    for weight in weights {
        sum += *weight;
        *weight = sum;
    }
}
