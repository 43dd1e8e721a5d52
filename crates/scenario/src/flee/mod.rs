//! Instances of Flee: a folder with `input_csv` and `source_data`, and a simsetting.yml.
//!
//! Files are read as Flee reads them, by position and with Python's numbers; what Flee would only
//! notice by a crash, or not at all, is told. What decides results is kept, also where it is odd.

mod closures;
mod conflicts;
mod countries;
mod keys;
mod layout;
mod locations;
mod newcomers;
mod period;
mod python;
mod routes;
mod series;
mod settings;
mod sheet;
mod world;
mod yaml;

use std::path::PathBuf;
use std::sync::Arc;

use refuge_core::settings::Settings;

use self::layout::Counts;
use self::locations::Locations;
use self::settings::Ways;
use self::world::Instance;
use crate::folder::Folder;
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
        )));
    }
    let instance = read(&mut folder, options, &mut problems);
    let world = instance.and_then(|instance| instance.resolve(&folder, &mut problems));
    match world {
        Some(world) if problems.errors() == 0 => Ok(Scenario {
            world,
            seed: 1,
            replicates: 1,
            hash: folder.hash(),
            branch: None,
            branches: Vec::new(),
            warnings: problems,
        }),
        _ => Err(problems),
    }
}

fn read(folder: &mut Folder, options: &Options, problems: &mut Problems) -> Option<Instance> {
    let (settings, ways) = read_settings(folder, options, problems)?;
    let calendar = required(folder, period::FILE, problems)
        .and_then(|source| period::read(source, problems))
        .map(|all| options.days.map_or(all, |days| all.shortened(days)));
    let locations =
        required(folder, locations::FILE, problems).map(|source| Locations::read(source, problems));
    let (calendar, locations) = calendar.zip(locations)?;
    let links = required(folder, routes::FILE, problems)
        .map(|source| routes::read(source, &locations, problems))
        .unwrap_or_default();
    let reader = closures::Reader {
        locations: &locations,
        links: &links,
    };
    let closures = required(folder, closures::FILE, problems)
        .map(|source| reader.read(source, problems))
        .unwrap_or_default();
    let days = calendar.days() as usize;
    let fights = required(folder, conflicts::FILE, problems)
        .map(|source| conflicts::read(source, &locations, days, problems))
        .unwrap_or_default();
    let counts = Counts::read(folder, calendar.start(), ways.hasten, &locations, problems);
    check_further_files(folder, problems);
    if problems.errors() > 0 {
        return None;
    }
    Some(Instance {
        name: folder.name(),
        calendar,
        settings,
        ways,
        locations,
        links,
        fights,
        closures,
        counts,
    })
}

fn required(folder: &mut Folder, file: &str, problems: &mut Problems) -> Option<Arc<Source>> {
    problems.keep(folder.read(file))
}

/// The settings of the file that was named, else of the nearest one in or above the folder.
fn read_settings(
    folder: &mut Folder,
    options: &Options,
    problems: &mut Problems,
) -> Option<(Settings, Ways)> {
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
    Some(settings::read(&source, &options.set, problems))
}

fn above(folder: &Folder) -> Option<PathBuf> {
    let mut candidates = folder
        .parents()
        .take(PARENTS)
        .map(|parent| parent.join(settings::FILE));
    candidates.find(|path| path.is_file())
}

fn assumed(path: &std::path::Path) -> Problem {
    Problem::warning("The folder has no simsetting.yml, so the one above it is taken.")
        .in_file(path.display().to_string())
        .help("Name another with `--settings`.")
}

fn missing_settings(folder: &Folder) -> Problem {
    Problem::error("The instance has no settings.")
        .in_file(folder.shown(settings::FILE))
        .help("Put a simsetting.yml into the folder or one above it, or name a file with `--settings`.")
}

/// Files that change the run of Flee, or would with other settings.
fn check_further_files(folder: &Folder, problems: &mut Problems) {
    const CHANGES: &str = "location_changes.csv";
    if folder.has(CHANGES) {
        problems.add(
            Problem::error(format!("The file `{CHANGES}` is not run by refuge yet."))
                .in_file(folder.shown(CHANGES)),
        );
    }
}
