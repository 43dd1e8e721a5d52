//! YAML documents as values that know where they stand; nothing else knows the YAML library.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Error, Location, Spanned};

use crate::problem::{Mark, Problem};
use crate::source::Source;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Nothing,
    Switch(bool),
    Number(f64),
    Text(String),
    List(Vec<Self>),
    Section(Vec<Entry>),
}

/// A key, its value, and where both stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Value,
    key_at: Location,
    value_at: Location,
}

impl Entry {
    pub(super) fn key_mark(&self, source: &Arc<Source>) -> Mark {
        mark(source, self.key_at)
    }

    pub(super) fn value_mark(&self, source: &Arc<Source>) -> Mark {
        mark(source, self.value_at)
    }
}

/// Reads a document.
pub(super) fn read(source: &Arc<Source>) -> Result<Value, Problem> {
    if source
        .text
        .lines()
        .all(|line| line.trim().is_empty() || line.trim().starts_with('#'))
    {
        return Ok(Value::Nothing);
    }
    serde_saphyr::from_str(&source.text).map_err(|error| {
        let error = error.without_snippet();
        let problem = match error {
            Error::DuplicateMappingKey { key: Some(key), .. } => {
                Problem::error(format!("The key `{key}` is given twice in its section."))
                    .help("Remove one of the two.")
            }
            _ => Problem::error(format!("The file cannot be read as YAML: {error}.")),
        };
        match error.location() {
            Some(at) => problem.at(mark(source, at)),
            None => problem.in_file(&source.path),
        }
    })
}

fn mark(source: &Arc<Source>, at: Location) -> Mark {
    let before = source
        .text
        .split_inclusive('\n')
        .take(at.line().saturating_sub(1) as usize);
    let line = before.map(str::len).sum::<usize>() as u64;
    let in_line = line + at.column().saturating_sub(1);
    let span = at.span();
    let start = span.byte_offset().unwrap_or(in_line) as usize;
    let start = source.text.floor_char_boundary(start);
    let end = start + span.byte_len().unwrap_or(0) as usize;
    Mark {
        source: Arc::clone(source),
        span: start..source.text.floor_char_boundary(end),
        label: None,
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Switch(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut section = Vec::new();
        while let Some((key, value)) = entries.next_entry::<Spanned<String>, Spanned<Value>>()? {
            section.push(Entry {
                key: key.value,
                value: value.value,
                key_at: key.referenced,
                value_at: value.referenced,
            });
        }
        Ok(Value::Section(section))
    }
}
