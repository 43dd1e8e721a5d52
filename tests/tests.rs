//! End-to-end tests: the built program in a folder of its own, as a user runs it.
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod aegean;
mod branches;
mod calibrate;
mod cli;
mod commands;
mod compare;
mod conservation;
mod determinism;
mod dialect;
mod documentation;
mod ensemble;
mod flagship;
mod flee;
mod gis;
mod import;
mod interrupt;
mod levers;
mod movements;
mod onset;
mod overlay;
mod page;
mod parquet;
mod problems;
mod report;
mod repository;
mod resume;
mod run;
mod scenarios;
mod scores;
mod sensitivity;
mod shelter;
mod spreadsheet;
mod target;
mod workbook;
