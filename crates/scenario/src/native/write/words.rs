//! Targets and values of events in the words of events.csv.

use std::collections::BTreeSet;

use refuge_core::World;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::place::PlaceId;

use super::super::dependence;

/// The world in the words of this form: each event that has no texts yet names its target and value
/// as events.csv does; none acts on nothing, on anything twice or beyond the run.
pub(crate) fn worded(mut world: World) -> World {
    let last = world.calendar.days() - 1;
    let events = std::mem::take(&mut world.events);
    let acts: Vec<bool> = events.iter().map(|event| !is_idle(event)).collect();
    let mut events = dependence::keep(events, acts);
    for event in &mut events {
        put_in_order(&mut event.targets);
        event.until = event.until.map(|until| until.min(last));
        if event.target.is_empty() {
            event.target = target(&world, event);
        }
        if event.value.is_empty() && !is_usual(&world, &event.change) {
            event.value = value(&world, &event.change);
        }
    }
    for present in &mut world.present {
        present.known.sort_unstable();
    }
    World { events, ..world }
}

fn is_idle(event: &Event) -> bool {
    match &event.targets {
        Targets::Places(places) => places.is_empty(),
        Targets::Links(links) => links.is_empty(),
    }
}

fn put_in_order(targets: &mut Targets) {
    match targets {
        Targets::Places(places) => {
            places.sort_unstable();
            places.dedup();
        }
        Targets::Links(links) => {
            links.sort_unstable();
            links.dedup();
        }
    }
}

/// Whether a change needs no value, as a ceasefire that is as the settings have it.
fn is_usual(world: &World, change: &Change) -> bool {
    let usual = Change::Ceasefire {
        factor: world.settings.events.ceasefire_factor,
        break_chance: 0.0,
    };
    *change == usual
}

fn target(world: &World, event: &Event) -> String {
    let id = |place: PlaceId| world.places[place.index()].id.as_str();
    let country = |place: PlaceId| world.places[place.index()].country.code();
    match &event.targets {
        Targets::Places(places) => ids(world, places),
        Targets::Links(links) => {
            let links = links.iter().map(|&link| world.network.link(link));
            if matches!(event.change, Change::Border(_)) {
                ways(links.map(|link| (country(link.from), country(link.to))))
            } else {
                ways(links.map(|link| (id(link.from), id(link.to))))
            }
        }
    }
}

/// The ids of places as a target.
pub(super) fn ids(world: &World, places: &[PlaceId]) -> String {
    let ids = places.iter().map(|place| &*world.places[place.index()].id);
    ids.collect::<Vec<_>>().join(";")
}

/// Ways from one to another, those in both directions once.
fn ways<'n>(pairs: impl Iterator<Item = (&'n str, &'n str)>) -> String {
    let pairs: BTreeSet<(&str, &str)> = pairs.collect();
    let terms =
        pairs.iter().filter_map(
            |&(from, to)| match (pairs.contains(&(to, from)), from <= to) {
                (true, true) => Some(format!("{from}<->{to}")),
                (true, false) => None,
                (false, _) => Some(format!("{from}->{to}")),
            },
        );
    terms.collect::<Vec<_>>().join(";")
}

fn value(world: &World, change: &Change) -> String {
    match *change {
        Change::Conflict(number)
        | Change::Shelling(number)
        | Change::AirStrike(number)
        | Change::DemilitarisedZone(number)
        | Change::Weather(number)
        | Change::Hunger(number)
        | Change::SafeArea(number) => number.to_string(),
        Change::Capture(side) => world.sides[side.0 as usize].clone(),
        Change::ObservationPost | Change::Summit => String::new(),
        Change::Ultimatum { to, met } => format!("{} met={met}", world.sides[to.0 as usize]),
        Change::Shelter(kind, persons) => format!("{}={persons}", kind.word()),
        Change::Ceasefire {
            factor,
            break_chance,
        } => format!("{factor} break={break_chance}"),
        Change::Border(1.0) | Change::CampOpens | Change::RoadOpens => "open".to_owned(),
        Change::Border(0.0) | Change::CampCloses | Change::RoadCloses => "closed".to_owned(),
        Change::Border(share) => share.to_string(),
        Change::Capacity(persons) => format!("capacity={persons}"),
        Change::Kind(kind) => kind.word().to_owned(),
        Change::Flood(level) => level.to_string(),
        Change::RoadSpeed(km_per_day) => format!("speed={km_per_day}"),
    }
}
