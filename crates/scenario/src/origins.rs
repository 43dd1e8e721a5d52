//! Whether newcomers have a place to come from on the days on which the data say that there are some.

use refuge_core::conditions::Conditions;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::place::PlaceId;
use refuge_core::random::Draws;
use refuge_core::rules::attraction::eased_by_age;
use refuge_core::settings::OnsetMode;
use refuge_core::timeline::Timeline;
use refuge_core::{Day, World};

/// The days on which newcomers are drawn, but whatever chance makes of the events no place with
/// residents is in conflict or hungry; each with how many there are.
pub(crate) fn lacking(world: &World) -> Vec<(Day, u32)> {
    if world.settings.onset.mode != OnsetMode::Sampled {
        return Vec::new();
    }
    let stirred = stirred(world);
    let certain = World {
        events: certain(&world.events),
        ..world.clone()
    };
    let timeline = Timeline::draw(&certain, &Draws::new(0, 0));
    let mut conditions = Conditions::new(&certain);
    let mut days = Vec::new();
    for (&persons, day) in world.newcomers.iter().zip(0..world.calendar.days()) {
        conditions.advance(&certain, &timeline, day);
        let sends = (0..world.places.len()).any(|place| {
            let may = stirred[place].is_some_and(|since| since <= day);
            world.places[place].population > 0 && (may || displaces(world, &conditions, place, day))
        });
        if persons > 0 && !sends {
            days.push((day, persons));
        }
    }
    days
}

/// The events that every replicate has; ceasefires are left out where a later one may replace them
/// and let more people flee, and demilitarised zones, which protect only as long as somebody guards them.
fn certain(events: &[Event]) -> Vec<Event> {
    let factor = |event: &Event| match event.change {
        Change::Ceasefire { factor, .. } => Some(factor),
        _ => None,
    };
    let may_rise = |event: &Event| !is_certain(event) && factor(event) > Some(0.0);
    let truces_hold = !events.iter().any(may_rise);
    let is_zone = |event: &Event| matches!(event.change, Change::DemilitarisedZone(_));
    let stays = |event: &Event| !is_zone(event) && (truces_hold || factor(event).is_none());
    let kept = |event: &&Event| is_certain(event) && stays(event);
    events.iter().filter(kept).cloned().collect()
}

/// Whether an event is the same in every replicate.
fn is_certain(event: &Event) -> bool {
    let may_end_otherwise = match event.change {
        Change::Ceasefire { break_chance, .. } => break_chance > 0.0,
        Change::Ultimatum { .. } => true,
        _ => false,
    };
    let happens = event.probability >= 1.0 && event.only_if.is_none();
    happens && event.window.0 == event.window.1 && !may_end_otherwise
}

/// The first day on which each place may be in conflict or hungry by events that leave it to chance;
/// those that end a conflict count as well, since the next one is then a new one.
fn stirred(world: &World) -> Vec<Option<Day>> {
    let mut stirred: Vec<Option<Day>> = vec![None; world.places.len()];
    for event in world.events.iter().filter(|event| !is_certain(event)) {
        let stirs = match event.change {
            Change::Conflict(_) | Change::Kind(_) | Change::Ultimatum { .. } => true,
            Change::Hunger(share) => share > 0.0,
            _ => event.change.is_attack(),
        };
        if let (true, Targets::Places(places)) = (stirs, &event.targets) {
            let first = event.window.0;
            for place in places {
                let since = &mut stirred[place.index()];
                *since = Some(since.map_or(first, |since| since.min(first)));
            }
        }
    }
    stirred
}

/// Whether residents of a place are drawn, as it is on a day.
fn displaces(world: &World, conditions: &Conditions, place: usize, day: Day) -> bool {
    let onset = &world.settings.onset;
    let age = conditions.conflict_age(PlaceId(place as u32), day);
    let fought = conditions.intensity[place] > 0.0;
    let felt = fought && eased_by_age(&world.settings.movement, age) > 0.0;
    let hungry = onset.from_hunger && day > 0 && conditions.hunger[place].is_some_and(|h| h > 0.0);
    felt || (hungry && (fought || !onset.conflict_only))
}
