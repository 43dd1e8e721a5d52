//! The one writer of tables: cell by cell, without allocation, split where a spreadsheet ends.

use std::fs::{self, File};
use std::io;

use crate::cell::{push_number, push_whole, with_separators, without_formula};
use crate::dialect::Dialect;
use crate::error::Error;
use crate::folder::{Folder, Heading};

/// A table that is being written.
pub(crate) struct Table<'a> {
    folder: &'a mut Folder,
    name: String,
    headings: Vec<Heading>,
    file: String,
    dialect: Dialect,
    writer: csv::Writer<File>,
    /// Rows in each finished part, then in the one at hand.
    rows: Vec<u64>,
    scratch: Vec<u8>,
}

impl<'a> Table<'a> {
    /// Begins the table `name`, without ending, and writes its header.
    pub(crate) fn create(
        folder: &'a mut Folder,
        name: &str,
        headings: Vec<Heading>,
    ) -> Result<Self, Error> {
        let dialect = folder.dialect;
        Self::create_in(dialect, folder, name, headings)
    }

    /// Begins a table that others read, who expect this dialect whatever that of the folder is.
    pub(crate) fn create_in(
        dialect: Dialect,
        folder: &'a mut Folder,
        name: &str,
        headings: Vec<Heading>,
    ) -> Result<Self, Error> {
        let file = format!("{name}.csv");
        let writer = writer(folder, &file, dialect)?;
        let mut table = Self {
            folder,
            name: name.to_owned(),
            headings,
            file,
            dialect,
            writer,
            rows: vec![0],
            scratch: Vec::new(),
        };
        table.write_header()?;
        Ok(table)
    }

    /// Begins a row, in the next file if this one is full.
    pub(crate) fn start_row(&mut self) -> Result<(), Error> {
        if self.rows_here() == self.folder.most_rows {
            self.start_part()?;
        }
        Ok(())
    }

    /// Writes a cell of text.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Error> {
        let done = self.writer.write_field(without_formula(text).as_bytes());
        self.check(done)
    }

    /// Writes a cell with a number of at most `decimals` decimals; NaN is an empty cell.
    pub(crate) fn number(&mut self, value: f64, decimals: usize) -> Result<(), Error> {
        self.scratch.clear();
        push_number(&mut self.scratch, value, decimals);
        let done = self.writer.write_field(&self.scratch);
        self.check(done)
    }

    /// Writes a cell with a whole number.
    pub(crate) fn whole(&mut self, value: u64) -> Result<(), Error> {
        self.scratch.clear();
        push_whole(&mut self.scratch, value);
        let done = self.writer.write_field(&self.scratch);
        self.check(done)
    }

    /// Ends the row.
    pub(crate) fn end_row(&mut self) -> Result<(), Error> {
        if let Some(rows) = self.rows.last_mut() {
            *rows += 1;
        }
        self.end_record()
    }

    /// Completes the table and takes note of its files.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        self.flush()?;
        if self.rows.len() > 1 {
            self.folder
                .note(&format!("{}.csv", self.name), self.split_note());
        }
        for part in 0..self.rows.len() {
            let file = match self.rows.len() {
                1 => format!("{}.csv", self.name),
                _ => self.part_name(part + 1),
            };
            self.folder.add(&file, self.rows[part], &self.headings);
        }
        Ok(())
    }

    fn write_header(&mut self) -> Result<(), Error> {
        let names = self
            .headings
            .iter()
            .map(|h| without_formula(&h.name).into_owned());
        let done = self.writer.write_record(names.map(String::into_bytes));
        self.check(done)
    }

    fn start_part(&mut self) -> Result<(), Error> {
        self.flush()?;
        if self.rows.len() == 1 {
            let first = self.part_name(1);
            fs::rename(self.folder.path(&self.file), self.folder.path(&first))
                .map_err(|source| self.folder.unfinished(&first, source))?;
        }
        self.rows.push(0);
        self.file = self.part_name(self.rows.len());
        self.writer = writer(self.folder, &self.file, self.dialect)?;
        self.write_header()
    }

    fn part_name(&self, part: usize) -> String {
        format!("{}-{part}.csv", self.name)
    }

    fn split_note(&self) -> String {
        format!(
            "Split into `{}` to `{}`, each with a header, because a spreadsheet holds no more than {} rows below it.",
            self.part_name(1),
            self.part_name(self.rows.len()),
            with_separators(self.folder.most_rows as f64),
        )
    }

    fn rows_here(&self) -> u64 {
        self.rows.last().copied().unwrap_or(0)
    }

    fn end_record(&mut self) -> Result<(), Error> {
        let done = self.writer.write_record(None::<&[u8]>);
        self.check(done)
    }

    fn flush(&mut self) -> Result<(), Error> {
        let done = self.writer.flush();
        done.map_err(|source| self.folder.unfinished(&self.file, source))
    }

    fn check(&self, done: csv::Result<()>) -> Result<(), Error> {
        done.map_err(|error| self.folder.unfinished(&self.file, io::Error::from(error)))
    }
}

