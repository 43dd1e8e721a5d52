//! A synthetic world of a given size: wall time, stages, agent-days and moves a second, peak memory.
//!
//! `cargo run --release --example world -- PEOPLE PLACES DAYS`
#![allow(clippy::print_stdout, reason = "its figures are what it is asked for")]

use std::process::ExitCode;
use std::time::Instant;

use refuge_analysis::Stopwatch;
use refuge_core::{Sampling, Simulation, World, synthetic};

fn main() -> ExitCode {
    let sizes: Result<Vec<u32>, _> = std::env::args().skip(1).map(|word| word.parse()).collect();
    match sizes.as_deref() {
        Ok(&[people, places, days]) if places > 0 && days > 0 => {
            let began = Instant::now();
            let world = synthetic::world(people, places, days);
            println!(
                "{:<16} {:9.3} s",
                "world made",
                began.elapsed().as_secs_f64()
            );
            live(&world);
            ExitCode::SUCCESS
        }
        _ => {
            println!(
                "Three whole numbers are expected: PEOPLE PLACES DAYS, as in 1000000 1000 100."
            );
            ExitCode::from(2)
        }
    }
}

fn live(world: &World) {
    let began = Instant::now();
    let mut simulation = Simulation::new(world, 1, 0, Sampling::Sleeping);
    println!(
        "{:<16} {:9.3} s",
        "people placed",
        began.elapsed().as_secs_f64()
    );

    let mut watch = Stopwatch::new();
    let (mut agent_days, mut moves) = (0, 0);
    while let Some(today) = simulation.step(&mut watch) {
        agent_days += today.counts.persons;
        moves += today
            .counts
            .departures
            .iter()
            .map(|&persons| u64::from(persons))
            .sum::<u64>();
    }
    watch.stop();

    let wall = began.elapsed().as_secs_f64();
    for (stage, seconds) in watch.by_stage() {
        println!("{stage:<16} {seconds:9.3} s");
    }
    println!("{:<16} {wall:9.3} s", "wall");
    for (what, number) in [("agent-days", agent_days), ("moves", moves)] {
        let millions = number as f64 / 1e6;
        println!(
            "{what:<16} {millions:9.3} million, {:.2} million a second",
            millions / wall
        );
    }
    if let Some(kibibytes) = peak_memory() {
        println!("{:<16} {:9.1} MiB", "peak memory", kibibytes / 1024.0);
    }
}

/// The most memory that the process held, in KiB, where the system tells it.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
