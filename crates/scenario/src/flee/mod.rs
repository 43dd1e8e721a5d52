//! Instances of Flee: a folder with `input_csv` and `source_data`, and a simsetting.yml.
//!
//! Files are read as Flee reads them, by position and with Python's numbers; what Flee would only
//! notice by a crash, or not at all, is told. What decides results is kept, also where it is odd.

mod agents;
mod changes;
mod closures;
mod conflicts;
mod countries;
mod daily;
mod demographics;
mod files;
mod floods;
mod happening;
mod hunger;
mod layout;
mod location;
mod locations;
mod major;
mod needs;
mod newcomers;
mod period;
mod python;
mod room;
mod routes;
mod series;
mod settings;
mod sheet;
mod world;

pub(crate) use location::STAYS;
pub(crate) use settings::own_key;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use refuge_core::settings::Settings;

use self::files::Files;
use self::layout::Counts;
use self::locations::Locations;
use self::needs::Needs;
use self::settings::Ways;
use self::world::Instance;
use crate::folder::Folder;
use crate::native::layer::Layer;
use crate::overlay;
use crate::problem::{Problem, Problems};
use crate::source::Source;
use crate::{Options, Scenario};

const FOLDER: &str = "input_csv";

/// How many folders above the instance may hold its settings.
const PARENTS: usize = 2;

/// Whether a folder holds an instance.
pub(crate) fn is_here(folder: &Folder) -> bool {
    folder.has(FOLDER)
}

/// Reads, checks and resolves a folder.
pub(crate) fn load(mut folder: Folder, options: &Options) -> Result<Scenario, Problems> {
    let mut problems = Problems::default();
    if let Some(branch) = &options.branch {
        problems.add(Problem::error(format!(
            "There is no branch `{branch}`: an instance of Flee has none."
        ))
        .help("Import it first with `refuge import flee`, and describe the branch in the scenario."));
    }
    let instance = read(&mut folder, options, &mut problems);
    let settings_file = instance.as_ref().map(|read| read.settings_file.clone());
    let world = instance.and_then(|instance| instance.resolve(&folder, &mut problems));
    match world {
        Some(world) if problems.errors() == 0 => Ok(Scenario {
            world,
            seed: 1,
            replicates: 1,
            hash: folder.hash(),
            branch: None,
            branch_title: None,
            what_if: false,
            branches: Vec::new(),
            settings_file,
            warnings: problems,
        }),
        _ => Err(problems),
    }
}

fn read(folder: &mut Folder, options: &Options, problems: &mut Problems) -> Option<Instance> {
    let upper = overlay::of(options, folder, problems);
    let (settings_file, settings, ways) = read_settings(folder, options, &upper, problems)?;
    let calendar = required(folder, period::FILE, problems)
        .and_then(|source| period::read(source, problems))
        .map(|all| (all, options.cut(all, problems)));
    let locations = required(folder, locations::FILE, problems)
        .and_then(|source| Locations::read(source, &settings.movement, problems));
    let ((period, calendar), locations) = calendar.zip(locations)?;
    let calibrated_until = upper.calibrated_until(period, calendar, problems);
    let links = required(folder, routes::FILE, problems)
        .and_then(|source| routes::read(source, &locations, problems));
    let mut files = Files {
        folder,
        settings: &settings,
        ways: &ways,
        calendar,
        locations: &locations,
        links: links.as_deref(),
        period,
    };
    let major_routes = files.major_routes(problems);
    let mut earlier = files.changes(problems);
    let hunger = files.hunger(problems);
    earlier.extend(files.floods(problems));
    let conflicts = files.conflicts(problems);
    locations.tell_home(&conflicts, problems);
    let closures = files.closures(problems);
    let mut attributes = demographics::read(files.folder, &locations, problems);
    let agents = files
        .agents(problems)
        .map(|source| agents::read(source, &locations, &mut attributes, problems));
    let counts = Counts::read(files.folder, calendar.start(), &ways, &locations, problems);
    let needs = Needs {
        settings: &settings,
        ways: &ways,
        locations: &locations,
        conflicts: &conflicts,
        hunger: &hunger,
        attributes: &attributes,
    };
    if problems.errors() == 0 {
        needs.check(problems);
    }
    earlier.extend(hunger.events);
    needs::tell_traits(&locations, &ways, problems);
    if problems.errors() > 0 {
        return None;
    }
    Some(Instance {
        name: folder.name(),
        calendar,
        settings_file,
        settings,
        ways,
        uncertain: upper.uncertain(),
        calibrated_until,
        locations,
        links: links?,
        major_routes,
        conflicts,
        earlier,
        closures,
        attributes,
        agents: agents.unwrap_or_default(),
        counts,
    })
}

fn required(folder: &mut Folder, file: &str, problems: &mut Problems) -> Option<Arc<Source>> {
    problems.keep(folder.read(file))
}

/// The settings of the file that was named, else of the nearest one in or above the folder, after its
/// name.
fn read_settings(
    folder: &mut Folder,
    options: &Options,
    upper: &Layer,
    problems: &mut Problems,
) -> Option<(String, Settings, Ways)> {
    let source = if let Some(path) = &options.settings {
        folder.read_named(settings::FILE, path)
    } else if folder.has(settings::FILE) {
        folder.read(settings::FILE)
    } else if let Some(path) = above(folder) {
        problems.add(assumed(&path));
        folder.read_named(settings::FILE, &path)
    } else {
        Err(missing_settings(folder))
    };
    let source = problems.keep(source)?;
    let name = Path::new(&source.path).file_name()?;
    let (settings, ways) = settings::read(&source, upper, problems);
    Some((name.to_string_lossy().into_owned(), settings, ways))
}

fn above(folder: &Folder) -> Option<PathBuf> {
    let mut candidates = folder
        .parents()
        .take(PARENTS)
        .map(|parent| parent.join(settings::FILE));
    candidates.find(|path| path.is_file())
}

fn assumed(path: &Path) -> Problem {
    Problem::warning("The folder has no simsetting.yml, so the one above it is taken.")
        .in_file(path.display().to_string())
        .help("Name another with `--settings`.")
}

fn missing_settings(folder: &Folder) -> Problem {
    Problem::error("The instance has no settings.")
        .in_file(folder.shown(settings::FILE))
        .help("Put a simsetting.yml into the folder or one above it, or name a file with `--settings`.")
}
