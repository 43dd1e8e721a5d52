//! Many runs of a world, and what they say together: estimates over replicates, and scores against what was observed.
//!
//! Nothing here reads a file.

pub mod calibrate;
mod clock;
mod compare;
mod in_order;
mod memory;
mod moments;
mod parameter;
mod quantile;
mod replicates;
mod sample;
mod scores;
mod sensitivity;
mod study;
mod tally;
#[cfg(test)]
mod testing;
mod uncertainty;

pub use clock::Stopwatch;
pub use compare::{Branch, compare};
pub use memory::{Forgetful, Memory};
pub use parameter::Parameter;
pub use quantile::weighted_quantile;
pub use replicates::{Ensemble, Outcome};
pub use sample::quantile_method;
pub use scores::{Metric, score_again};
pub use sensitivity::{Findings, MOST_PARAMETERS, MOST_SAMPLES, Output, Question, sensitivity};
pub use study::{MakeWorld, Step, Surroundings, Values};
