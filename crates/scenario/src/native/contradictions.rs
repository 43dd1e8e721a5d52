//! Events that say two things of the same target at the same time.

use std::collections::{BTreeMap, BTreeSet};

use refuge_core::calendar::Day;
use refuge_core::event::{Change, Event, Targets};

use super::events::Written;
use super::places::labelled;
use crate::problem::{Problem, Problems};

/// What part of a target an event decides; only events of one aspect can contradict each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Aspect {
    Conflict,
    Zone,
    Ultimatum,
    Weather,
    Control,
    Ceasefire,
    Border,
    Camp,
    Kind,
    Flood,
    Hunger,
    Capacity,
    Shelter,
    Road,
    Speed,
}

fn aspect(change: &Change) -> Option<Aspect> {
    Some(match change {
        // Shocks add to what is there, and the strongest is felt; posts and shelter add up, and
        // agreements stand side by side.
        Change::Shelling(_)
        | Change::AirStrike(_)
        | Change::ObservationPost
        | Change::Summit
        | Change::Shelter(..) => return None,
        Change::DemilitarisedZone(_) => Aspect::Zone,
        Change::Ultimatum { .. } => Aspect::Ultimatum,
        Change::Weather(_) => Aspect::Weather,
        Change::Conflict(_) => Aspect::Conflict,
        Change::Capture(_) => Aspect::Control,
        Change::Ceasefire { .. } => Aspect::Ceasefire,
        Change::Border(_) => Aspect::Border,
        Change::CampOpens | Change::CampCloses => Aspect::Camp,
        Change::Kind(_) => Aspect::Kind,
        Change::Flood(_) => Aspect::Flood,
        Change::Hunger(_) => Aspect::Hunger,
        Change::Capacity(_) => Aspect::Capacity,
        Change::SafeArea(_) => Aspect::Shelter,
        Change::RoadOpens | Change::RoadCloses => Aspect::Road,
        Change::RoadSpeed(_) => Aspect::Speed,
    })
}

/// Tells every pair of certain events that contradict each other, but for those among the first
/// `known`. It is a warning where the later one is meant to count.
pub(super) fn check(
    events: &[&Written],
    known: usize,
    later_counts: bool,
    problems: &mut Problems,
) {
    let mut by_target: BTreeMap<(Aspect, u32), Vec<usize>> = BTreeMap::new();
    for (index, written) in events.iter().enumerate() {
        let event = &written.event;
        if let Some(aspect) = aspect(&event.change)
            && event.probability >= 1.0
            && written.only_if.is_none()
            && event.window.0 == event.window.1
        {
            for target in targets(event) {
                by_target.entry((aspect, target)).or_default().push(index);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for mut indices in by_target.into_values() {
        indices.sort_by_key(|&index| events[index].event.window.0);
        pairs.extend(clashes(events, &indices));
    }
    for (earlier, later) in pairs.into_iter().filter(|pair| pair.1 >= known) {
        let (earlier, later) = (events[earlier], events[later]);
        let text = contradiction(&earlier.event, &later.event);
        let (problem, help) = if later_counts {
            (Problem::warning(text), "The later row counts.")
        } else {
            (
                Problem::error(text),
                "Give them different dates, end the first before the second begins, or remove one.",
            )
        };
        problems.add(
            problem
                .at(later.mark.clone())
                .at(labelled(earlier.mark.clone(), "the other event"))
                .help(help),
        );
    }
}

/// Pairs among events of one target and aspect, in order of their start: each is held against the
/// first of its own day and against the one before it that lasts longest.
fn clashes(events: &[&Written], indices: &[usize]) -> Vec<(usize, usize)> {
    let event = |index: usize| &events[index].event;
    let mut found = Vec::new();
    let mut first_of_day: Option<usize> = None;
    let mut longest: Option<(Day, usize)> = None;
    for &index in indices {
        let this = event(index);
        match first_of_day {
            Some(first) if event(first).window == this.window => {
                if event(first).change != this.change {
                    found.push((first, index));
                }
            }
            _ => first_of_day = Some(index),
        }
        if let Some(until) = this.until {
            if let Some((end, other)) = longest
                && this.window.0 <= end
                && event(other).change != this.change
            {
                found.push((other, index));
            }
            if longest.is_none_or(|(end, _)| until > end) {
                longest = Some((until, index));
            }
        }
    }
    found
        .into_iter()
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect()
}

fn targets(event: &Event) -> Vec<u32> {
    match &event.targets {
        Targets::Places(places) => places.iter().map(|place| place.0).collect(),
        Targets::Links(links) => links.iter().map(|link| link.0).collect(),
    }
}

fn contradiction(a: &Event, b: &Event) -> String {
    let overlap = if a.target == b.target {
        format!("`{}`", a.target)
    } else {
        format!("what `{}` and `{}` have in common", a.target, b.target)
    };
    format!(
        "Two events of kind `{}` contradict each other on {overlap}: {} and {}.",
        a.change.kind(),
        said(a),
        said(b)
    )
}

fn said(event: &Event) -> String {
    match event.value.as_str() {
        "" => "no value".to_owned(),
        value => format!("`{value}`"),
    }
}
