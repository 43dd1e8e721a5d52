//! The text of a file, read within bounds.

use std::io::{self, BufReader, Read};
use std::ops::Range;
use std::sync::Arc;

use crate::problem::{Mark, Problem};

/// The longest line that is read, in bytes.
const LONGEST_LINE: usize = 1 << 20;
/// The largest file that is read, in bytes.
const LARGEST_FILE: usize = 256 << 20;

/// The text of a file and where its lines begin.
#[derive(Debug)]
pub(crate) struct Source {
    /// The path as the user would type it.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The place of the file in the order of reading.
    pub(crate) rank: usize,
    line_starts: Vec<usize>,
}

impl Source {
    pub(crate) fn new(path: impl Into<String>, text: String, rank: usize) -> Self {
        let after_newlines = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            path: path.into(),
            line_starts: std::iter::once(0).chain(after_newlines).collect(),
            text,
            rank,
        }
    }

    /// The number, from 1, and the span of the line at an offset, without its ending.
    pub(crate) fn line(&self, offset: usize) -> (usize, Range<usize>) {
        let number = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[number - 1];
        let end = self
            .line_starts
            .get(number)
            .map_or(self.text.len(), |&next| next - 1);
        let line = self.text[start..end].trim_end_matches('\r');
        (number, start..start + line.len())
    }
}

/// Reads everything, unless a line or the whole is too large to be meant.
pub(crate) fn read_bounded(reader: impl Read, shown: &str) -> Result<Vec<u8>, Problem> {
    let mut reader = BufReader::new(reader);
    let mut bytes = Vec::new();
    let mut line_start = 0;
    let mut line = 1;
    let mut chunk = vec![0; 64 << 10];
    loop {
        let count = match reader.read(&mut chunk) {
            Ok(0) => return Ok(bytes),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable("file", &error, shown)),
        };
        for (at, _) in chunk[..count]
            .iter()
            .enumerate()
            .filter(|(_, b)| **b == b'\n')
        {
            if bytes.len() + at - line_start > LONGEST_LINE {
                return Err(line_too_long(shown, line));
            }
            line_start = bytes.len() + at + 1;
            line += 1;
        }
        bytes.extend_from_slice(&chunk[..count]);
        if bytes.len() - line_start.min(bytes.len()) > LONGEST_LINE {
            return Err(line_too_long(shown, line));
        }
        if bytes.len() > LARGEST_FILE {
            return Err(Problem::error("The file is larger than 256 MiB.")
                .in_file(shown)
                .help("Check that it is the file that was meant, or split it."));
        }
    }
}

/// Says that a file or folder cannot be read, and why.
pub(crate) fn unreadable(what: &str, error: &io::Error, shown: impl Into<String>) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Problem::error(format!("There is no {what} of this name.")).in_file(shown)
        }
        io::ErrorKind::PermissionDenied => Problem::error(format!(
            "The {what} cannot be read: you lack the permission."
        ))
        .in_file(shown)
        .help("Ask its owner for it; one's own is made readable with `chmod -R u+rX`."),
        _ => Problem::error(format!("The {what} cannot be read: {error}.")).in_file(shown),
    }
}

fn line_too_long(shown: &str, line: usize) -> Problem {
    Problem::error("The line is longer than 1 MiB, so the rest of the file was not read.")
        .in_file(format!("{shown}:{line}"))
        .help("Check that the file is text with line breaks.")
}

/// UTF-8 text without its byte-order mark.
pub(crate) fn decode(bytes: Vec<u8>, shown: &str, rank: usize) -> Result<Source, Problem> {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = match text.strip_prefix('\u{feff}') {
                Some(rest) => rest.to_owned(),
                None => text,
            };
            Ok(Source::new(shown, text, rank))
        }
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[offset];
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let source = Arc::new(Source::new(shown, text, rank));
            Err(Problem::error(format!(
                "The text must be UTF-8, but byte {byte:#04x} at offset {offset} is not."
            ))
            .at(Mark {
                source,
                span: offset..offset + '\u{fffd}'.len_utf8(),
                label: None,
            })
            .help("Save the file as UTF-8; a spreadsheet offers it as `CSV UTF-8`."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problems;

    #[test]
    fn a_line_without_end_is_refused_before_it_fills_memory() {
        let endless = "id,name\n".as_bytes().chain(io::repeat(b'x'));
        let problem = read_bounded(endless, "places.csv").unwrap_err();
        insta::assert_snapshot!(Problems::from(problem), @"
        error: The line is longer than 1 MiB, so the rest of the file was not read.
         --> places.csv:2
        help: Check that the file is text with line breaks.
        ");
    }

    #[test]
    fn a_file_without_permission_is_told() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let problem = unreadable("file", &denied, "test/places.csv");
        insta::assert_snapshot!(Problems::from(problem), @"
        error: The file cannot be read: you lack the permission.
         --> test/places.csv
        help: Ask its owner for it; one's own is made readable with `chmod -R u+rX`.
        ");
        let other = io::Error::other("input/output error");
        let problem = unreadable("folder", &other, "test/observed");
        insta::assert_snapshot!(Problems::from(problem), @"
        error: The folder cannot be read: input/output error.
         --> test/observed
        ");
    }

    #[test]
    fn lines_up_to_the_limit_are_read() {
        let line = vec![b'x'; LONGEST_LINE];
        let text = [line.as_slice(), b"\n", line.as_slice()].concat();
        assert_eq!(
            read_bounded(text.as_slice(), "a").unwrap().len(),
            text.len()
        );
        let longer = [text.as_slice(), b"x"].concat();
        assert!(read_bounded(longer.as_slice(), "a").is_err());
    }

    #[test]
    fn bytes_that_are_not_utf8_are_told_by_offset() {
        let problem = decode(b"id,name\nidlib,\xe9dlib\n".to_vec(), "places.csv", 1).unwrap_err();
        insta::assert_snapshot!(Problems::from(problem), @"
        error: The text must be UTF-8, but byte 0xe9 at offset 14 is not.
         --> places.csv:2:7
          |
        2 | idlib,�dlib
          |       ^
          |
        help: Save the file as UTF-8; a spreadsheet offers it as `CSV UTF-8`.
        ");
    }

    #[test]
    fn a_byte_order_mark_is_not_text() {
        let source = decode("\u{feff}id\r\nx".as_bytes().to_vec(), "a", 1).unwrap();
        assert_eq!(source.text, "id\r\nx");
        assert_eq!(source.line(4), (2, 4..5));
        assert_eq!(source.line(2), (1, 0..2));
    }
}
