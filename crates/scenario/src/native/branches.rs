//! Branches: events removed and added by name. All are checked, one is chosen.

use std::collections::BTreeMap;

use refuge_core::event::Event;

use super::branch::Branch;
use super::contradictions;
use super::dependence;
use super::events::{Names, Reader, Written};
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
    mut base: Vec<Written>,
    chosen: Option<usize>,
    folder: &mut Folder,
    reader: &mut Reader<'_>,
    problems: &mut Problems,
) -> Vec<Event> {
    let all: Vec<&Written> = base.iter().collect();
    contradictions::check(&all, 0, reader.later_counts, problems);
    dependence::resolve(&mut base, 0, &reader.names, reader.calendar, problems);
    let mut result = None;
    for (index, branch) in manifest.branches.iter().enumerate() {
        let misnamed =
            !reader.names.are_lacking && check_removed(branch, &reader.names.given, problems);
        let (added, names) = added(branch, folder, reader, problems);
        let mut all = base.clone();
        all.extend(added);
        dependence::resolve(&mut all, base.len(), &names, reader.calendar, problems);
        let is_removed = |written: &Written| {
            let mut removed = branch.remove_events.iter();
            removed.any(|(name, _)| *name == written.event.name)
        };
        let stays: Vec<bool> = all.iter().map(|written| !is_removed(written)).collect();
        // What was meant to be removed may seem to contradict what the branch has in its place.
        if all.len() > base.len() && !misnamed {
            let kept = all.iter().zip(&stays).filter(|(_, stays)| **stays);
            let kept: Vec<&Written> = kept.map(|(written, _)| written).collect();
            let of_base = stays[..base.len()].iter().filter(|stays| **stays).count();
            contradictions::check(&kept, of_base, reader.later_counts, problems);
        }
        if chosen == Some(index) {
            let events = all.into_iter().map(|written| written.event).collect();
            result = Some(dependence::keep(events, stays));
        }
    }
    result.unwrap_or_else(|| base.into_iter().map(|written| written.event).collect())
}

/// Whether a branch removes what is not there. `named` holds every name that was written, also of
/// events that could not be understood.
fn check_removed(branch: &Branch, named: &BTreeMap<String, Mark>, problems: &mut Problems) -> bool {
    let removed = branch.remove_events.iter();
    let misnamed: Vec<_> = removed
        .filter(|(name, _)| !named.contains_key(name))
        .collect();
    for (name, mark) in &misnamed {
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
    !misnamed.is_empty()
}

/// The events that a branch adds, and the names that it knows.
fn added(
    branch: &Branch,
    folder: &mut Folder,
    reader: &mut Reader<'_>,
    problems: &mut Problems,
) -> (Vec<Written>, Names) {
    // Branches do not meet, so that two may use the same name for an event of their own.
    let outer = reader.names.clone();
    let Some((file, mark)) = &branch.events else {
        return (Vec::new(), outer);
    };
    match folder.read(file) {
        Ok(source) => {
            let events = reader.read(Some(source), problems);
            (events, std::mem::replace(&mut reader.names, outer))
        }
        Err(problem) => {
            problems.add(problem.at(mark.clone()));
            (Vec::new(), outer)
        }
    }
}
