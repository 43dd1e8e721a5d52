//! Numbers and dates as Python reads them: blanks around, a sign, underscores between digits.

use jiff::civil::Date;
use refuge_core::Day;

use crate::problem::Problem;
use crate::row::Cell;

/// What `int()` makes of a text.
fn int(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let starts_plain = digits.starts_with(|c: char| c.is_ascii_digit());
    (starts_plain && digits.bytes().all(|b| b.is_ascii_digit() || b == b'_'))
        .then(|| without_underscores(text)?.parse().ok())
        .flatten()
}

/// What `float()` makes of a text, if it is a finite number.
pub(super) fn float(text: &str) -> Option<f64> {
    let number: f64 = without_underscores(text.trim())?.parse().ok()?;
    number.is_finite().then_some(number)
}

/// The text without underscores, if each stands between two digits.
fn without_underscores(text: &str) -> Option<String> {
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    text.match_indices('_')
        .all(|(at, _)| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)))
        .then(|| text.replace('_', ""))
}

/// A date whose month and day may lack a leading zero.
fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| {
        let part = parts.next()?;
        let plain = part.len() <= digits && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<i16>().ok()).flatten()
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    parts
        .next()
        .is_none()
        .then(|| Date::new(year, month as i8, day as i8).ok())
        .flatten()
}

impl Cell<'_> {
    /// A whole number as Python's `int()` reads it.
    pub(super) fn int(&self) -> Result<i64, Problem> {
        int(self.text).ok_or_else(|| self.expected("a whole number"))
    }

    /// A whole number between two bounds, both included.
    pub(super) fn int_within(&self, least: i64, most: i64) -> Result<i64, Problem> {
        int(self.text)
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| self.expected(&format!("a whole number from {least} to {most}")))
    }

    /// A whole number of persons.
    pub(super) fn people(&self) -> Result<u32, Problem> {
        int(self.text)
            .and_then(|number| u32::try_from(number).ok())
            .ok_or_else(|| self.expected("a whole number of persons, 0 or more"))
    }

    /// A number as Python's `float()` reads it.
    pub(super) fn float(&self) -> Result<f64, Problem> {
        float(self.text).ok_or_else(|| self.expected("a number"))
    }

    /// A number of 0 or more.
    pub(super) fn amount(&self) -> Result<f64, Problem> {
        float(self.text)
            .filter(|number| *number >= 0.0)
            .ok_or_else(|| self.expected("a number of 0 or more"))
    }

    /// A number from 0 to a largest one.
    pub(super) fn within(&self, max: f64) -> Result<f64, Problem> {
        float(self.text)
            .filter(|number| (0.0..=max).contains(number))
            .ok_or_else(|| self.expected(&format!("a number from 0 to {max}")))
    }

    /// A day of the run, which may lie before or after it.
    pub(super) fn run_day(&self) -> Result<Option<Day>, Problem> {
        Ok(Day::try_from(self.int()?).ok())
    }

    /// A date as Python's `strptime` reads it.
    pub(super) fn day(&self) -> Result<Date, Problem> {
        date(self.text).ok_or_else(|| self.expected("a date such as 2020-02-05"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_those_of_python() {
        let read: Vec<_> = [" 6 ", "-3", "+4", "1_000"].map(int).into();
        assert_eq!(read, [Some(6), Some(-3), Some(4), Some(1000)]);
        for text in ["", "10.5", "1e3", "22,849", "_1", "1_", "1__0", "-", "--1"] {
            assert_eq!(int(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_those_of_python_but_finite() {
        let read: Vec<_> = [" .5", "1e3", "1_0.5", "-2"].map(float).into();
        assert_eq!(read, [Some(0.5), Some(1000.0), Some(10.5), Some(-2.0)]);
        for text in ["", "inf", "nan", "1,5", "_1"] {
            assert_eq!(float(text), None, "{text}");
        }
    }

    #[test]
    fn dates_may_lack_leading_zeros() {
        assert_eq!(date("2020-1-2"), Some(jiff::civil::date(2020, 1, 2)));
        for text in [
            "2020-13-01",
            "2020-01",
            "2020-01-02-03",
            "01.02.2020",
            "2020-001-2",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
