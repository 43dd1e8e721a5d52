//! Every place, a row a day.

use serde::{Deserialize, Serialize};

use super::{Observer, Sheet, is_of_days, schemas};
use crate::calendar::Day;
use crate::place::{PlaceId, PlaceKind};
use crate::rules::capacity::{self, Room};
use crate::rules::shelter;
use crate::shelter::ShelterKind;
use crate::simulation::Today;
use crate::world::World;

/// Makes the sheet `places`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Places(Sheet);

impl Observer for Places {
    fn new(_: &World) -> Self {
        Self(Sheet::new(&schemas::PLACES))
    }

    fn day(&mut self, today: &Today<'_>) {
        let movement = &today.world.settings.movement;
        for index in 0..today.world.places.len() {
            let present = today.counts.present(PlaceId(index as u32));
            let capacity = match today.conditions.capacity[index] {
                _ if !today.conditions.open[index] => 0.0,
                None => f64::NAN,
                Some(persons) => (persons as f64 * movement.capacity_scaling).floor(),
            };
            let occupancy = if capacity > 0.0 {
                present as f64 / capacity
            } else {
                f64::NAN
            };
            let room = shelter::room(movement, today.conditions, index);
            let in_open = room.map(|room| shelter::sleeping(room, present).of(ShelterKind::Open));
            let row = [
                present as f64,
                today.counts.arrivals[index] as f64,
                today.counts.departures[index] as f64,
                capacity,
                occupancy,
                in_open.map_or(f64::NAN, f64::from),
                accepting(today, index).map_or(f64::NAN, f64::from),
            ];
            self.0.push([today.day as u32, index as u32, 0], &row);
        }
    }

    fn finish(self) -> Sheet {
        self.0
    }

    fn take_up(&mut self, _: &World, next_day: Day) -> bool {
        is_of_days(&self.0, &schemas::PLACES, next_day)
    }
}

/// Whether a place takes people in; `None` where none are meant to stay, or stand those whom they flee.
fn accepting(today: &Today<'_>, place: usize) -> Option<bool> {
    let Today {
        world, conditions, ..
    } = today;
    let movement = &world.settings.movement;
    let kind = conditions.kind[place];
    if !kind.is_destination() || kind == PlaceKind::Hub || conditions.hostile[place] {
        return None;
    }
    let present = today.counts.present(PlaceId(place as u32));
    let crowding = capacity::crowding(movement, present, Room::today(conditions, place));
    let is_full = crowding.is_full && capacity::refuses(movement, kind);
    Some(conditions.open[place] && !is_full)
}
