//! Tables with a row a day and a column a name. Flee takes the first row below the header for day 0,
//! the next for day 1, whatever day they say.

use std::sync::Arc;

use crate::problem::{Problem, Problems};
use crate::row::Cell;
use crate::source::Source;
use crate::table::Table;

/// Such a table.
pub(super) struct Daily {
    table: Table,
}

/// A column of it.
pub(super) struct Column<'t> {
    pub(super) name: Cell<'t>,
    index: usize,
}

impl Daily {
    /// Reads a table that must have this many days.
    pub(super) fn read(source: Arc<Source>, days: usize, problems: &mut Problems) -> Self {
        let table = Table::by_position(source, problems);
        let rows = table.rows().skip(1).count();
        if rows < days {
            problems.add(
                Problem::error(format!(
                    "The table has {rows} days, but the run has {days}."
                ))
                .in_file(table.path())
                .help(format!(
                    "Add the missing rows, or shorten the run to {rows} days in sim_period.csv or with `--days`."
                )),
            );
        }
        Self { table }
    }

    /// The columns that have a name, but the first, which has the days.
    pub(super) fn columns(&self) -> impl Iterator<Item = Column<'_>> {
        let header = self.table.rows().next();
        let columns = header.into_iter().flat_map(|header| {
            (1..header.len()).map(move |index| Column {
                name: header.at(index, "name"),
                index,
            })
        });
        columns.filter(|column| !column.name.is_empty())
    }

    /// The first `days` cells of a column.
    pub(super) fn cells<'t>(
        &'t self,
        column: &Column<'_>,
        field: &'static str,
        days: usize,
    ) -> impl Iterator<Item = Cell<'t>> + use<'t> {
        let index = column.index;
        let rows = self.table.rows().skip(1).take(days);
        rows.map(move |row| row.at(index, field))
    }
}
