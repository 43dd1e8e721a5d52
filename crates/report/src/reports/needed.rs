//! What a report cannot do without: tables and columns that are told where they are missing.

use jiff::civil::Date;

use super::source::Source;
use super::{Wanted, workbook};
use crate::finished::Unread;
use crate::finished::tables::{Kept, Table, Texts};

/// What reports read of places.csv, which has a row for each place and day.
const OF_PLACES: [&str; 14] = [
    "date",
    "place",
    "kind",
    "country",
    "admin1",
    "present",
    "present_p05",
    "present_p95",
    "arrivals",
    "departures",
    "capacity",
    "occupancy",
    "in_open",
    "accepting",
];

/// What is kept of tables for these reports. A table that is too large for the workbook is needed whole for
/// Parquet alone.
pub(super) fn kept(wanted: Wanted) -> Kept {
    if wanted.parquet {
        return Kept::ALL;
    }
    Kept {
        most_cells: workbook::MOST_CELLS,
        of_larger: is_read,
    }
}

/// Whether a report reads this column of a table that is no sheet of the workbook.
pub(super) fn is_read(table: &str, column: &str) -> bool {
    match table {
        "places" => OF_PLACES.contains(&column),
        "places-wide" | "replicates" | "draws" => false,
        _ => true,
    }
}

/// A table that a report is made of.
pub(super) fn table<'s>(source: &'s Source, name: &str) -> Result<&'s Table, Unread> {
    source.tables.get(name).ok_or_else(|| Unread::NotDescribed {
        what: format!("the table {name}.csv"),
    })
}

/// A column of numbers, with NaN for empty cells.
pub(super) fn numbers<'t>(table: &'t Table, column: &str) -> Result<&'t [f64], Unread> {
    table
        .numbers(column)
        .ok_or_else(|| missing(table, column, "numbers"))
}

/// A column of texts.
pub(super) fn texts<'t>(table: &'t Table, column: &str) -> Result<&'t Texts, Unread> {
    table
        .texts(column)
        .ok_or_else(|| missing(table, column, "text"))
}

/// A column of dates.
pub(super) fn dates<'t>(table: &'t Table, column: &str) -> Result<&'t [Option<Date>], Unread> {
    table
        .dates(column)
        .ok_or_else(|| missing(table, column, "dates"))
}

fn missing(table: &Table, column: &str, kind: &str) -> Unread {
    Unread::NotDescribed {
        what: format!("a column `{column}` of {kind} in {}.csv", table.name),
    }
}
