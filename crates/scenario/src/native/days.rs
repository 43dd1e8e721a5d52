//! Days of the run, as cells give them.

use std::collections::BTreeMap;

use refuge_core::{Calendar, Day};

use super::places::labelled;
use crate::problem::{Problem, Problems};
use crate::row::{Cell, Row};
use crate::table::Table;

/// The day of a date that lies in the period.
pub(super) fn day(
    cell: Cell<'_>,
    calendar: Option<Calendar>,
    problems: &mut Problems,
) -> Option<Day> {
    let date = problems.keep(cell.date())?;
    let calendar = calendar?;
    let day = calendar.day(date);
    if day.is_none() {
        problems.add(outside(cell, calendar));
    }
    day
}

/// An error that says that a date lies outside the period.
pub(super) fn outside(cell: Cell<'_>, calendar: Calendar) -> Problem {
    cell.error(format!(
        "The date lies outside the period, {} to {}.",
        calendar.start(),
        calendar.end()
    ))
}

/// The rows of a table by their `date`, which each has for itself.
pub(super) fn rows<'t>(
    table: &'t Table,
    calendar: Option<Calendar>,
    problems: &mut Problems,
) -> BTreeMap<Day, Row<'t>> {
    let mut rows: BTreeMap<Day, Row<'t>> = BTreeMap::new();
    for row in table.whole_rows() {
        let cell = row.cell("date");
        let Some(day) = day(cell, calendar, problems) else {
            continue;
        };
        if let Some(first) = rows.get(&day) {
            problems.add(
                cell.error(format!("The date {} has a row already.", cell.text))
                    .at(labelled(first.cell("date").mark(), "here")),
            );
        } else {
            rows.insert(day, row);
        }
    }
    rows
}
