//! Fixed routes (Flee): of the paths that local choice knows the best one to each place, and major routes beyond them.

use std::collections::BTreeMap;

use crate::conditions::Conditions;
use crate::place::{PlaceId, PlaceKind};
use crate::world::World;

use super::local::Legs;
use super::paths::{self, Path};
use super::{Candidate, first_road};

/// What a major route makes of the length of a way.
const MAJOR: f64 = 0.25;

/// Major routes by the place they start from; each leads back from its end, too.
#[derive(Clone, Debug)]
pub(super) struct Majors {
    from: Vec<Vec<Vec<PlaceId>>>,
}

impl Majors {
    pub(super) fn new(world: &World) -> Self {
        let mut from = vec![Vec::new(); world.places.len()];
        for chain in world.major_routes.iter().filter(|chain| chain.len() > 1) {
            let back: Vec<PlaceId> = chain.iter().rev().copied().collect();
            for chain in [chain.clone(), back] {
                from[chain[0].index()].push(chain);
            }
        }
        Self { from }
    }

    /// Adds the candidates of a place; a marker has none.
    pub(super) fn enumerate(
        &self,
        world: &World,
        conditions: &Conditions,
        here: PlaceId,
        legs: &mut Legs,
        found: &mut Vec<Candidate>,
    ) {
        if conditions.kind[here.index()] == PlaceKind::Marker {
            return;
        }
        let best = best_paths(world, conditions, here);
        let beyond = self.beyond(world, conditions, here, &best);
        found.extend(best.iter().map(|path| Candidate {
            route: legs.keep(&path.links, path.end),
            end: path.end,
            length_km: path.length_km,
            length_factor: 1.0,
            let_through: path.let_through,
        }));
        // Flee loses the first road of such a way, and people a day unless a road leads from here to where the second ends.
        let lost = usize::from(world.settings.movement.flee_quirks);
        found.extend(beyond.iter().map(|path| Candidate {
            route: legs.keep(&path.links[lost..], path.end),
            end: path.end,
            length_km: path.length_km,
            length_factor: MAJOR,
            let_through: path.let_through,
        }));
    }

    /// Ways along the major routes of a place and of those it reaches, to where no other way leads.
    fn beyond(
        &self,
        world: &World,
        conditions: &Conditions,
        here: PlaceId,
        best: &[Path],
    ) -> Vec<Path> {
        let as_flee = world.settings.movement.flee_quirks;
        let mut beyond: Vec<Path> = Vec::new();
        for start in std::iter::once(&Path::at(here)).chain(best) {
            for chain in &self.from[start.end.index()] {
                let Some(path) = along(world, conditions, start, chain) else {
                    continue;
                };
                let end = path.end;
                let known = best.iter().chain(&beyond).any(|path| path.end == end);
                // To Flee a place does not lead to itself yet, so that a major route may lead back.
                let returns = end == here && !as_flee;
                let may_end = conditions.kind[end.index()].is_destination();
                if !known && !returns && may_end && conditions.open[end.index()] {
                    beyond.push(path);
                }
            }
        }
        beyond
    }
}

/// The path of least length to each place, in the order in which the places are found.
fn best_paths(world: &World, conditions: &Conditions, here: PlaceId) -> Vec<Path> {
    let movement = &world.settings.movement;
    let length_counts = movement.distance_power > 0.0 && movement.weight_power > 0.0;
    let mut best: Vec<Path> = Vec::new();
    let mut slots: BTreeMap<PlaceId, usize> = BTreeMap::new();
    paths::each(world, conditions, here, false, |path| {
        let slot = *slots.entry(path.end).or_insert(best.len());
        match best.get_mut(slot) {
            None => best.push(path.clone()),
            Some(known) if length_counts && path.length_km < known.length_km => {
                known.clone_from(path);
            }
            Some(_) => {}
        }
    });
    best
}

