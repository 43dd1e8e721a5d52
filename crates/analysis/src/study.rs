//! What every study asks of its surroundings: worlds at given settings, a memory, a way to be stopped and to tell how far it is.

use std::sync::atomic::{AtomicBool, Ordering};

use refuge_core::World;

use crate::memory::Memory;

/// Settings by dotted key, each with its number.
pub type Values = [(String, f64)];

/// Makes the world of a scenario at given settings, or says in a sentence why there is none.
pub type MakeWorld<'a> = dyn Fn(&Values) -> Result<World, String> + Sync + 'a;

/// How far a study is, told from any thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Pieces of work that are done.
    pub done: u64,
    /// Pieces of work in all, as far as is known.
    pub of: u64,
    /// What is being done, in a few words such as `search, best 0.271`.
    pub stage: String,
}

/// The surroundings of a study.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The seed of all random numbers.
    pub seed: u64,
    /// What earlier attempts at the same study left behind.
    pub memory: &'a dyn Memory,
    /// Set when the study is to stop.
    pub stop: &'a AtomicBool,
    /// Told how far the study is.
    pub tell: &'a (dyn Fn(Step) + Sync),
}

impl Surroundings<'_> {
    /// Whether the study is to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
