//! Who holds what, and which captures fail.

use super::Conditions;
use crate::calendar::Day;
use crate::event::{Change, Event, Targets};
use crate::observe::Remark;
use crate::place::{PlaceId, Side};
use crate::timeline::{Spell, Timeline};
use crate::world::World;

impl Conditions {
    pub(super) fn find_hostile(&mut self) {
        let fled = |control: &Option<Side>| control.is_some_and(|side| self.is_fled(side));
        self.hostile = self.control.iter().map(fled).collect();
    }

    fn is_fled(&self, side: Side) -> bool {
        self.fled_sides[side.0 as usize]
    }

    /// Decides which places withstand a side that people flee, as things stand when it attacks: those
    /// under a ceasefire, and by chance those that a demilitarised zone keeps (our judgement).
    pub(super) fn note_failed_captures(&mut self, world: &World, timeline: &Timeline, day: Day) {
        let by_those_they_flee =
            |change: Change| matches!(change, Change::Capture(side) if self.is_fled(side));
        let begun: Vec<(u32, &[PlaceId])> = in_places(world, timeline.begun_on(day))
            .filter(|(_, change, _)| by_those_they_flee(*change))
            .map(|(spell, _, places)| (spell.event, places))
            .collect();
        if begun.is_empty() {
            return;
        }
        let mut saved: Vec<f64> = self.exposure(world, timeline.spells(), day);
        for chance in &mut saved {
            *chance = 1.0 - *chance;
        }
        for (spell, change, places) in in_places(world, timeline.spells()) {
            if matches!(change, Change::Ceasefire { .. }) && spell.covers(day) {
                for place in places {
                    saved[place.index()] = 1.0;
                }
            }
        }
        for (event, places) in begun {
            let withstand = places
                .iter()
                .filter(|place| timeline.fortune(**place, day) < saved[place.index()]);
            self.failed.extend(withstand.map(|&place| (event, place)));
        }
    }

    /// The places of an event in which it acts: what waits for a capture does nothing where that failed.
    pub(super) fn reached(&self, event: &Event, places: &[PlaceId]) -> Vec<usize> {
        let waits_for = event.only_if.filter(|condition| condition.in_force);
        let withstood = |place: &PlaceId| {
            waits_for.is_some_and(|capture| self.has_failed(capture.event, place.index()))
        };
        let reached = places.iter().filter(|place| !withstood(place));
        reached.map(|place| place.index()).collect()
    }

    /// Whether a capture failed in a place.
    pub(super) fn has_failed(&self, event: u32, place: usize) -> bool {
        self.failed.contains(&(event, PlaceId(place as u32)))
    }

    /// The places in which a capture failed so far.
    pub fn withstood(&self, event: u32) -> impl Iterator<Item = PlaceId> {
        let all = (event, PlaceId(0))..=(event, PlaceId(u32::MAX));
        self.failed.range(all).map(|(_, place)| *place)
    }

    /// What is to be said of a capture, by what became of it so far.
    pub fn fate(&self, world: &World, event: u32) -> Remark {
        let failed = self.withstood(event).count();
        match &world.events[event as usize].targets {
            Targets::Places(places) if failed > 0 && failed == places.len() => Remark::CaptureFails,
            _ if failed > 0 => Remark::CaptureFailsInPart,
            _ => Remark::Nothing,
        }
    }
}

/// Spells of events that act on places, with what they change and where.
pub(super) fn in_places<'w>(
    world: &'w World,
    spells: &'w [Spell],
) -> impl Iterator<Item = (&'w Spell, Change, &'w [PlaceId])> {
    spells.iter().filter_map(|spell| {
        let event = &world.events[spell.event as usize];
        match &event.targets {
            Targets::Places(places) => Some((spell, event.change, places.as_slice())),
            Targets::Links(_) => None,
        }
    })
}
