//! The whole world, a row a day.

use serde::{Deserialize, Serialize};

use super::{Observer, Sheet, is_of_days, schemas};
use crate::calendar::Day;
use crate::place::PlaceId;
use crate::simulation::Today;
use crate::world::World;

/// Makes the sheet `totals`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Totals(Sheet);

/// The numbers of a day, in the order of the sheet's columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayTotals {
    /// Persons displaced since the first day.
    pub displaced: u64,
    /// Persons who became displaced this day.
    pub newly_displaced: u64,
    /// Persons on the way.
    pub in_transit: u64,
    /// Persons in camps.
    pub in_camps: u64,
    /// Persons in any other place, not back home.
    pub in_host_communities: u64,
    /// Persons in the home country, not back home.
    pub internally_displaced: u64,
    /// Persons in other countries.
    pub abroad: u64,
    /// Persons back home.
    pub returned: u64,
    /// Movements since the first day.
    pub movements: u64,
    /// Persons displaced in this run who have moved a second time.
    pub moved_again: u64,
    /// Persons who came to stay in a country of `onward.to`.
    pub moved_on: u64,
}

impl DayTotals {
    /// The totals of a day; people on the way are in the country that their link starts in.
    pub fn of(today: &Today<'_>) -> Self {
        let (world, counts) = (today.world, today.counts);
        let mut totals = Self {
            displaced: counts.displaced.iter().sum(),
            newly_displaced: counts.newly_displaced,
            movements: counts.movements,
            moved_again: counts.moved_again,
            moved_on: counts.moved_on,
            ..Self::default()
        };
        for (index, place) in world.places.iter().enumerate() {
            let present = counts.present(PlaceId(index as u32)) as u64;
            totals.returned += counts.returned[index]
                .iter()
                .map(|&n| n as u64)
                .sum::<u64>();
            if place.kind.is_camp() {
                totals.in_camps += present;
            } else {
                totals.in_host_communities += present;
            }
            if place.country != world.home {
                totals.abroad += present;
            }
        }
        for (link, &persons) in world.network.links().iter().zip(&counts.on_link) {
            totals.in_transit += persons as u64;
            if world.is_abroad(link.from) {
                totals.abroad += persons as u64;
            }
        }
        let away = totals.in_camps + totals.in_host_communities + totals.in_transit;
        totals.internally_displaced = away - totals.abroad;
        totals
    }

    /// The numbers in the order of the columns.
    pub fn row(&self) -> [f64; 11] {
        [
            self.displaced,
            self.newly_displaced,
            self.in_transit,
            self.in_camps,
            self.in_host_communities,
            self.internally_displaced,
            self.abroad,
            self.returned,
            self.movements,
            self.moved_again,
            self.moved_on,
        ]
        .map(|count| count as f64)
    }
}

impl Observer for Totals {
    fn new(_: &World) -> Self {
        Self(Sheet::new(&schemas::TOTALS))
    }

    fn day(&mut self, today: &Today<'_>) {
        self.0
            .push([today.day as u32, 0, 0], &DayTotals::of(today).row());
    }

    fn finish(self) -> Sheet {
        self.0
    }

    fn take_up(&mut self, _: &World, next_day: Day) -> bool {
        is_of_days(&self.0, &schemas::TOTALS, next_day)
    }
}
