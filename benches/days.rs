//! A day of movers, a day of sleepers, the plan, and the line that cost follows.
#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(
    clippy::unwrap_used,
    reason = "a bench that cannot be set up should stop"
)]

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use refuge_core::conditions::Conditions;
use refuge_core::people::Profiles;
use refuge_core::random::Draws;
use refuge_core::rules::circumstances::Circumstances;
use refuge_core::rules::onset::Onset;
use refuge_core::settings::{OnsetMode, RouteChoice};
use refuge_core::stages::plan::DayPlan;
use refuge_core::{Sampling, Simulation, World, synthetic};

/// A world of people who are settled and leave with a chance of `leave` a day; nobody is displaced.
fn settled(people: u32, places: u32, leave: f64) -> World {
    let mut world = synthetic::world(people, places, 30);
    world.events.clear();
    world.settings.onset.mode = OnsetMode::None;
    world.settings.movement.camp_leave = leave;
    world.settings.movement.host_leave = leave;
    world.settings.movement.town_leave = leave;
    world
}

/// A run of a world that has come past its first days.
fn under_way(world: &World) -> Simulation<'_> {
    let mut simulation = Simulation::new(world, 1, 0, Sampling::Sleeping);
    for _ in 0..3 {
        simulation.step(&mut ()).unwrap();
    }
    simulation
}

/// Measures one day; the state before it is copied anew each time, which is not counted.
fn one_day(bencher: &mut criterion::Bencher<'_>, simulation: &Simulation<'_>) {
    bencher.iter_batched(
        || simulation.clone(),
        |mut simulation| {
            black_box(simulation.step(&mut ()).unwrap().day);
            simulation
        },
        BatchSize::LargeInput,
    );
}

fn day_of_movers(criterion: &mut Criterion) {
    let world = settled(400_000, 1_000, 1.0);
    let simulation = under_way(&world);
    let mut group = criterion.benchmark_group("day");
    group.throughput(Throughput::Elements(380_000));
    group.bench_function("movers", |bencher| one_day(bencher, &simulation));
    let world = settled(400_000, 1_000, 0.0);
    let simulation = under_way(&world);
    group.bench_function("sleepers", |bencher| one_day(bencher, &simulation));
    group.finish();
}

/// Time against moves at a fixed number of people, then against sleepers at a fixed number of moves.
fn cost_line(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("cost line");
    for moves in [4_000_u32, 40_000, 400_000] {
        let leave = moves as f64 / 950_000.0;
        let world = settled(1_000_000, 1_000, leave);
        let simulation = under_way(&world);
        group.throughput(Throughput::Elements(moves as u64));
        group.bench_function(BenchmarkId::new("moves", moves), |b| {
            one_day(b, &simulation);
        });
    }
    for sleepers in [100_000_u32, 1_000_000, 10_000_000] {
        let world = settled(sleepers, 1_000, 4_000.0 / (0.95 * sleepers as f64));
        let simulation = under_way(&world);
        group.throughput(Throughput::Elements(4_000));
        group.bench_function(BenchmarkId::new("sleepers", sleepers), |b| {
            one_day(b, &simulation);
        });
    }
    group.finish();
}

fn plan(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("plan");
    for (name, choice, places) in [
        ("local, 10,000 places", RouteChoice::Local, 10_000),
        ("destination, 300 places", RouteChoice::Destination, 300),
    ] {
        let mut world = synthetic::world(10_000, places, 10);
        world.settings.movement.route_choice = choice;
        let (conditions, onset) = (Conditions::new(&world), Onset::new(&world));
        let simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
        let counts = simulation.counts();
        let places = Circumstances::everywhere(&world, &conditions, counts, 0);
        let new = || DayPlan::new(&world, Profiles::new(&world).all(), &Draws::new(1, 0));
        let mut plan = new();
        group.bench_function(BenchmarkId::new("first day", name), |bencher| {
            bencher.iter(|| new().make(&world, &conditions, &onset, counts, &places, 0));
        });
        plan.make(&world, &conditions, &onset, counts, &places, 0);
        group.bench_function(BenchmarkId::new("later day", name), |bencher| {
            bencher.iter(|| plan.make(&world, &conditions, &onset, counts, &places, 1));
        });
    }
    group.finish();
}

criterion_group!(days, day_of_movers, plan, cost_line);
criterion_main!(days);