/// A path and then a chain of places, if a usable road leads from each to the next.
fn along(world: &World, conditions: &Conditions, start: &Path, chain: &[PlaceId]) -> Option<Path> {
    let mut path = start.clone();
    for hop in chain.windows(2) {
        let link = first_road(world, &conditions.usable, hop[0], hop[1])?;
        path.go(world, conditions, link);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::routes::testing::{found, ways, world};
    use crate::settings::RouteChoice;

    const T: PlaceKind = PlaceKind::Town;

    /// Flee's own test of its crawler: A to E in a row, with C as a detour to D.
    fn crawled(kinds: [PlaceKind; 5], awareness: u32) -> World {
        let roads = [
            (0, 1, 100.0),
            (0, 2, 200.0),
            (1, 3, 100.0),
            (2, 3, 100.0),
            (3, 4, 100.0),
        ];
        let mut world = world(&kinds, &roads, RouteChoice::Fixed, awareness);
        world.settings.movement.flee_quirks = true;
        world
    }

    #[test]
    fn fixed_routes_are_the_best_one_to_each_place() {
        let world = crawled([T; 5], 2);
        assert_eq!(
            ways(&world, 0),
            [(1, vec![1]), (3, vec![1, 3]), (2, vec![2])]
        );
        assert_eq!(
            found(&world),
            [(1, 100.0), (3, 200.0), (2, 200.0)],
            "and their lengths"
        );
    }

    #[test]
    fn of_fixed_routes_of_one_weight_the_first_stays() {
        let roads = [(0, 1, 50.0), (0, 2, 30.0), (1, 3, 50.0), (2, 3, 70.0)];
        let square = world(&[T; 4], &roads, RouteChoice::Fixed, 2);
        assert_eq!(ways(&square, 0)[1], (3, vec![1, 3]), "both are 100 km");
        let mut world = crawled([T; 5], 3);
        world.settings.movement.distance_power = 0.0;
        let to_c = &ways(&world, 0)[2];
        assert_eq!(*to_c, (2, vec![1, 3, 2]), "found before the road from A");
    }

    #[test]
    fn markers_cost_a_step_of_fixed_routes_and_have_none() {
        let marked = [T, PlaceKind::Marker, T, T, T];
        assert_eq!(ways(&crawled(marked, 1), 0), [(2, vec![2])]);
        assert_eq!(
            ways(&crawled(marked, 2), 0),
            [(3, vec![1, 3]), (2, vec![2])]
        );
        assert_eq!(ways(&crawled(marked, 2), 1), []);
    }

    #[test]
    fn a_major_route_leads_on_and_to_flee_lacks_its_first_road() {
        let mut world = crawled([T; 5], 1);
        world.major_routes = vec![[0, 1, 3, 4].map(PlaceId).to_vec()];
        assert_eq!(
            ways(&world, 0),
            [(1, vec![1]), (2, vec![2]), (4, vec![3, 4])]
        );
        assert_eq!(
            ways(&world, 4),
            [(3, vec![3]), (0, vec![1, 0])],
            "and back from its end"
        );
        assert_eq!(
            ways(&world, 3),
            [(1, vec![1]), (2, vec![2]), (4, vec![4]), (0, vec![3, 1, 0])],
            "and from a place that reaches one of its ends"
        );
        world.settings.movement.flee_quirks = false;
        assert_eq!(ways(&world, 0)[2], (4, vec![1, 3, 4]));
    }

    #[test]
    fn beyond_two_roads_a_major_route_begins_with_its_second_one() {
        let mut world = crawled([T; 5], 2);
        world.major_routes = vec![[0, 1, 3, 4].map(PlaceId).to_vec()];
        let expected = [(1, vec![1]), (3, vec![1, 3]), (2, vec![2]), (4, vec![3, 4])];
        assert_eq!(ways(&world, 0), expected);
    }

    #[test]
    fn a_major_route_is_known_only_where_no_other_way_leads_and_its_roads_are_open() {
        let mut known = crawled([T; 5], 3);
        known.settings.movement.flee_quirks = false;
        known.major_routes = vec![[0, 2, 3, 4].map(PlaceId).to_vec()];
        assert_eq!(ways(&known, 0).len(), 4, "one to each other place");
        known.settings.movement.flee_quirks = true;
        let back = ways(&known, 0).pop();
        assert_eq!(back, Some((0, vec![3, 4, 3, 2, 0])), "to Flee also back");
        let mut broken = crawled([T; 5], 1);
        broken.major_routes = vec![[0, 3, 4].map(PlaceId).to_vec()];
        assert_eq!(ways(&broken, 0).len(), 2);
    }
}
