//! Movements between first-level units, a row an interval of days.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Observer, Sheet, are_sums, is_of_days, schemas};
use crate::calendar::Day;
use crate::journeys::Zones;
use crate::simulation::Today;
use crate::world::World;

/// Makes the sheet `movements`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Movements {
    sheet: Sheet,
    #[serde(skip)]
    zones: Zones,
    /// Persons by the units they left and came to, each named by its first place.
    persons: BTreeMap<[u32; 2], u64>,
    since: Day,
}

impl Movements {
    fn close(&mut self) {
        for ([from, to], persons) in std::mem::take(&mut self.persons) {
            self.sheet
                .push([self.since as u32, from, to], &[persons as f64]);
        }
    }
}

impl Observer for Movements {
    fn new(world: &World) -> Self {
        Self {
            sheet: Sheet::new(&schemas::MOVEMENTS),
            zones: Zones::new(world),
            persons: BTreeMap::new(),
            since: 0,
        }
    }

    fn day(&mut self, today: &Today<'_>) {
        let first = first_of_interval(today.world, today.day);
        if first != self.since {
            self.close();
            self.since = first;
        }
        for (pair, persons) in today.counts.moved.pairs() {
            let units = pair.map(|zone| self.zones.unit(zone).0);
            *self.persons.entry(units).or_default() += persons;
        }
    }

    fn finish(mut self) -> Sheet {
        self.close();
        self.sheet
    }

    fn take_up(&mut self, world: &World, next_day: Day) -> bool {
        self.zones = Zones::new(world);
        let places = world.places.len() as u32;
        let units = self.persons.keys().flatten();
        let persons: Vec<u64> = self.persons.values().copied().collect();
        is_of_days(&self.sheet, &schemas::MOVEMENTS, self.since)
            && are_sums(&persons, next_day)
            && units.max().is_none_or(|&last| last < places)
            && self.since == first_of_interval(world, next_day.saturating_sub(1))
    }
}

/// The first day of the interval that a day is in: a calendar month, unless the settings say how many days.
fn first_of_interval(world: &World, day: Day) -> Day {
    match world.settings.observe.movement_days as Day {
        0 => {
            let of_month = world.calendar.date(day).day() as Day;
            (day + 1).saturating_sub(of_month)
        }
        days => day - day % days,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{Calendar, synthetic};

    #[test]
    fn intervals_are_calendar_months_unless_days_are_said() {
        let mut world = synthetic::world(0, 3, 40);
        world.calendar = Calendar::cut(date(2020, 1, 25), 60);
        let first = |world: &World| [0, 6, 7, 35, 36, 40].map(|day| first_of_interval(world, day));
        assert_eq!(first(&world), [0, 0, 7, 7, 36, 36]);
        world.settings.observe.movement_days = 10;
        assert_eq!(first(&world), [0, 0, 0, 30, 30, 40]);
    }
}
