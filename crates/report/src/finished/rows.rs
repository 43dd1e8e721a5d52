//! The rows of a table of results, be it one file or several parts.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use csv::{Reader, StringRecord};

use super::Unread;
use crate::cell::with_formula;
use crate::dialect;

/// A row of a table; cells are found by the names of their columns.
pub(super) struct Row<'a> {
    header: &'a StringRecord,
    cells: &'a StringRecord,
}

impl Row<'_> {
    /// Whether the table has a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.header.iter().any(|name| name == column)
    }

    /// The text of a cell.
    pub(super) fn text(&self, column: &str) -> Result<&str, String> {
        let index = self.header.iter().position(|name| name == column);
        let cell = index.and_then(|index| self.cells.get(index));
        cell.map(with_formula)
            .ok_or_else(|| format!("The column `{column}` is missing."))
    }

    /// The number of a cell, if it is not empty.
    pub(super) fn number(&self, column: &str) -> Result<Option<f64>, String> {
        let text = self.text(column)?;
        number(text).map_err(|expected| format!("`{column}` must be {expected}, but is `{text}`."))
    }
}

/// The number of a cell, if it is not empty, or what it must be.
pub(super) fn number(cell: &str) -> Result<Option<f64>, &'static str> {
    let text = cell.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number
        .map(Some)
        .ok_or("a number with `.` as its decimal mark")
}

/// Reads every row of a table, part after part if it was split.
pub(super) fn rows<T>(
    dir: &Path,
    table: &str,
    mut read: impl FnMut(&Row) -> Result<T, String>,
) -> Result<Vec<T>, Unread> {
    let mut found = Vec::new();
    for path in parts(dir, table) {
        let (mut reader, header) = open(&path)?;
        for cells in reader.records() {
            let cells = cells.map_err(|error| broken(&path, error))?;
            let row = Row {
                header: &header,
                cells: &cells,
            };
            found.push(read(&row).map_err(|reason| {
                let line = cells.position().map_or(1, csv::Position::line);
                Unread::malformed(&path, line, reason)
            })?);
        }
    }
    Ok(found)
}

/// A reader of a table, and its header.
pub(super) fn open(path: &Path) -> Result<(Reader<BufReader<File>>, StringRecord), Unread> {
    let reader = File::open(path).and_then(dialect::reader);
    let mut reader = reader.map_err(|source| unreadable(path, source))?;
    let header = reader.headers().map_err(|error| broken(path, error))?;
    let header = header.clone();
    Ok((reader, header))
}

/// The file of a table, or the files of its parts.
pub(super) fn parts(dir: &Path, table: &str) -> Vec<PathBuf> {
    let part = |number: u32| dir.join(format!("{table}-{number}.csv"));
    let parts: Vec<PathBuf> = (1..u32::MAX)
        .map(part)
        .take_while(|path| path.exists())
        .collect();
    if parts.is_empty() {
        vec![dir.join(format!("{table}.csv"))]
    } else {
        parts
    }
}

fn unreadable(path: &Path, source: io::Error) -> Unread {
    Unread::Unreadable {
        path: path.to_owned(),
        source,
    }
}

pub(super) fn broken(path: &Path, error: csv::Error) -> Unread {
    match error.position().map(csv::Position::line) {
        Some(line) => {
            let reason = "The row must be UTF-8 and have as many cells as the header.";
            Unread::malformed(path, line, reason.to_owned())
        }
        None => unreadable(path, error.into()),
    }
}
