//! What the displaced sleep under, a row a day and kind of shelter.

use serde::{Deserialize, Serialize};

use super::{Observer, Sheet, is_of_days, schemas};
use crate::calendar::Day;
use crate::place::PlaceId;
use crate::rules::shelter;
use crate::shelter::{Shelter, ShelterKind};
use crate::simulation::Today;
use crate::world::World;

/// Makes the sheet `shelter`, which has no rows where no kinds are told apart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Shelters(Sheet);

/// Persons in places of the home country by what they sleep under; those on the way are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SleepingPlaces {
    known: Shelter,
    unknown: u32,
}

impl SleepingPlaces {
    /// Where people sleep at the end of a day.
    pub fn of(today: &Today<'_>) -> Self {
        let mut all = Self::default();
        let movement = &today.world.settings.movement;
        for place in (0..today.world.places.len() as u32).map(PlaceId) {
            if today.world.is_abroad(place) {
                continue;
            }
            let present = today.counts.present(place);
            match shelter::room(movement, today.conditions, place.index()) {
                None => all.unknown += present,
                Some(room) => {
                    let here = shelter::sleeping(room, present);
                    for kind in ShelterKind::ALL {
                        all.known.add(kind, here.of(kind));
                    }
                }
            }
        }
        all
    }

    /// The persons of a kind.
    pub fn under(&self, kind: ShelterKind) -> u32 {
        self.known.of(kind)
    }
}

impl Observer for Shelters {
    fn new(_: &World) -> Self {
        Self(Sheet::new(&schemas::SHELTER))
    }

    fn day(&mut self, today: &Today<'_>) {
        if !today.world.tells_shelter_apart() {
            return;
        }
        let sleeping = SleepingPlaces::of(today);
        let known = ShelterKind::ALL.map(|kind| sleeping.under(kind));
        for (kind, persons) in (0..).zip(known.into_iter().chain([sleeping.unknown])) {
            self.0.push([today.day as u32, kind, 0], &[persons as f64]);
        }
    }

    fn finish(self) -> Sheet {
        self.0
    }

    fn take_up(&mut self, _: &World, next_day: Day) -> bool {
        is_of_days(&self.0, &schemas::SHELTER, next_day)
    }
}
