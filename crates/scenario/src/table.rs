//! CSV files as rows of cells that know where they stand.

use std::ops::Range;
use std::sync::Arc;

use csv::StringRecord;

use crate::problem::{Mark, Problem, Problems, all_of, nearest};
use crate::row::Row;
use crate::scan::Scan;
use crate::source::Source;

/// The columns of a file.
pub(crate) struct Columns {
    pub(crate) required: &'static [&'static str],
    pub(crate) optional: &'static [&'static str],
    /// Whether a column of any other name may stand there unread.
    pub(crate) unread: fn(&str) -> bool,
}

impl Columns {
    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// The rows of a CSV file.
#[derive(Debug)]
pub(crate) struct Table {
    source: Arc<Source>,
    pub(crate) header: Vec<String>,
    records: Vec<StringRecord>,
}

impl Table {
    /// Reads the rows of a file whose header fits; blank lines are skipped.
    pub(crate) fn parse(
        source: Arc<Source>,
        columns: &Columns,
        problems: &mut Problems,
    ) -> Option<Self> {
        if source.text.trim().is_empty() {
            problems.add(
                Problem::error("The file is empty.")
                    .in_file(&source.path)
                    .help(format!(
                        "Begin it with the header `{}`.",
                        columns.required.join(",")
                    )),
            );
            return None;
        }
        let mut records = records(&source, problems).into_iter();
        let header = records.next()?;
        let table = Self {
            header: header.iter().map(str::to_owned).collect(),
            records: records.collect(),
            source,
        };
        let fits = table.check_header(&header, columns, problems);
        table.check_rows(&header, problems);
        fits.then_some(table)
    }

    /// Reads the rows of a file without a header of its own: cells are known by their position.
    pub(crate) fn by_position(source: Arc<Source>, problems: &mut Problems) -> Self {
        let table = Self {
            header: Vec::new(),
            records: records(&source, problems),
            source,
        };
        if let Some(last) = table.records.last() {
            table.check_quotation(last, problems);
        }
        table
    }

    fn check_header(
        &self,
        header: &StringRecord,
        columns: &Columns,
        problems: &mut Problems,
    ) -> bool {
        let before = problems.errors();
        for (index, name) in self.header.iter().enumerate() {
            let span = self.cell_span(header, index);
            if self.header[..index].contains(name) {
                problems.add(
                    Problem::error(format!("The column `{name}` stands in the header twice."))
                        .at(self.mark(span)),
                );
            } else if !columns.names().any(|known| known == name) && !(columns.unread)(name) {
                let missing = columns
                    .names()
                    .filter(|c| !self.header.iter().any(|h| h == c));
                problems.add(
                    Problem::error(format!("The column `{name}` is unknown."))
                        .at(self.mark(span))
                        .help(format!("The columns are {}.", all_of(columns.names())))
                        .suggest(nearest(name, missing)),
                );
            }
        }
        let missing: Vec<&str> = columns
            .required
            .iter()
            .filter(|name| !self.header.iter().any(|h| h == *name))
            .copied()
            .collect();
        if !missing.is_empty() {
            let words = if missing.len() == 1 {
                "column"
            } else {
                "columns"
            };
            problems.add(
                Problem::error(format!("The header lacks the {words} {}.", all_of(missing)))
                    .at(self.mark(self.line_span(header)))
                    .help(format!(
                        "It must name {}.",
                        all_of(columns.required.iter().copied())
                    )),
            );
        }
        problems.errors() == before
    }

    fn check_rows(&self, header: &StringRecord, problems: &mut Problems) {
        for row in self.records.iter().filter(|row| row.len() != header.len()) {
            problems.add(
                Problem::error(format!(
                    "The row has {} cells, but the header has {}.",
                    row.len(),
                    header.len()
                ))
                .at(self.mark(self.line_span(row)))
                .help("A text with a comma in it must stand in quotation marks."),
            );
        }
        self.check_quotation(self.records.last().unwrap_or(header), problems);
    }

    fn check_quotation(&self, last: &StringRecord, problems: &mut Problems) {
        let (_, scan) = Scan::cells(&self.source.text, offset(last));
        if let Some(opened) = scan.unclosed {
            problems.add(
                Problem::error("The quotation mark that opens here is never closed.")
                    .at(self.mark(opened..opened + 1))
                    .help("Close it, or write two of them for one that is part of a text."),
            );
        }
    }

    /// Every row, also those with too few or too many cells.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.records.len()).map(|index| Row { table: self, index })
    }

