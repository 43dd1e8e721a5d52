//! End-to-end tests: the built program in a folder of its own, as a user runs it.
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod cli;

mod branches;
mod calibrate;
mod commands;
mod compare;
mod conservation;
mod determinism;
mod documentation;
mod ensemble;
mod flagship;
mod flee;
mod import;
mod interrupt;
mod overlay;
mod page;
mod problems;
mod repository;
mod resume;
mod run;
mod scenarios;
mod scores;
mod sensitivity;
mod spreadsheet;
mod target;
