//! A synthetic world of a given size: wall time, stages, agent-days and moves a second, peak memory.

use refuge_core::{
    Sampling, Simulation,
    stages::{Stage, Watch},
    synthetic,
};
use std::time::Instant;

struct Clock {
    at: Instant,
    stage: Option<Stage>,
    spent: [f64; 6],
}
impl Watch for Clock {
    fn enter(&mut self, stage: Stage) {
        let now = Instant::now();
        if let Some(s) = self.stage {
            self.spent[s as usize] += (now - self.at).as_secs_f64();
        }
        self.at = now;
        self.stage = Some(stage);
    }
}

fn main() {
    let a: Vec<u32> = std::env::args()
        .skip(1)
        .map(|a| a.parse().unwrap())
        .collect();
    let t0 = Instant::now();
    let world = synthetic::world(a[0], a[1], a[2]);
    let t1 = Instant::now();
    let mut sim = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let t2 = Instant::now();
    let mut clock = Clock {
        at: t2,
        stage: None,
        spent: [0.0; 6],
    };
    let mut moves = 0u64;
    let mut ad = 0u64;
    while let Some(today) = sim.step(&mut clock) {
        moves += today
            .counts
            .departures
            .iter()
            .map(|&x| x as u64)
            .sum::<u64>();
        ad += today.counts.persons;
    }
    let wall = t0.elapsed().as_secs_f64();
    println!("make {:?} populate {:?} wall {wall:.3}", t1 - t0, t2 - t1);
    for s in Stage::ALL {
        println!("{} {:.3}", s.word(), clock.spent[s as usize]);
    }
    println!(
        "agent-days {ad} {:.1} M/s; moves {moves} {:.2} M/s",
        ad as f64 / wall / 1e6,
        moves as f64 / wall / 1e6
    );
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!(
        "{}",
        status.lines().find(|l| l.starts_with("VmHWM")).unwrap()
    );
}
