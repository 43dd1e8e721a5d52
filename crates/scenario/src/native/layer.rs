//! What scenario.toml and the overlays over it may both say: settings, which of them are uncertain,
//! and until when they were fitted.

use std::sync::Arc;

use jiff::civil::Date;
use refuge_core::settings::Settings;
use refuge_core::uncertain::Uncertain;
use refuge_core::{Calendar, Day};

use super::document::{Section, parse};
use super::settings::Overlay;
use super::uncertain::{self, Uncertainty};
use crate::problem::{Mark, Problem, Problems, nearest};
use crate::source::Source;

/// The key of the last date whose observations settings were fitted to.
const CALIBRATED: &str = "calibrated_until";

/// Later layers are laid over earlier ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    pub(crate) settings: Overlay,
    uncertain: Uncertainty,
    calibrated_until: Option<(Date, Mark)>,
}

impl Layer {
    /// Reads a file; `further` keys are read elsewhere, others that are unknown are told.
    pub(super) fn read(
        root: Section<'_>,
        further: &[&'static str],
        problems: &mut Problems,
    ) -> Self {
        let mut layer = Self::default();
        for (key, at, field) in root.entries().filter(|(key, ..)| !further.contains(key)) {
            if key == CALIBRATED {
                let date = problems.keep(field.date());
                layer.calibrated_until = date.map(|date| (date, field.mark()));
            } else if key == uncertain::SECTION {
                layer.uncertain = uncertain::read(&field, root, problems);
            } else if sections().any(|section| section == key) {
                match field.value().as_table() {
                    Some(table) => {
                        let prefix = &format!("{key}.");
                        layer.settings.read(
                            Section {
                                table,
                                prefix,
                                ..root
                            },
                            problems,
                        );
                    }
                    None => problems.add(field.expected(&format!("a table, under [{key}]"))),
                }
            } else {
                let own = [CALIBRATED, uncertain::SECTION];
                let known = further.iter().copied().chain(own).chain(sections());
                let unknown = Problem::error(format!("The key `{key}` is unknown.")).at(at);
                let unknown = match further {
                    [] => unknown.help(
                        "An overlay has sections of settings, `calibrated_until` and [uncertain].",
                    ),
                    _ => unknown,
                };
                problems.add(unknown.suggest(nearest(key, known)));
            }
        }
        layer
    }

    /// Reads a file that has nothing else.
    pub(crate) fn of_overlay(source: &Arc<Source>, problems: &mut Problems) -> Self {
        let document = parse(source, problems);
        let root = Section {
            source,
            table: document.get_ref(),
            prefix: "",
        };
        Self::read(root, &[], problems)
    }

    /// Lays another one over this: what it sets is certain, unless it says otherwise itself.
    pub(crate) fn lay(&mut self, upper: &Self) {
        self.set(&upper.settings);
        self.uncertain.extend(&upper.uncertain);
        if upper.calibrated_until.is_some() {
            self.calibrated_until.clone_from(&upper.calibrated_until);
        }
    }

    /// Lays settings over this, which are certain then.
    pub(crate) fn set(&mut self, upper: &Overlay) {
        self.settings.lay(upper);
        self.uncertain.retain(|key, _| !upper.has(key));
    }

    /// Lays a setting over this as typed after `--set`.
    pub(crate) fn set_typed(&mut self, typed: &str, problems: &mut Problems) {
        if let Some(key) = self.settings.set(typed, problems) {
            self.uncertain.remove(key);
        }
    }

    /// What is uncertain, by key.
    pub(crate) fn uncertain(&self) -> Vec<Uncertain> {
        let all = self.uncertain.iter();
        all.map(|(&key, &distribution)| Uncertain { key, distribution })
            .collect()
    }

    /// The last day of the period that settings were fitted to; of a run cut short its last day.
    pub(crate) fn calibrated_until(
        &self,
        period: Calendar,
        run: Calendar,
        problems: &mut Problems,
    ) -> Option<Day> {
        let (date, mark) = self.calibrated_until.as_ref()?;
        let day = period.day(*date);
        if day.is_none() {
            problems.add(
                Problem::error(format!(
                    "`{CALIBRATED}` must lie in the period, {} to {}.",
                    period.start(),
                    period.end()
                ))
                .at(mark.clone())
                .help("It is the last date whose observations the settings were fitted to; only later ones are scored."),
            );
        }
        day.map(|day| day.min(run.days() - 1))
    }
}

/// The names of the sections of settings; each as often as it has settings.
fn sections() -> impl Iterator<Item = &'static str> {
    Settings::knobs().filter_map(|knob| Some(knob.key.split_once('.')?.0))
}
