//! What a workbook can hold: which tables, under which names, and how much text.

use std::borrow::Cow;

use crate::finished::tables::Table;
use crate::folder::MOST_ROWS;

/// The most cells of all sheets: beyond it a workbook opens too slowly to be of use.
pub(super) const MOST_CELLS: usize = 2_000_000;

/// The most columns of a sheet, by the file format.
const MOST_COLUMNS: usize = 16_384;

/// The longest name of a sheet, by the file format.
const LONGEST_NAME: usize = 31;

/// The longest text of a cell, in UTF-16 units, by the file format.
pub(super) const LONGEST_TEXT: usize = 32_767;

/// The longest property of a document.
pub(super) const LONGEST_PROPERTY: usize = 255;

/// The names that sheets of the workbook's own have, and one that Excel keeps to itself.
pub(super) const TAKEN: [&str; 4] = [super::SUMMARY, DAYS, PLACES, "History"];

/// The sheet that charts over time are drawn from.
pub(super) const DAYS: &str = "chart days";

/// The sheet that charts of places are drawn from.
pub(super) const PLACES: &str = "chart places";

/// The tables that become sheets, each with its name, and those that are too large.
pub(super) struct Plan<'a> {
    pub(super) sheets: Vec<(String, &'a Table)>,
    pub(super) left_out: Vec<&'a Table>,
}

impl<'a> Plan<'a> {
    /// As many tables as fit into so many cells, the smallest first, in the order in which they come.
    pub(super) fn of(tables: impl Iterator<Item = &'a Table>, most_cells: usize) -> Self {
        let tables: Vec<&Table> = tables.collect();
        let mut by_size: Vec<usize> = (0..tables.len()).collect();
        by_size.sort_by_key(|&index| cells(tables[index]));
        let mut room = most_cells;
        let mut fits = vec![false; tables.len()];
        for index in by_size {
            let table = tables[index];
            if holds(table) && cells(table) <= room {
                room -= cells(table);
                fits[index] = true;
            }
        }
        let mut plan = Self {
            sheets: Vec::new(),
            left_out: Vec::new(),
        };
        for (table, fits) in tables.into_iter().zip(fits) {
            if fits {
                let name = plan.unused(&table.name);
                plan.sheets.push((name, table));
            } else {
                plan.left_out.push(table);
            }
        }
        plan
    }

    /// A name of a sheet that no other has, ignoring case.
    fn unused(&self, name: &str) -> String {
        let plain: String = name
            .chars()
            .map(|c| match c {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => '_',
                c if c.is_control() => '_',
                c => c,
            })
            .collect();
        let taken = |name: &str| {
            let names = self.sheets.iter().map(|(name, _)| name.as_str());
            let lower = name.to_lowercase();
            names.chain(TAKEN).any(|used| used.to_lowercase() == lower)
        };
        let first = shortened(&plain, LONGEST_NAME);
        if !first.is_empty() && !taken(first) {
            return first.to_owned();
        }
        let more = self.sheets.len() + TAKEN.len();
        (2..=2 + more)
            .map(|number| {
                let ending = format!(" {number}");
                shortened(&plain, LONGEST_NAME - ending.len()).to_owned() + &ending
            })
            .find(|name| !taken(name))
            .unwrap_or_default()
    }
}

/// The cells of a table, its header included.
pub(super) fn cells(table: &Table) -> usize {
    (table.rows + 1) * table.columns.len()
}

/// Whether a sheet can hold the table at all.
fn holds(table: &Table) -> bool {
    table.rows as u64 <= MOST_ROWS && table.columns.len() <= MOST_COLUMNS
}

/// The files of a table that is left out.
pub(super) fn files(table: &Table) -> String {
    let name = &table.name;
    match (table.rows as u64).div_ceil(MOST_ROWS) {
        0 | 1 => format!("{name}.csv"),
        parts => format!("{name}-1.csv to {name}-{parts}.csv"),
    }
}

/// The text, or as much of it as so many UTF-16 units hold and a sign that something is missing.
pub(super) fn cut(text: &str, longest: usize) -> Cow<'_, str> {
    // No text has more UTF-16 units than bytes.
    if text.len() <= longest || text.encode_utf16().count() <= longest {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", shortened(text, longest - 1)))
}

/// The beginning of a text that has at most so many UTF-16 units.
fn shortened(text: &str, longest: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find_map(|(index, c)| {
        units += c.len_utf16();
        (units > longest).then_some(index)
    });
    &text[..end.unwrap_or(text.len())]
}
