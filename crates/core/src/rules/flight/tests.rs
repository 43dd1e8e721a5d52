//! Tests of the rates of flight, on three places 11.12 km apart on the equator: a weight of e^-1.112 = 0.3289.

use proptest::prelude::*;

use super::*;
use crate::event::{Change, Event, Targets};
use crate::place::Side;
use crate::synthetic;
use crate::timeline::Timeline;

/// e^(-11.1195 / 10): the weight of the next place.
const NEXT: f64 = 0.328_915;

fn world(days: u32) -> World {
    let mut world = synthetic::world(0, 3, days);
    for (place, longitude) in world.places.iter_mut().zip([0.0, 0.1, 0.3]) {
        (place.latitude, place.longitude) = (0.0, longitude);
        (place.traits.conflict, place.control) = (0.0, None);
    }
    world.events.clear();
    world.sides = vec!["ours".into(), "theirs".into()];
    world.settings.people.flee_from = vec!["theirs".into()];
    world.settings.onset.mode = OnsetMode::Hazard;
    world.settings.onset.conflict_rate = 0.1;
    world
}

fn on(world: &mut World, place: u32, from: Day, until: Option<Day>, change: Change) {
    world.events.push(Event {
        window: (from, from),
        until,
        lasts: None,
        probability: 1.0,
        change,
        targets: Targets::Places(vec![PlaceId(place)]),
        target: format!("{place}"),
        value: String::new(),
        note: String::new(),
        name: String::new(),
        only_if: None,
    });
}

/// Rates of a place on each day.
fn rates(world: &World, place: u32) -> Vec<f64> {
    let draws = Draws::new(2020, 0);
    let timeline = Timeline::draw(world, &draws);
    let mut conditions = Conditions::new(world);
    let mut flight = Flight::new(world);
    let days = 0..world.calendar.days();
    days.map(|day| {
        conditions.advance(world, &timeline, day);
        flight.look(&conditions, &draws, day);
        flight.now(PlaceId(place))
    })
    .collect()
}

fn close(left: &[f64], right: &[f64]) {
    let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-6;
    assert!(
        left.len() == right.len() && left.iter().zip(right).all(near),
        "{left:?}\n{right:?}"
    );
}

#[test]
fn dangers_add_up() {
    let mut world = world(4);
    world.settings.onset.anticipation_rate = 0.2;
    world.settings.onset.air_strike_rate = 0.4;
    on(&mut world, 0, 0, None, Change::Conflict(0.5));
    on(&mut world, 1, 1, None, Change::Conflict(1.0));
    on(&mut world, 0, 2, Some(2), Change::AirStrike(0.8));
    on(&mut world, 0, 2, Some(2), Change::AirStrike(0.3));
    let nearby = 0.2 * NEXT;
    close(
        &rates(&world, 0),
        &[
            0.05,
            0.05 + nearby,
            // Air strikes are felt as conflict too, and the strongest counts.
            0.08 + nearby + 0.4 * 0.8,
            0.05 + nearby,
        ],
    );
}

#[test]
fn light_fire_moves_few_where_the_power_is_high() {
    let mut world = world(1);
    world.settings.onset.anticipation_rate = 0.2;
    world.settings.onset.conflict_power = 2.0;
    on(&mut world, 0, 0, None, Change::Conflict(0.5));
    on(&mut world, 1, 0, None, Change::Conflict(0.4));
    close(&rates(&world, 0), &[0.1 * 0.25 + 0.2 * NEXT * 0.16]);
}

#[test]
fn a_capture_nearby_is_felt_until_it_is_old_or_undone() {
    let mut world = world(12);
    world.settings.onset.front_rate = 0.3;
    world.settings.onset.front_days = 2.0;
    on(&mut world, 1, 1, None, Change::Capture(Side(1)));
    let fresh = 0.3 * NEXT;
    let fading = |days: i32| fresh * libm::exp(-f64::from(days) / 2.0);
    let mut expected: Vec<f64> = (-1..11).map(fading).collect();
    expected[0] = 0.0;
    // e^(-10 / 2) = 0.0067 is less than a hundredth.
    expected[11] = 0.0;
    close(&rates(&world, 0), &expected);
    close(&rates(&world, 1), &[0.0; 12]);
    on(&mut world, 1, 3, None, Change::Capture(Side(0)));
    on(&mut world, 1, 5, None, Change::Capture(Side(1)));
    expected[3..5].fill(0.0);
    let again: Vec<f64> = (0..7).map(fading).collect();
    expected[5..].copy_from_slice(&again);
    close(&rates(&world, 0), &expected);
}

#[test]
fn what_they_held_before_the_first_day_is_no_front() {
    let mut world = world(2);
    world.settings.onset.front_rate = 0.3;
    world.places[1].control = Some(Side(1));
    close(&rates(&world, 0), &[0.0, 0.0]);
}

#[test]
fn weather_keeps_its_share_back_and_the_last_to_begin_counts() {
    let mut world = world(5);
    on(&mut world, 0, 0, None, Change::Conflict(1.0));
    on(&mut world, 0, 1, Some(3), Change::Weather(0.75));
    on(&mut world, 0, 2, Some(2), Change::Weather(0.5));
    close(&rates(&world, 0), &[0.1, 0.025, 0.05, 0.025, 0.1]);
}

#[test]
fn a_spread_is_drawn_for_each_period_and_has_mean_one() {
    let mut world = world(6);
    world.settings.onset.spread = 0.8;
    world.settings.onset.spread_days = 3;
    on(&mut world, 0, 0, None, Change::Conflict(1.0));
    let (first, second) = (0.224_405_976_6, 0.111_861_556_3);
    close(
        &rates(&world, 0),
        &[first, first, first, second, second, second],
    );
    let flight = Flight::new(&world);
    let draws = Draws::new(1, 0);
    let factors = (0..20_000).map(|place| flight.spread(&draws, place, 4));
    let mean = factors.sum::<f64>() / 20_000.0;
    assert!((mean - 1.0).abs() < 0.02, "{mean}");
}

proptest! {
    #[test]
    fn a_stronger_conflict_puts_no_fewer_to_flight(
        weaker in proptest::array::uniform3(0.0f64..1.0),
        more in proptest::array::uniform3(0.0f64..1.0),
        power in 0.1f64..5.0,
        strikes in any::<bool>(),
        spread in prop_oneof![Just(0.0), 0.1f64..2.0],
    ) {
        let mut world = world(1);
        world.settings.onset.anticipation_rate = 0.2;
        world.settings.onset.air_strike_rate = 0.4;
        world.settings.onset.conflict_power = power;
        world.settings.onset.spread = spread;
        let at = |intensities: [f64; 3]| {
            let mut world = world.clone();
            for (place, intensity) in (0..).zip(intensities) {
                let change = if strikes { Change::AirStrike(intensity) } else { Change::Conflict(intensity) };
                on(&mut world, place, 0, None, change);
            }
            [0, 1, 2].map(|place| rates(&world, place)[0])
        };
        let stronger = [0, 1, 2].map(|place: usize| weaker[place].max(more[place]));
        let (fewer, no_fewer) = (at(weaker), at(stronger));
        prop_assert!(fewer.iter().zip(no_fewer).all(|(&few, many)| few <= many));
    }
}
