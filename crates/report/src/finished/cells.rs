//! The cells of a column of a table: dates, numbers or texts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::rows::number;
use crate::cell::with_formula;

/// The cells of a column.
#[derive(Debug)]
pub(crate) enum Cells {
    /// Dates; `None` where a cell is empty.
    Dates(Vec<Option<Date>>),
    /// Numbers; NaN where a cell is empty.
    Numbers(Vec<f64>),
    /// Text.
    Texts(Texts),
}

/// A column of text in which every text is kept once.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Each text, in the order of its first row.
    pub(crate) words: Vec<String>,
    /// The index in `words` of each row.
    pub(crate) of_rows: Vec<u32>,
}

/// Where each known text of a column is in its words.
pub(super) type Interned = BTreeMap<String, u32>;

impl Cells {
    /// No cells yet, of the kind that the unit of their column asks for.
    pub(super) fn of_unit(unit: &str) -> Self {
        match unit {
            "date" => Self::Dates(Vec::new()),
            "text" => Self::Texts(Texts::default()),
            _ => Self::Numbers(Vec::new()),
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Dates(dates) => dates.len(),
            Self::Numbers(numbers) => numbers.len(),
            Self::Texts(texts) => texts.of_rows.len(),
        }
    }

    /// Adds a cell, or says what it must be.
    pub(super) fn push(&mut self, cell: &str, known: &mut Interned) -> Result<(), &'static str> {
        match self {
            Self::Dates(dates) => dates.push(match cell {
                "" => None,
                cell => Some(cell.parse().map_err(|_| "a date such as 2020-02-05")?),
            }),
            Self::Numbers(numbers) => numbers.push(number(cell)?.unwrap_or(f64::NAN)),
            Self::Texts(texts) => texts.push(with_formula(cell), known),
        }
        Ok(())
    }
}

impl Texts {
    fn push(&mut self, text: &str, known: &mut Interned) {
        // Rows of a day repeat the last text, or those of the day before in the same order.
        let last = self.of_rows.last().map_or(0, |&last| last as usize);
        let likely = [last, last + 1, 0];
        let seen = |&at: &usize| self.words.get(at).is_some_and(|word| word == text);
        let index = match likely.into_iter().find(seen) {
            Some(at) => at as u32,
            None => *known.entry(text.to_owned()).or_insert_with(|| {
                self.words.push(text.to_owned());
                (self.words.len() - 1) as u32
            }),
        };
        self.of_rows.push(index);
    }

    /// The text of a row.
    pub(crate) fn get(&self, row: usize) -> &str {
        let word = self.of_rows.get(row).map(|&word| word as usize);
        word.and_then(|word| self.words.get(word))
            .map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(unit: &str, cells: &[&str]) -> Result<Cells, &'static str> {
        let (mut column, mut known) = (Cells::of_unit(unit), Interned::default());
        for cell in cells {
            column.push(cell, &mut known)?;
        }
        Ok(column)
    }

    #[test]
    fn every_text_is_kept_once_whatever_the_order() {
        let cells = [
            "Atma", "Qah", "'=1", "Atma", "Qah", "'=1", "Qah", "Qah", "Bab",
        ];
        let Ok(Cells::Texts(texts)) = column("text", &cells) else {
            panic!("no texts");
        };
        assert_eq!(texts.words, ["Atma", "Qah", "=1", "Bab"]);
        assert_eq!(texts.of_rows, [0, 1, 2, 0, 1, 2, 1, 1, 3]);
    }

    #[test]
    fn numbers_are_finite() {
        let Ok(Cells::Numbers(numbers)) = column("persons", &["1.5", "", " 7 "]) else {
            panic!("no numbers");
        };
        assert!(numbers[0] == 1.5 && numbers[1].is_nan() && numbers[2] == 7.0);
        for wrong in ["inf", "NaN", "1,5"] {
            let expected = "a number with `.` as its decimal mark";
            assert_eq!(column("persons", &[wrong]).err(), Some(expected));
        }
    }
}
