//! How many people a place has room for, day by day.

use refuge_core::Day;
use refuge_core::event::{Change, Event};
use refuge_core::place::PlaceId;

use super::happening::in_places;
use super::location::Location;
use super::locations::Locations;
use crate::problem::Problems;

/// The room in a place: at the start, and by events as more is added each day.
#[derive(Debug, Default)]
pub(super) struct Room {
    pub(super) at_start: Option<u32>,
    pub(super) events: Vec<Event>,
}

/// What Flee does to every capacity.
#[derive(Clone, Copy)]
pub(super) struct Capacities {
    pub(super) hasten: u32,
    pub(super) scaling: f64,
    /// The days of the run.
    pub(super) days: Day,
}

impl Capacities {
    /// The room in a place that `inside` people are taken off from on the first day. Flee goes on
    /// counting them, and takes a capacity below 1 for none at all.
    pub(super) fn room(
        self,
        place: PlaceId,
        inside: i64,
        locations: &Locations,
        problems: &mut Problems,
    ) -> Room {
        let location = &locations.list[place.index()];
        let capacity = self.capacity(location);
        let inside = if capacity > 0 { inside } else { 0 };
        let left = capacity - inside;
        let added = location.capacity_per_day;
        if added > 0 {
            return self.growing(place, left, added);
        }
        if location.kind.is_camp() && !self.limits(left) {
            tell(
                place,
                self.limits(capacity).then_some(inside),
                locations,
                problems,
            );
        }
        Room {
            at_start: self.limits(left).then_some(persons(left)),
            events: Vec::new(),
        }
    }

    /// To Flee, only a place of a type of camp has a capacity; others begin with -1.
    fn capacity(self, location: &Location) -> i64 {
        if location.kind.is_camp() {
            (location.people / self.hasten) as i64
        } else {
            -1
        }
    }

    fn limits(self, capacity: i64) -> bool {
        capacity as f64 * self.scaling >= 1.0
    }

    /// Room that is added before people move, from the first day on. There is no limit until the
    /// first day on which it is 1 or more.
    fn growing(self, place: PlaceId, start: i64, added: i64) -> Room {
        let on = |day: Day| start + added * (day as i64 + 1);
        let Some(first) = (0..self.days).find(|&day| self.limits(on(day))) else {
            return Room::default();
        };
        let event = |day, change| in_places(day, change, vec![place]);
        let opens = (first > 0).then(|| event(first, Change::Capacity(persons(on(first)))));
        let grows = event(first + 1, Change::SafeArea(added as f64));
        Room {
            at_start: (first == 0).then(|| persons(on(0))),
            events: opens.into_iter().chain([grows]).collect(),
        }
    }
}

fn persons(capacity: i64) -> u32 {
    u32::try_from(capacity).unwrap_or(u32::MAX)
}

/// Says why a camp has no limit; `inside` are those who are taken off a capacity that it has.
fn tell(place: PlaceId, inside: Option<i64>, locations: &Locations, problems: &mut Problems) {
    let index = place.index();
    let cell = locations.cell(index, 7, "capacity");
    problems.add(match inside {
        Some(inside) => cell.warning(format!(
            "Flee takes the {inside} people of the first day off the capacity, so that none is left and the camp has no limit."
        )),
        None if locations.list[index].people > 0 => cell.warning(
            "After `hasten` and `capacity_scaling` the capacity is below 1, so that the camp has no limit, as in Flee.",
        ),
        None => cell
            .warning("The camp has no capacity, so it takes in people without limit, as in Flee.")
            .help("Give the number of people it has room for."),
    });
}
