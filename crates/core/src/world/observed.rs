//! What was counted outside the model, and what can be.

use crate::calendar::Day;
use crate::place::PlaceId;
use crate::shelter::ShelterKind;

/// A number that was counted outside the model on some day.
#[derive(Clone, Debug)]
pub struct Observation {
    /// The day it speaks of.
    pub day: Day,
    /// The first day of the period that it counts up to `day`, where it says one.
    pub since: Option<Day>,
    /// What was counted.
    pub measure: Measure,
    /// The places whose sum it is, and of movements those they begin in, in ascending order; empty for
    /// the whole world.
    pub places: Vec<PlaceId>,
    /// The places that movements end in, in ascending order; empty for the whole world and other measures.
    pub to: Vec<PlaceId>,
    /// The place as the scenario names it; empty for the whole world.
    pub place: String,
    /// The count, in persons.
    pub value: f64,
    /// Whether nobody counted it, but it lies on the line between the counts before and after.
    pub interpolated: bool,
}

impl Observation {
    /// A count over the whole world on a day.
    pub fn of_world(day: Day, measure: Measure, value: f64) -> Self {
        Self {
            day,
            since: None,
            measure,
            places: Vec::new(),
            to: Vec::new(),
            place: String::new(),
            value,
            interpolated: false,
        }
    }
}

/// What can be observed and compared: a column of totals.csv, or of places.csv for a place, or a kind of shelter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Persons displaced since the first day, cumulative.
    Displaced,
    /// Persons who became displaced that day.
    NewlyDisplaced,
    /// Persons on the way.
    InTransit,
    /// Persons in camps.
    InCamps,
    /// Persons in host communities.
    InHostCommunities,
    /// Displaced persons in the home country.
    InternallyDisplaced,
    /// Persons abroad.
    Abroad,
    /// Persons who are back home.
    Returned,
    /// Movements of persons since the first day: see [`Journey`](crate::journeys::Journey).
    Movements,
    /// Persons displaced in this run who have moved a second time.
    MovedAgain,
    /// Persons who came to stay in a country of `onward.to` since the first day.
    MovedOn,
    /// Displaced or hosted persons in a place.
    Present,
    /// Persons who arrived in a place that day.
    Arrivals,
    /// Persons who left a place that day.
    Departures,
    /// Persons who arrived in a place since the first day: movements, not heads.
    ArrivalsSinceStart,
    /// Persons who left a place since the first day: movements, not heads.
    DeparturesSinceStart,
    /// Displaced or hosted persons in a place beyond those of the first day.
    PresentSinceStart,
    /// Persons in places of the home country who sleep under this.
    Sleeping(ShelterKind),
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 24] = [
        Self::Displaced,
        Self::NewlyDisplaced,
        Self::InTransit,
        Self::InCamps,
        Self::InHostCommunities,
        Self::InternallyDisplaced,
        Self::Abroad,
        Self::Returned,
        Self::Movements,
        Self::MovedAgain,
        Self::MovedOn,
        Self::Present,
        Self::Arrivals,
        Self::Departures,
        Self::ArrivalsSinceStart,
        Self::DeparturesSinceStart,
        Self::PresentSinceStart,
        Self::Sleeping(ShelterKind::HostFamily),
        Self::Sleeping(ShelterKind::Rented),
        Self::Sleeping(ShelterKind::Built),
        Self::Sleeping(ShelterKind::PublicBuilding),
        Self::Sleeping(ShelterKind::Unfinished),
        Self::Sleeping(ShelterKind::Tent),
        Self::Sleeping(ShelterKind::Open),
    ];

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Displaced => "displaced",
            Self::NewlyDisplaced => "newly_displaced",
            Self::InTransit => "in_transit",
            Self::InCamps => "in_camps",
            Self::InHostCommunities => "in_host_communities",
            Self::InternallyDisplaced => "internally_displaced",
            Self::Abroad => "abroad",
            Self::Returned => "returned",
            Self::Movements => "movements",
            Self::MovedAgain => "moved_again",
            Self::MovedOn => "moved_on",
            Self::Present => "present",
            Self::Arrivals => "arrivals",
            Self::Departures => "departures",
            Self::ArrivalsSinceStart => "arrivals_since_start",
            Self::DeparturesSinceStart => "departures_since_start",
            Self::PresentSinceStart => "present_since_start",
            Self::Sleeping(ShelterKind::HostFamily) => "in_host_families",
            Self::Sleeping(ShelterKind::Rented) => "in_rented",
            Self::Sleeping(ShelterKind::Built) => "in_built_shelter",
            Self::Sleeping(ShelterKind::PublicBuilding) => "in_public_buildings",
            Self::Sleeping(ShelterKind::Unfinished) => "in_unfinished",
            Self::Sleeping(ShelterKind::Tent) => "in_tents",
            Self::Sleeping(ShelterKind::Open) => "in_open",
        }
    }

    /// Whether it may be counted since a day that an observation names.
    pub fn has_period(self) -> bool {
        matches!(self, Self::Arrivals | Self::Departures | Self::Movements)
    }

    /// Whether it is counted in places rather than in the whole world.
    pub fn is_local(self) -> bool {
        matches!(
            self,
            Self::Present
                | Self::Arrivals
                | Self::Departures
                | Self::ArrivalsSinceStart
                | Self::DeparturesSinceStart
                | Self::PresentSinceStart
        )
    }
}
