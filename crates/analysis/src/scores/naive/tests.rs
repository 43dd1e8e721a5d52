//! Allocations worked by hand on a small map.

use proptest::prelude::*;
use refuge_core::event::{Change, Condition, Event, Targets};
use refuge_core::network::{Link, Mode, Network};
use refuge_core::place::{Country, PlaceId, PlaceKind};
use refuge_core::world::{Measure, Observation};
use refuge_core::{Day, World};

use super::*;
use crate::testing::{observation, place, world};

const NORTH: u32 = 2;
const SOUTH: u32 = 3;

fn road(from: u32, to: u32, distance_km: f64) -> Link {
    Link {
        from: PlaceId(from),
        to: PlaceId(to),
        distance_km,
        mode: Mode::Road,
        max_speed_km_per_day: None,
        walk_probability: 0.0,
    }
}

/// Two towns, with 300 and 100 residents, one road from each to the camps North and South: from the
/// first 10 and 30 km, from the second 40 and 20 km.
fn map(observed: Vec<Observation>) -> World {
    let mut world = world(observed);
    world.places = vec![
        place("First", PlaceKind::Town, 300),
        place("Second", PlaceKind::Town, 100),
        place("North", PlaceKind::Camp, 0),
        place("South", PlaceKind::Camp, 0),
    ];
    let roads = [
        (0, NORTH, 10.0),
        (0, SOUTH, 30.0),
        (1, NORTH, 40.0),
        (1, SOUTH, 20.0),
    ];
    let roads = roads.map(|(from, to, km)| road(from, to, km));
    world.network = Network::new(4, roads.to_vec());
    world
}

/// People counted in places on a day.
fn counted(day: Day, name: &str, places: &[u32], value: f64) -> Observation {
    Observation {
        places: places.iter().copied().map(PlaceId).collect(),
        ..observation(day, Measure::Present, name, value)
    }
}

/// 100 people in the north and 60 in the south on a day.
fn both_camps(day: Day) -> Vec<Observation> {
    vec![
        counted(day, "North", &[NORTH], 100.0),
        counted(day, "South", &[SOUTH], 60.0),
    ]
}

fn attack(window: (Day, Day), place: u32, probability: f64) -> Event {
    Event {
        window,
        until: None,
        lasts: None,
        probability,
        change: Change::Conflict(0.5),
        targets: Targets::Places(vec![PlaceId(place)]),
        target: String::new(),
        value: String::new(),
        note: String::new(),
        name: String::new(),
        only_if: None,
    }
}

/// What the forecasts of nearest and gravity are, in order of the observations.
fn allocated(world: &World) -> Vec<[f64; 2]> {
    let number = |of: Option<f64>| of.map_or(f64::NAN, |value| (value * 1e9).round() / 1e9);
    let forecasts = naive(world).into_iter();
    forecasts
        .map(|[_, nearest, gravity, _]| [nearest, gravity].map(number))
        .collect()
}

#[test]
fn before_any_conflict_everybody_at_home_is_an_origin() {
    // By hand: 300 of 400 to the north, which of 160 people is 120. Gravity: of the first
    // (1 / 10) / (1 / 10 + 1 / 30) = 3 / 4 go north, of the second (1 / 40) / (1 / 40 + 1 / 20) = 1 / 3.
    // (300 * 3 / 4 + 100 / 3) / 400 of 160 = 103.333333333.
    let world = map(both_camps(2));
    assert_eq!(
        allocated(&world),
        [[120.0, 103.333_333_333], [40.0, 56.666_666_667]]
    );
    assert_eq!(naive(&world)[0][0], None);
}

#[test]
fn nobody_is_shared_out_twice_where_lists_overlap() {
    let mut observed = both_camps(2);
    observed.insert(0, counted(2, "both", &[NORTH, SOUTH], 160.0));
    let found = allocated(&map(observed));
    assert!(found[0].iter().all(|number| number.is_nan()));
    assert_eq!(found[1..], allocated(&map(both_camps(2))));
}

