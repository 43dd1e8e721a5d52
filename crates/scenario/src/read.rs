//! What a cell may hold: numbers, counts, words, dates.

use jiff::civil::Date;

use crate::dates;
use crate::limits::MOST_COUNTED;
use crate::problem::{Problem, nearest, one_of};
use crate::row::Cell;

impl Cell<'_> {
    /// A number between two bounds, both included.
    pub(crate) fn number(&self, min: f64, max: f64) -> Result<f64, Problem> {
        self.number_where(&format!("a number from {min} to {max}"), |x| {
            (min..=max).contains(&x)
        })
        .map_err(|problem| {
            let is_share = (min, max) == (0.0, 1.0);
            problem.help_if(is_share.then(|| self.share_of_percent()).flatten())
        })
    }

    /// Says how to write a percentage where a share is meant.
    pub(crate) fn share_of_percent(&self) -> Option<String> {
        let percent: f64 = self.text.strip_suffix('%')?.trim_end().parse().ok()?;
        // Six digits, so that a hundredth of 0.7 is told as people write it.
        let share = (percent * 1e4).round() / 1e6;
        (0.0..=1.0)
            .contains(&share)
            .then(|| format!("Write {share}."))
    }

    /// A number above 0.
    pub(crate) fn positive(&self) -> Result<f64, Problem> {
        self.number_where("a number above 0", |x| x > 0.0)
    }

    /// A number that is not negative.
    pub(crate) fn not_negative(&self) -> Result<f64, Problem> {
        self.number_where("a number, 0 or more", |x| x >= 0.0)
    }

    fn number_where(&self, what: &str, fits: impl Fn(f64) -> bool) -> Result<f64, Problem> {
        let plain = |text: &str| {
            text.bytes()
                .all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b))
        };
        match self.text.parse::<f64>() {
            Ok(x) if plain(self.text) && x.is_finite() && fits(x) => Ok(x),
            Ok(_) => Err(self.expected(what)),
            Err(_) => Err(self.with_plain_number(self.expected(what))),
        }
    }

    /// A whole number of persons.
    pub(crate) fn persons(&self) -> Result<u32, Problem> {
        persons(self.text).ok_or_else(|| {
            self.with_plain_number(self.expected("a whole number of persons, 0 or more"))
        })
    }

    /// A whole number, 0 or more, of what the message calls `what`.
    pub(crate) fn count(&self, what: &str) -> Result<u32, Problem> {
        persons(self.text).ok_or_else(|| self.expected(what))
    }

    /// A whole number of people who were counted, also a negative one.
    pub(crate) fn counted(&self) -> Result<i64, Problem> {
        let digits = self.text.strip_prefix('-').unwrap_or(self.text);
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        let number = plain.then(|| self.text.parse().ok()).flatten();
        match number {
            Some(number) if (-MOST_COUNTED..=MOST_COUNTED).contains(&number) => Ok(number),
            Some(_) => Err(self.expected(&format!(
                "a whole number from -{MOST_COUNTED} to {MOST_COUNTED}"
            ))),
            None => Err(self.with_plain_number(self.expected("a whole number"))),
        }
    }

    /// Says how to write a number that has separators or a decimal comma.
    fn with_plain_number(&self, problem: Problem) -> Problem {
        let separators = [',', ' ', '\'', '_', '\u{a0}', '\u{202f}'];
        let digits: String = self
            .text
            .chars()
            .filter(|c| !separators.contains(c))
            .collect();
        if digits != self.text && digits.parse::<f64>().is_ok() {
            problem.help("Write it without thousands separators and with a point for decimals.")
        } else {
            problem
        }
    }

    /// One of some words.
    pub(crate) fn word<'w, T>(
        &self,
        words: &'w [T],
        word: impl Fn(&'w T) -> &'w str,
    ) -> Result<&'w T, Problem> {
        words.iter().find(|w| word(w) == self.text).ok_or_else(|| {
            let known = one_of(words.iter().map(&word));
            self.expected(&known)
                .suggest(nearest(self.text, words.iter().map(&word)))
        })
    }

    /// What may be left out.
    pub(crate) fn optional<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, Problem>,
    ) -> Result<Option<T>, Problem> {
        if self.is_empty() {
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// A date.
    pub(crate) fn date(&self) -> Result<Date, Problem> {
        dates::date(self.text)
            .map_err(|help| self.expected("a date such as 2020-02-05").help_if(help))
    }
}

/// A whole number of persons, if the text is one.
pub(crate) fn persons(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_counts_are_persons() {
        assert_eq!(persons("1200"), Some(1200));
        for text in ["", "1.5", "-1", "+1", "1,200", "1_200", "4294967296"] {
            assert_eq!(persons(text), None, "{text}");
        }
    }
}
