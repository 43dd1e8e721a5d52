//! An instance as written, resolved into a world.

use std::collections::BTreeSet;

use refuge_core::event::{Change, Event, Targets};
use refuge_core::network::{Link, Network};
use refuge_core::people::Status;
use refuge_core::place::{Country, Place, PlaceId, PlaceKind, Traits};
use refuge_core::settings::Settings;
use refuge_core::world::{FleeData, Present};
use refuge_core::{Calendar, Day, World};

use super::conflicts::{self, Fight};
use super::countries::Countries;
use super::layout::{self, Counts};
use super::locations::{Kind, Location, Locations};
use super::newcomers::{Newcomers, check_origins};
use super::settings::Ways;
use crate::folder::Folder;
use crate::problem::Problems;

/// Everything read of an instance.
pub(super) struct Instance {
    pub(super) name: String,
    pub(super) calendar: Calendar,
    pub(super) settings: Settings,
    pub(super) ways: Ways,
    pub(super) locations: Locations,
    pub(super) links: Vec<Link>,
    pub(super) fights: Vec<Fight>,
    pub(super) closures: Vec<Event>,
    pub(super) counts: Counts,
}

impl Instance {
    /// The world of it.
    pub(super) fn resolve(self, folder: &Folder, problems: &mut Problems) -> Option<World> {
        let days = self.calendar.days() as usize;
        let newcomers = Newcomers::count(&self.counts, &self.ways, days)
            .map_err(|problem| problem.in_file(folder.shown(layout::FILE)));
        let newcomers = problems.keep(newcomers)?;
        let places = self.places(problems);
        let residents: Vec<u32> = places.iter().map(|place| place.population).collect();
        let movement = &self.settings.movement;
        let origins = check_origins(&newcomers.new, &self.fights, &residents, movement)
            .map_err(|problem| problem.in_file(folder.shown(conflicts::FILE)));
        problems.keep(origins)?;
        let mut events = self.conflict_events(&places);
        events.extend(self.closures.iter().cloned());
        events.retain(|event| event.window.0 < self.calendar.days());
        Some(World {
            title: self.name.clone(),
            home: places
                .first()
                .map_or(Country::NOWHERE, |place| place.country),
            sides: Vec::new(),
            network: Network::new(places.len(), self.links.clone()),
            events,
            present: self.present(),
            observed: Vec::new(),
            attributes: Vec::new(),
            major_routes: Vec::new(),
            flee: Some(self.data(&newcomers)),
            prescribed: Vec::new(),
            newcomers: newcomers.new,
            places,
            name: self.name,
            calendar: self.calendar,
            settings: self.settings,
        })
    }

    fn places(&self, problems: &mut Problems) -> Vec<Place> {
        let mut countries = Countries::default();
        let mut ids = BTreeSet::new();
        let mut places = Vec::new();
        for (index, location) in self.locations.list.iter().enumerate() {
            let is_camp = location.kind.is_camp();
            places.push(Place {
                id: free_id(&location.name, &mut ids),
                name: location.name.clone(),
                kind: place_kind(location.kind),
                country: countries.code(&location.country),
                admin1: location.region.clone(),
                latitude: location.latitude,
                longitude: location.longitude,
                population: if is_camp {
                    0
                } else {
                    location.people / self.ways.hasten
                },
                capacity: if is_camp {
                    self.capacity(index, problems)
                } else {
                    None
                },
                control: None,

                traits: Traits::default(),
            });
        }
        places
    }

