//! Tests of a chunk and its agenda.

use super::*;
use crate::people::Group;

fn chunk(households: u32) -> Chunk {
    let mut chunk = Chunk::new(10, 3, false);
    let mut composition = Composition::default();
    composition.add(Group::Men);
    for serial in 0..households {
        chunk.push(Newcomer {
            who: Subject { origin: 0, serial },
            place: PlaceId(0),
            status: Status::Displaced,
            fresh: false,
            composition,
            profile: 0,
        });
    }
    chunk
}

fn agenda(chunk: &mut Chunk, day: Day) -> Vec<u16> {
    let mut woken = chunk.take_agenda(day);
    woken.sort_unstable();
    woken
}

#[test]
fn each_day_has_its_list_and_the_run_an_end() {
    let mut chunk = chunk(5);
    for (h, day) in [
        (0, Some(3)),
        (1, Some(4)),
        (2, Some(3)),
        (3, Some(10)),
        (4, None),
    ] {
        chunk.wake_on(h, day);
    }
    assert_eq!(agenda(&mut chunk, 3), [0, 2]);
    assert_eq!(agenda(&mut chunk, 3), [] as [u16; 0]);
    assert_eq!(agenda(&mut chunk, 4), [1]);
    assert_eq!([chunk.wake(3), chunk.wake(4)], [NEVER, NEVER]);
}

#[test]
fn redrawing_moves_some_and_keeps_the_others() {
    let mut chunk = chunk(4);
    for h in 0..4 {
        chunk.wake_on(h, Some(5));
    }
    chunk.redraw(2, |_, h| (h % 2 == 0).then_some(Some(7)));
    assert_eq!(agenda(&mut chunk, 5), [1, 3]);
    assert_eq!(agenda(&mut chunk, 7), [0, 2]);
}

#[test]
fn flags_do_not_disturb_each_other() {
    let mut chunk = chunk(1);
    chunk.set_status(0, Status::Settled);
    assert!(chunk.is_on_first_leg(0) && !chunk.take_fresh(0));
    chunk.end_first_leg(0);
    assert_eq!(chunk.status(0), Status::Settled);
    assert!(!chunk.is_on_first_leg(0));
}

#[test]
fn places_seen_are_never_missed() {
    let mut chunk = chunk(1);
    assert!(chunk.is_in_any(&[0b001]) && !chunk.is_in_any(&[0b110]));
    chunk.enter(0, PlaceId(2));
    assert!(chunk.is_in_any(&[0b100]));
    chunk.redraw(0, |_, _| None);
    assert!(!chunk.is_in_any(&[0b011]));
}
