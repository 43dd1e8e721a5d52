//! The world of a run: everything resolved, indexed and checked, and never changed.

mod observed;

use crate::calendar::{Calendar, Day};
use crate::event::{Change, Event};
use crate::network::Network;
use crate::people::Status;
use crate::place::{Country, Place, PlaceId};
use crate::settings::Settings;
use crate::uncertain::Uncertain;

pub use observed::{Measure, Observation};

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
