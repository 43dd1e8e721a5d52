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
