//! Local choice: every simple path of up to `awareness_level` links, as Flee lists them.

use crate::conditions::Conditions;
use crate::network::LinkId;
use crate::place::PlaceId;
use crate::world::World;

use super::{Candidate, Route};

#[derive(Clone, Copy, Debug)]
struct Leg {
    link: LinkId,
    rest: Route,
    end: PlaceId,
}

/// The legs of all routes found so far; old ones stay for those who follow them.
#[derive(Clone, Debug, Default)]
pub(super) struct Legs {
    legs: Vec<Leg>,
}

impl Legs {
    /// Adds the candidates of a place, depth first in the order of links.
    pub(super) fn enumerate(
        &mut self,
        world: &World,
        conditions: &Conditions,
        here: PlaceId,
        found: &mut Vec<Candidate>,
    ) {
        let mut search = Search {
            world,
            conditions,
            legs: self,
            found,
            path: Vec::new(),
            visited: vec![here],
        };
        search.expand(here, 0.0, 1.0, 1);
    }

    pub(super) fn next(&self, leg: usize) -> (LinkId, Route) {
        (self.legs[leg].link, self.legs[leg].rest)
    }

    pub(super) fn end(&self, leg: usize) -> PlaceId {
        self.legs[leg].end
    }

    /// Keeps a path as legs, last first, and gives its beginning.
    fn keep(&mut self, path: &[LinkId], end: PlaceId) -> Route {
        path.iter().rev().fold(Route::NONE, |rest, &link| {
            self.legs.push(Leg { link, rest, end });
            Route::leg(self.legs.len() - 1)
        })
    }
}

struct Search<'a> {
    world: &'a World,
    conditions: &'a Conditions,
    legs: &'a mut Legs,
    found: &'a mut Vec<Candidate>,
    path: Vec<LinkId>,
    visited: Vec<PlaceId>,
}

impl Search<'_> {
    fn expand(&mut self, here: PlaceId, prior_km: f64, let_through: f64, step: u32) {
        for &link in self.world.network.leaving(here) {
            let way = self.world.network.link(link);
            let end = way.to;
            if !self.conditions.usable[link.index()] || self.visited.contains(&end) {
                continue;
            }
            let length_km = prior_km + way.distance_km;
            let let_through = let_through.min(self.conditions.permeability[link.index()]);
            self.path.push(link);
            let passed_through = !self.conditions.kind[end.index()].is_destination();
            if !passed_through && self.conditions.open[end.index()] {
                let route = self.legs.keep(&self.path, end);
                self.found.push(Candidate {
                    route,
                    end,
                    length_km,
                    let_through,
                });
            }
            // Markers and crossings are passed without using up awareness.
            let reached = if passed_through { step - 1 } else { step };
            if self.world.settings.movement.awareness_level > reached {
                self.visited.push(end);
                self.expand(end, length_km, let_through, reached + 1);
                self.visited.pop();
            }
            self.path.pop();
        }
    }
}
