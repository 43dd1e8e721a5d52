//! Journeys whose outcome is known to the person.

mod common;

use common::{
    ABROAD, HERE, by_day, camp, on_links, on_places, place, prescribe, present, town, world,
};
use refuge_core::World;
use refuge_core::event::Change;
use refuge_core::place::PlaceKind;
use refuge_core::settings::{DayBudget, RouteChoice};

/// A chain of hubs, which are left at once, walked one way by one person from the first day on.
fn chain(lengths: &[f64], days: u32) -> World {
    let hubs = (0..=lengths.len()).map(|n| place(&format!("H{n}"), PlaceKind::Hub, HERE, 0));
    let roads: Vec<(u32, u32, f64)> = lengths
        .iter()
        .enumerate()
        .map(|(n, &km)| (n as u32, n as u32 + 1, km))
        .collect();
    let mut world = world(days, hubs.collect(), &roads);
    let backward: Vec<u32> = (0..lengths.len() as u32).map(|road| 2 * road + 1).collect();
    on_links(&mut world, 0, None, Change::RoadCloses, &backward);
    present(&mut world, 0, 1);
    world.settings.movement.speed_km_per_day = 360.0;
    world
}

/// The place of the one person at the end of each day; `None` on the way.
fn path(world: &World) -> Vec<Option<usize>> {
    by_day(world)
        .iter()
        .map(|places| places.iter().position(|&n| n == 1))
        .collect()
}

/// The cases that Flee's own engine was run on, with its full day for every link.
#[test]
fn chains_are_walked_as_in_flee() {
    let full = |lengths: &[f64], days| {
        let mut world = chain(lengths, days);
        world.settings.movement.day_budget = DayBudget::Full;
        path(&world)
    };
    assert_eq!(full(&[350.0, 350.0, 350.0], 2), [Some(2), Some(3)]);
    assert_eq!(full(&[350.0, 1000.0], 3), [None, None, Some(2)]);
    assert_eq!(full(&[360.0], 2), [None, Some(1)]);
    assert_eq!(full(&[359.9], 1), [Some(1)]);
    assert_eq!(full(&[100.0; 6], 2), [Some(4), Some(6)]);
    assert_eq!(full(&[720.0, 100.0], 3), [None, None, Some(2)]);
}

#[test]
fn a_day_is_spent_once_unless_flee_is_followed() {
    assert_eq!(
        path(&chain(&[350.0, 350.0, 350.0], 3)),
        [None, None, Some(3)]
    );
    assert_eq!(path(&chain(&[100.0; 6], 2)), [None, Some(6)]);
    assert_eq!(
        path(&chain(&[180.0, 180.0], 2)),
        [None, Some(2)],
        "strictly past the length"
    );
}

#[test]
fn the_first_link_is_walked_where_people_start_on_foot() {
    let mut world = chain(&[100.0, 100.0], 3);
    world.settings.movement.start_on_foot = true;
    world.settings.movement.day_budget = DayBudget::Full;
    assert_eq!(path(&world), [None, None, Some(2)]);
    let mut world = chain(&[30.0, 300.0, 300.0], 1);
    world.settings.movement.start_on_foot = true;
    world.settings.movement.day_budget = DayBudget::Full;
    assert_eq!(
        path(&world),
        [Some(3)],
        "a short first link leaves the day to go on"
    );
}

#[test]
fn a_closed_road_turns_people_back_when_they_would_arrive() {
    let mut world = chain(&[1000.0], 6);
    on_links(&mut world, 1, Some(1), Change::RoadCloses, &[0]);
    assert_eq!(
        path(&world),
        [None, None, Some(1), Some(1), Some(1), Some(1)],
        "open again in time"
    );
    let mut world = chain(&[1000.0], 6);
    on_links(&mut world, 1, Some(2), Change::RoadCloses, &[0]);
    assert_eq!(path(&world), [None, None, Some(0), None, None, Some(1)]);
}

/// All leave before anybody arrives, so that a small camp beside many people is overrun in one batch
/// of those who travel, and closed to the next.
#[test]
fn a_camp_takes_nobody_once_it_is_full() {
    let mut world = world(4, vec![town("A", 1000), camp("C", HERE)], &[(0, 1, 10.0)]);
    world.places[1].capacity = Some(100);
    world.settings.movement.town_leave = 1.0;
    present(&mut world, 0, 90);
    prescribe(&mut world, &[(0, 0.0), (1, 30.0), (2, 60.0)]);
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
    let camp: Vec<u32> = by_day(&world).iter().map(|places| places[1]).collect();
    assert_eq!(camp, [90, 120, 120, 120]);
}

#[test]
fn people_go_to_the_destination_and_not_to_the_next_place() {
    let places = vec![
        town("A", 0),
        place("X", PlaceKind::Crossing, HERE, 0),
        place("H", PlaceKind::Host, ABROAD, 0),
    ];
    let mut world = world(4, places, &[(0, 1, 150.0), (1, 2, 150.0)]);
    world.settings.movement.route_choice = RouteChoice::Destination;
    world.settings.movement.town_leave = 1.0;
    world.settings.movement.host_leave = 0.0;
    present(&mut world, 0, 50);
    assert_eq!(by_day(&world)[..2], [[0, 0, 0], [0, 0, 50]]);
}
