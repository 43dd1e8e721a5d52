//! Many runs of a world, and what they say together: estimates over replicates, and scores against what was observed.
//!
//! Nothing here reads a file or draws a random number.

mod clock;
mod estimate;
mod quantile;
mod replicates;
mod scores;
#[cfg(test)]
mod testing;

pub use clock::Stopwatch;
pub use estimate::{combine, single};
pub use quantile::{QUANTILES, quantile, quantiles};
pub use replicates::{Outcome, Progress, run};
pub use scores::score;
