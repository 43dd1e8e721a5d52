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

use Range::{Number, Numbers, Switch, Texts, Whole, Word};

const CHANCE: Range = Number(0.0, 1.0);
const FACTOR: Range = Number(0.0, 1e6);

section! {
    /// Who the people are.
    People "people" {
        household_size: f64 = 5.0, "persons", Number(1.0, 12.0),
            "Mean size of a household, which decides and travels together; 1 makes every person an agent of their own.";
        children_share: f64 = 0.5, "share of persons", CHANCE,
            "Share of persons under 18; every household of two or more has at least one adult.";
        girls_share: f64 = 0.5, "share of children", CHANCE, "Share of girls among children.";
        women_share: f64 = 0.5, "share of adults", CHANCE, "Share of women among adults.";
        flee_from: Vec<String> = Vec::new(), "-", Texts,
            "Sides that the displaced flee: nobody enters or returns to a place one of these holds.";
    }
}

section! {
    /// Who becomes displaced, and when.
    Onset "onset" {
        mode: OnsetMode = OnsetMode::None, "-", Word(&["none", "prescribed", "hazard"]),
            "How the newly displaced are counted: `prescribed` follows the observed series `displaced`, `hazard` follows the conflict.";
        lag_days: u32 = 0, "days", Whole(0, 60),
            "Days by which the observed series `displaced` reports later than people fled: `prescribed` flees that much earlier, and both are compared with that lag.";
        conflict_rate: f64 = 0.05, "per day", Number(0.0, 40.0),
            "Rate at which residents flee a place at conflict intensity 1: `hazard` draws by it, `prescribed` shares its number out by it, and people back home flee by it.";
        anticipation_rate: f64 = 0.0, "per day", Number(0.0, 40.0),
            "Rate at which residents flee a place beside one at conflict intensity 1, used likewise.";
        anticipation_km: f64 = 10.0, "km", Number(0.1, 10_000.0),
            "Distance over which a front nearby is felt: its weight falls by a factor e with each of these.";
    }
}

