//! Movements as the field counts them, in worlds small enough to follow everybody.
#![expect(
    clippy::unwrap_used,
    reason = "a sheet or column that is missing should fail"
)]

mod common;

use common::{HERE, camp, eventful, on_links, on_places, place, prescribe, present, town, world};
use proptest::prelude::*;
use refuge_core::event::Change;
use refuge_core::observe::{Observers, Sheet};
use refuge_core::place::{PlaceId, PlaceKind};
use refuge_core::settings::{OnsetMode, RouteChoice};
use refuge_core::world::{Measure, Observation};
use refuge_core::{Sampling, Simulation, World};

fn sheets(world: &World, sampling: Sampling) -> Vec<Sheet> {
    let mut simulation = Simulation::new(world, 1, 0, sampling);
    let mut observers = Observers::new(world);
    while let Some(today) = simulation.step(&mut ()) {
        observers.day(&today);
    }
    observers.finish()
}

fn sheet<'a>(sheets: &'a [Sheet], name: &str) -> &'a Sheet {
    sheets
        .iter()
        .find(|sheet| sheet.schema.name == name)
        .unwrap()
}

/// A column of totals.csv, day by day.
fn total(sheets: &[Sheet], column: &str) -> Vec<f64> {
    let totals = sheet(sheets, "totals");
    let keys = totals.keys.iter();
    keys.map(|&key| totals.get(key, column).unwrap()).collect()
}

/// Date, units and persons of each row of movements.csv.
fn moved(sheets: &[Sheet]) -> Vec<([u32; 3], f64)> {
    let movements = sheet(sheets, "movements");
    let keys = movements.keys.iter();
    keys.map(|&key| (key, movements.get(key, "persons").unwrap()))
        .collect()
}

/// Ten persons flee A for the town B on day 1, and go on to the camp C on day 4, when the road there opens.
fn twice_displaced() -> World {
    let mut places = vec![town("A", 100), town("B", 0), camp("C", HERE)];
    for (place, unit) in places.iter_mut().zip(["I", "I", "II"]) {
        unit.clone_into(&mut place.admin1);
    }
    places[1].traits.leave = Some(1.0);
    let mut world = world(8, places, &[(0, 1, 90.0), (1, 2, 120.0)]);
    world.settings.movement.camp_leave = 0.0;
    prescribe(&mut world, &[(0, 0.0), (1, 10.0)]);
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
    on_links(&mut world, 0, None, Change::RoadCloses, &[1, 3]);
    on_links(&mut world, 0, Some(3), Change::RoadCloses, &[2]);
    world
}

#[test]
fn who_is_displaced_twice_is_counted_once_as_displaced_and_twice_as_moving() {
    let sheets = sheets(&twice_displaced(), Sampling::Sleeping);
    let of = |column| total(&sheets, column);
    assert_eq!(
        of("displaced"),
        [0.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0]
    );
    assert_eq!(
        of("movements"),
        [0.0, 10.0, 10.0, 10.0, 20.0, 20.0, 20.0, 20.0]
    );
    assert_eq!(
        of("moved_again"),
        [0.0, 0.0, 0.0, 0.0, 10.0, 10.0, 10.0, 10.0]
    );
    assert_eq!(moved(&sheets), [([0, 0, 0], 10.0), ([0, 0, 2], 10.0)]);
}

#[test]
fn movements_are_told_by_interval_of_the_first_day_they_may_fall_on() {
    let mut world = twice_displaced();
    world.settings.observe.movement_days = 3;
    let sheets = sheets(&world, Sampling::Sleeping);
    assert_eq!(moved(&sheets), [([0, 0, 0], 10.0), ([3, 0, 2], 10.0)]);
}

#[test]
fn observations_of_a_period_count_its_days_alone() {
    let mut world = twice_displaced();
    let of = |measure, since, day, places: &[u32], to: &[u32]| {
        let list = |places: &[u32]| places.iter().copied().map(PlaceId).collect();
        Observation {
            since,
            places: list(places),
            to: list(to),
            ..Observation::of_world(day, measure, 0.0)
        }
    };
    let expected = [
        (of(Measure::Arrivals, None, 4, &[2], &[]), 10.0),
        (of(Measure::Arrivals, None, 5, &[2], &[]), 0.0),
        (of(Measure::Arrivals, Some(4), 7, &[2], &[]), 10.0),
        (of(Measure::Arrivals, Some(5), 7, &[2], &[]), 0.0),
        (of(Measure::Arrivals, Some(1), 4, &[1, 2], &[]), 20.0),
        (of(Measure::Departures, Some(2), 6, &[0, 1], &[]), 10.0),
        (of(Measure::Movements, None, 7, &[], &[]), 20.0),
        (of(Measure::Movements, Some(2), 7, &[], &[]), 10.0),
        (of(Measure::Movements, None, 7, &[0], &[2]), 0.0),
        (of(Measure::Movements, None, 3, &[0], &[1]), 10.0),
        (of(Measure::Movements, Some(2), 7, &[0], &[1]), 0.0),
        (of(Measure::Movements, Some(4), 4, &[0, 1], &[2]), 10.0),
    ];
    world.observed = expected.iter().map(|(seen, _)| seen.clone()).collect();
    let sheets = sheets(&world, Sampling::Sleeping);
    let validation = sheet(&sheets, "validation");
    for (row, (seen, expected)) in expected.iter().enumerate() {
        assert_eq!(validation.row(row)[0], *expected, "{seen:?}");
    }
}

