//! A scenario of any form, written in the project's own.

mod files;
mod manifest;
mod table;
mod words;

use std::fs;
use std::io;
use std::path::Path;

use refuge_core::World;

use super::SOURCES;
use crate::folder::Folder;
use crate::problem::{Problem, Problems};
use crate::{Options, Scenario};

pub(crate) use words::worded;

/// Writes a scenario into a new folder, from which it loads as the same world: title, days,
/// settings, places, everything but its name. Branches are left out, but for the one it took.
///
/// # Errors
///
/// If there is something at the path, if it cannot be written, or if something would be lost: a
/// world cut short of its last observation, say. Nothing is left behind then.
pub fn export(scenario: &Scenario, dir: &Path) -> Result<(), Problems> {
    let fail = |text: String| Problem::error(text).in_file(dir.display().to_string());
    let unwritten =
        |error: &dyn std::fmt::Display| fail(format!("The scenario cannot be written: {error}."));
    let (Some(name), Err(_)) = (dir.file_name(), dir.symlink_metadata()) else {
        let text = "There is something here already, and it is not overwritten.";
        return Err(fail(text.to_owned())
            .help("Name a folder that does not exist yet.")
            .into());
    };
    let world = worded(scenario.world.clone());
    let mut texts = files::all(&world).map_err(|error| unwritten(&error))?;
    let manifest = manifest::text(scenario, &world).map_err(|error| unwritten(&error))?;
    texts.push((super::manifest::FILE.to_owned(), manifest.into_bytes()));
    texts.push((SOURCES.to_owned(), sources(scenario).into_bytes()));
    let parent = match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let beside = staging(parent).map_err(|error| unwritten(&error))?;
    let inside = beside.path().join(name);
    write(&inside, &texts).map_err(|error| unwritten(&error))?;
    check_same(&inside, dir, &world)?;
    fs::rename(&inside, dir).map_err(|error| unwritten(&error).into())
}

/// A folder of the user's own, beside the one to be, that is removed whatever happens.
fn staging(parent: &Path) -> io::Result<tempfile::TempDir> {
    fs::create_dir_all(parent)?;
    let prefix = format!(".refuge-{}-", std::process::id());
    tempfile::Builder::new().prefix(&prefix).tempdir_in(parent)
}

fn write(dir: &Path, texts: &[(String, Vec<u8>)]) -> io::Result<()> {
    fs::create_dir(dir)?;
    for (name, bytes) in texts {
        let path = dir.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn sources(scenario: &Scenario) -> String {
    let Scenario { world, hash, .. } = scenario;
    if let Some(settings) = &scenario.settings_file {
        return format!(
            "# Sources\n\nEvery figure is from `{}`, an instance of Flee, run with the settings in `{settings}`; refuge wrote it \
             out in its own form.\nWhere the figures come from is said there, if anywhere.\n\n\
             Capacities are those that Flee is left with: after its scaling, and less the people of the first \
             day where it puts them into the camps.\n\nSHA-256 of all that was read of the instance:\n\n    {hash}\n",
            world.name
        );
    }
    let branch = scenario.branch.as_ref();
    let branch = branch.map_or_else(String::new, |name| format!(", branch `{name}`"));
    format!(
        "# Sources\n\nEvery figure is from the scenario `{}`{branch}, written out by refuge in its own form.\n\
         Where they come from is said there. SHA-256 of the files that were read:\n\n    {hash}\n",
        world.name
    )
}

/// Reads what was written, so that nobody is left with less than there was.
fn check_same(inside: &Path, dir: &Path, world: &World) -> Result<(), Problems> {
    let folder = Folder::open(inside)?.shown_as(dir);
    let read = super::load(folder, &Options::default())?.world;
    let (before, after) = (parts(world), parts(&read));
    let lost = before
        .iter()
        .zip(&after)
        .find(|(before, after)| before != after);
    match lost {
        None => Ok(()),
        Some(((what, _), _)) => {
            let text = format!("The scenario cannot be written without loss: {what} would differ.");
            Err(Problem::error(text)
                .in_file(dir.display().to_string())
                .into())
        }
    }
}

/// What a world holds but its name, each under its own and as text.
fn parts(world: &World) -> [(&'static str, String); 14] {
    let World {
        name: _,
        title,
        caveats,
        calendar,
        home,
        sides,
        places,
        network,
        events,
        present,
        observed,
        prescribed,
        newcomers,
        attributes,
        major_routes,
        flee,
        settings,
        uncertain,
        calibrated_until,
    } = world;
    [
        ("the title", format!("{title:?} {caveats:?}")),
        ("the period", format!("{calendar:?} {home:?}")),
        ("the sides", format!("{sides:?}")),
        ("places", format!("{places:?}")),
        ("routes", format!("{network:?}")),
        ("events", format!("{events:?}")),
        ("people", format!("{present:?}")),
        ("observations", format!("{observed:?}")),
        ("the series to follow", format!("{prescribed:?}")),
        ("newcomers", format!("{newcomers:?}")),
        ("attributes", format!("{attributes:?}")),
        ("major routes", format!("{major_routes:?}")),
        ("the counts of Flee", format!("{flee:?}")),
        (
            "settings",
            format!("{settings:?} {uncertain:?} {calibrated_until:?}"),
        ),
    ]
}
