//! Instances of Flee, read.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod instances;
