//! simsetting.yml: Flee's settings as settings of refuge.

use std::sync::Arc;

use refuge_core::settings::{DayBudget, OnsetMode, Range, RouteChoice, Settings};
use toml::Value as Checked;

use super::keys::{Fate, KEYS, Off};
use super::python;
use super::yaml::{self, Entry, Value};
use crate::native::settings::{Overlay, knob, wanted};
use crate::problem::{Problem, Problems, all_of, nearest};
use crate::source::Source;

/// The name that Flee gives the file.
pub(super) const FILE: &str = "simsetting.yml";

/// What the file says beside settings that refuge has: how the data are read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ways {
    /// Whether the newcomers are summed over the camps rather than taken from the row `total`.
    pub(super) sum_from_camps: bool,
    /// Whether the data of the first day are people in camps.
    pub(super) insert_day0: bool,
    /// Whether camps begin empty, and the data are counted from the first day on.
    pub(super) empty_camps_on_day0: bool,
    /// What every number of people is divided by.
    pub(super) hasten: u32,
}

/// Reads the file; `typed` settings of the command line override it.
pub(super) fn read(
    source: &Arc<Source>,
    typed: &[String],
    problems: &mut Problems,
) -> (Settings, Ways) {
    let mut reader = Reader {
        source,
        overlay: Overlay::default(),
        ways: Ways::default(),
        use_v1_rules: false,
        use_pop: false,
        pop_power: 0.1,
    };
    match problems.keep(yaml::read(source)) {
        Some(Value::Section(entries)) => reader.top(&entries, problems),
        Some(Value::Nothing) | None => {}
        Some(_) => problems.add(
            Problem::error("The file must hold sections such as `move_rules:`.")
                .in_file(&source.path),
        ),
    }
    let settings = problems.keep(reader.settings()).unwrap_or_default();
    let mut overlay = Overlay::default();
    for typed in typed {
        overlay.set(typed, problems);
    }
    let settings = problems.keep(overlay.settings(&settings));
    (settings.unwrap_or_default(), reader.ways)
}

/// Flee's ways, and its defaults where it has others.
fn flee() -> Settings {
    let mut settings = Settings::default();
    settings.people.household_size = 1.0;
    settings.onset.mode = OnsetMode::Sampled;
    settings.onset.from_residents = false;
    let movement = &mut settings.movement;
    movement.route_choice = RouteChoice::Local;
    movement.day_budget = DayBudget::Full;
    movement.choose_home = true;
    movement.choose_full = true;
    movement.flee_quirks = true;
    movement.speed_km_per_day = 360.0;
    movement.conflict_weight = 1.0 / 3.162_277_660_17;
    settings
}

impl Default for Ways {
    fn default() -> Self {
        Self {
            sum_from_camps: true,
            insert_day0: true,
            empty_camps_on_day0: false,
            hasten: 1,
        }
    }
}

struct Reader<'s> {
    source: &'s Arc<Source>,
    overlay: Overlay,
    ways: Ways,
    use_v1_rules: bool,
    use_pop: bool,
    pop_power: f64,
}

