//! Events, as a scenario of refuge would state them.

use refuge_core::Day;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::network::LinkId;
use refuge_core::place::PlaceId;

use super::locations::Locations;

/// An event in places that lasts until another one replaces it.
pub(super) fn in_places(
    day: Day,
    change: Change,
    mut places: Vec<PlaceId>,
    locations: &Locations,
) -> Event {
    places.sort_unstable();
    places.dedup();
    let ids = places
        .iter()
        .map(|place| locations.list[place.index()].id.as_str());
    let target = ids.collect::<Vec<_>>().join(";");
    event(day, change, Targets::Places(places), target)
}

/// The same on links, which `target` names.
pub(super) fn on_links(day: Day, change: Change, links: Vec<LinkId>, target: String) -> Event {
    event(day, change, Targets::Links(links), target)
}

fn event(day: Day, change: Change, targets: Targets, target: String) -> Event {
    Event {
        window: (day, day),
        until: None,
        lasts: None,
        probability: 1.0,
        value: value(change),
        change,
        targets,
        target,
        note: String::new(),
    }
}

/// The value in the words of events.csv; empty for those that no instance has.
fn value(change: Change) -> String {
    let open = |is_open| if is_open { "open" } else { "closed" };
    match change {
        Change::Conflict(number) | Change::Hunger(number) | Change::SafeArea(number) => {
            number.to_string()
        }
        Change::Flood(level) => level.to_string(),
        Change::Kind(kind) => kind.word().to_owned(),
        Change::Capacity(persons) => format!("capacity={persons}"),
        Change::Border(share) => open(share > 0.0).to_owned(),
        Change::RoadOpens => open(true).to_owned(),
        Change::RoadCloses => open(false).to_owned(),
        _ => String::new(),
    }
}