fn writer(folder: &Folder, file: &str, dialect: Dialect) -> Result<csv::Writer<File>, Error> {
    let begun = dialect.writer(folder.create(file)?);
    begun.map_err(|source| folder.unfinished(file, source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::with_formula;
    use crate::testing::{cells, names, read};
    use proptest::prelude::*;
    use tempfile::TempDir;

    fn headings(names: &[&str]) -> Vec<Heading> {
        let heading = |name: &&str| Heading::new(*name, "persons", "A number.");
        names.iter().map(heading).collect()
    }

    fn folder(dir: &TempDir, most_rows: u64) -> Folder {
        Folder::new(dir.path().to_owned(), dir.path().to_owned(), most_rows)
    }

    /// A table of one column that counts its rows.
    fn count_to(folder: &mut Folder, rows: u64) {
        let mut table = Table::create(folder, "places", headings(&["n"])).unwrap();
        for row in 0..rows {
            table.start_row().unwrap();
            table.whole(row).unwrap();
            table.end_row().unwrap();
        }
        table.finish().unwrap();
    }

    #[test]
    fn a_table_that_fits_is_one_file() {
        let dir = TempDir::new().unwrap();
        let mut folder = folder(&dir, 10);
        count_to(&mut folder, 10);
        assert_eq!(names(dir.path()), ["places.csv"]);
        assert_eq!(folder.written[0].rows, 10);
    }

    #[test]
    fn a_longer_table_is_split_and_says_so() {
        let dir = TempDir::new().unwrap();
        let mut folder = folder(&dir, 10);
        count_to(&mut folder, 21);
        assert_eq!(
            names(dir.path()),
            ["places-1.csv", "places-2.csv", "places-3.csv"]
        );
        assert_eq!(read(dir.path(), "places-3.csv"), "n\n20\n");
        let rows: Vec<u64> = folder.written.iter().map(|written| written.rows).collect();
        assert_eq!(rows, [10, 10, 1]);
        let note = &folder.descriptions[0];
        assert_eq!(
            (note.file.as_str(), note.heading.name.as_str()),
            ("places.csv", "")
        );
        insta::assert_snapshot!(note.heading.meaning, @"Split into `places-1.csv` to `places-3.csv`, each with a header, because a spreadsheet holds no more than 10 rows below it.");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_with_the_file() {
        let dir = TempDir::new().unwrap();
        std::os::unix::fs::symlink("/dev/full", dir.path().join("totals.csv")).unwrap();
        let mut folder = Folder::new(dir.path().to_owned(), "out/winter".into(), 10);
        let error = Table::create(&mut folder, "totals", headings(&["n"]))
            .unwrap()
            .finish()
            .unwrap_err();
        insta::assert_snapshot!(error, @"The file `out/winter/totals.csv` could not be written: No space left on device (os error 28). No results were written; make room, or name another folder with `--out`.");
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![".*", "[=+@\t\r\n\",;' a-]{0,6}"]
    }

    proptest! {
        #[test]
        fn a_table_reads_back_cell_by_cell(
            rows in prop::collection::vec((any_text(), any::<f64>(), any::<u64>()), 0..20)
        ) {
            let dir = TempDir::new().unwrap();
            let mut folder = folder(&dir, 1000);
            let names = ["note", "value", "n"];
            let mut table = Table::create(&mut folder, "t", headings(&names)).unwrap();
            for (text, number, whole) in &rows {
                table.start_row().unwrap();
                table.text(text).unwrap();
                table.number(*number, 6).unwrap();
                table.whole(*whole).unwrap();
                table.end_row().unwrap();
            }
            table.finish().unwrap();
            let read = cells(dir.path(), "t.csv");
            prop_assert_eq!(&read[0], &names);
            prop_assert_eq!(read.len(), rows.len() + 1);
            for (cells, (text, number, whole)) in read[1..].iter().zip(&rows) {
                prop_assert_eq!(with_formula(&cells[0]), text);
                prop_assert!(!cells[0].starts_with(['=', '@', '\t', '\r', '\n']));
                let back: f64 = cells[1].parse().unwrap();
                let tolerance = 5.1e-7 + number.abs() * 1e-15;
                prop_assert!((back - number).abs() <= tolerance, "{} is not {}", back, number);
                prop_assert_eq!(&cells[2], &whole.to_string());
            }
        }
    }
}
