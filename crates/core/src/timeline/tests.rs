//! Draws of events, alone and beside others.

use super::*;
use crate::event::{Change, Event, Targets};
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
