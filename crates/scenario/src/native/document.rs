//! Values of a TOML document that know where they stand.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::dates::date;
use crate::problem::{Mark, Problem, Problems};
use crate::source::Source;

/// Keys of dates; of one that is none, more is said where it is read.
const DATES: [&str; 3] = ["start", "end", "calibrated_until"];

/// The tables of a file; where it is not TOML, it is told.
pub(super) fn parse<'s>(source: &'s Arc<Source>, problems: &mut Problems) -> Spanned<DeTable<'s>> {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    let root = Section {
        source,
        table: document.get_ref(),
        prefix: "",
    };
    let dates = DATES.map(|key| root.get(key));
    let wrong_date = |at: usize| {
        let mut dates = dates.iter().flatten();
        dates.any(|field| field.mark().span.contains(&at) && field.date().is_err())
    };
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        if !wrong_date(span.start) {
            problems.add(
                Problem::error(format!("The file is not valid TOML: {}.", error.message()))
                    .at(mark(source, span)),
            );
        }
    }
    document
}

/// A table of a document.
#[derive(Clone, Copy)]
pub(super) struct Section<'d> {
    pub(super) source: &'d Arc<Source>,
    pub(super) table: &'d DeTable<'d>,
    /// What stands before its keys in messages, with a dot; empty for the root.
    pub(super) prefix: &'d str,
}

impl<'d> Section<'d> {
    /// The entries: each key, where it stands, and its value.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'d str, Mark, Field<'d>)> {
        self.table.iter().map(move |(key, value)| {
            let mark = mark(self.source, key.span());
            (&**key.get_ref(), mark, self.field(key.get_ref(), value))
        })
    }

    pub(super) fn get(self, key: &str) -> Option<Field<'d>> {
        self.table.get(key).map(|value| self.field(key, value))
    }

    fn field(self, key: &str, value: &'d Spanned<DeValue<'d>>) -> Field<'d> {
        Field {
            key: format!("{}{key}", self.prefix),
            source: self.source,
            value,
        }
    }
}

/// A value of a document.
pub(super) struct Field<'d> {
    pub(super) key: String,
    source: &'d Arc<Source>,
    value: &'d Spanned<DeValue<'d>>,
}

impl<'d> Field<'d> {
    pub(super) fn value(&self) -> &'d DeValue<'d> {
        self.value.get_ref()
    }

    pub(super) fn mark(&self) -> Mark {
        mark(self.source, self.value.span())
    }

    /// An error that says what was expected in place of this value.
    pub(super) fn expected(&self, what: &str) -> Problem {
        Problem::error(format!(
            "`{}` must be {what}, but is `{}`.",
            self.key,
            self.written()
        ))
        .at(self.mark())
    }

    /// What stands there, up to the end of its first line.
    fn written(&self) -> &'d str {
        let span = self.value.span();
        let (_, line) = self.source.line(span.start);
        &self.source.text[span.start..span.end.min(line.end)]
    }

    pub(super) fn text(&self) -> Result<&'d str, Problem> {
        match self.value().as_str() {
            Some(text) if !text.trim().is_empty() => Ok(text),
            _ => Err(self.expected("a text in quotation marks")),
        }
    }

    /// A list of texts, each with its place.
    pub(super) fn texts(&self) -> Result<Vec<(String, Mark)>, Problem> {
        let wrong = || self.expected("a list of texts such as [\"a\", \"b\"]");
        let items = self.value().as_array().ok_or_else(wrong)?;
        items
            .iter()
            .map(|item| {
                let text = item.get_ref().as_str().ok_or_else(wrong)?;
                Ok((text.to_owned(), mark(self.source, item.span())))
            })
            .collect()
    }

    /// A date, with or without quotation marks.
    pub(super) fn date(&self) -> Result<Date, Problem> {
        let text = self.value().as_str().unwrap_or_else(|| self.written());
        date(text).map_err(|help| self.expected("a date such as 2020-02-05").help_if(help))
    }

    pub(super) fn whole(&self, min: u64, max: u64) -> Result<u64, Problem> {
        self.value()
            .as_integer()
            .and_then(|number| u64::from_str_radix(number.as_str(), number.radix()).ok())
            .filter(|number| (min..=max).contains(number))
            .ok_or_else(|| self.expected(&format!("a whole number from {min} to {max}")))
    }

    /// The tables of a list of tables.
    pub(super) fn tables(&self) -> Result<Vec<&'d Spanned<DeValue<'d>>>, Problem> {
        let items = self.value().as_array();
        items
            .filter(|items| items.iter().all(|item| item.get_ref().is_table()))
            .map(|items| items.iter().collect())
            .ok_or_else(|| self.expected(&format!("a list of tables, each under [[{}]]", self.key)))
    }
}

pub(super) fn mark(source: &Arc<Source>, span: Range<usize>) -> Mark {
    Mark {
        source: Arc::clone(source),
        span,
        label: None,
    }
}

/// A number between two bounds, both included.
pub(super) fn number(value: &DeValue<'_>, min: f64, max: f64) -> Option<f64> {
    let number: f64 = match value {
        DeValue::Float(float) => float.as_str().parse().ok()?,
        DeValue::Integer(integer) => integer_of(integer)? as f64,
        _ => return None,
    };
    (min..=max).contains(&number).then_some(number)
}

/// A whole number.
pub(super) fn integer_of(integer: &toml::de::DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
