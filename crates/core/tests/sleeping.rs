//! Sleeping until the next decision is the same, in distribution, as deciding every day.

mod common;

use common::{add_perils, eventful, fleeing_and_moving_on, moving_on};
use refuge_core::{Sampling, Simulation, World};

/// Persons present in each place at the end of some days, over replicates.
fn samples(
    world: &World,
    days: &[u16],
    replicates: u32,
    seed: u64,
    sampling: Sampling,
) -> Vec<Vec<f64>> {
    let mut samples = vec![Vec::new(); days.len() * world.places.len()];
    for replicate in 0..replicates {
        let mut simulation = Simulation::new(world, seed, replicate, sampling);
        while let Some(today) = simulation.step(&mut ()) {
            if let Some(nth) = days.iter().position(|&day| day == today.day) {
                for (place, groups) in today.counts.present.iter().enumerate() {
                    let persons: u32 = groups.iter().sum();
                    samples[nth * world.places.len() + place].push(persons as f64);
                }
            }
        }
    }
    samples
}

fn mean_and_variance(sample: &[f64]) -> (f64, f64) {
    let n = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / n;
    (
        mean,
        sample.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0),
    )
}

/// The difference of the means of two samples, in its standard errors; `None` where neither varies.
fn z(a: &[f64], b: &[f64]) -> Option<f64> {
    let ((mean_a, var_a), (mean_b, var_b)) = (mean_and_variance(a), mean_and_variance(b));
    let error = (var_a / a.len() as f64 + var_b / b.len() as f64).sqrt();
    (error > 0.0).then(|| (mean_a - mean_b) / error)
}

/// How far runs of a world asleep and runs of another drawn daily are apart: a score for each place and day that varies.
fn scores(asleep: &World, daily: &World, days: &[u16], replicates: u32) -> Vec<f64> {
    let asleep = samples(asleep, days, replicates, 1, Sampling::Sleeping);
    let daily = samples(daily, days, replicates, 2, Sampling::Daily);
    let pairs = asleep.iter().zip(&daily);
    pairs.filter_map(|(a, b)| z(a, b)).collect()
}

fn mean_square(scores: &[f64]) -> f64 {
    scores.iter().map(|z| z * z).sum::<f64>() / scores.len() as f64
}

/// Checks that no more of the scores than chance would have it are far from 0, and that most places vary.
fn sleeping_equals_daily(world: &World, days: &[u16; 8], replicates: u32, at_least: usize) {
    let scores = scores(world, world, days, replicates);
    assert!(scores.len() > at_least, "{} vary", scores.len());
    let mean_square = mean_square(&scores);
    assert!(
        mean_square < 1.5,
        "mean square {mean_square} of {scores:.1?}"
    );
    let sizes = scores.iter().map(|z| z.abs());
    let largest = sizes.fold(0.0, f64::max);
    assert!(largest < 4.0, "largest {largest}");
}

/// The eventful world has changing chances in every place, so that sleepers are drawn again all the time.
#[test]
fn sleeping_equals_daily_draws() {
    let mut world = eventful(40);
    world.settings.people.household_size = 2.0;
    sleeping_equals_daily(&world, &[2, 7, 11, 14, 19, 24, 30, 39], 150, 40);
}

/// Weather and rates that change from day to day wake sleepers by a bound, some of them for nothing.
#[test]
fn sleeping_equals_daily_draws_in_weather_and_beside_a_front() {
    let mut world = eventful(40);
    add_perils(&mut world);
    world.settings.people.household_size = 2.0;
    sleeping_equals_daily(&world, &[2, 7, 11, 14, 19, 24, 30, 39], 150, 40);
}

/// A harvest interrupts all sleep, and on its last days people arrive who were under way.
#[test]
fn sleeping_equals_daily_draws_around_a_harvest() {
    let mut world = eventful(46);
    common::harvest_in_the_middle(&mut world);
    sleeping_equals_daily(&world, &[9, 10, 11, 15, 37, 38, 39, 45], 150, 20);
}

/// Word of those who move on changes the chances of all others every week.
#[test]
fn sleeping_equals_daily_draws_where_people_move_on() {
    let mut world = moving_on(45);
    world.settings.people.household_size = 4.0;
    world.settings.movement.hosted_leave = 0.01;
    sleeping_equals_daily(&world, &[3, 7, 14, 20, 25, 32, 39, 44], 100, 25);
}

/// Those who fled abroad have the rates of returning, leaving and moving on at once.
#[test]
fn sleeping_equals_daily_draws_where_displaced_people_move_on() {
    let mut world = fleeing_and_moving_on(45);
    world.settings.people.household_size = 4.0;
    let days = [3, 7, 14, 20, 25, 33, 39, 44];
    let asleep = samples(&world, &days, 100, 1, Sampling::Sleeping);
    let daily = samples(&world, &days, 100, 2, Sampling::Daily);
    let scores: Vec<f64> = asleep
        .iter()
        .zip(&daily)
        .filter_map(|(a, b)| z(a, b))
        .collect();
    assert!(scores.len() > 25, "{}", scores.len());
    let mean_square = scores.iter().map(|z| z * z).sum::<f64>() / scores.len() as f64;
    assert!(
        mean_square < 1.5,
        "mean square {mean_square} of {scores:.1?}"
    );
}

/// The first test has the power to see a wrong chance: one percent of leaving more is found out.
#[test]
fn a_small_difference_would_be_seen() {
    let world = eventful(40);
    let mut readier = world.clone();
    readier.settings.movement.camp_leave += 0.01;
    let mean_square = mean_square(&scores(&world, &readier, &[24, 30, 39], 100));
    assert!(mean_square > 3.0, "mean square {mean_square}");
}
