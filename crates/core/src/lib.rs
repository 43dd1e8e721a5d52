//! The model and the engine of `refuge`: places, links, people, events, rules and days.
//!
//! Nothing here knows a file, a terminal or a clock. A [`World`] goes in, whole counts come out
//! day by day, and the same world, seed and replicate give the same counts on any number of threads.
//!
//! ```
//! use refuge_core::{Sampling, Simulation, synthetic};
//!
//! let world = synthetic::world(1_000, 12, 30);
//! let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
//! while let Some(today) = simulation.step(&mut ()) {
//!     assert!(today.counts.persons <= 1_000);
//! }
//! ```

pub mod calendar;
pub mod conditions;
pub mod counts;
pub mod event;
pub mod forecast;
pub mod nearby;
pub mod network;
pub mod observe;
pub mod people;
pub mod place;
pub mod random;
pub mod rules;
pub mod settings;
pub mod shelter;
pub mod simulation;
pub mod stages;
pub mod synthetic;
pub mod timeline;
pub mod uncertain;
pub mod world;

pub use calendar::{Calendar, Day};
pub use simulation::{Misfit, Sampling, Simulation, State, Today};
pub use world::World;
