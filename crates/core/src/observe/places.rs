//! Every place, a row a day.

use serde::{Deserialize, Serialize};

use super::{Observer, Sheet, is_of_days, schemas};
use crate::calendar::Day;
use crate::place::PlaceId;
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
        let scaling = today.world.settings.movement.capacity_scaling;
        for index in 0..today.world.places.len() {
            let present = today.counts.present(PlaceId(index as u32)) as f64;
            let capacity = match today.conditions.capacity[index] {
                _ if !today.conditions.open[index] => 0.0,
                None => f64::NAN,
                Some(persons) => (persons as f64 * scaling).floor(),
            };
            let row = [
                present,
                today.counts.arrivals[index] as f64,
                today.counts.departures[index] as f64,
                capacity,
                if capacity > 0.0 {
                    present / capacity
                } else {
                    f64::NAN
                },
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
