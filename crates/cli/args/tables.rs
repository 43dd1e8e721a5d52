//! How tables are written as text.

use refuge_report::Dialect;

/// How tables are written as text.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Tables {
    /// Begin each table with a byte-order mark, by which Excel knows that it is UTF-8.
    #[arg(long)]
    excel: bool,

    /// What stands between two cells of a table: a comma, `;` or `|` in quotes for the shell, or the
    /// word `tab` [default: a comma].
    #[arg(long, value_name = "MARK", value_parser = delimiter)]
    delimiter: Option<u8>,
}

impl Tables {
    /// The dialect that was ordered.
    pub(crate) fn dialect(&self) -> Dialect {
        let usual = Dialect::default();
        Dialect {
            delimiter: self.delimiter.unwrap_or(usual.delimiter),
            byte_order_mark: self.excel,
        }
    }
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "," | "comma" => Ok(b','),
        ";" | "semicolon" => Ok(b';'),
        "|" | "bar" => Ok(b'|'),
        "\t" | "\\t" | "tab" => Ok(b'\t'),
        _ => Err(
            "expected a comma, `;` or `|` in quotes for the shell, or the word `tab`".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_marks_or_words() {
        assert_eq!(
            [",", ";", "|", "tab", "\t", "\\t", "semicolon"].map(delimiter),
            [b',', b';', b'|', b'\t', b'\t', b'\t', b';'].map(Ok)
        );
        for wrong in ["", " ", ":", ",,", "TABULATOR", "\""] {
            assert!(delimiter(wrong).is_err(), "{wrong:?} was taken");
        }
    }
}
