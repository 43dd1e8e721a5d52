//! The project's own form of a scenario: scenario.toml beside CSV files.

mod attributes;
mod branch;
mod branches;
mod check;
mod contradictions;
mod counted;
mod days;
mod dependence;
mod document;
mod events;
mod further;
mod geography;
pub(crate) mod layer;
mod major_routes;
mod manifest;
mod newcomers;
mod observed;
mod onset;
mod onward;
mod people;
mod places;
mod routes;
pub(crate) mod settings;
mod shelter;
mod sides;
mod strays;
mod targets;
mod uncertain;
mod values;
pub(crate) mod write;

use std::sync::Arc;

use refuge_core::event::Event;
use refuge_core::network::Network;
use refuge_core::settings::Settings;
use refuge_core::world::Observation;
use refuge_core::{Calendar, Day, World};

use self::further::Further;
use self::layer::Layer;
use self::manifest::Manifest;
use self::places::Atlas;
use self::sides::Sides;
use self::targets::Map;
use crate::folder::Folder;
use crate::limits;
use crate::overlay;
use crate::problem::{Mark, Problem, Problems};
use crate::source::Source;
use crate::{Options, Scenario};

const SOURCES: &str = "SOURCES.md";

/// Whether a folder holds a scenario of this form.
pub(crate) fn is_here(folder: &Folder) -> bool {
    folder.has(manifest::FILE)
}

/// Reads, checks and resolves a folder.
pub(crate) fn load(mut folder: Folder, options: &Options) -> Result<Scenario, Problems> {
    let mut problems = Problems::default();
    let Some(parts) = Parts::read(&mut folder, options, &mut problems) else {
        return Err(problems);
    };
    parts.check(&folder, &mut problems);
    parts.into_scenario(&folder, options, problems)
}

/// Everything read, before it is known whether it makes a world.
struct Parts {
    manifest: Manifest,
    layer: Layer,
    settings: Settings,
    sides: Sides,
    atlas: Atlas,
    network: Network,
    events: Vec<Event>,
    further: Further,
    observed: Vec<(Observation, Mark)>,
    /// Whether every place and route was understood; if not, what is absent says nothing.
    map_is_whole: bool,
    /// The same for events and observations.
    events_are_whole: bool,
    observed_are_whole: bool,
}

impl Parts {
    /// Reads every file; only without scenario.toml there is nothing to go on with.
    fn read(folder: &mut Folder, options: &Options, problems: &mut Problems) -> Option<Self> {
        let source = problems.keep(folder.read(manifest::FILE))?;
        let manifest = Manifest::read(&source, problems);
        let chosen = branches::chosen(&manifest, options.branch.as_deref(), problems);
        let layer = layer(&manifest, chosen, options, folder, problems);
        let settings = problems
            .keep(layer.settings.settings(&Settings::default()))
            .unwrap_or_default();
        let mut sides = Sides::default();
        sides.announce(&manifest.sides);
        // Flee takes any intensity, and running instances have such as 1.6.
        let highest_intensity = if settings.movement.flee_quirks {
            1000.0
        } else {
            1.0
        };
        let errors = problems.errors();
        let mut atlas = read(folder, places::FILE, problems)
            .map(|source| Atlas::read(source, &mut sides, highest_intensity, problems))
            .unwrap_or_default();
        if let Some(source) = read_if_there(folder, shelter::FILE, problems) {
            shelter::read(source, &mut atlas, problems);
        }
        let links = read(folder, routes::FILE, problems)
            .map(|source| routes::read(source, &atlas, problems))
            .unwrap_or_default();
        let network = Network::new(atlas.places.len(), links);
        let map_is_whole = problems.errors() == errors;
        let map = Map {
            is_whole: map_is_whole,
            atlas: &atlas,
            network: &network,
            home: manifest.home.as_ref().map(|(home, _)| *home),
        };
        let mut reader = events::Reader {
            map,
            calendar: manifest.calendar,
            ceasefire_factor: settings.events.ceasefire_factor,
            highest_intensity,
            shelling_days: settings.events.shelling_days as Day,
            later_counts: settings.movement.flee_quirks,
            sides: &mut sides,
            names: events::Names::default(),
        };
        let errors = problems.errors();
        let base = if folder.has(events::FILE) {
            reader.read(read(folder, events::FILE, problems), problems)
        } else {
            Vec::new()
        };
        let events = branches::events(&manifest, base, chosen, folder, &mut reader, problems);
        let events_are_whole = problems.errors() == errors;
        let further = Further::read(folder, map, manifest.calendar, &settings, problems);
        let errors = problems.errors();
        let observed = read_observed(folder, map, manifest.calendar, problems);
        let observed_are_whole = problems.errors() == errors;
        Some(Self {
            manifest,
            layer,
            settings,
            sides,
            atlas,
            network,
            events,
            further,
            observed,
            map_is_whole,
            events_are_whole,
            observed_are_whole,
        })
    }

