//! The world of a run: everything resolved, indexed and checked, and never changed.

use crate::calendar::{Calendar, Day};
use crate::event::{Change, Event};
use crate::network::Network;
use crate::people::Status;
use crate::place::{Country, Place, PlaceId};
use crate::settings::Settings;
use crate::shelter::ShelterKind;
use crate::uncertain::Uncertain;

/// A scenario as the engine reads it.
#[derive(Clone, Debug)]
pub struct World {
    /// The name of the scenario: its folder's.
    pub name: String,
    /// The title for people.
    pub title: String,
    /// What no run of it can know, as the scenario says, a sentence each.
    pub caveats: Vec<String>,
    /// The days of the run.
    pub calendar: Calendar,
    /// The country that people are displaced in; every other one is abroad.
    pub home: Country,
    /// Names of the sides of the conflict, by [`Side`](crate::place::Side).
    pub sides: Vec<String>,
    /// The places.
    pub places: Vec<Place>,
    /// The ways between them.
    pub network: Network,
    /// What happens, or may.
    pub events: Vec<Event>,
    /// Who is there before the first day, besides residents.
    pub present: Vec<Present>,
    /// What was observed, in the order of the files.
    pub observed: Vec<Observation>,
    /// The cumulative series of displaced persons that prescribed onset follows, by ascending day;
    /// it may reach beyond the run, so that a shorter run is the beginning of a longer one.
    pub prescribed: Vec<(Day, f64)>,
    /// Persons who become displaced on each day, where that is known in advance; else empty.
    pub newcomers: Vec<u32>,
    /// Attributes of persons beside sex and age band.
    pub attributes: Vec<Attribute>,
    /// Ways of several roads each that people know from end to end, for `movement.route_choice = "fixed"`.
    pub major_routes: Vec<Vec<PlaceId>>,
    /// What a Flee instance says was counted; none for any other scenario.
    pub flee: Option<FleeData>,
    /// The settings.
    pub settings: Settings,
    /// Settings that are drawn anew for a pair of replicates, by key.
    pub uncertain: Vec<Uncertain>,
    /// The last day whose observations the settings were fitted to; only later ones are scored.
    pub calibrated_until: Option<Day>,
}

/// Persons who are in a place on the first day as displaced or hosted people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Where they are.
    pub place: PlaceId,
    /// What they are: [`Status::Hosted`] or [`Status::Displaced`].
    pub status: Status,
    /// How many persons.
    pub persons: u32,
    /// Attributes that are known of all of them, as index into [`World::attributes`] and its values.
    pub known: Vec<(u16, u16)>,
}

/// An attribute of persons, such as ethnicity, drawn once for each from the shares of the place they come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name; `age`, `gender`, `ethnicity`, `religion` and `floodawareness` have rules.
    pub name: String,
    /// Its values, as written.
    pub values: Vec<String>,
    /// Relative weight of each value.
    pub weights: Vec<f64>,
    /// The same for people from some places.
    pub by_place: Vec<(PlaceId, Vec<f64>)>,
}

/// What was counted in the camps of a Flee instance, as its out.csv shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FleeData {
    /// The places that are camps when the run begins, in the order of the file.
    pub camps: Vec<PlaceId>,
    /// The count in each of `camps` on each day.
    pub data: Vec<Vec<i64>>,
    /// The count of refugees on each day, as Flee sums it up from the first day on.
    pub raw: Vec<i64>,
    /// On each day, the fall in that count for which later newcomers are still to make up.
    pub debt: Vec<i64>,
}

impl FleeData {
    /// The counts as observations: a number for every camp and day, as Flee compares them.
    pub fn observed(&self, places: &[Place]) -> Vec<Observation> {
        let camps = self.camps.iter().zip(&self.data);
        let series = camps.flat_map(|(&camp, data)| {
            let counts = (0..).zip(data);
            counts.map(move |(day, &count)| Observation {
                places: vec![camp],
                place: places[camp.index()].id.clone(),
                ..Observation::of_world(day, Measure::Present, count as f64)
            })
        });
        series.collect()
    }
}

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

impl World {
    /// Whether two places lie in the same first-level unit of a country.
    pub fn are_of_one_admin1(&self, a: PlaceId, b: PlaceId) -> bool {
        let [a, b] = [a, b].map(|place| &self.places[place.index()]);
        a.country == b.country && a.admin1 == b.admin1
    }

    /// Whether a place lies abroad.
    pub fn is_abroad(&self, place: PlaceId) -> bool {
        self.places[place.index()].country != self.home
    }

    /// Whether there is weather on any day.
    pub fn has_weather(&self) -> bool {
        let mut events = self.events.iter();
        events.any(|event| matches!(event.change, Change::Weather(_)))
    }

    /// Whether kinds of shelter are told apart in any place.
    pub fn tells_shelter_apart(&self) -> bool {
        let mut places = self.places.iter();
        places.any(|place| place.traits.shelter.is_some())
    }
}
