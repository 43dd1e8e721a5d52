//! CSV files as rows of cells that know where they stand.

use std::ops::Range;
use std::sync::Arc;

use csv::StringRecord;

use crate::layout;
use crate::problem::{Mark, Problem, Problems};
use crate::row::Row;
use crate::scan::Scan;
use crate::source::Source;

/// The columns of a file.
pub(crate) struct Columns<'c> {
    pub(crate) required: &'c [&'c str],
    pub(crate) optional: &'c [&'c str],
    /// Whether a column of any other name may stand there unread.
    pub(crate) unread: fn(&str) -> bool,
}

impl<'c> Columns<'c> {
    pub(crate) fn names(&self) -> impl Iterator<Item = &'c str> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// The rows of a CSV file.
#[derive(Debug)]
pub(crate) struct Table {
    source: Arc<Source>,
    pub(crate) header: Vec<String>,
    head: StringRecord,
    records: Vec<StringRecord>,
}

impl Table {
    /// Reads the rows of a file whose header fits; blank lines are skipped.
    pub(crate) fn parse(
        source: Arc<Source>,
        columns: &Columns<'_>,
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
        let records = records(&source, problems);
        let source = Self::closed(source, records.last(), problems)?;
        let records = layout::without_remarks(&source, records, columns, problems);
        let mut records = records.into_iter();
        let header = records.next()?;
        let table = Self {
            header: header.iter().map(str::to_owned).collect(),
            records: records.collect(),
            head: header.clone(),
            source,
        };
        if !layout::check_header(&table, &header, columns, problems) {
            return None;
        }
        layout::check_rows(&table, problems);
        Some(table)
    }

    /// Reads the rows of a file without a header of its own: cells are known by their position.
    pub(crate) fn by_position(source: Arc<Source>, problems: &mut Problems) -> Option<Self> {
        let records = records(&source, problems);
        let source = Self::closed(source, records.last(), problems)?;
        layout::check_separator(&source, &records, problems).then_some(Self {
            header: Vec::new(),
            head: StringRecord::new(),
            source,
            records,
        })
    }

    /// The text, unless a quotation mark that is never closed has swallowed its end.
    fn closed(
        source: Arc<Source>,
        last: Option<&StringRecord>,
        problems: &mut Problems,
    ) -> Option<Arc<Source>> {
        let (_, scan) = Scan::cells(&source.text, last.map_or(0, offset));
        let Some(opened) = scan.unclosed else {
            return Some(source);
        };
        problems.add(
            Problem::error("The quotation mark that opens here is never closed.")
                .at(mark(&source, opened..opened + 1))
                .help("Close it, or write two of them for one that is part of a text."),
        );
        None
    }

    /// Whether every row has a cell for every column.
    pub(crate) fn is_whole(&self) -> bool {
        self.rows().all(Row::is_whole)
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

    /// Where the name of a column stands.
    pub(crate) fn header_mark(&self, column: usize) -> Mark {
        self.mark(self.cell_span(&self.head, column))
    }

    pub(crate) fn mark(&self, span: Range<usize>) -> Mark {
        mark(&self.source, span)
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
        line_span(&self.source, record)
    }
}

pub(crate) fn mark(source: &Arc<Source>, span: Range<usize>) -> Mark {
    Mark {
        source: Arc::clone(source),
        span,
        label: None,
    }
}

/// The line on which a record starts.
pub(crate) fn line_span(source: &Source, record: &StringRecord) -> Range<usize> {
    let (start, _) = Scan::cells(&source.text, offset(record));
    source.line(start).1
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
        insta::assert_snapshot!(read(" \r\n").1, @"
        error: The file is empty.
         --> t.csv
        help: Begin it with the header `id,name,persons`.
        ");
    }
}
