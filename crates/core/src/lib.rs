//! The model and the engine of `refuge`: places, links, people, events, rules and days.
//!
//! Nothing here knows a file, a terminal or a clock. A [`World`] goes in, whole counts come out
//! day by day, and the same world, seed and replicate give the same counts on any number of threads.

pub mod calendar;
pub mod event;
pub mod network;
pub mod observe;
pub mod people;
pub mod place;
pub mod settings;
pub mod world;

pub use calendar::{Calendar, Day};
pub use world::World;
