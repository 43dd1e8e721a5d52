//! Which events happen, and when: each by random numbers of its own, then those that wait for others.

use std::collections::BTreeMap;
use std::iter::successors;

use super::{Part, Spell};
use crate::calendar::Day;
use crate::event::{Change, Event};
use crate::random::{Draws, Purpose, Subject, fine_unit, unit};
use crate::rules::waiting;
use crate::world::World;

/// What chance makes of an event, if it happens.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    spell: Spell,
    /// What follows from an ultimatum, from the day after its last.
    outcome: Option<Spell>,
}

impl Drawn {
    /// Whether it is in force on a day for those that wait for it; an ultimatum is once it was met.
    fn counts_on(&self, day: Day) -> bool {
        match self.outcome {
            Some(outcome) => outcome.part == Part::Met && outcome.covers(day),
            None => self.spell.covers(day),
        }
    }
}

/// The spells of the events that happen, in the order of events.
pub(super) fn spells(world: &World, draws: &Draws) -> Vec<Spell> {
    let days = world.calendar.days();
    let all = drawn(world, draws);
    let happening = (0..all.len()).filter_map(|event| happens(&world.events, &all, event));
    let spells = happening.flat_map(|drawn| std::iter::once(drawn.spell).chain(drawn.outcome));
    spells.filter(|spell| spell.from < days).collect()
}

/// What each event would be if it waited for no other.
fn drawn(world: &World, draws: &Draws) -> Vec<Option<Drawn>> {
    let days = world.calendar.days();
    let mut named: BTreeMap<u32, u32> = BTreeMap::new();
    let events = (0..).zip(&world.events);
    events
        .map(|(index, event)| {
            let code = code(event);
            let same_before = named.entry(code).or_default();
            let subject = Subject::event(code.wrapping_add(*same_before));
            *same_before += 1;
            draw(index, event, draws, subject, days)
        })
        .collect()
}

/// An event, if all that it waits for, one event for the other, lets it happen.
fn happens(events: &[Event], drawn: &[Option<Drawn>], event: usize) -> Option<Drawn> {
    if events[event].only_if.is_none() {
        return drawn[event];
    }
    let named = |event: usize| events[event].only_if.map(|other| other.event as usize);
    let chain = successors(Some(event), |&event| named(event)).take(events.len());
    let chain: Vec<usize> = chain.collect();
    chain.into_iter().rev().fold(None, |named, event| {
        let drawn = drawn[event]?;
        let in_force = named.is_some_and(|named: Drawn| named.counts_on(drawn.spell.from));
        let lets = events[event]
            .only_if
            .is_none_or(|other| other.in_force == in_force);
        lets.then_some(drawn)
    })
}

fn draw(index: u32, event: &Event, draws: &Draws, subject: Subject, days: Day) -> Option<Drawn> {
    let words = draws.words(subject, 0, Purpose::Event, 0);
    if unit(words[0]) >= event.probability {
        return None;
    }
    let (first, last) = event.window;
    let from = first + (unit(words[1]) * (last - first + 1) as f64) as Day;
    let mut spell = Spell {
        event: index,
        from,
        until: event.until.or_else(|| Some(from + event.lasts? - 1)),
        part: Part::Whole,
    };
    let mut outcome = None;
    match event.change {
        Change::Ceasefire { break_chance, .. } => {
            let holds = waiting::days(waiting::rate(break_chance), fine_unit(words[2], words[3]));
            let last_day = holds.map(|holds| from as u32 + holds);
            if let Some(last_day) = last_day
                && last_day + 1 < event.until.map_or(days as u32, |until| until as u32 + 1)
            {
                spell.until = Some(last_day as Day);
                spell.part = Part::Broken;
            }
        }
        Change::Ultimatum { met, .. } => {
            let is_met = unit(words[2]) < met;
            outcome = event.until.map(|until| Spell {
                from: until + 1,
                until: None,
                part: if is_met { Part::Met } else { Part::NotMet },
                ..spell
            });
        }
        _ => {}
    }
    let is_in_run = from < days && spell.until.is_none_or(|until| until >= from);
    is_in_run.then_some(Drawn { spell, outcome })
}

/// A number for the text that names an event (FNV-1a, 32 bits).
fn code(event: &Event) -> u32 {
    let day = event.window.0.to_le_bytes();
    let text = event
        .change
        .kind()
        .bytes()
        .chain([0])
        .chain(event.target.bytes())
        .chain(day);
    text.fold(0x811C_9DC5, |hash, byte| {
        (hash ^ byte as u32).wrapping_mul(0x0100_0193)
    })
}