    /// Checks what needs more than one file.
    fn check(&self, folder: &Folder, problems: &mut Problems) {
        if self.map_is_whole {
            check::reachability(&self.atlas, &self.network, &self.further.present, problems);
            check::home(&self.manifest, &self.atlas, problems);
        }
        geography::check(&self.atlas, problems);
        onset::check(self, problems);
        onward::check(self, problems);
        further::check(
            folder,
            &self.further,
            &self.settings,
            &self.layer.settings,
            problems,
        );
        observed::check_doubled(&self.observed, self.manifest.calendar, problems);
        observed::check_displaced(&self.observed, problems);
        if !folder.has(shelter::FILE) {
            observed::check_shelter(&self.observed, problems);
        }
        self.sides.check(problems);
        if self.map_is_whole && self.events_are_whole {
            let fled = &self.settings.people.flee_from;
            self.sides.check_fled(fled, &self.layer.settings, problems);
            self.sides.check_held(problems);
        }
        strays::check(folder, &self.manifest, problems);
        if !folder.has(SOURCES) {
            problems.add(
                Problem::warning(format!("The file `{SOURCES}` is missing."))
                    .in_file(folder.shown(SOURCES))
                    .help("Say in it where every figure comes from, and which are judgements."),
            );
        }
    }

    /// The scenario of the days asked for, unless there is an error.
    fn into_scenario(
        mut self,
        folder: &Folder,
        options: &Options,
        mut problems: Problems,
    ) -> Result<Scenario, Problems> {
        let Manifest {
            title,
            mut caveats,
            seed,
            replicates,
            branches,
            ..
        } = self.manifest;
        let (Some(calendar), Some((home, _)), 0) = (
            self.manifest.calendar,
            self.manifest.home,
            problems.errors(),
        ) else {
            return Err(problems);
        };
        let period = calendar;
        let calendar = options.cut(period, &mut problems);
        let calibrated_until = self.layer.calibrated_until(period, calendar, &mut problems);
        self.further.cut(calendar.days());
        let in_run = |day: Day| day < calendar.days();
        let prescribed = observed::displaced(&self.observed);
        let observed = self.observed.into_iter();
        let mut observed: Vec<Observation> = observed.map(|(observation, _)| observation).collect();
        if options.interpolate {
            observed::interpolate(&mut observed);
        }
        let counted = self.further.flee.iter();
        let observed = observed
            .into_iter()
            .chain(counted.flat_map(|flee| flee.observed(&self.atlas.places)));
        let observed = observed
            .filter(|observation| in_run(observation.day))
            .collect();
        let branch = options.branch.as_ref().and_then(|taken| {
            let mut branches = branches.iter();
            branches.find(|branch| branch.name == *taken)
        });
        caveats.extend(branch.and_then(|branch| branch.caveat.clone()));
        let what_if = branch.is_some_and(branch::Branch::changes_anything);
        let branch_title = branch.and_then(|branch| branch.title.clone());
        let world = World {
            name: folder.name(),
            title,
            caveats,
            calendar,
            home,
            sides: self.sides.into_names(),
            places: self.atlas.places,
            network: self.network,
            events: cut(self.events, calendar.days()),
            present: self.further.present,
            observed,
            prescribed,
            newcomers: self.further.newcomers,
            attributes: self.further.attributes,
            major_routes: self.further.major_routes,
            flee: self.further.flee,
            settings: self.settings,
            uncertain: self.layer.uncertain(),
            calibrated_until,
        };
        limits::check(&world, &mut problems);
        if problems.errors() > 0 {
            return Err(problems);
        }
        newcomers::check(&world, folder, &mut problems);
        Ok(Scenario {
            world,
            seed,
            replicates,
            hash: folder.hash(),
            branch_title,
            what_if,
            branch: options.branch.clone(),
            branches: branches.into_iter().map(|branch| branch.name).collect(),
            settings_file: None,
            warnings: problems,
        })
    }
}

/// The events of the days of a run.
fn cut(events: Vec<Event>, days: Day) -> Vec<Event> {
    let stays: Vec<bool> = events.iter().map(|event| event.window.0 < days).collect();
    let mut kept = dependence::keep(events, stays);
    for event in &mut kept {
        event.until = event.until.map(|until| until.min(days - 1));
    }
    kept
}

fn read(folder: &mut Folder, file: &str, problems: &mut Problems) -> Option<Arc<Source>> {
    problems.keep(folder.read(file))
}

fn read_if_there(folder: &mut Folder, file: &str, problems: &mut Problems) -> Option<Arc<Source>> {
    folder
        .has(file)
        .then(|| read(folder, file, problems))
        .flatten()
}

/// What scenario.toml says, under the branch, under what the command line lays over both.
fn layer(
    manifest: &Manifest,
    chosen: Option<usize>,
    options: &Options,
    folder: &mut Folder,
    problems: &mut Problems,
) -> Layer {
    let mut layer = manifest.layer.clone();
    if let Some(branch) = chosen {
        layer.set(&manifest.branches[branch].set);
    }
    layer.lay(&overlay::of(options, folder, problems));
    layer
}

fn read_observed(
    folder: &mut Folder,
    map: Map<'_>,
    calendar: Option<Calendar>,
    problems: &mut Problems,
) -> Vec<(Observation, Mark)> {
    if !folder.has(observed::FOLDER) {
        return Vec::new();
    }
    let files = problems
        .keep(folder.list(observed::FOLDER, ".csv"))
        .unwrap_or_default();
    let mut all = Vec::new();
    for file in files {
        if let Some(source) = read(folder, &file, problems) {
            all.extend(observed::read(source, map, calendar, problems));
        }
    }
    all
}
