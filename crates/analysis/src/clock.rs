//! The clock that the engine does not have: seconds spent in each stage.

use std::time::Instant;

use refuge_core::stages::{Stage, Watch};

/// Seconds by stage.
#[derive(Clone, Debug)]
pub struct Stopwatch {
    now_in: Option<(Stage, Instant)>,
    seconds: [f64; Stage::ALL.len()],
}

impl Stopwatch {
    /// Nothing measured yet.
    pub fn new() -> Self {
        Self {
            now_in: None,
            seconds: [0.0; Stage::ALL.len()],
        }
    }

    /// Ends the stage that is going on.
    pub fn stop(&mut self) {
        if let Some((stage, since)) = self.now_in.take() {
            self.seconds[stage as usize] += since.elapsed().as_secs_f64();
        }
    }

    /// Adds another watch's seconds.
    pub fn add(&mut self, other: &Self) {
        for (sum, more) in self.seconds.iter_mut().zip(other.seconds) {
            *sum += more;
        }
    }

    /// Seconds by the name of the stage, in the order of the day.
    pub fn by_stage(&self) -> Vec<(String, f64)> {
        Stage::ALL
            .iter()
            .map(|&stage| (stage.word().to_owned(), self.seconds[stage as usize]))
            .collect()
    }
}

impl Default for Stopwatch {
    fn default() -> Self {
        Self::new()
    }
}

impl Watch for Stopwatch {
    fn enter(&mut self, stage: Stage) {
        self.stop();
        self.now_in = Some((stage, Instant::now()));
    }
}
