//! Many runs of a world, and what they say together: estimates over replicates, and scores against what was observed.
//!
//! Nothing here reads a file.

pub mod calibrate;
mod clock;
mod estimate;
mod memory;
mod parameter;
mod quantile;
mod replicates;
mod scores;
mod study;
#[cfg(test)]
mod testing;

pub use clock::Stopwatch;
pub use estimate::{combine, single};
pub use memory::{Forgetful, Memory};
pub use parameter::{Parameter, nine_digits};
pub use quantile::{QUANTILES, quantile, quantiles, weighted_quantile};
pub use replicates::{Outcome, Progress, run};
pub use scores::score;
pub use study::{MakeWorld, Step, Surroundings, Values};
