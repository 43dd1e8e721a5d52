//! Settings as written, in scenario.toml, a branch or on the command line, against the table of
//! all settings.

use std::collections::BTreeMap;

use refuge_core::settings::{Knob, Range, Settings};
use serde::Deserialize;
use toml::de::DeValue;
use toml::{Table, Value};

use super::document::{Section, integer_of, number};
use crate::flee::own_key;
use crate::problem::{Mark, Problem, Problems, nearest, one_of};

/// Checked values by key; later ones are laid over earlier ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overlay(BTreeMap<&'static str, (Value, Origin)>);

/// Where a setting was made.
#[derive(Clone, Debug)]
enum Origin {
    Written(Mark),
    /// After `--set`.
    Typed(String),
}

impl Overlay {
    /// Lays another one over this.
    pub(super) fn lay(&mut self, upper: &Self) {
        let upper = upper.0.iter().map(|(key, made)| (*key, made.clone()));
        self.0.extend(upper);
    }

    /// Whether it makes no setting at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it makes a setting.
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Lets a problem stand where a setting was made, if one was.
    pub(crate) fn blame(&self, key: &str, problem: Problem) -> Problem {
        match self.0.get(key) {
            Some((_, Origin::Written(mark))) => problem.at(mark.clone()),
            Some((_, Origin::Typed(typed))) => problem.in_file(format!("--set {typed}")),
            None => problem,
        }
    }

    /// Reads a table of settings; keys may be dotted or nested.
    pub(super) fn read(&mut self, section: Section<'_>, problems: &mut Problems) {
        for (_, mark, field) in section.entries() {
            let inside = format!("{}.", field.key);
            if let Some(knob) = knob(&field.key) {
                match check(knob, field.value()) {
                    Ok(value) => {
                        self.0
                            .insert(knob.key, (value, Origin::Written(field.mark())));
                    }
                    Err(wanted) => {
                        problems.add(field.expected(&wanted).help(advice(knob, field.value())));
                    }
                }
            } else if let Some(table) = field.value().as_table()
                && Settings::knobs().any(|knob| knob.key.starts_with(&inside))
            {
                let nested = Section {
                    table,
                    prefix: &inside,
                    ..section
                };
                self.read(nested, problems);
            } else {
                let unknown = Problem::error(format!("There is no setting `{}`.", field.key));
                problems.add(unknown.at(mark).help_if(meant(&field.key, section.prefix)));
            }
        }
    }

    /// Reads `KEY=VALUE` as typed after `--set`; the key, if all is well.
    pub(crate) fn set(&mut self, typed: &str, problems: &mut Problems) -> Option<&'static str> {
        let fail = |text: String| Problem::error(format!("--set {typed}: {text}"));
        let Some((key, text)) = typed.split_once('=') else {
            problems.add(fail(
                "write a key and a value, such as movement.camp_weight=2.".to_owned(),
            ));
            return None;
        };
        let key = key.trim();
        let Some(knob) = knob(key) else {
            problems.add(fail(format!("there is no setting `{key}`.")).help_if(meant(key, "")));
            return None;
        };
        if let Some((_, Origin::Typed(earlier))) = self.0.get(knob.key) {
            let twice = fail(format!("`{key}` is set before, by --set {earlier}."));
            problems.add(twice.help("Leave out one of the two."));
            return None;
        }
        let value = typed_value(knob, text.trim());
        match check(knob, &value) {
            Ok(value) => {
                let origin = Origin::Typed(typed.to_owned());
                self.0.insert(knob.key, (value, origin));
                Some(knob.key)
            }
            Err(wanted) => {
                let problem = fail(format!("`{key}` must be {wanted}."));
                problems.add(problem.help(advice(knob, &value)));
                None
            }
        }
    }

    /// Lays a checked value over the one of a setting.
    pub(crate) fn put(&mut self, knob: &Knob, value: Value, at: Mark) {
        self.0.insert(knob.key, (value, Origin::Written(at)));
    }

    /// The settings, as in `base` where nothing was said.
    pub(crate) fn settings(&self, base: &Settings) -> Result<Settings, Problem> {
        let unfit = |error: &dyn std::fmt::Display| {
            Problem::error(format!("The settings do not fit: {error}."))
        };
        let mut sections = Table::try_from(base).map_err(|error| unfit(&error))?;
        for (key, (value, _)) in &self.0 {
            let (section, field) = key.split_once('.').unwrap_or((key, ""));
            let section = sections
                .entry(section)
                .or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(section) = section {
                section.insert(field.to_owned(), value.clone());
            }
        }
        Settings::deserialize(sections).map_err(|error| unfit(&error))
    }
}

