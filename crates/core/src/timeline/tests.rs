//! Draws of events, alone and beside others.

use super::*;
use proptest::prelude::*;

use crate::event::{Change, Condition, Event, Targets};
use crate::place::Side;
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
        name: String::new(),
        only_if: None,
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
        assert_eq!(
            timeline.happened(0).len(),
            1 + usize::from(spell.part == Part::Broken)
        );
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

/// An event that waits for another one to be in force, or not to be.
fn waiting(event: Event, other: u32, in_force: bool) -> Event {
    Event {
        only_if: Some(Condition {
            event: other,
            in_force,
        }),
        ..event
    }
}

/// The days on which each event of a replicate begins.
fn begins(world: &World, replicate: u32) -> Vec<Option<Day>> {
    let timeline = Timeline::draw(world, &Draws::new(1, replicate));
    let begin = |event: usize| {
        let mut spells = timeline.spells().iter();
        let spell = spells.find(|spell| spell.event as usize == event);
        spell.map(|spell| spell.from)
    };
    (0..world.events.len()).map(begin).collect()
}

#[test]
fn of_two_that_wait_for_the_opposite_one_happens() {
    let summit = event(Change::Summit, (4, 6), 0.4, None);
    let talks = waiting(event(Change::CampOpens, (6, 6), 1.0, None), 2, true);
    let war = waiting(event(Change::CampCloses, (6, 6), 1.0, None), 2, false);
    // What waits stands before what it waits for, and the peace waits for the talks.
    let peace = waiting(event(Change::Capacity(5), (7, 7), 1.0, None), 0, true);
    let world = world(vec![talks, war, summit, peace]);
    let mut summits = 0;
    for replicate in 0..1000 {
        let begins = begins(&world, replicate);
        let agreed = begins[2].is_some();
        assert_eq!(begins[0], agreed.then_some(6));
        assert_eq!(begins[1], (!agreed).then_some(6));
        assert_eq!(begins[3], agreed.then_some(7));
        summits += u32::from(agreed);
    }
    assert!((350..450).contains(&summits), "{summits}");
}

#[test]
fn what_waits_for_a_ceasefire_looks_whether_it_still_holds() {
    let ceasefire = Change::Ceasefire {
        factor: 0.0,
        break_chance: 0.05,
    };
    let truce = event(ceasefire, (5, 5), 1.0, Some(30));
    let on = |day| waiting(event(Change::CampOpens, (day, day), 1.0, None), 0, true);
    let world = world(vec![truce, on(4), on(5), on(20), on(30), on(31)]);
    let mut held = 0;
    for replicate in 0..200 {
        let timeline = Timeline::draw(&world, &Draws::new(1, replicate));
        let truce = timeline.spells()[0];
        let begins = begins(&world, replicate);
        let expected = [4, 5, 20, 30, 31].map(|day| truce.covers(day).then_some(day));
        assert_eq!(begins[1..], expected);
        assert_eq!((begins[1], begins[5]), (None, None));
        held += u32::from(begins[3].is_some());
    }
    // 0.95 to the power of 15 is 0.46.
    assert!((70..115).contains(&held), "{held}");
}

#[test]
fn an_ultimatum_counts_from_the_day_after_its_last_if_it_was_met() {
    let ultimatum = Change::Ultimatum {
        to: Side(0),
        met: 0.3,
    };
    let notice = event(ultimatum, (3, 3), 1.0, Some(10));
    let on = |day, met| waiting(event(Change::CampOpens, (day, day), 1.0, None), 0, met);
    let world = world(vec![notice, on(10, true), on(11, true), on(12, false)]);
    let mut met = 0;
    for replicate in 0..1000 {
        let begins = begins(&world, replicate);
        assert_eq!(begins[1], None, "it is known on the day after its last");
        assert_ne!(begins[2].is_some(), begins[3].is_some());
        let happened = Timeline::draw(&world, &Draws::new(1, replicate)).happened(0);
        let remarks: Vec<_> = happened.iter().map(|h| (h.day, h.remark)).collect();
        let (day, outcome) = if begins[2].is_some() {
            met += 1;
            (11, Remark::UltimatumMet)
        } else {
            (12, Remark::UltimatumNotMet)
        };
        let first = [(3, Remark::Nothing), (11, outcome)];
        assert_eq!(remarks[..2], first);
        assert_eq!(remarks[2], (day, Remark::Nothing));
    }
    assert!((255..345).contains(&met), "{met}");
}

#[test]
fn events_that_wait_for_each_other_never_happen() {
    let on = |other| waiting(event(Change::CampOpens, (1, 1), 1.0, None), other, true);
    assert_eq!(begins(&world(vec![on(1), on(0), on(2)]), 0), [None; 3]);
}

/// Any event, and perhaps one of those before it for which it waits.
fn any_event() -> impl Strategy<Value = (Event, Option<(prop::sample::Index, bool)>)> {
    let change = prop_oneof![
        Just(Change::Summit),
        Just(Change::Shelling(0.5)),
        Just(Change::Ceasefire {
            factor: 0.5,
            break_chance: 0.1
        }),
        Just(Change::Ultimatum {
            to: Side(0),
            met: 0.5
        }),
    ];
    let window = (0..30_u16, 0..5_u16).prop_map(|(first, more)| (first, first + more));
    let other = prop::option::of((any::<prop::sample::Index>(), any::<bool>()));
    let lasts = 6..20_u16;
    (change, window, 0.2..1.0, lasts, other).prop_map(|(change, window, chance, lasts, other)| {
        let until = Some(window.1 + lasts);
        (event(change, window, chance, until), other)
    })
}

proptest! {
    #[test]
    fn an_event_and_those_it_waits_for_are_drawn_the_same_beside_others(
        drawn in prop::collection::vec(any_event(), 1..12),
        replicate in 0..50_u32,
        chosen in any::<prop::sample::Index>(),
    ) {
        let mut events: Vec<Event> = Vec::new();
        for (number, (mut event, other)) in drawn.into_iter().enumerate() {
            event.target = number.to_string();
            event.only_if = other.filter(|_| number > 0).map(|(other, in_force)| Condition {
                event: other.index(number) as u32,
                in_force,
            });
            events.push(event);
        }
        let draws = Draws::new(9, replicate);
        let spells_of = |events: &[Event], event: u32| -> Vec<_> {
            let timeline = Timeline::draw(&world(events.to_vec()), &draws);
            let spells = timeline.spells().iter().filter(|spell| spell.event == event);
            spells.map(|spell| (spell.from, spell.until, spell.part)).collect()
        };
        // The event alone with those it waits for, the last of them first.
        let chosen = chosen.index(events.len());
        let mut chain = vec![chosen];
        while let Some(other) = events[chain[chain.len() - 1]].only_if {
            chain.push(other.event as usize);
        }
        let alone: Vec<Event> = (0..chain.len())
            .rev()
            .map(|step| {
                let event = events[chain[step]].clone();
                let position = (chain.len() - 1 - step) as u32;
                let only_if = event.only_if.map(|other| Condition { event: position - 1, ..other });
                Event { only_if, ..event }
            })
            .collect();
        prop_assert_eq!(
            spells_of(&alone, chain.len() as u32 - 1),
            spells_of(&events, chosen as u32)
        );
    }
}
