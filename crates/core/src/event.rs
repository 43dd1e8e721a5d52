//! Dated events as a scenario states them, resolved to places and links but not yet drawn.

use crate::calendar::Day;
use crate::network::LinkId;
use crate::place::{PlaceId, PlaceKind, Side};
use crate::shelter::ShelterKind;

/// Something that happens, or may happen, on a day of the run.
#[derive(Clone, Debug)]
pub struct Event {
    /// First and last day on which it may begin; a replicate draws one of them evenly.
    pub window: (Day, Day),
    /// Last day it is in force; `None` means until another event of its kind replaces it, or as `lasts` says.
    pub until: Option<Day>,
    /// Days it is in force from the day it begins, where `until` gives no last day.
    pub lasts: Option<Day>,
    /// Chance that it happens at all, drawn once a replicate.
    pub probability: f64,
    /// What it changes.
    pub change: Change,
    /// What it acts on.
    pub targets: Targets,
    /// The target as the scenario names it.
    pub target: String,
    /// The value as the scenario writes it.
    pub value: String,
    /// A remark for the reader of timeline.csv.
    pub note: String,
    /// The name by which branches and other events refer to it; empty if none do.
    pub name: String,
    /// What must be so on the day it begins; otherwise it does not happen.
    pub only_if: Option<Condition>,
}

/// What an event waits for: another one that is in force, or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The index of the other event in [`World::events`](crate::World::events).
    pub event: u32,
    /// Whether it must be in force, or must not.
    pub in_force: bool,
}

/// What an event acts on.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets {
    /// Places.
    Places(Vec<PlaceId>),
    /// Links.
    Links(Vec<LinkId>),
}

/// What an event changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Conflict at an intensity of 0 to 1 from now on.
    Conflict(f64),
    /// Conflict of at least this intensity (0 to 1) for some days, over what is there.
    Shelling(f64),
    /// Air strikes of this intensity (0 to 1) for some days: shelling that people flee the more.
    AirStrike(f64),
    /// A side takes the places.
    Capture(Side),
    /// An observation post stands in the places, and guards the demilitarised zone around it.
    ObservationPost,
    /// This share (0 to 1) of the fighting is kept out of the places while a post guards them.
    DemilitarisedZone(f64),
    /// Those who meet agree; other events may depend on it.
    Summit,
    /// Whoever holds the places is told to leave them to `to` by the last day of the event.
    Ultimatum {
        /// The side that the places fall to if it is met.
        to: Side,
        /// Chance that it is met, 0 to 1.
        met: f64,
    },
    /// Weather keeps this share (0 to 1) of movement from the places.
    Weather(f64),
    /// Conflict intensity is multiplied by `factor`, which replaces that of an earlier ceasefire; each
    /// day after the first it breaks with chance `break_chance`.
    Ceasefire {
        /// Factor on intensity, 0 to 1.
        factor: f64,
        /// Chance a day that it breaks.
        break_chance: f64,
    },
    /// Chance a day, 0 to 1, that a household is let across; 0 is shut, 1 is open.
    Border(f64),
    /// A camp opens.
    CampOpens,
    /// A camp closes: nobody enters, people inside leave as from a town.
    CampCloses,
    /// A camp or host community has room for this many displaced persons.
    Capacity(u32),
    /// The place becomes another kind of place; a conflict there is over for its people.
    Kind(PlaceKind),
    /// The flood in a place has this level; 0 is none.
    Flood(u32),
    /// This share of the people in a place is in need of food, in percent.
    Hunger(f64),
    /// Shelter of a kind for this many persons is set up, in all targets together.
    Shelter(ShelterKind, u32),
    /// Shelter for this many persons is built each day, in all targets together.
    SafeArea(f64),
    /// A road opens.
    RoadOpens,
    /// A road closes.
    RoadCloses,
    /// A road has a speed limit, in km a day.
    RoadSpeed(f64),
}

impl Change {
    /// Whether it brings conflict to its places: fighting, shelling or air strikes above 0.
    pub fn is_attack(&self) -> bool {
        matches!(*self, Self::Conflict(level) | Self::Shelling(level) | Self::AirStrike(level) if level > 0.0)
    }

    /// The word for its kind in files.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Conflict(_) => "conflict",
            Self::Shelling(_) => "shelling",
            Self::AirStrike(_) => "air_strike",
            Self::Capture(_) => "capture",
            Self::ObservationPost => "observation_post",
            Self::DemilitarisedZone(_) => "demilitarised_zone",
            Self::Summit => "summit",
            Self::Ultimatum { .. } => "ultimatum",
            Self::Weather(_) => "weather",
            Self::Shelter(..) => "shelter",
            Self::Ceasefire { .. } => "ceasefire",
            Self::Border(_) => "border",
            Self::CampOpens | Self::CampCloses | Self::Capacity(_) => "camp",
            Self::Kind(_) => "kind",
            Self::Flood(_) => "flood",
            Self::Hunger(_) => "hunger",
            Self::SafeArea(_) => "safe_area",
            Self::RoadOpens | Self::RoadCloses | Self::RoadSpeed(_) => "road",
        }
    }
}

/// The kinds of event in files.
pub const KINDS: [&str; 18] = [
    "conflict",
    "shelling",
    "air_strike",
    "capture",
    "ceasefire",
    "observation_post",
    "demilitarised_zone",
    "summit",
    "ultimatum",
    "weather",
    "border",
    "camp",
    "kind",
    "flood",
    "hunger",
    "shelter",
    "safe_area",
    "road",
];
