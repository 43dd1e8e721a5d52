//! Paths: every simple path of up to `awareness_level` links from a place, depth first in the order of links.

use crate::conditions::Conditions;
use crate::network::LinkId;
use crate::place::PlaceId;
use crate::world::World;

/// Links that lead from one place to another.
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub(super) links: Vec<LinkId>,
    pub(super) end: PlaceId,
    pub(super) length_km: f64,
    /// The smallest chance a day of being let through a border on it; 1 where there is none.
    pub(super) let_through: f64,
}

impl Path {
    /// The path that stays where it is.
    pub(super) fn at(here: PlaceId) -> Self {
        Self {
            links: Vec::new(),
            end: here,
            length_km: 0.0,
            let_through: 1.0,
        }
    }

    /// Goes on along a link.
    pub(super) fn go(&mut self, world: &World, conditions: &Conditions, link: LinkId) {
        let way = world.network.link(link);
        self.links.push(link);
        self.end = way.to;
        self.length_km += way.distance_km;
        self.let_through = self.let_through.min(conditions.permeability[link.index()]);
    }
}

/// Shows every path from a place to one where a journey may end.
///
/// Markers and crossings are passed; with `free_passage` that uses up no awareness.
pub(super) fn each(
    world: &World,
    conditions: &Conditions,
    here: PlaceId,
    free_passage: bool,
    show: impl FnMut(&Path),
) {
    let mut search = Search {
        world,
        conditions,
        free_passage,
        show,
        path: Path::at(here),
        visited: vec![here],
    };
    search.expand(1);
}

struct Search<'a, F> {
    world: &'a World,
    conditions: &'a Conditions,
    free_passage: bool,
    show: F,
    path: Path,
    visited: Vec<PlaceId>,
}

impl<F: FnMut(&Path)> Search<'_, F> {
    fn expand(&mut self, step: u32) {
        let here = self.path.end;
        let before = (self.path.length_km, self.path.let_through);
        for &link in self.world.network.leaving(here) {
            let end = self.world.network.link(link).to;
            if !self.conditions.usable[link.index()] || self.visited.contains(&end) {
                continue;
            }
            self.path.go(self.world, self.conditions, link);
            let passed_through = !self.conditions.kind[end.index()].is_destination();
            if !passed_through && self.conditions.open[end.index()] {
                (self.show)(&self.path);
            }
            let is_free = passed_through && self.free_passage;
            let reached = if is_free { step - 1 } else { step };
            if self.world.settings.movement.awareness_level > reached {
                self.visited.push(end);
                self.expand(reached + 1);
                self.visited.pop();
            }
            self.path.links.pop();
            self.path.end = here;
            (self.path.length_km, self.path.let_through) = before;
        }
    }
}
