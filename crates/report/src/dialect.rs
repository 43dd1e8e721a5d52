//! How tables are written as text, and how that is found again in a file that a spreadsheet has saved.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use csv::{Reader, ReaderBuilder, Writer, WriterBuilder};

const BUFFER_BYTES: usize = 1 << 16;

/// By which programs of the wrong language know that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How the tables of a folder are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between two cells: a comma, semicolon, tab or bar.
    pub delimiter: u8,
    /// Whether a file begins with a byte-order mark, without which Excel takes it for another encoding.
    pub byte_order_mark: bool,
}

impl Dialect {
    /// What stands between two cells.
    pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

    /// As RFC 4180 has it.
    pub const RFC_4180: Self = Self {
        delimiter: b',',
        byte_order_mark: false,
    };

    /// A writer of a table into an empty file.
    pub(crate) fn writer(self, mut file: File) -> io::Result<Writer<File>> {
        if self.byte_order_mark {
            io::Write::write_all(&mut file, BYTE_ORDER_MARK)?;
        }
        Ok(WriterBuilder::new()
            .delimiter(self.delimiter)
            .buffer_capacity(BUFFER_BYTES)
            .from_writer(file))
    }
}

impl Default for Dialect {
    fn default() -> Self {
        Self::RFC_4180
    }
}

/// A reader of a table, whatever its delimiter and with or without a byte-order mark.
///
/// The first heading is a word, so that the first delimiter in the header is the one of the file.
///
/// # Errors
///
/// If the file cannot be read.
pub(crate) fn reader(file: File) -> io::Result<Reader<BufReader<File>>> {
    let mut file = BufReader::with_capacity(BUFFER_BYTES, file);
    let begin = file.fill_buf()?;
    let mut header = begin.iter().take_while(|&&byte| byte != b'\n');
    let delimiter = header.find(|byte| Dialect::DELIMITERS.contains(byte));
    let delimiter = delimiter.copied().unwrap_or(Dialect::RFC_4180.delimiter);
    Ok(ReaderBuilder::new().delimiter(delimiter).from_reader(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finished::tables::{Kept, Tables};
    use crate::folder::{Folder, Heading};
    use crate::outputs::columns;
    use crate::table::Table;
    use proptest::prelude::*;
    use tempfile::TempDir;

    fn any_dialect() -> impl Strategy<Value = Dialect> {
        let delimiter = prop::sample::select(&Dialect::DELIMITERS[..]);
        (delimiter, any::<bool>()).prop_map(|(delimiter, byte_order_mark)| Dialect {
            delimiter,
            byte_order_mark,
        })
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![".*", "['=+@\t\r\n\",;| a-]{0,6}"]
    }

    #[test]
    fn a_header_of_one_column_has_no_delimiter() {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("t.csv");
        std::fs::write(&path, "\u{feff}note\n\"a;b\"\n").unwrap();
        let mut reader = reader(File::open(&path).unwrap()).unwrap();
        assert_eq!(reader.headers().unwrap(), vec!["note"]);
        assert_eq!(&reader.records().next().unwrap().unwrap()[0], "a;b");
    }

    proptest! {
        #[test]
        fn a_table_reads_back_the_same_in_any_dialect(
            dialect in any_dialect(),
            rows in prop::collection::vec((any_text(), -1e9..1e9f64), 0..20),
        ) {
            let dir = TempDir::new().unwrap();
            let mut folder = Folder::new(dir.path().to_owned(), dir.path().to_owned(), 7);
            folder.dialect = dialect;
            let headings = vec![
                Heading::new("value", "persons", "A number; or none, so to say."),
                Heading::new("note|2", "text", "A text."),
            ];
            let mut table = Table::create(&mut folder, "t", headings).unwrap();
            for (text, number) in &rows {
                table.start_row().unwrap();
                table.number(number.round(), 6).unwrap();
                table.text(text).unwrap();
                table.end_row().unwrap();
            }
            table.finish().unwrap();
            folder.most_rows = 100;
            columns::describe(&mut folder).unwrap();
            let tables = Tables::read(dir.path(), Kept::ALL).unwrap();
            let table = tables.get("t").unwrap();
            prop_assert_eq!(table.rows, rows.len());
            let texts = table.texts("note|2").unwrap();
            for (row, (text, number)) in rows.iter().enumerate() {
                prop_assert_eq!(texts.get(row), text);
                prop_assert_eq!(table.numbers("value").unwrap()[row], number.round());
            }
        }
    }
}