/// The number that a setting has, if it is one.
pub(crate) fn number_in(settings: &Settings, key: &str) -> Option<f64> {
    let (section, field) = key.split_once('.')?;
    let sections = Table::try_from(settings).ok()?;
    let value = sections.get(section)?.get(field)?;
    value
        .as_float()
        .or_else(|| value.as_integer().map(|whole| whole as f64))
}

/// The setting of a key.
pub(crate) fn knob(key: &str) -> Option<&'static Knob> {
    Settings::knobs().find(|knob| knob.key == key)
}

/// Which setting a key was meant to be: the same but for its section, one that Flee calls so, or one
/// near as a whole, which is named without the section that it is to stand in.
pub(crate) fn meant(key: &str, prefix: &str) -> Option<String> {
    let field = key.rsplit('.').next().unwrap_or(key);
    let mut knobs = Settings::knobs().map(|knob| knob.key);
    let moved = knobs.find(|key| key.split_once('.').map(|k| k.1) == Some(field));
    if let (None, Some(own)) = (moved, own_key(field)) {
        return Some(format!("Flee's `{field}` is `{own}` here."));
    }
    let near = moved.or_else(|| nearest(key, Settings::knobs().map(|knob| knob.key)))?;
    let shown = near.strip_prefix(prefix).unwrap_or(near);
    Some(format!("Did you mean `{shown}`?"))
}

/// The word that was meant, or what the setting means.
fn advice(knob: &Knob, value: &DeValue<'_>) -> String {
    if let (Range::Word(words), Some(text)) = (knob.range, value.as_str())
        && let Some(word) = nearest(text, words.iter().copied())
    {
        return format!("Did you mean `{word}`?");
    }
    match knob.unit {
        "-" => knob.meaning.to_owned(),
        unit => format!("{} Its unit: {unit}.", knob.meaning),
    }
}

/// Text from the command line: as TOML where it is, else as words.
fn typed_value<'t>(knob: &Knob, text: &'t str) -> DeValue<'t> {
    let words = || DeValue::String(text.into());
    match knob.range {
        Range::Word(_) => words(),
        Range::Numbers(..) | Range::Texts if !text.starts_with('[') => DeValue::Array(
            text.split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .map(|item| toml::Spanned::new(0..0, parsed(item)))
                .collect(),
        ),
        _ => parsed(text),
    }
}

fn parsed(text: &str) -> DeValue<'_> {
    DeValue::parse(text).map_or_else(|_| DeValue::String(text.into()), toml::Spanned::into_inner)
}

/// The value in the form that [`Settings`] reads, or what was expected.
fn check(knob: &Knob, value: &DeValue<'_>) -> Result<Value, String> {
    let fitting = match knob.range {
        Range::Number(min, max) => number(value, min, max).map(Value::Float),
        Range::Whole(min, max) => whole(value, min, max).map(Value::Integer),
        Range::Switch => value.as_bool().map(Value::Boolean),
        Range::Word(words) => value
            .as_str()
            .filter(|word| words.contains(word))
            .map(|word| Value::String(word.to_owned())),
        Range::Numbers(min, max) => items(value, |item| number(item, min, max).map(Value::Float)),
        Range::Wholes(min, max) => items(value, |item| whole(item, min, max).map(Value::Integer)),
        Range::Texts => items(value, |item| {
            item.as_str().map(|text| Value::String(text.to_owned()))
        }),
    };
    fitting.ok_or_else(|| wanted(knob.range))
}

/// What a range takes, in words.
pub(crate) fn wanted(range: Range) -> String {
    match range {
        Range::Number(min, max) => format!("a number from {min} to {max}"),
        Range::Whole(min, max) => format!("a whole number from {min} to {max}"),
        Range::Switch => "`true` or `false`".to_owned(),
        Range::Word(words) => one_of(words.iter().copied()),
        Range::Numbers(min, max) => format!("a list of numbers from {min} to {max}"),
        Range::Wholes(min, max) => format!("a list of whole numbers from {min} to {max}"),
        Range::Texts => "a list of texts such as [\"a\", \"b\"]".to_owned(),
    }
}

fn whole(value: &DeValue<'_>, min: u32, max: u32) -> Option<i64> {
    let number = integer_of(value.as_integer()?)?;
    (min as i64..=max as i64)
        .contains(&number)
        .then_some(number)
}

fn items(value: &DeValue<'_>, item: impl Fn(&DeValue<'_>) -> Option<Value>) -> Option<Value> {
    let items = value.as_array()?.iter();
    let checked: Option<Vec<Value>> = items.map(|i| item(i.get_ref())).collect();
    checked.map(Value::Array)
}
