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

/// The eventful world has changing chances in every place, so that sleepers are drawn again all the time.
#[test]
fn sleeping_equals_daily_draws() {
    let mut world = eventful(40);
    world.settings.people.household_size = 2.0;
    let days = [2, 7, 11, 14, 19, 24, 30, 39];
    let asleep = samples(&world, &days, 150, 1, Sampling::Sleeping);
    let daily = samples(&world, &days, 150, 2, Sampling::Daily);
    let scores: Vec<f64> = asleep
        .iter()
        .zip(&daily)
        .filter_map(|(a, b)| z(a, b))
        .collect();
    assert!(
        scores.len() > 40,
        "most of the places vary on most of the days"
    );
    let mean_square = scores.iter().map(|z| z * z).sum::<f64>() / scores.len() as f64;
    let largest = scores
        .iter()
        .fold(0.0, |largest: f64, z| largest.max(z.abs()));
    assert!(
        mean_square < 1.5,
        "mean square {mean_square} of {scores:.1?}"
    );
    assert!(largest < 4.0, "largest {largest}");
}

/// Weather and rates that change from day to day wake sleepers by a bound, some of them for nothing.
#[test]
fn sleeping_equals_daily_draws_in_weather_and_beside_a_front() {
    let mut world = eventful(40);
    add_perils(&mut world);
    world.settings.people.household_size = 2.0;
    let days = [2, 7, 11, 14, 19, 24, 30, 39];
    let asleep = samples(&world, &days, 150, 1, Sampling::Sleeping);
    let daily = samples(&world, &days, 150, 2, Sampling::Daily);
    let scores: Vec<f64> = asleep
        .iter()
        .zip(&daily)
        .filter_map(|(a, b)| z(a, b))
        .collect();
    assert!(scores.len() > 40, "{}", scores.len());
    let mean_square = scores.iter().map(|z| z * z).sum::<f64>() / scores.len() as f64;
    assert!(
        mean_square < 1.5,
        "mean square {mean_square} of {scores:.1?}"
    );
}

/// A harvest interrupts all sleep, and on its last days people arrive who were under way.
#[test]
fn sleeping_equals_daily_draws_around_a_harvest() {
    let mut world = eventful(46);
    common::harvest_in_the_middle(&mut world);
    let days = [9, 10, 11, 15, 37, 38, 39, 45];
    let asleep = samples(&world, &days, 150, 1, Sampling::Sleeping);
    let daily = samples(&world, &days, 150, 2, Sampling::Daily);
    let scores: Vec<f64> = asleep
        .iter()
        .zip(&daily)
        .filter_map(|(a, b)| z(a, b))
        .collect();
    assert!(scores.len() > 20, "{}", scores.len());
    let mean_square = scores.iter().map(|z| z * z).sum::<f64>() / scores.len() as f64;
    assert!(
        mean_square < 1.5,
        "mean square {mean_square} of {scores:.1?}"
    );
}

/// Word of those who move on changes the chances of all others every week.
#[test]
fn sleeping_equals_daily_draws_where_people_move_on() {
    let mut world = moving_on(45);
    world.settings.people.household_size = 4.0;
    world.settings.movement.hosted_leave = 0.01;
    let days = [3, 7, 14, 20, 25, 32, 39, 44];
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
    let mut world = eventful(40);
    let days = [24, 30, 39];
    let asleep = samples(&world, &days, 100, 1, Sampling::Sleeping);
    world.settings.movement.camp_leave += 0.01;
    let daily = samples(&world, &days, 100, 2, Sampling::Daily);
    let scores: Vec<f64> = asleep
        .iter()
        .zip(&daily)
        .filter_map(|(a, b)| z(a, b))
        .collect();
    let mean_square = scores.iter().map(|z| z * z).sum::<f64>() / scores.len() as f64;
    assert!(mean_square > 3.0, "mean square {mean_square}");
}
