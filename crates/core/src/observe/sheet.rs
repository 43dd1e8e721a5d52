//! Results as sheets: rows of whole keys and numbers, with one schema for every reader of them.

use super::scored::{Forecasts, Score};
use crate::calendar::Day;

/// A column of numbers: its name, unit and meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The header in files.
    pub name: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// The meaning, in a sentence.
    pub meaning: &'static str,
}

/// What the parts of a row's key are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart {
    /// A day number, shown as `date`.
    Date,
    /// A day number, shown as `date` and `day`.
    DateAndDay,
    /// A place index, shown as `place`.
    Place,
    /// A place index, shown as `place`, `kind`, `country` and `admin1`.
    PlaceInFull,
    /// A place index, shown as `from`.
    From,
    /// A place index, shown as `to`.
    To,
    /// An origin code, shown as `origin`: see [`Origin`](crate::people::Origin).
    Origin,
    /// An index into [`Group::ALL`](crate::people::Group::ALL), shown as `group`.
    Group,
    /// An index into [`World::observed`](crate::World::observed), shown as `date`, `measure`, `place`.
    Observation,
}

/// The shape of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// The name of the file, without its ending.
    pub name: &'static str,
    /// What a row is, in a few words.
    pub row: &'static str,
    /// What the key of a row is made of: at most three parts.
    pub keys: &'static [KeyPart],
    /// The numbers of a row.
    pub columns: &'static [Column],
}

/// The key of a row; parts that the schema does not name are 0.
pub type Key = [u32; 3];

/// The rows of one run; keys ascend and are unique.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What it holds.
    pub schema: &'static Schema,
    /// The keys.
    pub keys: Vec<Key>,
    /// The numbers, row after row; NaN where there is none.
    pub values: Vec<f64>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(schema: &'static Schema) -> Self {
        Self {
            schema,
            keys: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Adds a row; its key must follow the last one.
    pub fn push(&mut self, key: Key, values: &[f64]) {
        debug_assert_eq!(values.len(), self.schema.columns.len());
        debug_assert!(self.keys.last().is_none_or(|last| *last < key));
        self.keys.push(key);
        self.values.extend_from_slice(values);
    }

    /// The numbers of a row.
    pub fn row(&self, row: usize) -> &[f64] {
        let width = self.schema.columns.len();
        &self.values[row * width..(row + 1) * width]
    }

    /// The number in a row and column of this name, if both exist.
    pub fn get(&self, key: Key, column: &str) -> Option<f64> {
        let row = self.keys.binary_search(&key).ok()?;
        let column = self.schema.columns.iter().position(|c| c.name == column)?;
        Some(self.row(row)[column])
    }
}

/// A sheet over replicates: the mean of every number, and its 5, 50 and 95% quantiles.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// The mean over replicates; with one replicate, its numbers.
    pub mean: Sheet,
    /// For each number of `mean` its 5, 50 and 95% quantiles; empty with one replicate.
    pub quantiles: Vec<[f64; 3]>,
}

/// An event that happened in a replicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// The replicate, from 0.
    pub replicate: u32,
    /// The day it began.
    pub day: Day,
    /// The index of the event in [`World::events`](crate::World::events).
    pub event: u32,
    /// What is to be said besides the event's own note, such as that a ceasefire broke; mostly empty.
    pub remark: &'static str,
}

/// Everything a run leaves: what reports are made of.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Every sheet.
    pub estimates: Vec<Estimate>,
    /// What happened, by replicate and day.
    pub timeline: Vec<Happened>,
    /// How well it fits.
    pub scores: Vec<Score>,
    /// What naive forecasts say for each observation of the world, in persons; empty if nobody asked.
    pub naive: Vec<Forecasts>,
}

impl Results {
    /// The estimate of a sheet by its name.
    pub fn estimate(&self, name: &str) -> Option<&Estimate> {
        self.estimates
            .iter()
            .find(|estimate| estimate.mean.schema.name == name)
    }
}
