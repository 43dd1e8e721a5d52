//! Tables with a row a day and a column a name. Flee takes the first row below the header for day 0,
//! the next for day 1, whatever day they say.

use std::sync::Arc;

use crate::layout::wrong_length;
use crate::problem::{Problem, Problems};
use crate::row::{Cell, Row};
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
    pub(super) fn read(source: Arc<Source>, days: usize, problems: &mut Problems) -> Option<Self> {
        let table = Table::by_position(source, problems)?;
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
        let daily = Self { table };
        daily.tell_days(days, problems);
        daily.has_whole_rows(days, problems).then_some(daily)
    }

    /// Tells the first of the rows that names another day than the one it stands for.
    fn tell_days(&self, days: usize, problems: &mut Problems) {
        let rows = self.table.rows().skip(1).take(days).zip(0..);
        let mut cells = rows.map(|(row, day)| (row.at(0, "day"), day));
        let other = |(cell, day): &(Cell<'_>, i64)| cell.float().ok() != Some(*day as f64);
        if let Some((cell, day)) = cells.find(other) {
            problems.add(
                cell.warning(format!(
                    "The row stands for day {day}: Flee counts rows, not this column."
                ))
                .help("Give the days from 0 on without a gap, each a row."),
            );
        }
    }

    /// Whether each row has a cell for every name of the header, and none beyond it.
    fn has_whole_rows(&self, days: usize, problems: &mut Problems) -> bool {
        let Some(header) = self.table.rows().next() else {
            return true;
        };
        let width = header.texts().zip(1..).filter(|(name, _)| !name.is_empty());
        let names: Vec<&str> = header
            .texts()
            .take(width.last().map_or(0, |(_, width)| width))
            .collect();
        let is_whole = |row: &Row<'_>| {
            row.len() >= names.len() && row.texts().skip(names.len()).all(str::is_empty)
        };
        let errors = problems.errors();
        let rows = self.table.rows().skip(1).take(days);
        for row in rows.filter(|row| !is_whole(row)) {
            problems.add(wrong_length(row, &names));
        }
        problems.errors() == errors
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
