//! The files that an instance may lack, or that are read only where the settings ask for them.

use std::sync::Arc;

use refuge_core::Calendar;
use refuge_core::event::Event;
use refuge_core::network::Link;
use refuge_core::place::PlaceId;
use refuge_core::settings::{RouteChoice, Settings};

use super::conflicts::Conflicts;
use super::hunger::Hunger;
use super::locations::Locations;
use super::needs::Needs;
use super::settings::{Spawning, Ways};
use super::{FOLDER, agents, changes, closures, conflicts, floods, hunger, major, required};
use crate::folder::Folder;
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// What they are read from and against.
pub(super) struct Files<'f> {
    pub(super) folder: &'f mut Folder,
    pub(super) settings: &'f Settings,
    pub(super) ways: &'f Ways,
    pub(super) calendar: Calendar,
    pub(super) locations: &'f Locations,
    /// None where the roads could not be read.
    pub(super) links: Option<&'f [Link]>,
    /// The calendar before the run was shortened.
    pub(super) period: Calendar,
}

impl Files<'_> {
    pub(super) fn major_routes(&mut self, problems: &mut Problems) -> Vec<Vec<PlaceId>> {
        let is_wanted = self.settings.movement.route_choice == RouteChoice::Fixed;
        let source = self.optional(
            major::FILE,
            is_wanted,
            "The file has no effect without `fixed_routes`.",
            problems,
        );
        source
            .zip(self.links)
            .map_or_else(Vec::new, |(source, links)| {
                major::read(source, self.locations, links, problems)
            })
    }

    pub(super) fn changes(&mut self, problems: &mut Problems) -> Vec<Event> {
        let elsewhere = format!("{FOLDER}/{}", changes::FILE);
        if self.folder.has(&elsewhere) {
            problems.add(
                Problem::warning(
                    "The file is not read: Flee looks for it in the folder of the instance.",
                )
                .in_file(self.folder.shown(&elsewhere)),
            );
        }
        if !self.folder.has(changes::FILE) {
            return Vec::new();
        }
        let source = required(self.folder, changes::FILE, problems);
        source.map_or_else(Vec::new, |source| {
            changes::read(source, self.locations, self.ways.change_intensity, problems)
        })
    }

    pub(super) fn hunger(&mut self, problems: &mut Problems) -> Hunger {
        let is_wanted = Needs::ask_for_hunger(self.settings);
        let source = self.optional(
            hunger::FILE,
            is_wanted,
            "The file has no effect without a rule about hunger.",
            problems,
        );
        let days = self.calendar.days();
        source.map_or_else(
            || Hunger::unknown(self.locations),
            |source| Hunger::read(source, self.locations, days, problems),
        )
    }

    pub(super) fn agents(&mut self, problems: &mut Problems) -> Option<Arc<Source>> {
        let otherwise = "The file has no effect without `read_from_agents_csv_file`.";
        self.either(agents::FILE, self.ways.has_agents, otherwise, problems)
    }

    pub(super) fn floods(&mut self, problems: &mut Problems) -> Vec<Event> {
        let is_wanted = self.ways.spawning == Spawning::Flood;
        let otherwise = "Flee does not read the file where no floods displace people.";
        let source = self.either(floods::FILE, is_wanted, otherwise, problems);
        let days = self.calendar.days() as usize;
        source.map_or_else(Vec::new, |source| {
            floods::Reader {
                locations: self.locations,
                settings: self.settings,
                ways: self.ways,
                days,
            }
            .read(source, problems)
        })
    }

    /// Where floods displace people, Flee does not look at conflicts.csv.
    pub(super) fn conflicts(&mut self, problems: &mut Problems) -> Conflicts {
        let is_wanted = self.ways.spawning != Spawning::Flood;
        let otherwise = "Flee does not read the file where floods displace people.";
        let source = self.either(conflicts::FILE, is_wanted, otherwise, problems);
        let days = self.calendar.days() as usize;
        source.map_or_else(
            || Conflicts::before(self.locations),
            |source| Conflicts::read(source, self.locations, days, problems),
        )
    }

    pub(super) fn closures(&mut self, problems: &mut Problems) -> Vec<Event> {
        let reader = closures::Reader {
            locations: self.locations,
            links: self.links,
            days: self.period.days() as i64,
        };
        required(self.folder, closures::FILE, problems)
            .map(|source| reader.read(source, problems))
            .unwrap_or_default()
    }

    /// A file that must be there if it is wanted, and is not read otherwise.
    fn either(
        &mut self,
        file: &str,
        is_wanted: bool,
        otherwise: &str,
        problems: &mut Problems,
    ) -> Option<Arc<Source>> {
        if is_wanted {
            return required(self.folder, file, problems);
        }
        self.optional(file, false, otherwise, problems)
    }

    /// A file that may be missing, and is not read unless something asks for it.
    fn optional(
        &mut self,
        file: &str,
        is_wanted: bool,
        otherwise: &str,
        problems: &mut Problems,
    ) -> Option<Arc<Source>> {
        if !self.folder.has(file) {
            return None;
        }
        if is_wanted {
            return required(self.folder, file, problems);
        }
        problems.add(Problem::warning(otherwise).in_file(self.folder.shown(file)));
        None
    }
}
