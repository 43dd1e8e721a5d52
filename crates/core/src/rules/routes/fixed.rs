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
        // Flee loses the first road of such a way, and people a day unless the second starts here, too.
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
        let mut beyond: Vec<Path> = Vec::new();
        for start in std::iter::once(&Path::at(here)).chain(best) {
            for chain in &self.from[start.end.index()] {
                let Some(path) = along(world, conditions, start, chain) else {
                    continue;
                };
                let end = path.end;
                let known = best.iter().chain(&beyond).any(|path| path.end == end);
                let may_end = conditions.kind[end.index()].is_destination();
                if !known && may_end && conditions.open[end.index()] {
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
