//! Rows of a table and their cells, which know where they stand.

use csv::StringRecord;

use crate::problem::{Mark, Problem};
use crate::table::Table;

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'t> {
    pub(crate) table: &'t Table,
    pub(crate) index: usize,
}

impl<'t> Row<'t> {
    /// The number of its cells.
    pub(crate) fn len(self) -> usize {
        self.record().len()
    }

    /// Whether it has a cell for every column.
    pub(crate) fn is_whole(self) -> bool {
        self.len() == self.table.header.len()
    }

    /// The cell of a column; empty where the file has no such column.
    pub(crate) fn cell(self, field: &'t str) -> Cell<'t> {
        let column = self.table.header.iter().position(|name| name == field);
        Cell {
            row: self,
            column,
            field,
            text: column
                .and_then(|c| self.record().get(c))
                .unwrap_or_default(),
        }
    }

    /// The cell at a position, which messages call `field`; empty where the row is shorter.
    pub(crate) fn at(self, column: usize, field: &'t str) -> Cell<'t> {
        let text = self.record().get(column);
        Cell {
            row: self,
            column: text.is_some().then_some(column),
            field,
            text: text.unwrap_or_default(),
        }
    }

    /// The texts of its cells.
    pub(crate) fn texts(self) -> impl Iterator<Item = &'t str> {
        self.record().iter()
    }

    /// The whole line.
    pub(crate) fn mark(self) -> Mark {
        self.table.mark(self.table.line_span(self.record()))
    }

    fn record(self) -> &'t StringRecord {
        self.table.record(self.index)
    }
}

/// A cell of a row: a trimmed text and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell<'t> {
    row: Row<'t>,
    column: Option<usize>,
    pub(crate) field: &'t str,
    pub(crate) text: &'t str,
}

impl<'t> Cell<'t> {
    /// The same cell, of which only a part is read.
    pub(crate) fn part(self, text: &'t str) -> Self {
        Self {
            text: text.trim(),
            ..self
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(crate) fn mark(&self) -> Mark {
        let record = self.row.record();
        let span = match self.column {
            Some(column) => self.row.table.cell_span(record, column),
            None => self.row.table.line_span(record),
        };
        self.row.table.mark(span)
    }

    /// An error that stands on this cell.
    pub(crate) fn error(&self, title: impl Into<String>) -> Problem {
        Problem::error(title).at(self.mark())
    }

    /// A warning that stands on this cell.
    pub(crate) fn warning(&self, title: impl Into<String>) -> Problem {
        Problem::warning(title).at(self.mark())
    }

    /// An error that says what was expected in place of this cell's text.
    pub(crate) fn expected(&self, what: &str) -> Problem {
        let field = self.field;
        if self.is_empty() {
            self.error(format!("`{field}` must be {what}, but is empty."))
        } else {
            self.error(format!("`{field}` must be {what}, but is `{}`.", self.text))
        }
    }
}
