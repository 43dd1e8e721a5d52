//! Results written as files that people open: tidy CSV tables and `run.json`, and a closing summary.
//!
//! Every table goes through one writer, which names, describes and splits its files; a new output is
//! a file in `outputs` and a line in its list. This crate computes no result and reads no scenario.

mod calibration;
mod cell;
mod error;
mod folder;
mod outputs;
mod provenance;
mod staging;
mod summary;
mod table;
mod target;
#[cfg(test)]
mod testing;
mod unfinished;

pub use calibration::{
    Calibration, FittedOn, FittedParameter, PosteriorDraw, PosteriorFacts, SuiteRow,
    calibration_summary, write_calibration,
};
pub use error::Error;
pub use folder::Written;
pub use outputs::{Finished, write};
pub use provenance::{Machine, Provenance};
pub use summary::summary;
pub use target::check_target;
pub use unfinished::{Found, Unfinished};