#[test]
fn people_come_from_where_conflict_is_certain_by_that_day() {
    // By hand: from the second town all are nearest to the south, and by gravity a third goes north.
    let mut observed = both_camps(2);
    observed.extend(both_camps(5));
    let mut world = map(observed);
    world.events = vec![
        attack((1, 4), 0, 1.0),
        attack((2, 2), 1, 1.0),
        attack((0, 0), 0, 0.9),
        Event {
            only_if: Some(Condition {
                event: 2,
                in_force: true,
            }),
            ..attack((0, 0), 0, 1.0)
        },
    ];
    let from_second = [[0.0, 53.333_333_333], [160.0, 106.666_666_667]];
    let from_both = [[120.0, 103.333_333_333], [40.0, 56.666_666_667]];
    assert_eq!(allocated(&world), [from_second, from_both].concat());
    world.events = vec![Event {
        change: Change::AirStrike(0.2),
        ..attack((0, 0), 1, 1.0)
    }];
    assert_eq!(allocated(&world), [from_second, from_second].concat());
    world.events.clear();
    world.places[1].traits.conflict = 1.0;
    assert_eq!(allocated(&world), [from_second, from_second].concat());
}

#[test]
fn population_draws_and_a_list_is_as_far_as_its_nearest_place() {
    // By hand: the south, with 3 residents, draws of the first (3 / 30) / (1 / 10 + 3 / 30) = 1 / 2.
    let mut world = map(both_camps(2));
    world.places[0].traits.conflict = 1.0;
    world.places[SOUTH as usize].population = 3;
    assert_eq!(allocated(&world), [[160.0, 80.0], [0.0, 80.0]]);
    // The second town and the south together are as near as the south, and draw with 103.
    world.observed[1] = counted(2, "Second;South", &[1, SOUTH], 60.0);
    let south = 160.0 * (103.0 / 30.0) / (103.0 / 30.0 + 1.0 / 10.0);
    let rounded = |value: f64| (value * 1e9).round() / 1e9;
    assert_eq!(allocated(&world)[1], [0.0, rounded(south)]);
}

#[test]
fn nobody_flees_to_where_they_are_or_where_no_road_leads() {
    let mut world = map(vec![
        counted(2, "First", &[0], 100.0),
        counted(2, "North", &[NORTH], 60.0),
    ]);
    // Nobody has a road to the first town, and its people are not counted as having come there.
    assert_eq!(allocated(&world), [[0.0, 0.0], [160.0, 160.0]]);
    world.network = Network::new(4, Vec::new());
    assert!(
        allocated(&world)
            .iter()
            .flatten()
            .all(|value| value.is_nan())
    );
}

#[test]
fn of_places_as_near_as_each_other_the_first_by_name_is_the_nearest() {
    let mut world = map(both_camps(2));
    world.observed.reverse();
    world.network = Network::new(4, vec![road(0, NORTH, 7.0), road(0, SOUTH, 7.0)]);
    let shares: Vec<f64> = allocated(&world)
        .iter()
        .map(|[nearest, _]| *nearest)
        .collect();
    assert_eq!(shares, [0.0, 160.0]);
}

#[test]
fn there_is_nothing_to_share_out_with_one_place_abroad_alone_or_where_people_leave() {
    let none = |world: &World| {
        allocated(world)
            .iter()
            .flatten()
            .all(|value| value.is_nan())
    };
    assert!(none(&map(vec![counted(2, "North", &[NORTH], 9.0)])));
    let mut left = both_camps(2);
    for observation in &mut left {
        observation.measure = Measure::Departures;
    }
    assert!(none(&map(left)));
    let mut abroad = map(both_camps(2));
    abroad.home = Country::new("TUR").unwrap();
    assert!(none(&abroad));
}

proptest! {
    #[test]
    fn an_allocation_shares_out_what_was_observed_and_no_more(
        residents in prop::collection::vec(1..100_000u32, 2),
        km in prop::collection::vec(1.0..1e3f64, 4),
        counts in prop::collection::vec(0..1_000_000u32, 2),
    ) {
        let observed = [("North", NORTH), ("South", SOUTH)].into_iter().zip(&counts);
        let mut world = map(observed
            .map(|((name, place), &count)| counted(2, name, &[place], f64::from(count)))
            .collect());
        for (place, &residents) in world.places.iter_mut().zip(&residents) {
            place.population = residents;
        }
        let ends = [(0, NORTH), (0, SOUTH), (1, NORTH), (1, SOUTH)].into_iter().zip(&km);
        let roads = ends.map(|((from, to), &km)| road(from, to, km));
        world.network = Network::new(4, roads.collect());
        let total: f64 = counts.iter().map(|&count| f64::from(count)).sum();
        for naive in 0..2 {
            let shared: Vec<f64> = allocated(&world).iter().map(|of| of[naive]).collect();
            prop_assert!(shared.iter().all(|&people| people >= 0.0));
            prop_assert!((shared.iter().sum::<f64>() - total).abs() < 1e-6 * total.max(1.0));
        }
    }
}
