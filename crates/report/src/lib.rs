//! Results written as files that people open: tidy CSV tables and `run.json`, and a closing summary.
//!
//! Every table goes through one writer, which names, describes and splits its files; a new output is
//! a file in `outputs` and a line in its list. What was written is read back by `finished`, and
//! `reports` make of it what people look at. This crate computes no result and reads no scenario.

mod branches;
mod calibration;
mod cell;
mod checksums;
mod dialect;
mod error;
mod finished;
mod folder;
mod outputs;
mod provenance;
mod reports;
mod sensitivity;
mod staging;
mod summary;
mod table;
mod target;
#[cfg(test)]
mod testing;
mod unfinished;
mod words;

pub use branches::{Branches, check_branches};
pub use calibration::{
    Calibration, FittedOn, FittedParameter, PosteriorDraw, PosteriorFacts, SuiteRow,
    calibration_summary, write_calibration,
};
pub use dialect::Dialect;
pub use error::Error;
pub use finished::{About, RunFolder, Unread};
pub use folder::Written;
pub use outputs::{Finished, scores_csv, write};
pub use provenance::{Machine, Provenance};
pub use reports::{HAS_PARQUET, Wanted, report};
pub use sensitivity::{Range, Studied};
pub use summary::summary;
pub use target::Target;
pub use unfinished::{Extent, Found, Unfinished};
