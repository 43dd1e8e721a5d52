//! Laws that hold in every world, on every day.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod common;

use common::{
    add_perils, eventful, fleeing_and_moving_on, harvest_in_the_middle, moving_on, on_links,
    seek_kin, world,
};
use proptest::prelude::*;
use refuge_core::counts::Counts;
use refuge_core::event::Change;
use refuge_core::settings::{DayBudget, RouteChoice};
use refuge_core::{Sampling, Simulation, World, synthetic};

fn persons(groups: &[[u32; 4]]) -> u64 {
    groups.iter().flatten().map(|&n| n as u64).sum()
}

fn everybody(counts: &Counts) -> u64 {
    let on_the_way: u64 = counts.on_link.iter().map(|&n| n as u64).sum();
    persons(&counts.present) + persons(&counts.returned) + on_the_way
}

/// Runs a world and checks on every day that nobody is lost, made or counted twice.
fn conserves(world: &World, seed: u64, sampling: Sampling) {
    let mut simulation = Simulation::new(world, seed, 0, sampling);
    let before = simulation.counts().persons;
    let residents: u64 = simulation
        .counts()
        .residents
        .iter()
        .map(|&n| n as u64)
        .sum();
    while let Some(today) = simulation.step(&mut ()) {
        let counts = today.counts;
        let displaced: u64 = counts.displaced.iter().sum();
        let left: u64 = counts.residents.iter().map(|&n| n as u64).sum();
        assert_eq!(everybody(counts), counts.persons, "day {}", today.day);
        assert_eq!(counts.persons, before + displaced, "day {}", today.day);
        assert_eq!(left + displaced, residents, "day {}", today.day);
        let set_out: u64 = counts.set_out.iter().map(|&n| n as u64).sum();
        let departures: u64 = counts.departures.iter().map(|&n| n as u64).sum();
        assert_eq!(set_out, departures, "day {}", today.day);
    }
}

/// Every count of every day, as one list of numbers.
fn history(world: &World, seed: u64) -> Vec<u64> {
    let mut simulation = Simulation::new(world, seed, 0, Sampling::Sleeping);
    let mut numbers = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        let counts = today.counts;
        numbers.extend(counts.present.iter().flatten().map(|&n| n as u64));
        numbers.extend(
            counts
                .set_out
                .iter()
                .chain(&counts.arrivals)
                .map(|&n| n as u64),
        );
        numbers.extend(counts.displaced);
    }
    numbers
}

/// The history of a world on so many threads.
fn on_threads(world: &World, threads: usize) -> Vec<u64> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.unwrap().install(|| history(world, 7))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn people_are_conserved(
        seed in any::<u64>(),
        household_size in prop_oneof![Just(1.0), 1.5f64..8.0],
        destination in any::<bool>(),
        full_days in any::<bool>(),
        short_stints in any::<bool>(),
        on_foot in any::<bool>(),
        batches in 1u32..7,
        daily in any::<bool>(),
        harvest in any::<bool>(),
        kin in any::<bool>(),
        perils in any::<bool>(),
    ) {
        let mut world = eventful(40);
        if perils {
            add_perils(&mut world);
        }
        if harvest {
            harvest_in_the_middle(&mut world);
        }
        if kin {
            seek_kin(&mut world);
        }
        world.settings.people.household_size = household_size;
        let movement = &mut world.settings.movement;
        movement.route_choice = if destination { RouteChoice::Destination } else { RouteChoice::Local };
        movement.awareness_level = 1 + batches % 3;
        movement.day_budget = if full_days { DayBudget::Full } else { DayBudget::Remaining };
        movement.avoid_short_stints = short_stints;
        movement.start_on_foot = on_foot;
        movement.batches = batches;
        conserves(&world, seed, if daily { Sampling::Daily } else { Sampling::Sleeping });
    }
}

#[test]
fn people_are_conserved_where_there_are_many() {
    conserves(&synthetic::world(200_000, 300, 60), 1, Sampling::Sleeping);
}

#[test]
fn threads_do_not_matter() {
    let world = synthetic::world(120_000, 90, 40);
    let alone = on_threads(&world, 1);
    assert_eq!(alone, on_threads(&world, 2));
    assert_eq!(alone, on_threads(&world, 5));
    assert_ne!(
        alone,
        history(&world, 8),
        "another seed gives another history"
    );
}

#[test]
fn threads_do_not_matter_to_groups_and_harvests() {
    let mut world = synthetic::world(60_000, 60, 50);
    harvest_in_the_middle(&mut world);
    seek_kin(&mut world);
    assert_eq!(on_threads(&world, 1), on_threads(&world, 3));
    conserves(&world, 7, Sampling::Sleeping);
}

#[test]
fn people_who_move_on_are_conserved_on_any_number_of_threads() {
    for world in [moving_on(50), fleeing_and_moving_on(50)] {
        conserves(&world, 3, Sampling::Sleeping);
        conserves(&world, 3, Sampling::Daily);
        assert_eq!(on_threads(&world, 1), on_threads(&world, 3));
    }
}

#[test]
fn replicates_differ() {
    let world = eventful(30);
    let last = |replicate| {
        let mut simulation = Simulation::new(&world, 1, replicate, Sampling::Sleeping);
        while simulation.step(&mut ()).is_some() {}
        simulation.counts().present.clone()
    };
    assert_eq!(last(3), last(3));
    assert_ne!(last(3), last(4));
}

/// A change that concerns nobody changes no draw of anybody: what makes branches comparable person by person.
#[test]
fn an_event_elsewhere_changes_nothing() {
    let plain = eventful(30);
    let mut with_more = plain.clone();
    on_links(&mut with_more, 3, Some(4), Change::RoadSpeed(9_999.0), &[0]);
    assert_eq!(history(&plain, 5), history(&with_more, 5));
}

#[test]
fn nobody_crosses_a_closed_border() {
    let mut world = eventful(40);
    world
        .events
        .retain(|event| !matches!(event.change, Change::Border(_)));
    on_links(&mut world, 0, None, Change::Border(0.0), &[12, 13]);
    let mut simulation = Simulation::new(&world, 2, 0, Sampling::Sleeping);
    while let Some(today) = simulation.step(&mut ()) {
        assert_eq!(today.counts.present[6].iter().sum::<u32>(), 2_000);
        assert_eq!(today.counts.set_out[12] + today.counts.set_out[13], 0);
    }
}

#[test]
fn nobody_is_displaced_where_no_way_leads_out() {
    let mut world = world(
        10,
        vec![common::town("A", 100), common::town("B", 0)],
        &[(0, 1, 50.0)],
    );
    common::prescribe(&mut world, &[(0, 0.0), (9, 90.0)]);
    common::on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
    on_links(&mut world, 5, Some(7), Change::RoadCloses, &[0]);
    let mut simulation = Simulation::new(&world, 2, 0, Sampling::Sleeping);
    let mut newly = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        newly.push(today.counts.newly_displaced);
    }
    assert_eq!(
        newly,
        [0, 10, 10, 10, 10, 0, 0, 0, 40, 10],
        "and what was due is made up for"
    );
}
