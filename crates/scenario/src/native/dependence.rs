//! Events that wait for others: the column `if` of events.csv.

use std::collections::BTreeMap;

use refuge_core::calendar::{Calendar, Day};
use refuge_core::event::{Change, Condition, Event};

use super::events::{Names, Written};
use crate::problem::{Mark, Problem, Problems, nearest};
use crate::row::Cell;

/// What stands before the name of an event that must not be in force.
pub(super) const NOT: char = '!';

/// The cell `if` of an event.
#[derive(Clone, Debug)]
pub(super) struct OnlyIf {
    name: String,
    in_force: bool,
    mark: Mark,
}

impl OnlyIf {
    /// What a cell asks for; nothing if it is empty.
    pub(super) fn of(cell: Cell<'_>) -> Option<Self> {
        let name = cell.text.strip_prefix(NOT);
        (!cell.is_empty()).then(|| Self {
            name: name.unwrap_or(cell.text).trim().to_owned(),
            in_force: name.is_none(),
            mark: cell.mark(),
        })
    }
}

/// How an event that waits for another is written in its cell `if`.
pub(super) fn written(condition: Condition, events: &[Event]) -> String {
    let name = &events[condition.event as usize].name;
    if condition.in_force {
        name.clone()
    } else {
        format!("{NOT}{name}")
    }
}

/// Finds what the events after the first `known` wait for, and tells what cannot be.
pub(super) fn resolve(
    events: &mut [Written],
    known: usize,
    names: &Names,
    calendar: Option<Calendar>,
    problems: &mut Problems,
) {
    if events[known..].iter().all(|event| event.only_if.is_none()) {
        return;
    }
    let by_name: BTreeMap<String, u32> = (0..)
        .zip(events.iter())
        .map(|(index, written)| (written.event.name.clone(), index))
        .collect();
    for written in &mut events[known..] {
        let Some(only_if) = &written.only_if else {
            continue;
        };
        written.event.only_if = by_name.get(&only_if.name).map(|&event| Condition {
            event,
            in_force: only_if.in_force,
        });
        let is_unknown = !names.are_lacking && !names.given.contains_key(&only_if.name);
        if is_unknown {
            let known = names.given.keys().map(String::as_str);
            problems.add(
                Problem::error(format!("No event has the name `{}`.", only_if.name))
                    .at(only_if.mark.clone())
                    .help("An event is named in the column `name`; `!` before a name means that it is not in force.")
                    .suggest(nearest(&only_if.name, known)),
            );
        }
    }
    check_circles(events, known, problems);
    if let Some(calendar) = calendar {
        check_dates(events, known, calendar, problems);
    }
}

/// Tells of events that wait for each other.
fn check_circles(events: &[Written], known: usize, problems: &mut Problems) {
    let named = |event: usize| {
        events[event]
            .event
            .only_if
            .map(|other| other.event as usize)
    };
    let mut seen_from: Vec<Option<usize>> = vec![None; events.len()];
    for start in known..events.len() {
        let mut next = Some(start);
        while let Some(event) = next.filter(|&event| seen_from[event].is_none()) {
            seen_from[event] = Some(start);
            next = named(event);
        }
        let closes = next.filter(|&event| seen_from[event] == Some(start));
        if let Some(only_if) = closes.and_then(|event| events[event].only_if.as_ref()) {
            problems.add(
                Problem::error("This event waits for another one that, in the end, waits for it.")
                    .at(only_if.mark.clone())
                    .help("Leave the cell `if` of one of them empty."),
            );
        }
    }
}

/// Warns of events that wait for what can never be in force on their day.
fn check_dates(events: &[Written], known: usize, calendar: Calendar, problems: &mut Problems) {
    for written in &events[known..] {
        let (Some(only_if), Some(condition)) = (&written.only_if, written.event.only_if) else {
            continue;
        };
        let (first, last) = in_force(&events[condition.event as usize].event);
        let (begins, may_begin) = written.event.window;
        let text = if may_begin < first {
            format!(
                "`{}` is not in force before {}, but this event begins on {} at the latest.",
                only_if.name,
                calendar.date(first),
                calendar.date(may_begin)
            )
        } else if let Some(last) = last.filter(|&last| last < begins) {
            format!(
                "`{}` is over after {}, but this event begins on {} at the earliest.",
                only_if.name,
                calendar.date(last),
                calendar.date(begins)
            )
        } else {
            continue;
        };
        let so = if only_if.in_force {
            "So it never happens."
        } else {
            "So it does not depend on it."
        };
        problems.add(Problem::warning(text).at(only_if.mark.clone()).help(so));
    }
}

/// The first and the last day on which an event may be in force for those that wait for it.
fn in_force(event: &Event) -> (Day, Option<Day>) {
    let (first, last) = event.window;
    match (event.change, event.until) {
        (Change::Ultimatum { .. }, Some(until)) => (until + 1, None),
        (_, until) => (first, until.or_else(|| Some(last + event.lasts? - 1))),
    }
}

/// The events that stay. Those that wait for one that does not stay wait in vain and go as well,
/// unless they wait for it not to be in force.
pub(super) fn keep(events: Vec<Event>, mut stays: Vec<bool>) -> Vec<Event> {
    let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); events.len()];
    for (index, event) in events.iter().enumerate() {
        if let Some(other) = event.only_if.filter(|other| other.in_force) {
            waiting[other.event as usize].push(index);
        }
    }
    let mut gone: Vec<usize> = (0..events.len()).filter(|&event| !stays[event]).collect();
    while let Some(event) = gone.pop() {
        for &in_vain in &waiting[event] {
            if std::mem::replace(&mut stays[in_vain], false) {
                gone.push(in_vain);
            }
        }
    }
    let mut left = 0;
    let new_index: Vec<Option<u32>> = stays
        .iter()
        .map(|&stays| {
            left += u32::from(stays);
            stays.then(|| left - 1)
        })
        .collect();
    let kept = events.into_iter().zip(stays).filter(|(_, stays)| *stays);
    kept.map(|(event, _)| Event {
        only_if: event.only_if.and_then(|other| {
            let event = new_index[other.event as usize]?;
            Some(Condition { event, ..other })
        }),
        ..event
    })
    .collect()
}
