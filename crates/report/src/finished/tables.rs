//! Every table of a folder of results, column by column, as columns.csv describes it.

use std::fs::File;
use std::path::Path;

use jiff::civil::Date;

use super::Unread;
use super::rows::{broken, parts, rows, unreadable};
use crate::cell::with_formula;
use crate::dialect;

/// The tables of a folder, in the order of columns.csv, which is the last.
#[derive(Debug)]
pub(crate) struct Tables(Vec<Table>);

/// A table: its name without ending, and its columns, all of the same length.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) rows: usize,
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

/// The cells of a column.
#[derive(Debug)]
pub(crate) enum Cells {
    /// Dates; `None` where a cell is empty.
    Dates(Vec<Option<Date>>),
    /// Numbers; NaN where a cell is empty.
    Numbers(Vec<f64>),
    /// Text.
    Texts(Texts),
}

/// A column of text in which every text is kept once.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Each text, in the order of its first row.
    pub(crate) words: Vec<String>,
    /// The index in `words` of each row.
    pub(crate) of_rows: Vec<u32>,
}

impl Tables {
    /// Reads every table that columns.csv describes.
    ///
    /// # Errors
    ///
    /// If columns.csv or a table is missing, or a row is not as a run writes it.
    pub(crate) fn read(dir: &Path) -> Result<Self, Unread> {
        let mut tables: Vec<Table> = Vec::new();
        for described in rows(dir, "columns", described)?.into_iter().flatten() {
            let (name, column) = described;
            match tables.iter_mut().find(|table| table.name == name) {
                Some(table) => table.describe(column),
                None => tables.push(Table {
                    name,
                    rows: 0,
                    columns: vec![column],
                }),
            }
        }
        for table in &mut tables {
            table.fill(dir)?;
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
            name: with_formula(name).to_owned(),
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
    /// Takes in a column unless another part of the table has brought it.
    fn describe(&mut self, column: Column) {
        if self.columns.iter().all(|known| known.name != column.name) {
            self.columns.push(column);
        }
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

    /// Reads the rows of all parts.
    fn fill(&mut self, dir: &Path) -> Result<(), Unread> {
        let mut known = vec![Interned::default(); self.columns.len()];
        for path in parts(dir, &self.name) {
            let reader = File::open(&path).and_then(dialect::reader);
            let mut reader = reader.map_err(|source| unreadable(&path, source))?;
            let header = reader.headers().map_err(|error| broken(&path, error))?;
            let malformed = |line: u64, reason: String| Unread::Malformed {
                path: path.clone(),
                line,
                reason,
            };
            let mut places = Vec::with_capacity(self.columns.len());
            for column in &self.columns {
                let place = header
                    .iter()
                    .position(|name| with_formula(name) == column.name);
                places.push(place.ok_or_else(|| {
                    malformed(1, format!("The column `{}` is missing.", column.name))
                })?);
            }
            let mut record = csv::StringRecord::new();
            while reader
                .read_record(&mut record)
                .map_err(|error| broken(&path, error))?
            {
                let line = record.position().map_or(1, csv::Position::line);
                for ((column, known), &place) in
                    self.columns.iter_mut().zip(&mut known).zip(&places)
                {
                    let cell = record.get(place).unwrap_or_default();
                    let taken = column.cells.push(cell, known);
                    taken.map_err(|expected| {
                        let reason =
                            format!("`{}` must be {expected}, but is `{cell}`.", column.name);
                        malformed(line, reason)
                    })?;
                }
                self.rows += 1;
            }
        }
        Ok(())
    }
}

/// Where each known text of a column is in its words.
type Interned = std::collections::BTreeMap<String, u32>;

impl Cells {
    fn of_unit(unit: &str) -> Self {
        match unit {
            "date" => Self::Dates(Vec::new()),
            "text" => Self::Texts(Texts::default()),
            _ => Self::Numbers(Vec::new()),
        }
    }

    /// Adds a cell, or says what it must be.
    fn push(&mut self, cell: &str, known: &mut Interned) -> Result<(), &'static str> {
        match self {
            Self::Dates(dates) => dates.push(match cell {
                "" => None,
                cell => Some(cell.parse().map_err(|_| "a date such as 2020-02-05")?),
            }),
            Self::Numbers(numbers) => numbers.push(match cell {
                "" => f64::NAN,
                cell => cell
                    .parse()
                    .map_err(|_| "a number with `.` as its decimal mark")?,
            }),
            Self::Texts(texts) => texts.push(with_formula(cell), known),
        }
        Ok(())
    }
}

impl Texts {
    fn push(&mut self, text: &str, known: &mut Interned) {
        let index = match (self.of_rows.last(), known.get(text)) {
            (Some(&last), _) if self.words[last as usize] == text => last,
            (_, Some(&index)) => index,
            _ => {
                let index = self.words.len() as u32;
                self.words.push(text.to_owned());
                known.insert(text.to_owned(), index);
                index
            }
        };
        self.of_rows.push(index);
    }

    /// The text of a row.
    pub(crate) fn get(&self, row: usize) -> &str {
        let word = self.of_rows.get(row).map(|&word| word as usize);
        word.and_then(|word| self.words.get(word))
            .map_or("", String::as_str)
    }
}
