//! The folder of results while it is being filled.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use crate::checksums::{Checksums, checksums};
use crate::dialect::Dialect;
use crate::error::Error;

/// The most data rows of a sheet: what spreadsheets hold, less the header.
pub(crate) const MOST_ROWS: u64 = 1_048_575;

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its name.
    pub file: String,
    /// Its rows below the header; 0 if it is not a table.
    pub rows: u64,
}

/// A line of columns.csv: what a column holds, or, without a column, a note on a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Description {
    pub(crate) file: String,
    pub(crate) heading: Heading,
}

/// The head of a column: its name, unit and meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) name: String,
    pub(crate) unit: &'static str,
    pub(crate) meaning: String,
}

impl Heading {
    pub(crate) fn new(
        name: impl Into<String>,
        unit: &'static str,
        meaning: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            unit,
            meaning: meaning.into(),
        }
    }
}

/// The files written so far, and what they hold.
pub(crate) struct Folder {
    /// Where they are now.
    inside: PathBuf,
    /// Where they will be: the path that messages name.
    target: PathBuf,
    pub(crate) most_rows: u64,
    /// How the tables are written.
    pub(crate) dialect: Dialect,
    pub(crate) written: Vec<Written>,
    pub(crate) descriptions: Vec<Description>,
}

impl Folder {
    pub(crate) fn new(inside: PathBuf, target: PathBuf, most_rows: u64) -> Self {
        Self {
            inside,
            target,
            most_rows,
            dialect: Dialect::default(),
            written: Vec::new(),
            descriptions: Vec::new(),
        }
    }

    /// Where a file is for now.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.inside.join(file)
    }

    pub(crate) fn create(&self, file: &str) -> Result<File, Error> {
        File::create(self.path(file)).map_err(|source| self.unfinished(file, source))
    }

    /// The error of a file that could not be written.
    pub(crate) fn unfinished(&self, file: &str, source: io::Error) -> Error {
        Error::Unfinished {
            path: self.target.join(file),
            source,
        }
    }

    /// The names of the files written so far.
    pub(crate) fn files(&self) -> Vec<String> {
        self.written
            .iter()
            .map(|written| written.file.clone())
            .collect()
    }

    /// The checksums of the files written so far.
    pub(crate) fn checksums(&self) -> Result<Checksums, Error> {
        let taken = checksums(&self.inside, &self.files());
        taken.map_err(|(file, source)| self.unfinished(&file, source))
    }

    /// Says something about a file in columns.csv.
    pub(crate) fn note(&mut self, file: &str, note: String) {
        self.descriptions.push(Description {
            file: file.to_owned(),
            heading: Heading::new("", "", note),
        });
    }

    /// Takes note of a finished table.
    pub(crate) fn add(&mut self, file: &str, rows: u64, headings: &[Heading]) {
        self.add_file(file, rows);
        self.descriptions
            .extend(headings.iter().map(|heading| Description {
                file: file.to_owned(),
                heading: heading.clone(),
            }));
    }

    /// Takes note of a finished file without columns.
    pub(crate) fn add_file(&mut self, file: &str, rows: u64) {
        self.written.push(Written {
            file: file.to_owned(),
            rows,
        });
    }
}
