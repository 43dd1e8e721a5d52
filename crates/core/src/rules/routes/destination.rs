//! Destination choice: the shortest way to every place that can be reached (Dijkstra, from the end backwards).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

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

/// A place on the frontier of the search; ties go to the place that comes first.
#[derive(PartialEq)]
struct Reached {
    km: f64,
    place: u32,
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.km
            .total_cmp(&other.km)
            .then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn grow(reversed: &Network, conditions: &Conditions, end: PlaceId) -> Tree {
    let places = reversed.places();
    let mut tree = Tree {
        next: vec![None; places],
        km: vec![f64::INFINITY; places],
        let_through: vec![1.0; places],
    };
    tree.km[end.index()] = 0.0;
    let mut frontier = BinaryHeap::from([Reverse(Reached {
        km: 0.0,
        place: end.0,
    })]);
    while let Some(Reverse(Reached { km, place })) = frontier.pop() {
        if km > tree.km[place as usize] {
            continue;
        }
        for &link in reversed.leaving(PlaceId(place)) {
            let way = reversed.link(link);
            let through = km + way.distance_km;
            if conditions.usable[link.index()] && through < tree.km[way.to.index()] {
                tree.km[way.to.index()] = through;
                tree.next[way.to.index()] = Some(link);
                tree.let_through[way.to.index()] =
                    tree.let_through[place as usize].min(conditions.permeability[link.index()]);
                frontier.push(Reverse(Reached {
                    km: through,
                    place: way.to.0,
                }));
            }
        }
    }
    tree
}
