//! Flight from conflict, air strikes and fronts, and what weather does to it.

mod common;

use common::{ABROAD, HERE, add_perils, by_day, camp, eventful, on_places, prescribe, present};
use common::{place, town, world};
use refuge_core::event::Change;
use refuge_core::place::PlaceKind;
use refuge_core::settings::OnsetMode;
use refuge_core::{Sampling, Simulation, World};

/// Persons displaced by the last day, mean over replicates.
fn displaced(world: &World) -> f64 {
    let replicates = 40;
    let of = |replicate| {
        let mut simulation = Simulation::new(world, 3, replicate, Sampling::Sleeping);
        while simulation.step(&mut ()).is_some() {}
        simulation.counts().displaced.iter().sum::<u64>()
    };
    (0..replicates).map(of).sum::<u64>() as f64 / f64::from(replicates)
}

#[test]
fn a_stronger_conflict_displaces_more() {
    let at = |intensity| {
        let mut world = eventful(20);
        add_perils(&mut world);
        on_places(&mut world, 2, None, Change::Conflict(intensity), &[0, 1]);
        displaced(&world)
    };
    let means = [0.0, 0.2, 0.5, 1.0].map(at);
    assert!(means.is_sorted_by(|few, many| few < many), "{means:?}");
}

#[test]
fn a_prescribed_number_is_met_whatever_drives_flight() {
    let mut world = eventful(20);
    add_perils(&mut world);
    prescribe(&mut world, &[(0, 100.0), (19, 2_000.0)]);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut course = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        course.push(today.counts.displaced.iter().sum::<u64>());
    }
    let due: Vec<u64> = (0..20).map(|day| 100 + 100 * day).collect();
    assert_eq!(course, due);
}

#[test]
fn people_in_a_camp_under_fire_flee_again_as_far_as_they_are_ready_to() {
    let left_of = |factor, status_leave| {
        let places = vec![camp("C", HERE), camp("D", HERE)];
        let mut world = world(2, places, &[(0, 1, 50.0)]);
        world.settings.movement.camp_leave = 0.0;
        world.settings.movement.conflict_leave = status_leave;
        world.settings.onset.conflict_rate = 0.5;
        world.settings.onset.displaced_factor = factor;
        present(&mut world, 0, 10_000);
        on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
        by_day(&world)[1][0]
    };
    assert_eq!(left_of(0.0, 0.0), 10_000);
    // Two days at a rate of 0.5 leave e^-1 of them, and two days at half the chance besides a quarter of that.
    let (once, both) = (left_of(1.0, 0.0), left_of(1.0, 0.5));
    assert!((3_500..3_860).contains(&once), "{once}");
    assert!((770..1_070).contains(&both), "{both}");
}

#[test]
fn weather_slows_those_on_the_way_while_it_lasts() {
    let arrivals = |length_km, last_day| {
        let places = vec![town("A", 100), place("H", PlaceKind::Host, ABROAD, 0)];
        let mut world = world(5, places, &[(0, 1, length_km)]);
        world.settings.movement.host_leave = 0.0;
        prescribe(&mut world, &[(0, 100.0)]);
        on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
        if let Some(last_day) = last_day {
            on_places(&mut world, 0, Some(last_day), Change::Weather(0.75), &[0]);
        }
        let arrived = |day: &Vec<u32>| day[1];
        by_day(&world).iter().map(arrived).collect::<Vec<u32>>()
    };
    // 200 km a day in fair weather, 50 km in this one.
    assert_eq!(arrivals(130.0, None), [100; 5]);
    assert_eq!(arrivals(130.0, Some(4)), [0, 0, 100, 100, 100]);
    assert_eq!(arrivals(130.0, Some(0)), [0, 100, 100, 100, 100]);
    assert_eq!(arrivals(520.0, None), [0, 0, 100, 100, 100]);
    assert_eq!(arrivals(520.0, Some(0)), [0, 0, 0, 100, 100]);
}

#[test]
fn weather_keeps_back_its_share_of_those_who_would_move_on() {
    let left_of = |share| {
        let mut world = world(1, vec![town("A", 0), camp("C", HERE)], &[(0, 1, 50.0)]);
        world.settings.onset.mode = OnsetMode::None;
        world.settings.movement.town_leave = 0.4;
        present(&mut world, 0, 10_000);
        on_places(&mut world, 0, None, Change::Weather(share), &[0]);
        by_day(&world)[0][0]
    };
    let (fair, storm) = (left_of(0.0), left_of(0.75));
    assert!((5_850..6_150).contains(&fair), "{fair}");
    assert!((8_910..9_090).contains(&storm), "{storm}");
}

#[test]
fn a_storm_slows_the_way_home_and_keeps_nobody_from_it() {
    let home = |storm: bool| {
        let mut world = world(6, vec![town("A", 100), camp("C", HERE)], &[(0, 1, 130.0)]);
        world.settings.movement.camp_leave = 0.0;
        world.settings.returns.probability = 1.0;
        world.settings.returns.after_days = 0;
        prescribe(&mut world, &[(0, 100.0)]);
        on_places(&mut world, 0, Some(0), Change::Conflict(1.0), &[0]);
        let truce = Change::Ceasefire {
            factor: 0.0,
            break_chance: 0.0,
        };
        on_places(&mut world, 1, None, truce, &[0]);
        let share = if storm { 0.75 } else { 0.0 };
        on_places(&mut world, 1, None, Change::Weather(share), &[1]);
        let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
        let mut home = Vec::new();
        while let Some(today) = simulation.step(&mut ()) {
            home.push(today.counts.returned[0].iter().sum::<u32>());
        }
        home
    };
    assert_eq!(home(false), [0, 100, 100, 100, 100, 100]);
    // 50 km a day: all set out on the first day of the ceasefire.
    assert_eq!(home(true), [0, 0, 0, 100, 100, 100]);
}
