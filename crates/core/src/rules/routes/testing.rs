//! Small worlds for the tests of routes and of what they weigh.

use crate::conditions::Conditions;
use crate::network::{Link, Mode, Network};
use crate::place::{PlaceId, PlaceKind};
use crate::settings::{RouteChoice, Settings};
use crate::synthetic;
use crate::world::World;

use super::{Candidate, Routes};

/// Quiet places of these kinds, joined both ways, under default settings.
pub(crate) fn world(
    kinds: &[PlaceKind],
    roads: &[(u32, u32, f64)],
    choice: RouteChoice,
    awareness: u32,
) -> World {
    let mut world = synthetic::world(0, kinds.len() as u32, 1);
    world.places.truncate(kinds.len());
    for (place, &kind) in world.places.iter_mut().zip(kinds) {
        place.kind = kind;
        place.capacity = None;
    }
    let both_ways = |&(a, b, distance_km): &(u32, u32, f64)| {
        [(a, b), (b, a)].map(|(from, to)| Link {
            from: PlaceId(from),
            to: PlaceId(to),
            distance_km,
            mode: Mode::Road,
            max_speed_km_per_day: None,
            walk_probability: 0.0,
        })
    };
    world.network = Network::new(kinds.len(), roads.iter().flat_map(both_ways).collect());
    world.events.clear();
    world.settings = Settings::default();
    world.settings.movement.route_choice = choice;
    world.settings.movement.awareness_level = awareness;
    world
}

/// Ends and lengths of the candidates of the first place.
pub(super) fn found(world: &World) -> Vec<(u32, f64)> {
    let conditions = Conditions::new(world);
    let mut routes = Routes::new(world);
    routes.find(world, &conditions);
    routes
        .of(PlaceId(0))
        .1
        .iter()
        .map(|way| (way.end.0, way.length_km))
        .collect()
}

/// Ends of the candidates of a place, with the places after it that each leads through.
pub(super) fn ways(world: &World, here: u32) -> Vec<(u32, Vec<u32>)> {
    let conditions = Conditions::new(world);
    let mut routes = Routes::new(world);
    routes.find(world, &conditions);
    let stops = |way: &Candidate| {
        let mut rest = way.route;
        let next = || {
            let (link, after) = rest.is_some().then(|| routes.legs.next(rest.0 as usize))?;
            rest = after;
            Some(world.network.link(link).to.0)
        };
        (way.end.0, std::iter::from_fn(next).collect())
    };
    routes.of(PlaceId(here)).1.iter().map(stops).collect()
}