impl Reader<'_> {
    /// The settings of the file, over Flee's.
    fn settings(&self) -> Result<Settings, Problem> {
        let mut settings = self.overlay.settings(&flee())?;
        let movement = &mut settings.movement;
        if self.use_v1_rules {
            movement.speed_km_per_day = 200.0;
            movement.start_on_foot = false;
            movement.avoid_short_stints = false;
            movement.camp_weight = 2.0;
            movement.idp_camp_weight = 2.0;
            movement.conflict_weight = 0.25;
        }
        if self.use_pop {
            movement.population_power = self.pop_power;
        }
        Ok(settings)
    }

    fn top(&mut self, entries: &[Entry], problems: &mut Problems) {
        for entry in entries {
            if !KEYS.iter().any(|(section, ..)| *section == entry.key) {
                self.entry("", entry, problems);
                continue;
            }
            match &entry.value {
                Value::Section(inner) => {
                    for inner in inner {
                        self.entry(&entry.key, inner, problems);
                    }
                }
                Value::Nothing => {}
                _ => problems.add(
                    Problem::error(format!("`{}` must be a section of settings.", entry.key))
                        .at(entry.value_mark(self.source)),
                ),
            }
        }
    }

    fn entry(&mut self, section: &str, entry: &Entry, problems: &mut Problems) {
        let key = entry.key.as_str();
        let known = KEYS
            .iter()
            .find(|known| (known.0, known.1) == (section, key));
        let Some((.., fate)) = known else {
            problems.add(self.unknown(section, entry));
            return;
        };
        let result = match *fate {
            Fate::Is(knobs) => self.set(knobs, entry),
            Fate::Switch => self.switch(entry),
            Fate::Number(lowest) => self.number(entry, lowest),
            Fate::NotYet(off) => self.not_yet(entry, off),
            Fate::Idle => Err(Problem::warning(format!(
                "`{key}` has no effect on this run, as in Flee."
            ))
            .at(entry.key_mark(self.source))),
            Fate::Log => self.log(entry),
        };
        problems.keep(result);
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
        let here = KEYS
            .iter()
            .filter(|known| known.0 == section)
            .map(|known| known.1);
        let sections = KEYS
            .iter()
            .map(|known| known.0)
            .filter(|_| section.is_empty());
        problem.suggest(nearest(key, here.chain(sections)))
    }

    fn expected(&self, entry: &Entry, what: &str) -> Problem {
        Problem::error(format!("`{}` must be {what}.", entry.key)).at(entry.value_mark(self.source))
    }

    fn set(&mut self, keys: &[&str], entry: &Entry) -> Result<(), Problem> {
        let becomes_camp = ["default_movechance", "conflict_movechance"].contains(&&*entry.key);
        if becomes_camp && number(&entry.value).is_some_and(|chance| chance < 0.005) {
            return Err(Problem::error(format!(
                "`{}` below 0.005 makes camps of places in Flee, which is not run by refuge yet.",
                entry.key
            ))
            .at(entry.value_mark(self.source)));
        }
        for knob in keys.iter().filter_map(|key| knob(key)) {
            let value = checked(knob.range, &entry.value)
                .ok_or_else(|| self.expected(entry, &wanted(knob.range)))?;
            self.overlay.put(knob, value, entry.value_mark(self.source));
        }
        Ok(())
    }

    fn switch(&mut self, entry: &Entry) -> Result<(), Problem> {
        let on =
            switch(&entry.value).ok_or_else(|| self.expected(entry, &wanted(Range::Switch)))?;
        match entry.key.as_str() {
            "sum_from_camps" => self.ways.sum_from_camps = on,
            "insert_day0" => self.ways.insert_day0 = on,
            "empty_camps_on_day0" => self.ways.empty_camps_on_day0 = on,
            "use_v1_rules" => self.use_v1_rules = on,
            _ => self.use_pop = on,
        }
        Ok(())
    }

    fn number(&mut self, entry: &Entry, lowest: f64) -> Result<(), Problem> {
        let number = number(&entry.value)
            .filter(|number| (lowest..=1e9).contains(number))
            .ok_or_else(|| self.expected(entry, &format!("a number of at least {lowest}")))?;
        match entry.key.as_str() {
            "hasten" => self.ways.hasten = number as u32,
            _ => self.pop_power = number,
        }
        Ok(())
    }

    fn not_yet(&self, entry: &Entry, off: Off) -> Result<(), Problem> {
        let is_off = match off {
            Off::Empty => switch(&entry.value) == Some(false) || entry.value == Value::List(vec![]),
            Off::Below(limit) => number(&entry.value).is_some_and(|number| number < limit),
            Off::Absent => false,
        };
        if is_off || entry.value == Value::Nothing {
            return Ok(());
        }
        Err(
            Problem::error(format!("`{}` is not run by refuge yet.", entry.key))
                .at(entry.key_mark(self.source)),
        )
    }

    fn log(&self, entry: &Entry) -> Result<(), Problem> {
        if number(&entry.value) == Some(0.0) {
            return Ok(());
        }
        let tables = all_of(["places.csv", "flows.csv"]);
        Err(Problem::warning(format!(
            "The log that `{}` asks for is not written.",
            entry.key
        ))
        .at(entry.key_mark(self.source))
        .help(format!(
            "The results have every place and link instead: see {tables}."
        )))
    }
}

/// The value in the form of a setting, if it is in range.
fn checked(range: Range, value: &Value) -> Option<Checked> {
    match range {
        Range::Number(min, max) => in_range(value, min, max).map(Checked::Float),
        // Python's int() cuts decimals off.
        Range::Whole(min, max) => in_range(
            &Value::Number(number(value)?.trunc()),
            min as f64,
            max as f64,
        )
        .map(|whole| Checked::Integer(whole as i64)),
        Range::Switch => switch(value).map(Checked::Boolean),
        Range::Numbers(min, max) => {
            let Value::List(items) = value else {
                return (*value == Value::Nothing).then(|| Checked::Array(Vec::new()));
            };
            let items = items
                .iter()
                .map(|item| in_range(item, min, max).map(Checked::Float));
            items.collect::<Option<Vec<_>>>().map(Checked::Array)
        }
        Range::Word(_) | Range::Wholes(..) | Range::Texts => None,
    }
}

fn in_range(value: &Value, min: f64, max: f64) -> Option<f64> {
    number(value).filter(|number| (min..=max).contains(number))
}

/// A number, also one that YAML takes for a text but Python for a number.
fn number(value: &Value) -> Option<f64> {
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
