//! Events of an instance. Their targets and values are worded where every world is made ready to be written.

use refuge_core::Day;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::place::PlaceId;

/// An event that lasts until another one replaces it.
pub(super) fn event(day: Day, change: Change, targets: Targets) -> Event {
    Event {
        window: (day, day),
        until: None,
        lasts: None,
        probability: 1.0,
        change,
        targets,
        target: String::new(),
        value: String::new(),
        note: String::new(),
        name: String::new(),
        only_if: None,
    }
}

/// The same in places.
pub(super) fn in_places(day: Day, change: Change, places: Vec<PlaceId>) -> Event {
    event(day, change, Targets::Places(places))
}
