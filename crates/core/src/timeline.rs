//! What happens in one replicate: the events of a world with their chances and dates drawn.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::event::{Change, Event};
use crate::observe::{Happened, Remark};
use crate::random::{Draws, Purpose, Subject, fine_unit, unit};
use crate::rules::waiting;
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
    /// Whether it is a ceasefire that broke before its time.
    pub broken: bool,
}

impl Spell {
    /// Whether it is in force on a day.
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The spells of a replicate, by their first day.
#[derive(Clone, Debug)]
pub struct Timeline {
    spells: Vec<Spell>,
    /// Days on which something begins or has just ended.
    turns: Vec<bool>,
}

impl Timeline {
    /// Draws the events of a world.
    ///
    /// A draw is named by the event's kind, target and first date (and a number among events that share
    /// them), so that adding or removing an event, as a branch does, changes no other.
    pub fn draw(world: &World, draws: &Draws) -> Self {
        let days = world.calendar.days();
        let mut named: BTreeMap<u32, u32> = BTreeMap::new();
        let mut spells: Vec<Spell> = Vec::new();
        for (index, event) in world.events.iter().enumerate() {
            let code = code(event);
            let same_before = named.entry(code).or_default();
            let subject = Subject::event(code.wrapping_add(*same_before));
            *same_before += 1;
            spells.extend(spell(index as u32, event, draws, subject, days));
        }
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
        Self { spells, turns }
    }

    /// The spells, by their first day.
    pub fn spells(&self) -> &[Spell] {
        &self.spells
    }

    /// Whether something begins on this day, or ended on the day before.
    pub fn turns_on(&self, day: Day) -> bool {
        self.turns[day as usize]
    }

    /// What happened, for timeline.csv.
    pub fn happened(&self, replicate: u32) -> Vec<Happened> {
        let begun = self
            .spells
            .iter()
            .map(|spell| (spell.from, spell.event, Remark::Nothing, spell.until));
        let days = self.turns.len();
        let broke = self
            .spells
            .iter()
            .filter(|spell| spell.broken)
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
                until,
            })
            .collect()
    }
}

fn spell(index: u32, event: &Event, draws: &Draws, subject: Subject, days: Day) -> Option<Spell> {
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
        broken: false,
    };
    if let Change::Ceasefire { break_chance, .. } = event.change {
        let holds = waiting::days(waiting::rate(break_chance), fine_unit(words[2], words[3]));
        let last_day = holds.map(|holds| from as u32 + holds);
        if let Some(last_day) = last_day
            && last_day + 1 < event.until.map_or(days as u32, |until| until as u32 + 1)
        {
            spell.until = Some(last_day as Day);
            spell.broken = true;
        }
    }
    (from < days && spell.until.is_none_or(|until| until >= from)).then_some(spell)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Targets;
    use crate::synthetic;

    fn event(change: Change, window: (Day, Day), probability: f64, until: Option<Day>) -> Event {
        Event {
            window,
            until,
            lasts: None,
            probability,
            change,
            targets: Targets::Places(vec![crate::place::PlaceId(0)]),
            target: "A".into(),
            value: String::new(),
            note: String::new(),
        }
    }

    fn world(events: Vec<Event>) -> World {
        World {
            events,
            ..synthetic::world(100, 10, 60)
        }
    }

    #[test]
    fn chances_and_dates_are_drawn_evenly() {
        let world = world(vec![event(Change::CampOpens, (10, 13), 0.4, None)]);
        let mut starts = [0u32; 4];
        for replicate in 0..2000 {
            for spell in Timeline::draw(&world, &Draws::new(1, replicate)).spells() {
                starts[spell.from as usize - 10] += 1;
            }
        }
        assert!(
            starts.iter().all(|&n| (150..250).contains(&n)),
            "{starts:?}"
        );
    }

    #[test]
    fn a_ceasefire_breaks_after_a_geometric_time() {
        let ceasefire = Change::Ceasefire {
            factor: 0.1,
            break_chance: 0.5,
        };
        let world = world(vec![event(ceasefire, (5, 5), 1.0, None)]);
        let mut first_day_only = 0;
        for replicate in 0..1000 {
            let timeline = Timeline::draw(&world, &Draws::new(1, replicate));
            let spell = timeline.spells()[0];
            assert!(spell.covers(5), "it holds on its first day");
            first_day_only += u32::from(spell.until == Some(5));
            assert_eq!(timeline.happened(0).len(), 1 + usize::from(spell.broken));
        }
        assert!((450..550).contains(&first_day_only), "{first_day_only}");
    }

    #[test]
    fn an_event_is_drawn_the_same_beside_others() {
        let rare = event(Change::CampOpens, (3, 40), 0.5, None);
        let other = event(Change::CampCloses, (2, 2), 1.0, None);
        for replicate in 0..20 {
            let draws = Draws::new(9, replicate);
            let alone = Timeline::draw(&world(vec![rare.clone()]), &draws);
            let beside = Timeline::draw(&world(vec![other.clone(), rare.clone()]), &draws);
            let of_rare = beside
                .spells()
                .iter()
                .find(|spell| spell.event == 1)
                .map(|s| s.from);
            assert_eq!(alone.spells().first().map(|s| s.from), of_rare);
        }
    }
}
