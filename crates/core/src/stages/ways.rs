//! The ways from each place, and what they weigh to people who choose one of them.

mod choice;
mod weights;

use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::network::LinkId;
use crate::people::Profile;
use crate::place::PlaceId;
use crate::rules::capacity::{Crowding, Room};
use crate::rules::circumstances::Circumstances;
use crate::rules::routes::{Route, Routes};
use crate::rules::stored::StoredScores;
use crate::rules::{affinity, attraction, capacity};
use crate::settings::RouteChoice;
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
    /// Factor on the attraction of the end of each candidate way, for its distance as the crow flies and for
    /// lying in the same first-level unit; empty where neither counts.
    closeness: Vec<f64>,
    score: Vec<f64>,
    /// What fixed routes are weighed with; none for other routes.
    stored: Option<StoredScores>,
    /// Attraction of each place, profile after profile.
    attraction: Vec<f64>,
    /// Whether each place takes nobody once it is full.
    refuses: Vec<bool>,
    /// Capacity factor of each place.
    room: Vec<f64>,
    /// Whether each place is full.
    full: Vec<bool>,
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
            closeness: Vec::new(),
            score: vec![0.0; places],
            stored: (world.settings.movement.route_choice == RouteChoice::Fixed)
                .then(|| StoredScores::new(world)),
            attraction: Vec::new(),
            refuses: vec![true; places],
            room: vec![1.0; places],
            full: vec![false; places],
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
        self.find(world, conditions, profiles.len());
        self.score = circumstances
            .iter()
            .map(|now| attraction::score(&world.settings, now))
            .collect();
        if let Some(stored) = &mut self.stored {
            stored.look(circumstances);
        }
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
            .map(|now| capacity::refuses(&world.settings.movement, now.kind))
            .collect();
        self.look_at_room(world, conditions, counts);
        self.weigh(world);
    }

    /// Finds the ways of the epoch, unless they are found.
    fn find(&mut self, world: &World, conditions: &Conditions, profiles: usize) {
        if self.epoch != Some(conditions.epoch) {
            self.routes.find(world, conditions);
            self.weigh_lengths(world, profiles);
            self.weigh_closeness(world);
            self.epoch = Some(conditions.epoch);
        }
    }

    /// Finds the ways of a day that is over, where people may still be on one of them.
    pub fn remember(&mut self, world: &World, conditions: &Conditions, profiles: &[Profile]) {
        if self.routes.are_kept() {
            self.find(world, conditions, profiles.len());
        }
    }

    /// The number of legs of all ways found so far.
    pub fn legs(&self) -> usize {
        self.routes.legs()
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
        for (place, (room, full)) in self.room.iter_mut().zip(&mut self.full).enumerate() {
            let present = counts.present(PlaceId(place as u32));
            let Crowding { factor, is_full } =
                capacity::crowding(settings, present, Room::today(conditions, place));
            let refused = is_full && !settings.choose_full;
            let now = if refused { 0.0 } else { factor };
            changed |= *room != now;
            (*room, *full) = (now, is_full);
        }
        changed
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
        let full = self.full[end.index()] && self.refuses[end.index()];
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

#[cfg(test)]
mod tests;
