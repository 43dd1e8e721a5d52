//! Branches: events removed and added by name. All are checked, one is chosen.

use std::collections::BTreeMap;

use refuge_core::event::Event;

use super::branch::Branch;
use super::contradictions;
use super::events::{Reader, Written};
use super::manifest::Manifest;
use crate::folder::Folder;
use crate::problem::{Mark, Problem, Problems, all_of, nearest};

/// The index of the branch of this name.
pub(super) fn chosen(
    manifest: &Manifest,
    name: Option<&str>,
    problems: &mut Problems,
) -> Option<usize> {
    let name = name?;
    let names = || manifest.branches.iter().map(|branch| branch.name.as_str());
    let found = names().position(|branch| branch == name);
    if found.is_none() {
        let unknown = Problem::error(format!("The scenario has no branch `{name}`."));
        let known = all_of(names());
        problems.add(if known.is_empty() {
            unknown.help("It defines none; a branch is a table [[branch]] in scenario.toml.")
        } else {
            unknown
                .help(format!("Its branches are {known}."))
                .suggest(nearest(name, names()))
        });
    }
    found
}

/// The events of the chosen branch, or of the scenario as it stands.
pub(super) fn events(
    manifest: &Manifest,
    base: Vec<Written>,
    chosen: Option<usize>,
    folder: &mut Folder,
    reader: &mut Reader<'_>,
    problems: &mut Problems,
) -> Vec<Event> {
    let all: Vec<&Written> = base.iter().collect();
    contradictions::check(&all, 0, reader.later_counts, problems);
    let mut result = None;
    for (index, branch) in manifest.branches.iter().enumerate() {
        if !reader.names.are_lacking {
            check_removed(branch, &reader.names.given, problems);
        }
        let added = added(branch, folder, reader, problems);
        let removed = |event: &&Written| {
            branch
                .remove_events
                .iter()
                .any(|(name, _)| *name == event.name)
        };
        let kept: Vec<&Written> = base.iter().filter(|event| !removed(event)).collect();
        if !added.is_empty() {
            let both: Vec<&Written> = kept.iter().copied().chain(&added).collect();
            contradictions::check(&both, kept.len(), reader.later_counts, problems);
        }
        if chosen == Some(index) {
            let events = kept.into_iter().chain(&added);
            result = Some(events.map(|written| written.event.clone()).collect());
        }
    }
    result.unwrap_or_else(|| base.into_iter().map(|written| written.event).collect())
}

/// `named` holds every name that was written, also of events that could not be understood.
fn check_removed(branch: &Branch, named: &BTreeMap<String, Mark>, problems: &mut Problems) {
    for (name, mark) in &branch.remove_events {
        if !named.contains_key(name) {
            problems.add(
                Problem::error(format!(
                    "The branch `{}` removes the event `{name}`, but none has this name.",
                    branch.name
                ))
                .at(mark.clone())
                .help("An event is named in the column `name` of events.csv.")
                .suggest(nearest(name, named.keys().map(String::as_str))),
            );
        }
    }
}

fn added(
    branch: &Branch,
    folder: &mut Folder,
    reader: &mut Reader<'_>,
    problems: &mut Problems,
) -> Vec<Written> {
    let Some((file, mark)) = &branch.events else {
        return Vec::new();
    };
    match folder.read(file) {
        Ok(source) => {
            // Branches do not meet, so that two may use the same name for an event of their own.
            let outer = reader.names.clone();
            let events = reader.read(Some(source), problems);
            reader.names = outer;
            events
        }
        Err(problem) => {
            problems.add(problem.at(mark.clone()));
            Vec::new()
        }
    }
}
