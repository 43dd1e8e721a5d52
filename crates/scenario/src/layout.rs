//! What is wrong with a CSV file as a whole: its separators, its header, the number of its cells.

use std::sync::Arc;

use csv::StringRecord;

use crate::problem::{Problem, Problems, all_of, nearest};
use crate::row::Row;
use crate::source::Source;
use crate::table::{Columns, Table, line_span, mark};

/// The records that are no remarks; such lines are told, since a CSV file cannot have them.
pub(crate) fn without_remarks(
    source: &Arc<Source>,
    mut records: Vec<StringRecord>,
    columns: &Columns<'_>,
    problems: &mut Problems,
) -> Vec<StringRecord> {
    let is_marked = |record: &StringRecord| record.get(0).is_some_and(|cell| cell.starts_with('#'));
    let header = records.iter().find(|record| !is_marked(record));
    // Where remarks stand in the first column, one may well begin so.
    if header.is_some_and(|header| (columns.unread)(&header[0])) {
        return records;
    }
    records.retain(|record| {
        if is_marked(record) {
            problems.add(
                Problem::error("A line that begins with `#` is no comment in a CSV file.")
                    .at(mark(source, line_span(source, record)))
                    .help("Remove the line; remarks belong in a column `note`, or in SOURCES.md."),
            );
        }
        !is_marked(record)
    });
    records
}

/// Whether the header names the columns; if not, what is wrong with it is told.
pub(crate) fn check_header(
    table: &Table,
    header: &StringRecord,
    columns: &Columns<'_>,
    problems: &mut Problems,
) -> bool {
    if let Some(word) = other_separator(header, columns) {
        problems.add(separated(word).at(table.mark(table.line_span(header))));
        return false;
    }
    let before = problems.errors();
    check_names(table, header, columns, problems);
    let missing: Vec<&str> = columns
        .required
        .iter()
        .filter(|name| !table.header.iter().any(|h| h == *name))
        .copied()
        .collect();
    if !missing.is_empty() {
        let words = plural(missing.len(), "column", "columns");
        problems.add(
            Problem::error(format!("The header lacks the {words} {}.", all_of(missing)))
                .at(table.mark(table.line_span(header)))
                .help(format!(
                    "It must name {}.",
                    all_of(columns.required.iter().copied())
                )),
        );
    }
    problems.errors() == before
}

