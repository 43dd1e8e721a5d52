//! One scenario at many settings: the worlds that a study asks for.

use std::path::{Path, PathBuf};

use refuge_core::World;

use crate::flee::STAYS;
use crate::native::settings::{Overlay, number_in};
use crate::problem::Problems;
use crate::{Options, Scenario, load};

/// Settings that the files are read by, each with the number from which on they are not: a loader
/// tells numbers above it apart no more.
const READ_BY: [(&str, f64); 3] = [
    ("events.shelling_days", f64::INFINITY),
    ("events.ceasefire_factor", f64::INFINITY),
    ("floods.forecast_days", f64::INFINITY),
];

/// The same for instances of Flee.
const READ_BY_FLEE: [(&str, f64); 6] = [
    ("movement.capacity_scaling", 1.0),
    ("movement.town_leave", STAYS),
    ("movement.conflict_leave", STAYS),
    ("movement.leave_population_power", 0.0),
    ("movement.conflict_decay_interval_days", f64::INFINITY),
    ("floods.forecast_until", f64::INFINITY),
];

/// A scenario that is read once, and its world at any settings.
#[derive(Clone, Debug)]
pub struct Varied {
    path: PathBuf,
    options: Options,
    scenario: Scenario,
}

impl Varied {
    /// Loads a scenario, as [`load`] does.
    ///
    /// # Errors
    ///
    /// Every problem of the folder, if one of them forbids a run.
    pub fn load(path: &Path, options: &Options) -> Result<Self, Problems> {
        Ok(Self {
            path: path.to_owned(),
            options: options.clone(),
            scenario: load(path, options)?,
        })
    }

    /// The scenario as it stands.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The world with these numbers as settings, as if each was given by `--set`, and in place of
    /// one that was. The files are read again only where a setting decides how.
    ///
    /// # Errors
    ///
    /// If there is no such setting, a number is not what it may be, or the scenario has a problem with it.
    pub fn world(&self, values: &[(String, f64)]) -> Result<World, Problems> {
        let typed = values.iter().map(|(key, value)| format!("{key}={value}"));
        let typed: Vec<String> = typed.collect();
        let mut overlay = Overlay::default();
        let mut problems = Problems::default();
        for typed in &typed {
            overlay.set(typed, &mut problems);
        }
        if problems.errors() > 0 {
            return Err(problems);
        }
        if values
            .iter()
            .any(|(key, value)| self.is_read_by(key, *value))
        {
            return self.loaded(values, typed);
        }
        let mut world = self.scenario.world.clone();
        world.settings = overlay.settings(&world.settings)?;
        world.uncertain.retain(|one| !has(values, one.key));
        Ok(world)
    }

    /// Whether files are read differently at a number than as they were.
    fn is_read_by(&self, key: &str, value: f64) -> bool {
        let of_flee = self.scenario.settings_file.is_some();
        let further = if of_flee { &READ_BY_FLEE[..] } else { &[] };
        let mut all = READ_BY.iter().chain(further);
        let Some((_, until)) = all.find(|(known, _)| *known == key) else {
            return false;
        };
        let now = number_in(&self.scenario.world.settings, key);
        value < *until || now.is_none_or(|now| now < *until)
    }

    fn loaded(&self, values: &[(String, f64)], typed: Vec<String>) -> Result<World, Problems> {
        let before = self.options.set.iter();
        let others = before.filter(|set| {
            let key = set.split('=').next().unwrap_or_default().trim();
            !has(values, key)
        });
        let options = Options {
            set: others.cloned().chain(typed).collect(),
            ..self.options.clone()
        };
        Ok(load(&self.path, &options)?.world)
    }
}

fn has(values: &[(String, f64)], key: &str) -> bool {
    values.iter().any(|(known, _)| known == key)
}
