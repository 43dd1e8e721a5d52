//! What happens in one replicate: the events of a world with their chances and dates drawn.

mod draw;
#[cfg(test)]
mod tests;

use crate::calendar::Day;
use crate::observe::{Happened, Remark};
use crate::place::PlaceId;
use crate::random::{Draws, Purpose, Subject, unit};
use crate::world::World;

/// An event that happens, with the days on which it is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The index of the event in [`World::events`].
    pub event: u32,
    /// The first day.
    pub from: Day,
    /// The last day; `None` means to the end, or until another event of its kind replaces it.
    pub until: Option<Day>,
    /// What of the event it is.
    pub part: Part,
}

/// What a spell is of its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// A ceasefire up to the day on which it breaks, before its time.
    Broken,
    /// What follows from an ultimatum that was met, from the day after its last.
    Met,
    /// The time after an ultimatum that was not met: nothing follows from it.
    NotMet,
}

impl Spell {
    /// Whether it is in force on a day.
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    fn remark(&self) -> Remark {
        match self.part {
            Part::Whole | Part::Broken => Remark::Nothing,
            Part::Met => Remark::UltimatumMet,
            Part::NotMet => Remark::UltimatumNotMet,
        }
    }
}

/// The spells of a replicate, by their first day.
#[derive(Clone, Debug)]
pub struct Timeline {
    spells: Vec<Spell>,
    /// Days on which something begins or has just ended.
    turns: Vec<bool>,
    draws: Draws,
}

impl Timeline {
    /// Draws the events of a world.
    ///
    /// A draw is named by the event's kind, target and first date (and a number among events that share
    /// them), so that adding or removing an event, as a branch does, changes no other but those that
    /// depend on it.
    pub fn draw(world: &World, draws: &Draws) -> Self {
        let days = world.calendar.days();
        let mut spells = draw::spells(world, draws);
        spells.sort_by_key(|spell| (spell.from, spell.event));
        let mut turns = vec![false; days as usize];
        for spell in &spells {
            turns[spell.from as usize] = true;
            if let Some(after) = spell
                .until
                .and_then(|until| turns.get_mut(until as usize + 1))
            {
                *after = true;
            }
        }
        Self {
            spells,
            turns,
            draws: *draws,
        }
    }

    /// The spells, by their first day.
    pub fn spells(&self) -> &[Spell] {
        &self.spells
    }

    /// The spells that begin on a day.
    pub fn begun_on(&self, day: Day) -> &[Spell] {
        let first = self.spells.partition_point(|spell| spell.from < day);
        let after = self.spells.partition_point(|spell| spell.from <= day);
        &self.spells[first..after]
    }

    /// Whether something begins on this day, or ended on the day before.
    pub fn turns_on(&self, day: Day) -> bool {
        self.turns[day as usize]
    }

    /// A number in (0, 1), drawn for a place that is attacked on a day: below the chance that it is
    /// saved, it is.
    pub fn fortune(&self, place: PlaceId, day: Day) -> f64 {
        let subject = Subject::place(place.0);
        unit(self.draws.words(subject, day, Purpose::Capture, 0)[0])
    }

    /// What happened, for timeline.csv.
    pub fn happened(&self, replicate: u32) -> Vec<Happened> {
        let begun = self
            .spells
            .iter()
            .map(|spell| (spell.from, spell.event, spell.remark(), spell.until));
        let days = self.turns.len();
        let broke = self
            .spells
            .iter()
            .filter(|spell| spell.part == Part::Broken)
            .filter_map(|spell| {
                let day = spell.until? + 1;
                ((day as usize) < days).then_some((day, spell.event, Remark::CeasefireBreaks, None))
            });
        let mut all: Vec<_> = begun.chain(broke).collect();
        all.sort_unstable();
        all.into_iter()
            .map(|(day, event, remark, until)| Happened {
                replicate,
                day,
                event,
                remark,
                withstood: Vec::new(),
                until,
            })
            .collect()
    }
}
