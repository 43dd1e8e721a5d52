//! What leaves the engine: whole counts at the end of each day, gathered into sheets.

pub mod schemas;
mod sheet;

pub use sheet::{Column, Estimate, Happened, Key, KeyPart, Results, Schema, Score, Sheet};
