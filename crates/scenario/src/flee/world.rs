//! An instance as written, resolved into a world.

use refuge_core::event::Event;
use refuge_core::network::{Link, Network};
use refuge_core::people::Status;
use refuge_core::place::{Place, PlaceId};
use refuge_core::settings::Settings;
use refuge_core::uncertain::Uncertain;
use refuge_core::world::{Attribute, FleeData, Present};
use refuge_core::{Calendar, Day, World};

use super::conflicts::{self, Conflicts};
use super::layout::{self, Counts};
use super::locations::Locations;
use super::newcomers::Newcomers;
use super::room::Capacities;
use super::settings::{Spawning, Ways};
use crate::folder::Folder;
use crate::limits;
use crate::origins;
use crate::problem::{Problem, Problems};

/// Everything read of an instance.
pub(super) struct Instance {
    pub(super) name: String,
    pub(super) calendar: Calendar,
    pub(super) settings_file: String,
    pub(super) settings: Settings,
    pub(super) ways: Ways,
    pub(super) uncertain: Vec<Uncertain>,
    pub(super) calibrated_until: Option<Day>,
    pub(super) locations: Locations,
    pub(super) links: Vec<Link>,
    pub(super) major_routes: Vec<Vec<PlaceId>>,
    pub(super) conflicts: Conflicts,
    /// What happens before conflicts on a day: changes of locations, hunger and floods.
    pub(super) earlier: Vec<Event>,
    pub(super) closures: Vec<Event>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) agents: Vec<Present>,
    pub(super) counts: Counts,
}

impl Instance {
    /// The world of it.
    pub(super) fn resolve(self, folder: &Folder, problems: &mut Problems) -> Option<World> {
        let days = self.calendar.days() as usize;
        let newcomers = Newcomers::count(&self.counts, &self.ways, days)
            .map_err(|problem| problem.in_file(folder.shown(layout::FILE)));
        let newcomers = problems.keep(newcomers)?;
        let (places, room) = self.places(problems);
        let present = self.present();
        let flee = self.data(&newcomers);
        let mut events = self.earlier;
        events.extend(self.conflicts.events);
        events.extend(self.closures);
        events.extend(room);
        events.retain(|event| event.window.0 < self.calendar.days());
        let world = World {
            title: self.name.clone(),
            caveats: Vec::new(),
            home: self.locations.home(),
            sides: Vec::new(),
            network: Network::new(places.len(), self.links),
            events,
            present,
            observed: flee.observed(&places),
            attributes: self.attributes,
            major_routes: self.major_routes,
            flee: Some(flee),
            prescribed: Vec::new(),
            newcomers: newcomers.new,
            places,
            name: self.name,
            calendar: self.calendar,
            settings: self.settings,
            uncertain: self.uncertain,
            calibrated_until: self.calibrated_until,
        };
        if let Some(&(day, new)) = origins::lacking(&world).first() {
            let problem = Problem::error(format!(
                "On day {day}, {new} people become displaced by the data, but no place with residents is in conflict."
            ));
            problems.add(
                problem.in_file(folder.shown(conflicts::FILE)).help(
                    "Give such a place a conflict on this day, or cut the run with `--days`.",
                ),
            );
            return None;
        }
        limits::check(&world, problems);
        Some(world)
    }

    /// The places, and what adds room to them.
    fn places(&self, problems: &mut Problems) -> (Vec<Place>, Vec<Event>) {
        let capacities = Capacities {
            hasten: self.ways.hasten,
            scaling: self.settings.movement.capacity_scaling,
            days: self.calendar.days(),
        };
        let mut places = Vec::new();
        let mut events = Vec::new();
        for (location, id) in self.locations.list.iter().zip(0..) {
            let id = PlaceId(id);
            let inside = match (self.ways.spawning, self.ways.insert_day0) {
                (Spawning::Data, true) => self.counted(id, 0),
                _ => 0,
            };
            let room = capacities.room(id, inside, &self.locations, problems);
            events.extend(room.events);
            let conflict = self.conflicts.before[id.index()];
            places.push(Place {
                id: location.id.clone(),
                name: location.name.clone(),
                kind: location.place_kind(),
                country: location.code,
                admin1: location.region.clone(),
                latitude: location.latitude,
                longitude: location.longitude,
                population: self.residents(id),
                capacity: room.at_start,
                control: None,
                traits: location.traits(conflict, self.ways.has_sinks),
            });
        }
        (places, events)
    }

    /// Residents, less those whom agents.csv has displaced already.
    fn residents(&self, place: PlaceId) -> u32 {
        let location = &self.locations.list[place.index()];
        if location.kind.is_camp() {
            return 0;
        }
        let takes = self.settings.onset.from_residents;
        let agents = self.agents.iter();
        let agents = agents.filter(|agent| takes && agent.place == place);
        let displaced: u32 = agents.map(|agent| agent.persons).sum();
        (location.people / self.ways.hasten).saturating_sub(displaced)
    }

    /// The count of a place on a day.
    fn counted(&self, place: PlaceId, day: i64) -> i64 {
        let name = &self.locations.list[place.index()].name;
        self.counts.of(name).map_or(0, |series| series.on(day))
    }

    /// Those of agents.csv, and then those whom the data have in camps.
    fn present(&self) -> Vec<Present> {
        let persons = |place: PlaceId| {
            let data = match (self.ways.empty_camps_on_day0, self.ways.insert_day0) {
                (true, _) => return 0,
                (false, true) => self.counted(place, 0),
                (false, false) => 0,
            };
            let further = self.locations.list[place.index()].initial_idps;
            let persons = data.max(0) + i64::from(further);
            u32::try_from(persons).unwrap_or(u32::MAX)
        };
        let camps = self.ways.counted(&self.locations).map(|place| Present {
            place,
            status: Status::Displaced,
            persons: persons(place),
            known: Vec::new(),
        });
        let agents = self.agents.iter().cloned();
        agents
            .chain(camps.filter(|present| present.persons > 0))
            .collect()
    }

    /// To Flee, data that count from the first day on do so only where people are displaced by them.
    fn data(&self, newcomers: &Newcomers) -> FleeData {
        let days = self.calendar.days() as i64;
        let from_zero = self.ways.empty_camps_on_day0 && self.ways.spawning == Spawning::Data;
        let series = |place: PlaceId| -> Vec<i64> {
            let first = if from_zero { self.counted(place, 0) } else { 0 };
            (0..days)
                .map(|day| self.counted(place, day) - first)
                .collect()
        };
        let camps: Vec<PlaceId> = self.ways.counted(&self.locations).collect();
        FleeData {
            data: camps.iter().map(|&camp| series(camp)).collect(),
            camps,
            raw: newcomers.raw.clone(),
            debt: newcomers.debt.clone(),
        }
    }
}
