//! simsetting.yml: Flee's settings as settings of refuge.

mod keys;
mod said;
mod together;
mod ways;
mod yaml;

use std::sync::Arc;

use refuge_core::settings::{Range, Settings};
use toml::Value as Checked;

pub(crate) use self::keys::own_key;
use self::keys::{Fate, KEYS};
use self::said::{Said, checked, number};
pub(super) use self::ways::{Spawning, Ways};
use self::yaml::{Entry, Value};
use crate::native::layer::Layer;
use crate::native::settings::{Overlay, knob, wanted};
use crate::problem::{Problem, Problems, all_of, nearest};
use crate::source::Source;

/// The name that Flee gives the file.
pub(super) const FILE: &str = "simsetting.yml";

/// Reads the file; what the command line lays over it overrides it.
pub(super) fn read(
    source: &Arc<Source>,
    upper: &Layer,
    problems: &mut Problems,
) -> (Settings, Ways) {
    let mut reader = Reader {
        source,
        overlay: Overlay::default(),
        said: Said::default(),
    };
    match problems.keep(yaml::read(source)) {
        Some(Value::Section(entries)) => reader.section("", &entries, problems),
        Some(Value::Nothing) | None => {}
        Some(_) => problems.add(
            Problem::error("The file must hold sections such as `move_rules:`.")
                .in_file(&source.path),
        ),
    }
    let settings = problems.keep(reader.overlay.settings(&ways::flee()));
    let mut settings = settings.unwrap_or_default();
    let ways = Ways::of(&reader.said, &mut settings);
    together::check(&reader.said, &settings, &ways, problems);
    let settings = problems.keep(upper.settings.settings(&settings));
    let settings = settings.unwrap_or_default();
    if let Some(problem) = together::without_series(settings.onset.mode, &ways) {
        problems.add(upper.settings.blame("onset.mode", problem));
    }
    (settings, ways)
}

struct Reader<'s> {
    source: &'s Arc<Source>,
    overlay: Overlay,
    said: Said,
}

impl Reader<'_> {
    fn section(&mut self, section: &str, entries: &[Entry], problems: &mut Problems) {
        for entry in entries {
            let key = entry.key.as_str();
            let known = KEYS
                .iter()
                .find(|known| (known.0, known.1) == (section, key));
            let Some((.., fate)) = known else {
                problems.add(self.unknown(section, entry));
                continue;
            };
            let path = [section, key].join(".").trim_start_matches('.').to_owned();
            match *fate {
                Fate::Section => self.inner(path, entry, problems),
                Fate::Is(setting) => {
                    let result = self.set(path, setting, entry);
                    problems.keep(result);
                }
                Fate::Takes(range) => {
                    let value = problems.keep(self.value(range, entry));
                    self.keep(path, value, entry);
                }
                Fate::Idle => problems.add(
                    Problem::warning(format!("`{key}` has no effect on this run, as in Flee."))
                        .at(entry.key_mark(self.source)),
                ),
                Fate::Log => self.log(entry, problems),
            }
        }
    }

    /// The keys of a section, which Flee takes for absent if it has no value.
    fn inner(&mut self, path: String, entry: &Entry, problems: &mut Problems) {
        match &entry.value {
            Value::Section(inner) => {
                self.section(&path, inner, problems);
                self.keep(path, Some(Checked::Boolean(true)), entry);
            }
            Value::Nothing => {}
            _ => problems.add(
                Problem::error(format!("`{}` must be a section of settings.", entry.key))
                    .at(entry.value_mark(self.source)),
            ),
        }
    }

    fn set(&mut self, path: String, setting: &str, entry: &Entry) -> Result<(), Problem> {
        let Some(knob) = knob(setting) else {
            return Ok(());
        };
        let value = self.value(knob.range, entry)?;
        self.keep(path, Some(value.clone()), entry);
        self.overlay.put(knob, value, entry.value_mark(self.source));
        Ok(())
    }

    fn keep(&mut self, path: String, value: Option<Checked>, entry: &Entry) {
        if let Some(value) = value {
            self.said.put(path, value, entry.key_mark(self.source));
        }
    }

    fn value(&self, range: Range, entry: &Entry) -> Result<Checked, Problem> {
        let value = checked(range, &entry.value);
        value.ok_or_else(|| self.unfit(range, entry))
    }

    fn unfit(&self, range: Range, entry: &Entry) -> Problem {
        let key = &entry.key;
        let mark = entry.value_mark(self.source);
        let wanted = wanted(range);
        let written = self.source.text[mark.span.clone()].trim();
        let title = match written.lines().count() {
            0 => format!("`{key}` must be {wanted}, but is empty."),
            1 => format!("`{key}` must be {wanted}, but is `{written}`."),
            _ => format!("`{key}` must be {wanted}."),
        };
        let problem = Problem::error(title).at(mark);
        match (range, &entry.value) {
            (Range::Switch, Value::Text(text)) if !text.is_empty() => problem.help(format!(
                "This is a text, and Flee takes every text for true, also `{text}`: write it without quotation marks."
            )),
            (Range::Number(..) | Range::Whole(..), Value::Text(text))
                if number(&Value::Text(text.replacen(',', ".", 1))).is_some() =>
            {
                problem.help(format!(
                    "Decimals follow a point: write {}.",
                    text.replacen(',', ".", 1)
                ))
            }
            (Range::Word(_), _) => {
                problem.help("With any other word Flee displaces nobody, and does not say so.")
            }
            _ => problem,
        }
    }

    fn unknown(&self, section: &str, entry: &Entry) -> Problem {
        let key = entry.key.as_str();
        let problem = Problem::error(format!(
            "Flee has no setting `{key}` here, and would ignore it."
        ))
        .at(entry.key_mark(self.source));
        let elsewhere = KEYS.iter().find(|known| known.1 == key);
        if let Some((home, ..)) = elsewhere {
            return problem.help(match *home {
                "" => format!("`{key}` stands at the top of the file, in no section."),
                home => format!("`{key}` belongs in the section `{home}`."),
            });
        }
        let here = KEYS.iter().filter(|known| known.0 == section);
        problem.suggest(nearest(key, here.map(|known| known.1)))
    }

    fn log(&self, entry: &Entry, problems: &mut Problems) {
        if number(&entry.value) == Some(0.0) {
            return;
        }
        let tables = all_of(["places.csv", "flows.csv"]);
        let text = format!("The log that `{}` asks for is not written.", entry.key);
        problems.add(
            Problem::warning(text)
                .at(entry.key_mark(self.source))
                .help(format!(
                    "The results have every place and link instead: see {tables}."
                )),
        );
    }
}