section! {
    /// How people who are displaced move. Defaults are Flee's (Groen et al. 2024) unless said.
    Movement "movement" {
        route_choice: RouteChoice = RouteChoice::Destination, "-", Word(&["local", "destination"]),
            "`local` weighs places up to `awareness_level` links away, `destination` every place that can be reached.";
        awareness_level: u32 = 1, "links", Whole(1, 8), "How many links ahead people know the map; used by `local`.";
        camp_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a camp of either kind.";
        idp_camp_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a camp of internally displaced persons over that of any camp.";
        host_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a host community.";
        town_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a town.";
        foreign_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a place abroad.";
        conflict_weight: f64 = 0.25, "factor", Number(1e-6, 1e3),
            "Attraction of a place at conflict intensity 1; at intensity i it is this to the power i.";
        conflict_decay: Vec<f64> = Vec::new(), "factor", Numbers(0.0, 10.0),
            "How an ageing conflict is felt: entry k multiplies its intensity from k intervals after it began; empty means no ageing.";
        conflict_decay_interval_days: u32 = 30, "days", Whole(1, 3650), "Length of an interval of `conflict_decay`.";
        population_power: f64 = 0.0, "exponent", Number(0.0, 4.0),
            "Attraction grows with the residents that a town or host community has on the first day, to this power.";
        softening_km: f64 = 10.0, "km", Number(0.0, 10_000.0), "Added once to the length of a way before it is weighed.";
        weight_softening: f64 = 0.0, "factor", FACTOR, "Added to the attraction of every place.";
        distance_power: f64 = 1.0, "exponent", Number(0.0, 5.0), "A way is weighed by attraction over its length to this power.";
        weight_power: f64 = 1.0, "exponent", Number(0.0, 5.0), "Power to which the final weight is raised.";
        town_leave: f64 = 0.3, "per day", CHANCE, "Chance that a displaced household moves on from a town.";
        camp_leave: f64 = 0.001, "per day", CHANCE, "Chance that a displaced household leaves a camp.";
        idp_camp_leave: f64 = 0.1, "per day", CHANCE,
            "Chance that a displaced household leaves a camp of internally displaced persons.";
        host_leave: f64 = 0.001, "per day", CHANCE,
            "Chance that a displaced household leaves a host community (our judgement: as a camp).";
        transit_leave: f64 = 1.0, "per day", CHANCE,
            "Chance that a displaced household goes on from a crossing, hub or marker.";
        conflict_leave: f64 = 1.0, "per day", CHANCE,
            "Chance that a displaced household leaves a place at conflict intensity 1; between 0 and 1 it is interpolated.";
        hosted_leave: f64 = 0.0, "per day", CHANCE,
            "Chance that a household hosted since before the run moves elsewhere (our judgement).";
        capacity_buffer: f64 = 0.9, "share", Number(0.0, 1.0), "Share of capacity from which a place turns less attractive.";
        capacity_scaling: f64 = 1.0, "factor", Number(0.0, 1000.0), "Factor on every capacity.";
        speed_km_per_day: f64 = 200.0, "km/day", Number(0.1, 10_000.0), "Distance covered in a day by vehicle.";
        walking_km_per_day: f64 = 35.0, "km/day", Number(0.1, 1000.0), "Distance covered in a day on foot.";
        start_on_foot: bool = false, "-", Switch, "Whether people walk the first road of their journey.";
        avoid_short_stints: bool = false, "-", Switch,
            "Whether people who moved little in the last days go on from a town the day they reach it.";
        day_budget: DayBudget = DayBudget::Remaining, "-", Word(&["remaining", "full"]),
            "What is left for the next link on the same day: the `remaining` distance, or a `full` day as in Flee.";
        choose_home: bool = false, "-", Switch,
            "Whether people may choose the place they fled as any other, as in Flee; otherwise they go there only to return.";
        choose_full: bool = false, "-", Switch,
            "Whether people may choose a place without room, be refused and lose the day, as in Flee; otherwise they choose among places with room.";
        batches: u32 = 4, "batches", Whole(1, 64),
            "Parts in which travellers move within a day; capacity is looked at again between them.";
    }
}

section! {
    /// Who returns, and when.
    Returns "returns" {
        probability: f64 = 0.0, "per day", CHANCE,
            "Chance that a displaced household sets out for home while return is open (our judgement).";
        after_days: u32 = 7, "days", Whole(0, 3650), "Days a ceasefire must have held at home before return opens.";
        max_intensity: f64 = 0.1, "intensity", CHANCE, "Highest conflict intensity at home at which people return.";
    }
}

section! {
    /// Who stays for good and stops being counted as on the move: the sinks.
    Settling "settling" {
        camp: f64 = 0.0, "per day", CHANCE, "Chance that a household in a camp settles there for good.";
        host: f64 = 0.0, "per day", CHANCE, "Chance that a household in a host community settles there for good.";
    }
}

section! {
    /// How events act when they do not say.
    Events "events" {
        shelling_days: u32 = 3, "days", Whole(1, 365), "Days that shelling without `until` is felt (our judgement).";
        ceasefire_factor: f64 = 0.1, "factor", CHANCE,
            "Factor on conflict intensity under a ceasefire that gives no value (our judgement).";
    }
}

section! {
    /// What is written down.
    Observe "observe" {
        flow_days: u32 = 7, "days", Whole(1, 366), "Days summed in a row of flows.csv.";
    }
}

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
    /// Who returns.
    pub returns: Returns,
    /// Who settles.
    pub settling: Settling,
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
            Returns::KNOBS,
            Settling::KNOBS,
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
}

/// How far people look when they choose where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteChoice {
    /// Every simple path up to the awareness level.
    Local,
    /// The shortest path to every reachable destination.
    Destination,
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