#[test]
fn places_passed_through_end_no_journey_and_neither_does_the_way_home() {
    let mut places = vec![
        town("Home", 50),
        place("Gate", PlaceKind::Crossing, HERE, 0),
        town("Pass", 0),
        camp("Camp", HERE),
    ];
    places[2].traits.leave = Some(0.0);
    // The crossing is reached on the first day, the town on the second, the camp on the fourth.
    let mut world = world(30, places, &[(0, 1, 150.0), (1, 2, 180.0), (2, 3, 390.0)]);
    world.settings.movement.route_choice = RouteChoice::Destination;
    world.settings.movement.town_weight = 0.0;
    world.settings.movement.camp_leave = 0.0;
    prescribe(&mut world, &[(0, 50.0)]);
    on_places(&mut world, 0, Some(9), Change::Conflict(1.0), &[0]);
    world.settings.returns.probability = 1.0;
    world.settings.returns.after_days = 1;
    let truce = Change::Ceasefire {
        factor: 0.0,
        break_chance: 0.0,
    };
    on_places(&mut world, 10, Some(19), truce, &[0]);
    world.settings.onset.conflict_rate = 40.0;
    on_places(&mut world, 20, None, Change::Conflict(1.0), &[0]);

    let sheets = sheets(&world, Sampling::Sleeping);
    let of = |column, day: usize| total(&sheets, column)[day];
    assert_eq!((of("movements", 2), of("movements", 9)), (0.0, 50.0));
    assert_eq!((of("returned", 19), of("movements", 19)), (50.0, 50.0));
    assert_eq!(of("moved_again", 19), 0.0);
    assert_eq!((of("displaced", 29), of("returned", 29)), (50.0, 0.0));
    assert_eq!((of("movements", 29), of("moved_again", 29)), (100.0, 50.0));
}

#[test]
fn who_was_displaced_before_the_run_moves_but_not_again() {
    let mut world = twice_displaced();
    world.settings.onset.mode = OnsetMode::None;
    present(&mut world, 0, 7);
    let sheets = sheets(&world, Sampling::Sleeping);
    assert_eq!(total(&sheets, "movements")[7], 14.0);
    assert_eq!(total(&sheets, "moved_again"), [0.0; 8]);
}

/// Checks what holds of movements in every world, and that rows add up to totals.
fn adds_up(world: &World, sampling: Sampling) {
    let sheets = sheets(world, sampling);
    let (movements, again) = (total(&sheets, "movements"), total(&sheets, "moved_again"));
    let (displaced, days) = (total(&sheets, "displaced"), 0..movements.len());
    assert!(movements.is_sorted() && again.is_sorted());
    assert!(days.clone().all(|day| again[day] <= displaced[day]));
    let rows: f64 = moved(&sheets).iter().map(|(_, persons)| persons).sum();
    assert_eq!(Some(&rows), movements.last());
    // Who fled and is in a place that is not their home came there by one movement at least, and
    // who moved again by two.
    let origins = sheet(&sheets, "origins");
    let towns = 0..world.places.len() as u32;
    let is_away = |key: &&[u32; 3]| {
        let place = key[1] as usize;
        towns.contains(&key[0])
            && key[0] != key[1]
            && world
                .places
                .get(place)
                .is_some_and(|place| place.kind != PlaceKind::Crossing)
    };
    let away = origins.keys.iter().filter(is_away);
    let away: f64 = away.map(|&key| origins.get(key, "persons").unwrap()).sum();
    let last = movements.len() - 1;
    assert!(away <= movements[last], "{away} of {}", movements[last]);
    assert!(2.0 * again[last] <= movements[last]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn movements_add_up(
        household_size in prop_oneof![Just(1.0), 1.5f64..8.0],
        choice in prop_oneof![
            Just(RouteChoice::Local), Just(RouteChoice::Destination), Just(RouteChoice::Fixed)
        ],
        interval in 0u32..9,
        daily in any::<bool>(),
        harvest in any::<bool>(),
        quirks in any::<bool>(),
    ) {
        let mut world = eventful(44);
        if harvest {
            common::harvest_in_the_middle(&mut world);
        }
        world.settings.people.household_size = household_size;
        world.settings.movement.route_choice = choice;
        world.settings.movement.flee_quirks = quirks;
        world.settings.observe.movement_days = interval;
        for (index, place) in world.places.iter_mut().enumerate() {
            place.admin1 = ["North", "South"][index % 2].to_owned();
        }
        adds_up(&world, if daily { Sampling::Daily } else { Sampling::Sleeping });
    }
}

/// Means over replicates of what moved by some days, asleep and drawn daily, are no further apart than
/// chance puts them.
#[test]
fn sleeping_moves_as_many_as_daily_draws() {
    let world = eventful(40);
    let of = |sampling, seed| {
        let last = |replicate| {
            let mut simulation = Simulation::new(&world, seed, replicate, sampling);
            let mut seen = Vec::new();
            while let Some(today) = simulation.step(&mut ()) {
                if [9, 24, 39].contains(&today.day) {
                    seen.extend([today.counts.movements, today.counts.moved_again]);
                }
            }
            seen
        };
        (0..60).map(last).collect::<Vec<_>>()
    };
    let (asleep, daily) = (of(Sampling::Sleeping, 1), of(Sampling::Daily, 2));
    for number in 0..6 {
        let of = |all: &[Vec<u64>]| {
            let sample: Vec<f64> = all.iter().map(|seen| seen[number] as f64).collect();
            let mean = sample.iter().sum::<f64>() / 60.0;
            let squares = sample.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
            (mean, squares / 59.0 / 60.0)
        };
        let ((a, error_a), (b, error_b)) = (of(&asleep), of(&daily));
        let z = (a - b) / (error_a + error_b).sqrt();
        assert!(a > 0.0 && z.abs() < 3.5, "{a} and {b}: {z}");
    }
}
