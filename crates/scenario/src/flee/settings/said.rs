//! What simsetting.yml says, checked and in the form of settings.

use std::collections::BTreeMap;

use refuge_core::settings::Range;
use toml::Value as Checked;

use super::yaml::Value;
use crate::flee::python;
use crate::problem::{Mark, Problem};

/// Checked values by their keys, which begin with those of their sections.
#[derive(Clone, Debug, Default)]
pub(in crate::flee) struct Said(BTreeMap<String, (Checked, Mark)>);

impl Said {
    pub(super) fn put(&mut self, path: String, value: Checked, at: Mark) {
        self.0.insert(path, (value, at));
    }

    /// Whether a key or section is there.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// Whether a key is there and neither false, 0 nor empty.
    pub(super) fn is_on(&self, path: &str) -> bool {
        match self.value(path) {
            Some(Checked::Boolean(on)) => *on,
            Some(Checked::Array(items)) => !items.is_empty(),
            Some(value) => value.as_float() != Some(0.0),
            None => false,
        }
    }

    pub(super) fn switch(&self, path: &str, default: bool) -> bool {
        self.value(path)
            .and_then(Checked::as_bool)
            .unwrap_or(default)
    }

    pub(super) fn number(&self, path: &str, default: f64) -> f64 {
        self.value(path)
            .and_then(Checked::as_float)
            .unwrap_or(default)
    }

    /// A number as Python's `int()` cuts it.
    pub(super) fn whole(&self, path: &str, default: i64) -> i64 {
        self.number(path, default as f64) as i64
    }

    pub(super) fn word(&self, path: &str) -> Option<&str> {
        self.value(path)?.as_str()
    }

    pub(super) fn list(&self, path: &str) -> Option<Vec<f64>> {
        let items = self.value(path)?.as_array()?.iter();
        items.map(Checked::as_float).collect()
    }

    /// Lets a problem stand where a key was given, or else the section that it belongs to.
    pub(super) fn blame(&self, path: &str, problem: Problem) -> Problem {
        let given = self.0.get(path);
        match (given, path.rsplit_once('.')) {
            (Some((_, mark)), _) => problem.at(mark.clone()),
            (None, Some((section, _))) => self.blame(section, problem),
            (None, None) => problem,
        }
    }

    fn value(&self, path: &str) -> Option<&Checked> {
        self.0.get(path).map(|(value, _)| value)
    }
}

/// The value in the form of a setting, if it is in range.
pub(super) fn checked(range: Range, value: &Value) -> Option<Checked> {
    match range {
        Range::Number(min, max) => in_range(value, min, max).map(Checked::Float),
        Range::Whole(min, max) => whole(value, min, max),
        Range::Switch => switch(value).map(Checked::Boolean),
        Range::Numbers(min, max) => {
            items(value, |item| in_range(item, min, max).map(Checked::Float))
        }
        Range::Wholes(min, max) => items(value, |item| whole(item, min, max)),
        Range::Word(words) => {
            let Value::Text(text) = value else {
                return None;
            };
            // Flee takes this one in letters of either case, others as they are.
            let is_poisson = text.eq_ignore_ascii_case("poisson");
            let word = if is_poisson { "poisson" } else { text };
            words
                .contains(&word)
                .then(|| Checked::String(word.to_owned()))
        }
        Range::Texts => None,
    }
}

fn items(value: &Value, item: impl Fn(&Value) -> Option<Checked>) -> Option<Checked> {
    match value {
        Value::Nothing => Some(Checked::Array(Vec::new())),
        Value::List(items) => {
            let items: Option<Vec<Checked>> = items.iter().map(item).collect();
            items.map(Checked::Array)
        }
        _ => None,
    }
}

/// Python's `int()` cuts decimals off.
fn whole(value: &Value, min: u32, max: u32) -> Option<Checked> {
    let whole = Value::Number(number(value)?.trunc());
    in_range(&whole, min as f64, max as f64).map(|whole| Checked::Integer(whole as i64))
}

fn in_range(value: &Value, min: f64, max: f64) -> Option<f64> {
    number(value).filter(|number| (min..=max).contains(number))
}

/// A number, also one that YAML takes for a text but Python for a number.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => python::float(text),
        _ => None,
    }
}

/// True or false, or a number other than 0. A text is none: Python would take `"False"` for true.
fn switch(value: &Value) -> Option<bool> {
    match value {
        Value::Switch(on) => Some(*on),
        Value::Number(number) => Some(*number != 0.0),
        Value::Nothing => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn words_are_those_of_flee() {
        let modes = Range::Word(&["constant", "pop_ratio", "poisson"]);
        let read = |word| checked(modes, &text(word));
        let word = |word: &str| Some(Checked::String(word.to_owned()));
        assert_eq!(read("Poisson"), word("poisson"));
        assert_eq!(read("constant"), word("constant"));
        assert_eq!([read("Constant"), read("random")], [None, None]);
    }

    #[test]
    fn whole_numbers_are_cut_and_texts_are_no_switches() {
        let months = Value::List(vec![Value::Number(3.0), text("4")]);
        let read = checked(Range::Wholes(1, 12), &months);
        assert_eq!(
            read,
            Some(Checked::Array(vec![
                Checked::Integer(3),
                Checked::Integer(4)
            ]))
        );
        assert_eq!(
            checked(Range::Whole(1, 8), &Value::Number(2.9)),
            Some(Checked::Integer(2))
        );
        assert_eq!(checked(Range::Switch, &text("False")), None);
        assert_eq!(
            checked(Range::Switch, &Value::Nothing),
            Some(Checked::Boolean(false))
        );
    }
}