    /// The rows with a cell for every column.
    pub(crate) fn whole_rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows().filter(|row| row.is_whole())
    }

    pub(crate) fn row(&self, index: usize) -> Row<'_> {
        Row { table: self, index }
    }

    /// The path of the file as the user would type it.
    pub(crate) fn path(&self) -> &str {
        &self.source.path
    }

    pub(crate) fn record(&self, row: usize) -> &StringRecord {
        &self.records[row]
    }

    pub(crate) fn mark(&self, span: Range<usize>) -> Mark {
        Mark {
            source: Arc::clone(&self.source),
            span,
            label: None,
        }
    }

    /// Where a cell of a record stands, without blanks around it.
    pub(crate) fn cell_span(&self, record: &StringRecord, column: usize) -> Range<usize> {
        let (start, scan) = Scan::cells(&self.source.text, offset(record));
        let end = scan.ends.get(column).copied();
        let begin = match column.checked_sub(1) {
            Some(before) => scan.ends.get(before).map(|end| end + 1),
            None => Some(start),
        };
        match (begin, end) {
            (Some(begin), Some(end)) => {
                let cell = &self.source.text[begin..end];
                let begin = begin + (cell.len() - cell.trim_start().len());
                begin..begin + cell.trim().len()
            }
            _ => self.line_span(record),
        }
    }

    pub(crate) fn line_span(&self, record: &StringRecord) -> Range<usize> {
        let (start, _) = Scan::cells(&self.source.text, offset(record));
        self.source.line(start).1
    }
}

/// Every record but blank ones, its cells without blanks around them.
fn records(source: &Source, problems: &mut Problems) -> Vec<StringRecord> {
    let mut records = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(source.text.as_bytes());
    for record in reader.records() {
        match record {
            Ok(record) if record.iter().all(str::is_empty) => {}
            Ok(record) => records.push(record),
            Err(error) => problems.add(
                Problem::error(format!("The file cannot be read as CSV: {error}."))
                    .in_file(&source.path),
            ),
        }
    }
    records
}

fn offset(record: &StringRecord) -> usize {
    record
        .position()
        .map_or(0, |position| position.byte() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = Columns {
        required: &["id", "name", "persons"],
        optional: &["source"],
        unread: |name| name.ends_with("_code"),
    };

    fn read(text: &str) -> (Option<Table>, Problems) {
        let mut problems = Problems::default();
        let source = Arc::new(Source::new("t.csv", text.to_owned(), 1));
        let table = Table::parse(source, &COLUMNS, &mut problems);
        (table, problems)
    }

    fn problems_of(text: &str) -> String {
        read(text).1.to_string()
    }

    #[test]
    fn cells_know_where_they_stand() {
        let text = "id,persons,name\r\n\r\na, 12 ,\"A, or \"\"a\"\"\"\r\n\nb,x,\u{e9}\r\n";
        let (table, problems) = read(text);
        assert!(problems.is_empty());
        let table = table.unwrap();
        let cells: Vec<&str> = table.rows().map(|row| row.cell("name").text).collect();
        assert_eq!(cells, ["A, or \"a\"", "\u{e9}"]);
        let marked = |row: usize, field| {
            let mark = table.row(row).cell(field).mark();
            (mark.source.line(mark.span.start).0, &text[mark.span])
        };
        assert_eq!(marked(0, "persons"), (3, "12"));
        assert_eq!(marked(0, "name"), (3, "\"A, or \"\"a\"\"\""));
        assert_eq!(marked(1, "id"), (5, "b"));
        assert_eq!(marked(1, "name"), (5, "\u{e9}"));
        assert_eq!(marked(1, "source"), (5, "b,x,\u{e9}"));
    }

    #[test]
    fn an_empty_file_is_told() {
        insta::assert_snapshot!(problems_of(" \r\n"), @"
        error: The file is empty.
         --> t.csv
        help: Begin it with the header `id,name,persons`.
        ");
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
        insta::assert_snapshot!(problems_of("id,name,persons\na,b\na,b,1,2\n"), @"
        error: The row has 2 cells, but the header has 3.
         --> t.csv:2:1
          |
        2 | a,b
          | ^^^
          |
        help: A text with a comma in it must stand in quotation marks.

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
        error: The row has 2 cells, but the header has 3.
         --> t.csv:2:1
          |
        2 | a,"b,1
          | ^^^^^^
          |
        help: A text with a comma in it must stand in quotation marks.

        error: The quotation mark that opens here is never closed.
         --> t.csv:2:3
          |
        2 | a,"b,1
          |   ^
          |
        help: Close it, or write two of them for one that is part of a text.
        "#);
    }
}
