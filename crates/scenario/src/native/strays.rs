//! Files that look like input and are not read, most often for a slip in their name.

use super::manifest::Manifest;
use super::{
    attributes, counted, events, major_routes, manifest, newcomers, observed, people, places,
    routes, shelter,
};
use crate::folder::{Entry, Folder};
use crate::problem::{Problem, Problems, nearest};

const FILES: [&str; 10] = [
    manifest::FILE,
    places::FILE,
    routes::FILE,
    events::FILE,
    people::FILE,
    newcomers::FILE,
    attributes::FILE,
    major_routes::FILE,
    counted::FILE,
    shelter::FILE,
];

/// Warns of them, once every file has been read.
pub(super) fn check(folder: &Folder, manifest: &Manifest, problems: &mut Problems) {
    for entry in folder.unread("").iter().filter(|entry| !entry.is_hidden()) {
        if entry.is_folder {
            check_folder(folder, entry, problems);
        } else if entry.ends_in(&["csv", "toml"]) {
            problems.add(stray(folder, manifest, &entry.name));
        }
    }
    for entry in folder.unread(observed::FOLDER) {
        if !entry.is_folder && !entry.is_hidden() && entry.ends_in(&["csv"]) {
            let file = format!("{}/{}", observed::FOLDER, entry.name);
            problems.add(
                unread(folder, &file).help("Only files whose names end in `.csv` are read there."),
            );
        }
    }
}

fn stray(folder: &Folder, manifest: &Manifest, file: &str) -> Problem {
    let of_branches = manifest.branches.iter().filter_map(|branch| {
        let (file, _) = branch.events.as_ref()?;
        Some(file.as_str())
    });
    let problem = unread(folder, file).help(
        "A scenario is read from scenario.toml, places.csv, routes.csv, events.csv, people.csv, shelter.csv, newcomers.csv, attributes.csv, major_routes.csv, flee.csv, the folder observed/ and the files that branches name; keep others in a folder of their own.",
    );
    problem.suggest(nearest(file, FILES.into_iter().chain(of_branches)))
}

/// A folder that may have been meant for the observations.
fn check_folder(folder: &Folder, entry: &Entry, problems: &mut Problems) {
    let near = nearest(&entry.name, [observed::FOLDER]);
    let has_csv = || {
        let files = folder.unread(&entry.name);
        files.iter().any(|file| file.ends_in(&["csv"]))
    };
    if entry.name != observed::FOLDER && near.is_some() && has_csv() {
        problems.add(
            Problem::warning(format!(
                "The files in the folder `{}` are not read.",
                entry.name
            ))
            .in_file(folder.shown(&entry.name))
            .suggest(near),
        );
    }
}

fn unread(folder: &Folder, file: &str) -> Problem {
    Problem::warning(format!("The file `{file}` is not read.")).in_file(folder.shown(file))
}
