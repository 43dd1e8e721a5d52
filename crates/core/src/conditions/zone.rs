//! Demilitarised zones, and the observation posts that guard them.

use super::Conditions;
use super::control::in_places;
use crate::calendar::Day;
use crate::event::Change;
use crate::place::{PlaceId, great_circle_km};
use crate::timeline::Spell;
use crate::world::World;

impl Conditions {
    /// The share of the fighting that comes to each place: all of it, but where a zone keeps some out
    /// (our judgement: a post protects those whom it can see, until it is surrounded).
    pub(super) fn exposure(&self, world: &World, spells: &[Spell], day: Day) -> Vec<f64> {
        let mut exposed = vec![1.0; world.places.len()];
        if !self.has_zones {
            return exposed;
        }
        let in_force = || in_places(world, spells).filter(|(spell, ..)| spell.covers(day));
        for (_, change, places) in in_force() {
            if let Change::DemilitarisedZone(kept_out) = change {
                for place in places {
                    exposed[place.index()] = 1.0 - kept_out;
                }
            }
        }
        let posts: Vec<PlaceId> = in_force()
            .filter(|(_, change, _)| *change == Change::ObservationPost)
            .flat_map(|(.., places)| places.iter().copied())
            .filter(|&post| !self.is_surrounded(world, post))
            .collect();
        for (place, share) in (0..).map(PlaceId).zip(&mut exposed) {
            let guards = |&post: &PlaceId| km(world, post, place) <= world.settings.events.post_km;
            if *share < 1.0 && !posts.iter().any(guards) {
                *share = 1.0;
            }
        }
        exposed
    }

    /// Whether those people flee hold a place, or all that its roads lead to.
    fn is_surrounded(&self, world: &World, place: PlaceId) -> bool {
        let roads = world.network.leaving(place);
        let leads_to_them = |link: &_| self.hostile[world.network.link(*link).to.index()];
        self.hostile[place.index()] || (!roads.is_empty() && roads.iter().all(leads_to_them))
    }
}

fn km(world: &World, from: PlaceId, to: PlaceId) -> f64 {
    let at = |place: PlaceId| {
        let place = &world.places[place.index()];
        (place.latitude, place.longitude)
    };
    great_circle_km(at(from), at(to))
}
