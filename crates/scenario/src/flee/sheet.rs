//! Files whose columns are known by their position, with remarks and further columns named by them.

use std::sync::Arc;

use crate::problem::{Problems, nearest};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::Table;

/// What is known of such a file.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// The name that a header gives to the first column.
    pub(super) first: &'static str,
    /// The number of columns that are known by their position.
    pub(super) known: usize,
    /// Names of further columns that mean something.
    pub(super) further: &'static [&'static str],
}

/// The rows of such a file.
#[derive(Debug)]
pub(super) struct Sheet {
    table: Table,
    /// The row that names the columns, if there is one.
    header: Option<usize>,
    /// Further columns, by name and position.
    further: Vec<(String, usize)>,
}

impl Sheet {
    /// Reads the rows; further columns are named by the first remark that is long enough.
    pub(super) fn read(source: Arc<Source>, form: Form, problems: &mut Problems) -> Option<Self> {
        let table = Table::by_position(source, problems)?;
        let plain = table.rows().next().filter(|row| {
            let first = row.at(0, "").text;
            first.eq_ignore_ascii_case(form.first)
        });
        if let Some(row) = plain {
            problems.add(
                row.at(0, "")
                    .warning(
                        "The first row is taken for a header, though it does not begin with `#`.",
                    )
                    .help("Begin it with `#`: Flee takes it for data, and stops."),
            );
        }
        let remark = |longer_than| {
            let mut rows = table.rows();
            rows.find(|row| is_remark(*row) && row.len() > longer_than)
        };
        let header = plain.or_else(|| remark(form.known)).or_else(|| remark(0));
        let mut sheet = Self {
            header: header.map(|row| row.index),
            further: Vec::new(),
            table,
        };
        sheet.name_further(form, problems);
        Some(sheet)
    }

    fn name_further(&mut self, form: Form, problems: &mut Problems) {
        let Some(row) = self.header.map(|index| self.table.row(index)) else {
            return;
        };
        let names = row.texts().zip(0..).skip(form.known);
        let further = names.map(|(name, column)| (name.to_owned(), column));
        let further: Vec<(String, usize)> = further.collect();
        for (name, column) in &further {
            let meant = nearest(name, form.further.iter().copied());
            if let Some(meant) = meant.filter(|meant| meant != name) {
                problems.add(
                    row.at(*column, "")
                        .warning(format!("The column `{name}` means nothing to Flee."))
                        .suggest(Some(meant)),
                );
            }
        }
        self.further = further;
    }

    /// The rows that are neither remarks nor a header.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.table
            .rows()
            .filter(|row| !is_remark(*row) && Some(row.index) != self.header)
    }

    pub(super) fn row(&self, index: usize) -> Row<'_> {
        self.table.row(index)
    }

    /// The name that the header gives to a column; empty without one.
    pub(super) fn heading(&self, column: usize) -> &str {
        self.header
            .map_or("", |row| self.table.row(row).at(column, "").text)
    }

    /// The cell of a further column, unless the column is absent or the cell is empty.
    pub(super) fn further<'s>(&'s self, row: Row<'s>, field: &'static str) -> Option<Cell<'s>> {
        let (_, column) = self.further.iter().find(|(name, _)| name == field)?;
        let cell = row.at(*column, field);
        (!cell.is_empty()).then_some(cell)
    }

    /// The path of the file as the user would type it.
    pub(super) fn path(&self) -> &str {
        self.table.path()
    }
}

fn is_remark(row: Row<'_>) -> bool {
    row.at(0, "").text.starts_with('#')
}
