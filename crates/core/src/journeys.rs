//! Journeys, from where people stayed to where they come to stay: movements as the field counts them.
//!
//! A movement is one of the IDP movements that the task force on internal displacement of OCHA counts
//! in north-west Syria: a displaced person who leaves a place and comes to stay in another, whatever
//! lies between, and every time anew. Flight from home is one, the return home is none.

use std::collections::BTreeMap;

use crate::place::PlaceId;
use crate::world::{Measure, World};

/// A journey that has ended in another place than it began in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Journey {
    /// The place they stayed in before.
    pub from: PlaceId,
    /// The place they stay in now.
    pub to: PlaceId,
    /// The persons.
    pub persons: u32,
    /// Whether it is the second journey of people who were displaced in this run.
    pub is_second: bool,
    /// Whether it brought them into a country of `onward.to` from another one.
    pub is_onward: bool,
}

/// The parts of a world that movements are counted between: every first-level unit of a country, and
/// every list of places that movements were observed from or to, is made of whole zones.
#[derive(Clone, Debug, Default)]
pub struct Zones {
    of_place: Vec<u32>,
    /// The first place of each zone.
    first: Vec<PlaceId>,
    /// The first place of each zone's first-level unit.
    unit: Vec<PlaceId>,
}

impl Zones {
    /// The zones of a world, in the order of their first places.
    pub fn new(world: &World) -> Self {
        let counted = world.observed.iter();
        let counted = counted.filter(|observation| observation.measure == Measure::Movements);
        let mut sides: Vec<&[PlaceId]> = counted
            .flat_map(|observation| [&observation.places[..], &observation.to])
            .collect();
        sides.sort_unstable();
        sides.dedup();
        let mut zones = Self::default();
        let mut known = BTreeMap::new();
        let mut units = BTreeMap::new();
        for (id, place) in (0..).map(PlaceId).zip(&world.places) {
            let of_unit = (place.country, place.admin1.as_str());
            let is_in = |side: &&[PlaceId]| side.binary_search(&id).is_ok();
            let within: Vec<bool> = sides.iter().map(is_in).collect();
            let unit = *units.entry(of_unit).or_insert(id);
            let zone = *known.entry((of_unit, within)).or_insert_with(|| {
                zones.first.push(id);
                zones.unit.push(unit);
                zones.first.len() - 1
            });
            zones.of_place.push(zone as u32);
        }
        zones
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.first.len()
    }

    /// The zone of a place.
    #[inline]
    pub fn of(&self, place: PlaceId) -> usize {
        self.of_place[place.index()] as usize
    }

    /// The first place of the first-level unit of a zone, which stands for the unit in sheets.
    pub fn unit(&self, zone: u32) -> PlaceId {
        self.unit[zone as usize]
    }

    /// Whether a zone lies in a list of places, in ascending order.
    pub fn is_within(&self, zone: u32, places: &[PlaceId]) -> bool {
        places.binary_search(&self.first[zone as usize]).is_ok()
    }
}

/// Persons who moved, by the zones they left and came to; pairs that nobody moved between are absent.
#[derive(Clone, Debug, Default)]
pub struct Moved(Vec<BTreeMap<u32, u64>>);

impl Moved {
    /// Nobody, between so many zones.
    pub fn new(zones: usize) -> Self {
        Self(vec![BTreeMap::new(); zones])
    }

    /// Adds persons.
    #[inline]
    pub fn add(&mut self, from: usize, to: usize, persons: u32) {
        *self.0[from].entry(to as u32).or_default() += persons as u64;
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.iter_mut().for_each(BTreeMap::clear);
    }

    /// The persons by pair of zones, in ascending order.
    pub fn pairs(&self) -> impl Iterator<Item = ([u32; 2], u64)> + '_ {
        let rows = (0..).zip(&self.0);
        rows.flat_map(|(from, row)| row.iter().map(move |(&to, &persons)| ([from, to], persons)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;
    use crate::world::Observation;

    #[test]
    fn units_and_observed_lists_are_made_of_whole_zones() {
        let mut world = synthetic::world(0, 6, 3);
        for (place, unit) in world.places.iter_mut().zip(["I", "I", "A", "A", "I", "A"]) {
            unit.clone_into(&mut place.admin1);
        }
        let zones = Zones::new(&world);
        let of = |zones: &Zones| (0..6).map(|p| zones.of(PlaceId(p))).collect::<Vec<_>>();
        assert_eq!(of(&zones), [0, 0, 1, 1, 0, 1]);

        world.observed = vec![Observation {
            places: vec![PlaceId(1), PlaceId(2)],
            to: vec![PlaceId(2), PlaceId(3), PlaceId(5)],
            ..Observation::of_world(2, Measure::Movements, 9.0)
        }];
        let zones = Zones::new(&world);
        assert_eq!(of(&zones), [0, 1, 2, 3, 0, 3]);
        let from = (0..4).filter(|&zone| zones.is_within(zone, &world.observed[0].places));
        assert_eq!(from.collect::<Vec<_>>(), [1, 2]);
        assert_eq!(
            [1, 3].map(|zone| zones.unit(zone)),
            [PlaceId(0), PlaceId(2)]
        );
    }

    #[test]
    fn persons_add_up_by_pair() {
        let mut moved = Moved::new(3);
        for (from, to, persons) in [(2, 0, 5), (0, 2, 1), (2, 0, 4), (2, 2, 3)] {
            moved.add(from, to, persons);
        }
        let pairs: Vec<_> = moved.pairs().collect();
        assert_eq!(pairs, [([0, 2], 1), ([2, 0], 9), ([2, 2], 3)]);
        moved.clear();
        assert_eq!(moved.pairs().count(), 0);
    }
}
