//! Overlays that come with the program.

use crate::problem::{Problem, all_of, nearest};

/// Settings with a name, for any scenario.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// The name, as typed after `--preset`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// The overlay, which says where its numbers come from.
    pub text: &'static str,
}

const PRESETS: [Preset; 2] = [
    Preset {
        name: "flee-default",
        title: "people move as Flee has them move unless it is told otherwise",
        text: include_str!("flee-default.toml"),
    },
    Preset {
        name: "six-conflicts",
        title: "people move as fits six conflicts best at once, each also when left out",
        text: include_str!("six-conflicts.toml"),
    },
];

/// Every preset, by name.
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

/// The preset of a name.
pub(crate) fn preset(name: &str) -> Result<&'static Preset, Problem> {
    let names = || PRESETS.iter().map(|preset| preset.name);
    let mut all = PRESETS.iter();
    all.find(|preset| preset.name == name).ok_or_else(|| {
        Problem::error(format!("There is no preset `{name}`."))
            .help(format!("There is {}.", all_of(names())))
            .suggest(nearest(name, names()))
    })
}
