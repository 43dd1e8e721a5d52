//! Destination choice: the shortest way to every place that can be reached (Dijkstra, from the end backwards).

use rayon::prelude::*;

use crate::conditions::Conditions;
use crate::network::{LinkId, Network};
use crate::place::PlaceId;
use crate::world::World;

use super::{Candidate, Route};

/// For one destination, from every place: the next link towards it, the distance to it, and the
/// smallest chance a day of being let through a border on the way.
#[derive(Clone, Debug)]
struct Tree {
    next: Vec<Option<LinkId>>,
    km: Vec<f64>,
    let_through: Vec<f64>,
}

/// The trees of the destinations that have been asked for.
#[derive(Clone, Debug)]
pub(super) struct Trees {
    reversed: Network,
    of: Vec<Option<Tree>>,
}

impl Trees {
    pub(super) fn new(world: &World) -> Self {
        Self {
            reversed: world.network.reversed(),
            of: vec![None; world.places.len()],
        }
    }

    /// Finds the trees of all destinations.
    pub(super) fn grow_all(&mut self, conditions: &Conditions) {
        let Self { reversed, of } = self;
        of.par_iter_mut().enumerate().for_each(|(place, tree)| {
            if tree.is_some() || conditions.kind[place].is_destination() {
                *tree = Some(grow(reversed, conditions, PlaceId(place as u32)));
            }
        });
    }

    /// Finds the trees that are known already again.
    pub(super) fn grow_again(&mut self, conditions: &Conditions) {
        let Self { reversed, of } = self;
        of.par_iter_mut()
            .enumerate()
            .filter(|(_, tree)| tree.is_some())
            .for_each(|(place, tree)| {
                *tree = Some(grow(reversed, conditions, PlaceId(place as u32)));
            });
    }

    /// Finds the tree of a place unless it is known.
    pub(super) fn grow(&mut self, conditions: &Conditions, place: PlaceId) {
        let reversed = &self.reversed;
        self.of[place.index()].get_or_insert_with(|| grow(reversed, conditions, place));
    }

    pub(super) fn next(&self, to: PlaceId, here: PlaceId) -> Option<LinkId> {
        self.of[to.index()].as_ref()?.next[here.index()]
    }

    /// Adds every open destination that can be reached from a place.
    pub(super) fn candidates(
        &self,
        conditions: &Conditions,
        here: PlaceId,
        found: &mut Vec<Candidate>,
    ) {
        for (place, tree) in self.of.iter().enumerate() {
            let end = PlaceId(place as u32);
            let eligible = conditions.kind[place].is_destination() && conditions.open[place];
            if let Some(tree) = tree
                && eligible
                && tree.next[here.index()].is_some()
            {
                found.push(Candidate {
                    route: Route::to(end),
                    end,
                    length_km: tree.km[here.index()],
                    length_factor: 1.0,
                    let_through: tree.let_through[here.index()],
                });
            }
        }
    }
}

fn grow(reversed: &Network, conditions: &Conditions, end: PlaceId) -> Tree {
    let mut next = vec![None; reversed.places()];
    let mut let_through = vec![1.0; reversed.places()];
    let usable = |link: LinkId| conditions.usable[link.index()];
    let km = reversed.shortest(end, usable, |link| {
        let way = reversed.link(link);
        let permeability: f64 = conditions.permeability[link.index()];
        next[way.to.index()] = Some(link);
        let_through[way.to.index()] = permeability.min(let_through[way.from.index()]);
    });
    Tree {
        next,
        km,
        let_through,
    }
}
