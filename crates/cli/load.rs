//! Loading: the scenario in every variant asked for, or the problems of all of them.

use std::path::{Path, PathBuf};
use std::time::Instant;

use refuge_analysis::Values;
use refuge_core::World;
use refuge_scenario::{Options, Problems, Scenario, Varied};

use crate::args::Input;
use crate::console::{self, count};
use crate::ending::Ending;

/// A scenario, which can be had at other settings, and how long it took to load.
pub(crate) struct Loaded {
    pub(crate) varied: Varied,
    pub(crate) seconds: f64,
}

impl Loaded {
    /// The scenario as it stands.
    pub(crate) fn scenario(&self) -> &Scenario {
        self.varied.scenario()
    }

    /// The world at other settings, or its problems as text.
    pub(crate) fn world(&self, values: &Values) -> Result<World, String> {
        let world = self.varied.world(values);
        world.map_err(|problems| problems.render(false).trim_end().to_owned())
    }
}

/// Every variant asked for, and the warnings about them.
pub(crate) struct Variants {
    pub(crate) loaded: Vec<Loaded>,
    pub(crate) warnings: String,
}

impl Variants {
    /// The variants, once the warnings are told.
    pub(crate) fn warned(self, quiet: bool) -> Vec<Loaded> {
        if !quiet && !self.warnings.is_empty() {
            console::say(&self.warnings);
        }
        self.loaded
    }
}

/// Loads every variant asked for; the problems of one do not hide those of another.
pub(crate) fn variants(input: &Input, days: Option<u32>) -> Result<Variants, Ending> {
    let options = Options {
        days,
        ..Options::default()
    };
    variants_of(input, &options)
}

/// The same with further options, under those of the input.
pub(crate) fn variants_of(input: &Input, further: &Options) -> Result<Variants, Ending> {
    load_all(&input.scenario, options(input, further))
}

/// The same for branches to be compared: `main` is the main course, unless a branch has that name.
pub(crate) fn branches(input: &Input, further: &Options) -> Result<Variants, Ending> {
    let mut options = options(input, further);
    let is_main = |options: &&mut Options| options.branch.as_deref() == Some(MAIN);
    if let Some(main) = options.iter_mut().find(is_main) {
        main.branch = None;
        let known = refuge_scenario::load(&input.scenario, main);
        if known.is_ok_and(|scenario| scenario.branches.iter().any(|name| name == MAIN)) {
            main.branch = Some(MAIN.to_owned());
        }
    }
    load_all(&input.scenario, options)
}

/// Several scenarios with the same options.
pub(crate) fn scenarios(paths: &[&PathBuf], options: &Options) -> Result<Variants, Ending> {
    load_each(paths.iter().map(|path| (path.as_path(), options.clone())))
}

/// What the main course of a scenario is called beside its branches.
const MAIN: &str = "main";

fn load_all(scenario: &Path, all: Vec<Options>) -> Result<Variants, Ending> {
    load_each(all.into_iter().map(|options| (scenario, options)))
}

fn load_each<'p>(all: impl Iterator<Item = (&'p Path, Options)>) -> Result<Variants, Ending> {
    let mut problems = Told::default();
    let mut warnings = Told::default();
    let mut loaded = Vec::new();
    for (path, options) in all {
        match timed(path, &options) {
            Ok(variant) => {
                warnings.add(&variant.scenario().warnings);
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
    let varied = Varied::load(path, options)?;
    Ok(Loaded {
        varied,
        seconds: began.elapsed().as_secs_f64(),
    })
}

/// The options of each variant: one a branch, or one without a branch.
fn options(input: &Input, further: &Options) -> Vec<Options> {
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
            settings: input.settings.clone(),
            ..further.clone()
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
        let branches: Vec<_> = options(&input, &Options::default())
            .into_iter()
            .map(|o| o.branch)
            .collect();
        assert_eq!(branches, [Some("a".to_owned()), Some("b".to_owned())]);
    }
}
