//! Groups of persons, and the harvest, in worlds whose outcome is known to the person.

mod common;

use common::{
    HERE, attribute, by_day, camp, harvest_in_the_middle, on_links, on_places, place, prescribe,
    present, seek_kin, town, world,
};
use jiff::civil::date;
use refuge_core::event::Change;
use refuge_core::people::Whereabouts;
use refuge_core::place::{PlaceId, PlaceKind};
use refuge_core::{Calendar, Sampling, Simulation, World};

/// Persons who move from a first to a second town on the first day and stay, with a harvest in January.
fn moved(start: jiff::civil::Date, days: u32) -> World {
    let mut world = world(days, vec![town("A", 0), camp("B", HERE)], &[(0, 1, 10.0)]);
    world.calendar = Calendar::cut(start, days);
    world.settings.movement.town_leave = 1.0;
    world.settings.movement.camp_leave = 0.0;
    world.settings.food.harvest_months = vec![1];
    present(&mut world, 0, 10);
    world
}

#[test]
fn at_harvest_people_are_counted_at_home_and_stay_where_they_are() {
    let world = moved(date(2019, 12, 30), 4);
    assert_eq!(by_day(&world), [[0, 10], [0, 10], [10, 0], [10, 0]]);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    while let Some(today) = simulation.step(&mut ()) {
        let chunk = &today.crowd.sections()[0].chunk;
        let in_camp = |h| chunk.whereabouts(h) == Whereabouts::Place(PlaceId(1));
        assert!((0..10).all(in_camp), "day {}", today.day);
    }
    let after = by_day(&moved(date(2019, 12, 30), 36));
    assert_eq!(after[32..], [[10, 0], [0, 10], [0, 10], [0, 10]]);
}

#[test]
fn nobody_sets_out_during_the_harvest() {
    let world = moved(date(2020, 1, 25), 9);
    let days = by_day(&world);
    assert_eq!(days[6], [10, 0], "the last of January");
    assert_eq!(days[7], [0, 10]);
}

/// Who is on the way arrives, and is counted at home when they would decide next: the day after they
/// arrive, or at once if day is left.
#[test]
fn those_on_the_way_travel_on_into_the_harvest() {
    let long = |km| {
        let mut world = world(4, vec![town("A", 0), camp("B", HERE)], &[(0, 1, km)]);
        world.calendar = Calendar::cut(date(2019, 12, 31), 4);
        world.settings.movement.speed_km_per_day = 100.0;
        world.settings.movement.town_leave = 1.0;
        world.settings.food.harvest_months = vec![1];
        present(&mut world, 0, 10);
        world
    };
    // A road of 150 km ends half through the second day.
    assert_eq!(by_day(&long(150.0)), [[0, 0], [10, 0], [10, 0], [10, 0]]);
    let mut closed = long(150.0);
    on_links(&mut closed, 1, None, Change::RoadCloses, &[0]);
    assert_eq!(by_day(&closed)[1], [10, 0], "turned back");
    assert_eq!(by_day(&long(300.0))[..2], [[0, 0], [0, 0]]);
}

#[test]
fn newcomers_of_the_harvest_leave_when_it_is_over() {
    let mut world = world(42, vec![town("A", 100), camp("B", HERE)], &[(0, 1, 10.0)]);
    harvest_in_the_middle(&mut world);
    world.settings.movement.camp_leave = 0.0;
    prescribe(&mut world, &[(14, 0.0), (15, 60.0)]);
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
    let days = by_day(&world);
    assert_eq!([&days[14], &days[15]], [&[0, 0], &[60, 0]]);
    assert_eq!([&days[37], &days[38]], [&[60, 0], &[0, 60]]);
}

/// A town from which one road leads into conflict and one to peace.
fn choice(persons: u32) -> World {
    let places = vec![town("A", 0), town("War", 0), town("Peace", 0)];
    let mut world = world(1, places, &[(0, 1, 50.0), (0, 2, 50.0)]);
    world.settings.movement.town_leave = 1.0;
    world.settings.movement.speed_km_per_day = 50.0;
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[1]);
    present(&mut world, 0, persons);
    world
}

/// The share of people on the road into conflict, or to whatever the second place is.
fn to_second(world: &World) -> f64 {
    let mut simulation = Simulation::new(world, 1, 0, Sampling::Sleeping);
    while simulation.step(&mut ()).is_some() {}
    let [second, third] = [0, 2].map(|link| simulation.counts().on_link[link] as f64);
    second / (second + third)
}

#[test]
fn children_avoid_what_repels_them_more() {
    let mut world = choice(20_000);
    world.attributes = vec![attribute("age", &["10", "30"])];
    world.settings.attributes.children_avoid_hazards = true;
    world.attributes[0].weights = vec![1.0, 0.0];
    assert!((to_second(&world) - 0.0625 / 1.0625).abs() < 0.005);
    world.attributes[0].weights = vec![0.0, 1.0];
    assert!((to_second(&world) - 0.25 / 1.25).abs() < 0.008);
    world.present[0].known = vec![(0, 0)];
    assert!((to_second(&world) - 0.0625 / 1.0625).abs() < 0.005);
}

#[test]
fn people_go_where_their_kin_are() {
    let mut world = choice(20_000);
    world.events.clear();
    seek_kin(&mut world);
    for (place, known) in [(1, 0), (2, 1)] {
        world.places[place as usize].population = 1000;
        present(&mut world, place, 10 + 20 * known as u32);
        world.present.last_mut().unwrap().known = vec![(0, known)];
    }
    world.present[0].known = vec![(0, 0)];
    assert_eq!(to_second(&world), 1.0, "the red know the red");
    world.present[0].known = vec![(0, 1)];
    assert_eq!(to_second(&world), 0.0);
}

#[test]
fn attributes_say_who_the_displaced_are() {
    let mut world = world(2, vec![town("A", 100), town("B", 100)], &[(0, 1, 10.0)]);
    prescribe(&mut world, &[(0, 100.0)]);
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[0, 1]);
    world.attributes = vec![
        attribute("age", &["17", "18"]),
        attribute("gender", &["m", "f"]),
    ];
    world.attributes[0].by_place = vec![(PlaceId(0), vec![1.0, 0.0]), (PlaceId(1), vec![0.0, 1.0])];
    world.attributes[1].weights = vec![0.0, 1.0];
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    while simulation.step(&mut ()).is_some() {}
    assert_eq!(simulation.counts().displaced, [50, 0, 50, 0]);
}

#[test]
fn under_a_forecast_people_leave_only_what_will_be_flooded() {
    let places = vec![
        place("Dry", PlaceKind::FloodZone, HERE, 0),
        place("Wet", PlaceKind::FloodZone, HERE, 0),
        camp("C", HERE),
    ];
    let mut world = world(6, places, &[(0, 2, 10.0), (1, 2, 10.0)]);
    let floods = &mut world.settings.floods;
    floods.forecast_days = 2;
    floods.forecast_until = 4;
    floods.weight = vec![1.0, 4.0];
    world.settings.movement.town_leave = 0.5;
    world.settings.movement.camp_leave = 0.0;
    world.settings.movement.weight_softening = 1.0;
    present(&mut world, 0, 100);
    present(&mut world, 1, 100);
    on_places(&mut world, 3, Some(3), Change::Flood(1), &[1]);
    let days = by_day(&world);
    // On day 1 the flood of day 3 is known: 4 / 2 times 0.5 is certain.
    assert_eq!(days[..2], [[100, 100, 0], [100, 0, 100]]);
    assert_eq!(days[4], [100, 0, 100]);
    assert!(days[5][0] < 100, "the forecast has ended");
}
