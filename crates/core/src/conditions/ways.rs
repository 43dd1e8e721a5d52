//! Which ways can be used.

use super::Conditions;
use crate::event::Change;
use crate::network::LinkId;
use crate::place::{PlaceId, PlaceKind};
use crate::world::World;

impl Conditions {
    /// What routes depend on: links, kinds of places, borders and closed camps.
    pub(super) fn ways(&self) -> (Vec<bool>, Vec<PlaceKind>, Vec<f64>, Vec<bool>) {
        (
            self.usable.clone(),
            self.kind.clone(),
            self.permeability.clone(),
            self.open.clone(),
        )
    }

    /// What replaces an earlier state of links.
    pub(super) fn change_ways(
        &mut self,
        links: &[LinkId],
        change: Change,
        roads_open: &mut [bool],
    ) {
        for link in links.iter().map(|link| link.index()) {
            match change {
                Change::Border(permeability) => self.permeability[link] = permeability,
                Change::RoadOpens => roads_open[link] = true,
                Change::RoadCloses => roads_open[link] = false,
                Change::RoadSpeed(km_per_day) => self.speed_limit[link] = Some(km_per_day),
                _ => {}
            }
        }
    }

    pub(super) fn note_closed(&mut self, usable_before: &[bool]) {
        let closed = |&link: &usize| usable_before[link] && !self.usable[link];
        let links = 0..usable_before.len();
        self.just_closed = links
            .filter(closed)
            .map(|link| LinkId(link as u32))
            .collect();
    }

    pub(super) fn find_usable(&mut self, world: &World, roads_open: &[bool]) {
        self.usable = world
            .network
            .links()
            .iter()
            .enumerate()
            .map(|(index, link)| {
                roads_open[index]
                    && self.permeability[index] > 0.0
                    && !self.hostile[link.to.index()]
            })
            .collect();
        let way_out = |place: usize| {
            let leaving = world.network.leaving(PlaceId(place as u32));
            leaving.iter().any(|link| self.usable[link.index()])
        };
        self.has_way_out = (0..world.places.len()).map(way_out).collect();
    }
}
