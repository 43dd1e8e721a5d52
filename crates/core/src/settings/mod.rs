//! Every number and switch of the model, each with its unit, range, default and meaning.
//!
//! One macro makes both the struct that the engine reads and the table of [`Knob`]s that loaders
//! check against, so that a setting cannot exist without its documentation.

use serde::{Deserialize, Serialize};

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// A number between two bounds, both included.
    Number(f64, f64),
    /// A whole number between two bounds, both included.
    Whole(u32, u32),
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of numbers between two bounds, both included.
    Numbers(f64, f64),
    /// A list of whole numbers between two bounds, both included.
    Wholes(u32, u32),
    /// A list of texts.
    Texts,
}

/// One setting: its dotted key, unit, range and meaning.
#[derive(Clone, Copy, Debug)]
pub struct Knob {
    /// `section.field`, as typed after `--set`.
    pub key: &'static str,
    /// The unit of its value; a dash where it has none.
    pub unit: &'static str,
    /// What it may be.
    pub range: Range,
    /// What it means, in a sentence.
    pub meaning: &'static str,
}

macro_rules! section {
    ($(#[$doc:meta])* $name:ident $section:literal
     { $($field:ident: $type:ty = $default:expr, $unit:literal, $range:expr, $meaning:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $(#[doc = $meaning] #[doc = concat!(" Unit: ", $unit, ".")] pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $name {
            /// The settings of this section.
            pub const KNOBS: &'static [Knob] = &[$(Knob {
                key: concat!($section, ".", stringify!($field)),
                unit: $unit,
                range: $range,
                meaning: $meaning,
            },)*];
        }
    };
}

use Range::Number;

const CHANCE: Range = Number(0.0, 1.0);
const FACTOR: Range = Number(0.0, 1e6);

mod circumstances;
mod movement;
mod onset;

pub use circumstances::{Attributes, Events, Floods, Food, Observe};
pub use movement::{Movement, Onward, Returns, Settling};
pub use onset::{Onset, People};

/// All settings of a run, by section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Who the people are.
    pub people: People,
    /// Who becomes displaced.
    pub onset: Onset,
    /// How they move.
    pub movement: Movement,
    /// How hosted people move on.
    pub onward: Onward,
    /// Who returns.
    pub returns: Returns,
    /// Who settles.
    pub settling: Settling,
    /// How floods move people.
    pub floods: Floods,
    /// How hunger and harvest move people.
    pub food: Food,
    /// How attributes of persons count.
    pub attributes: Attributes,
    /// How events act.
    pub events: Events,
    /// What is written down.
    pub observe: Observe,
}

impl Settings {
    /// Every setting, section by section.
    pub fn knobs() -> impl Iterator<Item = &'static Knob> {
        [
            People::KNOBS,
            Onset::KNOBS,
            Movement::KNOBS,
            Onward::KNOBS,
            Returns::KNOBS,
            Settling::KNOBS,
            Floods::KNOBS,
            Food::KNOBS,
            Attributes::KNOBS,
            Events::KNOBS,
            Observe::KNOBS,
        ]
        .into_iter()
        .flatten()
    }
}

/// How the number of newly displaced is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnsetMode {
    /// Nobody becomes displaced during the run.
    None,
    /// From the observed cumulative series `displaced`.
    Prescribed,
    /// From the conflict.
    Hazard,
    /// The newcomers of each day, each from a place drawn by residents times conflict (Flee).
    Sampled,
    /// A number of persons a day from each place (Flee).
    Constant,
    /// A share of its residents a day from each place (Flee).
    Share,
    /// A number of persons a day from each place, on the mean (Flee).
    Poisson,
}

impl OnsetMode {
    /// Whether it is one of Flee's, which can displace persons who are no residents.
    pub fn is_flees(self) -> bool {
        matches!(
            self,
            Self::Sampled | Self::Constant | Self::Share | Self::Poisson
        )
    }
}

/// How far people look when they choose where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteChoice {
    /// Every simple path up to the awareness level.
    Local,
    /// The shortest path to every reachable destination.
    Destination,
    /// The best of the local paths to each place, weighed once a day (Flee).
    Fixed,
}

/// What distance a household may still cover after it arrives early in the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayBudget {
    /// What is left of the day.
    Remaining,
    /// A whole day again, as Flee gives (a quirk that decides its results).
    Full,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_say_what_they_mean() {
        let mut keys: Vec<&str> = Settings::knobs().map(|knob| knob.key).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
        assert!(Settings::knobs().all(|knob| knob.meaning.ends_with('.') && !knob.unit.is_empty()));
    }
}
