//! Loading: the scenario in every variant asked for, or the problems of all of them.

use std::path::Path;
use std::time::Instant;

use refuge_scenario::{Options, Problems, Scenario};

use crate::args::Input;
use crate::console::{self, count};
use crate::ending::Ending;

/// A scenario and how long it took to load.
pub(crate) struct Loaded {
    pub(crate) scenario: Scenario,
    pub(crate) seconds: f64,
}

/// Every variant asked for, and the warnings about them.
pub(crate) struct Variants {
    pub(crate) loaded: Vec<Loaded>,
    pub(crate) warnings: String,
}

/// Loads every variant asked for; the problems of one do not hide those of another.
pub(crate) fn variants(input: &Input, days: Option<u32>) -> Result<Variants, Ending> {
    let mut problems = Told::default();
    let mut warnings = Told::default();
    let mut loaded = Vec::new();
    for options in options(input, days) {
        match timed(&input.scenario, &options) {
            Ok(variant) => {
                warnings.add(&variant.scenario.warnings);
                loaded.push(variant);
            }
            Err(wrong) => problems.add(&wrong),
        }
    }
    problems.end()?;
    Ok(Variants {
        loaded,
        warnings: warnings.text,
    })
}

fn timed(path: &Path, options: &Options) -> Result<Loaded, Problems> {
    let began = Instant::now();
    let scenario = refuge_scenario::load(path, options)?;
    Ok(Loaded {
        scenario,
        seconds: began.elapsed().as_secs_f64(),
    })
}

/// The options of each variant: one a branch, or one without a branch.
fn options(input: &Input, days: Option<u32>) -> Vec<Options> {
    let mut branches: Vec<Option<String>> = Vec::new();
    for name in &input.branches {
        if !branches.iter().flatten().any(|known| known == name) {
            branches.push(Some(name.clone()));
        }
    }
    if branches.is_empty() {
        branches.push(None);
    }
    branches
        .into_iter()
        .map(|branch| Options {
            branch,
            preset: input.preset.clone(),
            overlay: input.overlay.clone(),
            set: input.set.clone(),
            days,
            settings: input.settings.clone(),
        })
        .collect()
}

/// Problems as text; those that several variants share are told once.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) text: String,
    errors: usize,
    warnings: usize,
}

impl Told {
    pub(crate) fn add(&mut self, problems: &Problems) {
        let text = console::rendered(problems);
        if !self.text.contains(&text) {
            self.errors += problems.errors();
            self.warnings += problems.warnings();
            self.text += text.trim_end();
            self.text += "\n\n";
        }
    }

    /// Ends the command if any of them is an error.
    pub(crate) fn end(&self) -> Result<(), Ending> {
        if self.errors > 0 {
            return Err(Ending::Problems(self.with_count()));
        }
        Ok(())
    }

    fn with_count(&self) -> String {
        let errors = count(self.errors, "error");
        match self.warnings {
            0 => format!("{}{errors}.", self.text),
            warnings => format!("{}{errors}, {}.", self.text, count(warnings, "warning")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_given_twice_is_loaded_once() {
        let input = Input {
            scenario: "winter".into(),
            branches: ["a", "b", "a"].map(String::from).to_vec(),
            preset: None,
            overlay: None,
            set: Vec::new(),
            settings: None,
        };
        let branches: Vec<_> = options(&input, None)
            .into_iter()
            .map(|o| o.branch)
            .collect();
        assert_eq!(branches, [Some("a".to_owned()), Some("b".to_owned())]);
    }
}