const SEPARATORS: [(char, &str); 3] = [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")];

fn separated(word: &str) -> Problem {
    Problem::error(format!(
        "The cells are separated by {word}, but must be separated by commas."
    ))
    .help("Save the file again as CSV and choose the comma as its separator.")
}

/// Whether commas separate the cells of a file whose columns are known by position.
pub(crate) fn check_separator(
    source: &Arc<Source>,
    records: &[StringRecord],
    problems: &mut Problems,
) -> bool {
    let Some(first) = records.first().filter(|first| first.len() == 1) else {
        return true;
    };
    // A single remark may well have one of them, but not every row.
    let separates = |separator| {
        let has = |record: &StringRecord| record.iter().any(|cell| cell.contains(separator));
        records.iter().all(has)
    };
    let other = SEPARATORS.into_iter().find(|&(c, _)| separates(c));
    if let Some((_, word)) = other {
        problems.add(separated(word).at(mark(source, line_span(source, first))));
    }
    other.is_none()
}

/// What separates the cells of a header that has no comma.
fn other_separator(header: &StringRecord, columns: &Columns<'_>) -> Option<&'static str> {
    let only = header.get(0).filter(|_| header.len() == 1)?;
    let (_, word) = SEPARATORS.into_iter().find(|&(separator, _)| {
        only.contains(separator)
            && only.split(separator).any(|cell| {
                columns
                    .names()
                    .any(|name| name == cell.trim_matches([' ', '"']))
            })
    })?;
    Some(word)
}

fn check_names(
    table: &Table,
    header: &StringRecord,
    columns: &Columns<'_>,
    problems: &mut Problems,
) {
    for (index, name) in table.header.iter().enumerate() {
        let mark = || table.mark(table.cell_span(header, index));
        if table.header[..index].contains(name) {
            problems.add(
                Problem::error(format!("The column `{name}` stands in the header twice."))
                    .at(mark()),
            );
        } else if !columns.names().any(|known| known == name) && !(columns.unread)(name) {
            let missing = columns
                .names()
                .filter(|c| !table.header.iter().any(|h| h == c));
            problems.add(
                Problem::error(format!("The column `{name}` is unknown."))
                    .at(mark())
                    .help(format!("The columns are {}.", all_of(columns.names())))
                    .suggest(nearest(name, missing)),
            );
        }
    }
}

/// Tells every row with more or fewer cells than the header.
pub(crate) fn check_rows(table: &Table, problems: &mut Problems) {
    for row in table.rows().filter(|row| !row.is_whole()) {
        let header: Vec<&str> = table.header.iter().map(String::as_str).collect();
        problems.add(wrong_length(row, &header));
    }
}

/// Says that a row has more or fewer cells than the header.
pub(crate) fn wrong_length(row: Row<'_>, header: &[&str]) -> Problem {
    let (cells, wanted) = (row.len(), header.len());
    let problem = Problem::error(format!(
        "The row has {cells} {}, but the header has {wanted}.",
        plural(cells, "cell", "cells")
    ))
    .at(row.mark());
    match header.get(cells..) {
        Some(missing) if !missing.is_empty() => problem.help(format!(
            "{} missing at its end; a cell may be empty, but its comma must be there.",
            are(missing)
        )),
        _ => problem.help("A text with a comma in it must stand in quotation marks."),
    }
}

fn are(names: &[&str]) -> String {
    let verb = plural(names.len(), "is", "are");
    format!("{} {verb}", all_of(names.iter().copied()))
}

fn plural<'w>(count: usize, one: &'w str, more: &'w str) -> &'w str {
    if count == 1 { one } else { more }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = Columns {
        required: &["id", "name", "persons"],
        optional: &["source"],
        unread: |name| name.ends_with("_code"),
    };

    fn problems_of(text: &str) -> String {
        let mut problems = Problems::default();
        let source = Arc::new(Source::new("t.csv", text.to_owned(), 1));
        Table::parse(source, &COLUMNS, &mut problems);
        problems.to_string()
    }

    #[test]
    fn missing_unknown_and_doubled_columns_are_told() {
        insta::assert_snapshot!(problems_of("id,nmae,id,p_code\na,b,c,d\n"), @"
        error: The header lacks the columns `name` and `persons`.
         --> t.csv:1:1
          |
        1 | id,nmae,id,p_code
          | ^^^^^^^^^^^^^^^^^
          |
        help: It must name `id`, `name` and `persons`.

        error: The column `nmae` is unknown.
         --> t.csv:1:4
          |
        1 | id,nmae,id,p_code
          |    ^^^^
          |
        help: Did you mean `name`?

        error: The column `id` stands in the header twice.
         --> t.csv:1:9
          |
        1 | id,nmae,id,p_code
          |         ^^
        ");
    }

    #[test]
    fn rows_of_another_length_are_told() {
        insta::assert_snapshot!(problems_of("id,name,persons\na\na,b,1,2\n"), @"
        error: The row has 1 cell, but the header has 3.
         --> t.csv:2:1
          |
        2 | a
          | ^
          |
        help: `name` and `persons` are missing at its end; a cell may be empty, but its comma must be there.

        error: The row has 4 cells, but the header has 3.
         --> t.csv:3:1
          |
        3 | a,b,1,2
          | ^^^^^^^
          |
        help: A text with a comma in it must stand in quotation marks.
        ");
    }

    #[test]
    fn a_quotation_that_never_ends_is_told() {
        insta::assert_snapshot!(problems_of("id,name,persons\na,\"b,1\nc,d,2\n"), @r#"
        error: The quotation mark that opens here is never closed.
         --> t.csv:2:3
          |
        2 | a,"b,1
          |   ^
          |
        help: Close it, or write two of them for one that is part of a text.
        "#);
    }

    #[test]
    fn rows_are_not_counted_against_a_header_that_lacks_a_column() {
        insta::assert_snapshot!(problems_of("id,name\na,b,1\n"), @"
        error: The header lacks the column `persons`.
         --> t.csv:1:1
          |
        1 | id,name
          | ^^^^^^^
          |
        help: It must name `id`, `name` and `persons`.
        ");
    }

    #[test]
    fn other_separators_are_told() {
        insta::assert_snapshot!(problems_of("id;name;persons\na;b;1,5\n"), @"
        error: The cells are separated by semicolons, but must be separated by commas.
         --> t.csv:1:1
          |
        1 | id;name;persons
          | ^^^^^^^^^^^^^^^
          |
        help: Save the file again as CSV and choose the comma as its separator.
        ");
        insta::assert_snapshot!(problems_of("id\tname\tpersons\na\tb\t1\n"), @"
        error: The cells are separated by tabs, but must be separated by commas.
         --> t.csv:1:1
          |
        1 | id    name    persons
          | ^^^^^^^^^^^^^^^^^^^^^
          |
        help: Save the file again as CSV and choose the comma as its separator.
        ");
    }

    #[test]
    fn remarks_are_told_where_they_cannot_be_meant() {
        insta::assert_snapshot!(problems_of("# Places\nid,name,persons\n#a,b,1\n"), @"
        error: A line that begins with `#` is no comment in a CSV file.
         --> t.csv:1:1
          |
        1 | # Places
          | ^^^^^^^^
          |
        help: Remove the line; remarks belong in a column `note`, or in SOURCES.md.

        error: A line that begins with `#` is no comment in a CSV file.
         --> t.csv:3:1
          |
        3 | #a,b,1
          | ^^^^^^
          |
        help: Remove the line; remarks belong in a column `note`, or in SOURCES.md.
        ");
        assert_eq!(problems_of("a_code,id,name,persons\n#1,a,b,1\n"), "");
    }
}
