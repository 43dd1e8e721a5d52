//! Every table of a folder of results, column by column, as columns.csv describes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use super::Unread;
use super::cells::Interned;
pub(crate) use super::cells::{Cells, Texts};
use super::rows::{broken, open, parts, rows};
use crate::cell::with_formula;

/// The tables of a folder, in the order of columns.csv, which is the last.
#[derive(Debug)]
pub(crate) struct Tables(Vec<Table>);

/// What is kept of tables.
#[derive(Clone, Copy)]
pub(crate) struct Kept {
    /// The cells up to which a table is kept whole.
    pub(crate) most_cells: usize,
    /// Whether a column of a larger table is kept, by the names of the table and the column.
    pub(crate) of_larger: fn(&str, &str) -> bool,
}

impl Kept {
    /// Everything, however large.
    pub(crate) const ALL: Self = Self {
        most_cells: usize::MAX,
        of_larger: |_, _| true,
    };
}

/// A table: its name without ending, and those of its columns that were kept, all of the same length.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) rows: usize,
    /// The columns that it has, kept or not.
    pub(crate) width: usize,
    pub(crate) columns: Vec<Column>,
}

/// A column with its unit and meaning, as columns.csv has them.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) meaning: String,
    pub(crate) cells: Cells,
}

impl Tables {
    /// Reads every table that columns.csv describes, as far as it is to be kept.
    ///
    /// # Errors
    ///
    /// If columns.csv or a table is missing, or a row is not as a run writes it.
    pub(crate) fn read(dir: &Path, kept: Kept) -> Result<Self, Unread> {
        let mut tables: Vec<Table> = Vec::new();
        let mut seen = BTreeSet::new();
        for (name, column) in rows(dir, "columns", described)?.into_iter().flatten() {
            if !seen.insert((name.clone(), column.name.clone())) {
                // Another part of the table has brought it.
                continue;
            }
            match tables.iter_mut().find(|table| table.name == name) {
                Some(table) => table.columns.push(column),
                None => tables.push(Table {
                    name,
                    rows: 0,
                    width: 0,
                    columns: vec![column],
                }),
            }
        }
        for table in &mut tables {
            table.width = table.columns.len();
            table.fill(dir, kept)?;
        }
        Ok(Self(tables))
    }

    /// The table of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Table> {
        self.0.iter().find(|table| table.name == name)
    }

    /// All tables.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Table> {
        self.0.iter()
    }
}

/// The table and the column that a row of columns.csv describes; a note on a file describes none.
fn described(row: &super::rows::Row) -> Result<Option<(String, Column)>, String> {
    let (file, name) = (row.text("file")?, row.text("column")?);
    let unit = row.text("unit")?;
    Ok((!name.is_empty()).then(|| {
        let column = Column {
            name: name.to_owned(),
            unit: unit.to_owned(),
            meaning: row.text("meaning").unwrap_or_default().to_owned(),
            cells: Cells::of_unit(unit),
        };
        (table_of(file).to_owned(), column)
    }))
}

/// The table that a file, or a part of one, belongs to.
pub(crate) fn table_of(file: &str) -> &str {
    let stem = file.strip_suffix(".csv").unwrap_or(file);
    match stem.rsplit_once('-') {
        Some((name, part)) if part.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => stem,
    }
}

impl Table {
    /// The cells of the table, its header included, kept or not.
    pub(crate) fn cells(&self) -> usize {
        (self.rows + 1) * self.width
    }

    /// The column of this name.
    pub(crate) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The numbers of a column, with NaN for empty cells.
    pub(crate) fn numbers(&self, name: &str) -> Option<&[f64]> {
        match &self.column(name)?.cells {
            Cells::Numbers(numbers) => Some(numbers),
            _ => None,
        }
    }

    /// The texts of a column.
    pub(crate) fn texts(&self, name: &str) -> Option<&Texts> {
        match &self.column(name)?.cells {
            Cells::Texts(texts) => Some(texts),
            _ => None,
        }
    }

    /// The dates of a column.
    pub(crate) fn dates(&self, name: &str) -> Option<&[Option<Date>]> {
        match &self.column(name)?.cells {
            Cells::Dates(dates) => Some(dates),
            _ => None,
        }
    }

    /// Reads the rows of all parts, and lets columns go once the table is too large to be kept whole.
    fn fill(&mut self, dir: &Path, kept: Kept) -> Result<(), Unread> {
        let needed = |column: &Column| (kept.of_larger)(&self.name, &column.name);
        let needed: Vec<bool> = self.columns.iter().map(needed).collect();
        let mut known = vec![Interned::default(); self.columns.len()];
        let mut is_whole = true;
        for path in parts(dir, &self.name) {
            let (mut reader, header) = open(&path)?;
            let places = self
                .places(&header)
                .map_err(|reason| Unread::malformed(&path, 1, reason))?;
            let mut record = csv::StringRecord::new();
            while reader
                .read_record(&mut record)
                .map_err(|error| broken(&path, error))?
            {
                let cells = places.iter().map(|&at| record.get(at).unwrap_or_default());
                let columns = self.columns.iter_mut().zip(&mut known).zip(&needed);
                for (((column, known), &needed), cell) in columns.zip(cells) {
                    if !(is_whole || needed) {
                        continue;
                    }
                    column.cells.push(cell, known).map_err(|expected| {
                        let line = record.position().map_or(1, csv::Position::line);
                        let name = &column.name;
                        let reason = format!("`{name}` must be {expected}, but is `{cell}`.");
                        Unread::malformed(&path, line, reason)
                    })?;
                }
                self.rows += 1;
                if is_whole && self.cells() > kept.most_cells {
                    is_whole = false;
                    let columns = self.columns.iter_mut().zip(&needed);
                    for (column, _) in columns.filter(|(_, needed)| !**needed) {
                        column.cells = Cells::of_unit(&column.unit);
                    }
                }
            }
        }
        let mut needed = needed.into_iter();
        self.columns
            .retain(|_| needed.next().unwrap_or(true) || is_whole);
        Ok(())
    }

    /// Where each column is in a file with this header, or which one is missing.
    fn places(&self, header: &csv::StringRecord) -> Result<Vec<usize>, String> {
        let mut at = BTreeMap::new();
        for (name, place) in header.iter().map(with_formula).zip(0usize..) {
            // Of two columns of one name the first counts.
            at.entry(name).or_insert(place);
        }
        let place = |column: &Column| {
            let place = at.get(column.name.as_str()).copied();
            place.ok_or_else(|| format!("The column `{}` is missing.", column.name))
        };
        self.columns.iter().map(place).collect()
    }
}
