//! Files whose columns are known by their position, with remarks and further columns named by them.

use std::sync::Arc;

use crate::problem::Problems;
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::Table;

/// The rows of such a file.
#[derive(Debug)]
pub(super) struct Sheet {
    table: Table,
    /// Further columns, by name and position.
    further: Vec<(String, usize)>,
}

impl Sheet {
    /// Reads the rows; columns from `known` on are named by a remark that has so many cells.
    pub(super) fn read(source: Arc<Source>, known: usize, problems: &mut Problems) -> Self {
        let table = Table::by_position(source, problems);
        let header = table
            .rows()
            .find(|row| is_remark(*row) && row.texts().count() > known);
        let further = header.map(|row| {
            let names = row.texts().map(str::to_owned).zip(0..);
            names.skip(known).collect()
        });
        Self {
            further: further.unwrap_or_default(),
            table,
        }
    }

    /// The rows that are no remarks.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.table.rows().filter(|row| !is_remark(*row))
    }

    pub(super) fn row(&self, index: usize) -> Row<'_> {
        self.table.row(index)
    }

    /// The name that the first remark gives to a column; empty without one.
    pub(super) fn heading(&self, column: usize) -> &str {
        let header = self.table.rows().find(|row| is_remark(*row));
        header.map_or("", |row| row.at(column, "").text)
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