    /// The room in a camp. Flee takes off the people of the first day but goes on counting them,
    /// and takes a camp without room for one without limit.
    fn capacity(&self, camp: usize, problems: &mut Problems) -> Option<u32> {
        let location = &self.locations.list[camp];
        let cell = self.locations.cell(camp, 7, "capacity");
        if location.people == 0 {
            let text = "The camp has no capacity, so it takes in people without limit, as in Flee.";
            problems.add(
                cell.warning(text)
                    .help("Give the number of people it has room for."),
            );
            return None;
        }
        let capacity = (location.people / self.ways.hasten) as i64;
        let inside = if self.ways.insert_day0 {
            self.on_first_day(location)
        } else {
            0
        };
        let left = capacity - inside;
        if capacity > 0 && left <= 0 {
            problems.add(cell.warning(format!(
                "Flee takes the {inside} people of the first day off the capacity, so that none is left and the camp has no limit."
            )));
        }
        u32::try_from(left).ok().filter(|left| *left > 0)
    }

    fn on_first_day(&self, location: &Location) -> i64 {
        self.counts
            .of(&location.name)
            .map_or(0, |series| series.on(0))
    }

    /// Conflict as events: each as it breaks out, to the day before it ends.
    fn conflict_events(&self, places: &[Place]) -> Vec<Event> {
        let event = |fight: &Fight| {
            let last = fight.end.map(|end| end - 1);
            Event {
                window: (fight.from as Day, fight.from as Day),
                until: last.map(|last| last as Day),
                lasts: None,
                probability: 1.0,
                change: Change::Conflict(fight.intensity),
                targets: Targets::Places(vec![PlaceId(fight.location as u32)]),
                target: places[fight.location].id.clone(),
                value: fight.intensity.to_string(),
                note: String::new(),
            }
        };
        self.fights.iter().map(event).collect()
    }

    /// The camps of the first day, and those in them.
    fn camps(&self) -> impl Iterator<Item = (PlaceId, &Location)> {
        let all = self.locations.list.iter().zip(0..);
        all.filter(|(location, _)| location.kind.is_camp())
            .map(|(location, index)| (PlaceId(index), location))
    }

    fn present(&self) -> Vec<Present> {
        if self.ways.empty_camps_on_day0 {
            return Vec::new();
        }
        let persons = |location: &Location| {
            let data = if self.ways.insert_day0 {
                self.on_first_day(location)
            } else {
                0
            };
            u32::try_from(data).unwrap_or(0) + location.initial_idps
        };
        self.camps()
            .map(|(place, location)| Present {
                place,
                status: Status::Displaced,
                persons: persons(location),
                known: Vec::new(),
            })
            .filter(|present| present.persons > 0)
            .collect()
    }

    fn data(&self, newcomers: &Newcomers) -> FleeData {
        let days = self.calendar.days() as i64;
        let series = |location: &Location| -> Vec<i64> {
            let first = if self.ways.empty_camps_on_day0 {
                self.on_first_day(location)
            } else {
                0
            };
            let count = |day| {
                self.counts
                    .of(&location.name)
                    .map_or(0, |series| series.on(day))
            };
            (0..days).map(|day| count(day) - first).collect()
        };
        FleeData {
            camps: self.camps().map(|(place, _)| place).collect(),
            data: self.camps().map(|(_, location)| series(location)).collect(),
            raw: newcomers.raw.clone(),
            debt: newcomers.debt.clone(),
        }
    }
}

fn place_kind(kind: Kind) -> PlaceKind {
    match kind {
        Kind::Camp => PlaceKind::Camp,
        Kind::IdpCamp => PlaceKind::IdpCamp,
        Kind::Conflict | Kind::Town => PlaceKind::Town,
        Kind::Hub => PlaceKind::Hub,
        Kind::Marker => PlaceKind::Marker,
    }
}

/// A name as an id, other than those taken.
fn free_id(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |c: char| c.is_ascii_graphic() && !";><,\"".contains(c);
    let mut id: String = name
        .chars()
        .map(|c| if plain(c) { c } else { '_' })
        .collect();
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        id.insert_str(0, "place_");
    }
    let numbered = (2..).map(|number| format!("{id}_{number}"));
    let mut candidates = std::iter::once(id.clone()).chain(numbered);
    let free = candidates.find(|candidate| !taken.contains(candidate));
    let free = free.unwrap_or(id);
    taken.insert(free.clone());
    free
}
