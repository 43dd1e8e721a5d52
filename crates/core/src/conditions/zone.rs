//! Demilitarised zones, and the observation posts that guard them.

use super::Conditions;
use super::control::in_places;
use crate::calendar::Day;
use crate::event::Change;
use crate::place::PlaceId;
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
        for (place, share) in world.places.iter().zip(&mut exposed) {
            let km = |post: PlaceId| world.places[post.index()].km_to(place);
            let guards = |&post: &PlaceId| km(post) <= world.settings.events.post_km;
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
