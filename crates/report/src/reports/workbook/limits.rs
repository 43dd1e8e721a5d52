//! What a workbook can hold: which tables, under which names, and how much text.

use std::borrow::Cow;

use crate::finished::tables::Table;
use crate::folder::MOST_ROWS;

/// The most cells of all sheets: beyond it a workbook opens too slowly to be of use.
pub(in crate::reports) const MOST_CELLS: usize = 2_000_000;

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
        by_size.sort_by_key(|&index| tables[index].cells());
        let mut room = most_cells;
        let mut fits = vec![false; tables.len()];
        for index in by_size {
            let table = tables[index];
            if holds(table) && table.cells() <= room {
                room -= table.cells();
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

/// Whether a sheet can hold the table at all.
fn holds(table: &Table) -> bool {
    table.rows as u64 <= MOST_ROWS && table.width <= MOST_COLUMNS
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::days::{column, table};
    use super::*;
    use crate::finished::tables::Cells;

    fn sized(name: &str, rows: usize, columns: usize) -> Table {
        let numbers = |index| {
            let cells = Cells::Numbers(vec![0.0; rows]);
            column(&format!("c{index}"), "persons", "", cells)
        };
        table(name, (0..columns).map(numbers).collect())
    }

    fn names(plan: &Plan) -> Vec<String> {
        plan.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    #[test]
    fn the_smallest_tables_go_first_and_the_order_stays() {
        let tables = [sized("a", 9, 2), sized("b", 99, 2), sized("c", 4, 2)];
        let plan = Plan::of(tables.iter(), 30);
        assert_eq!(names(&plan), ["a", "c"]);
        assert_eq!(plan.left_out[0].name, "b");
        assert_eq!(names(&Plan::of(tables.iter(), 29)), ["c"]);
        assert_eq!(names(&Plan::of(tables.iter(), 230)), ["a", "b", "c"]);
    }

    #[test]
    fn what_no_sheet_holds_is_left_out_however_much_room_there_is() {
        let tables = [sized("wide", 1, 16_384), sized("wider", 1, 16_385)];
        assert_eq!(names(&Plan::of(tables.iter(), usize::MAX)), ["wide"]);
        let mut long = sized("long", 0, 1);
        long.rows = 1_048_576;
        assert_eq!(Plan::of([&long].into_iter(), usize::MAX).sheets.len(), 0);
        assert_eq!(files(&long), "long-1.csv to long-2.csv");
        long.rows = 1_048_575;
        assert_eq!(Plan::of([&long].into_iter(), usize::MAX).sheets.len(), 1);
        assert_eq!(files(&long), "long.csv");
    }

    #[test]
    fn sheets_have_names_of_their_own() {
        let long = "a-table-with-a-name-of-33-letters";
        let tables =
            ["summary", "HISTORY", "a[b]:c", "A_b__C", long, long].map(|name| sized(name, 1, 1));
        let expected = [
            "summary 2",
            "HISTORY 2",
            "a_b__c",
            "A_b__C 2",
            "a-table-with-a-name-of-33-lette",
            "a-table-with-a-name-of-33-let 2",
        ];
        assert_eq!(names(&Plan::of(tables.iter(), usize::MAX)), expected);
    }

    #[test]
    fn long_text_is_cut_where_a_character_ends() {
        assert_eq!(cut("Idlib", 5), "Idlib");
        assert_eq!(cut("Idlib!", 5), "Idli…");
        assert_eq!(cut("إدلب!", 5), "إدلب!");
        // Two UTF-16 units each: one fits beside the sign that something is missing.
        assert_eq!(cut("𐎀𐎀𐎀", 4), "𐎀…");
        assert_eq!(cut("𐎀𐎀𐎀", 5), "𐎀𐎀…");
    }

    proptest! {
        #[test]
        fn no_text_is_longer_than_it_may_be(text in any::<String>(), longest in 1..40usize) {
            let cut = cut(&text, longest);
            prop_assert!(cut.encode_utf16().count() <= longest);
            prop_assert!(cut == text || cut.ends_with('…'));
        }
    }
}
