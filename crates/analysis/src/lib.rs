//! What runs say together: estimates over replicates, and scores against what was observed.
//!
//! Pure functions of sheets: nothing here reads a file or draws a random number.

mod estimate;
mod quantile;
mod scores;
#[cfg(test)]
mod testing;

pub use estimate::{combine, single};
pub use quantile::{QUANTILES, quantile, quantiles};
pub use scores::score;
