//! What a report cannot do without: tables and columns that are told where they are missing.

use jiff::civil::Date;

use super::source::Source;
use crate::finished::Unread;
use crate::finished::tables::{Table, Texts};

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
