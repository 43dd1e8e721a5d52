//! Local choice: every simple path of up to `awareness_level` links, as Flee lists them.

use crate::conditions::Conditions;
use crate::network::LinkId;
use crate::place::PlaceId;
use crate::world::World;

use super::{Candidate, Route, paths};

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
        paths::each(world, conditions, here, true, |path| {
            found.push(Candidate {
                route: self.keep(&path.links, path.end),
                end: path.end,
                length_km: path.length_km,
                length_factor: 1.0,
                let_through: path.let_through,
            });
        });
    }

    pub(super) fn len(&self) -> usize {
        self.legs.len()
    }

    pub(super) fn next(&self, leg: usize) -> (LinkId, Route) {
        (self.legs[leg].link, self.legs[leg].rest)
    }

    pub(super) fn end(&self, leg: usize) -> PlaceId {
        self.legs[leg].end
    }

    /// Keeps a path as legs, last first, and gives its beginning.
    pub(super) fn keep(&mut self, path: &[LinkId], end: PlaceId) -> Route {
        path.iter().rev().fold(Route::NONE, |rest, &link| {
            self.legs.push(Leg { link, rest, end });
            Route::leg(self.legs.len() - 1)
        })
    }
}
