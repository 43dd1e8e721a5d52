//! Zones, posts, captures that fail, and ultimatums, in worlds whose outcome is known to the person.

mod common;

use common::{HERE, camp, on_places, place, prescribe, town, world};
use refuge_core::event::{Change, Condition};
use refuge_core::observe::Remark;
use refuge_core::place::{PlaceId, PlaceKind, Side};
use refuge_core::{Day, Sampling, Simulation, World};

const OURS: Side = Side(0);
const THEIRS: Side = Side(1);

/// Towns A to D on a line, 8 km from one to the next; people flee `theirs`, who hold D.
fn line(days: u32) -> World {
    let mut places = ["A", "B", "C", "D"].map(|id| town(id, 100)).to_vec();
    for (place, number) in places.iter_mut().zip(0_u8..) {
        place.latitude = 0.072 * f64::from(number);
        place.control = Some(if number == 3 { THEIRS } else { OURS });
    }
    let mut world = world(days, places, &[(0, 1, 8.0), (1, 2, 8.0), (2, 3, 8.0)]);
    world.settings.people.flee_from = vec!["theirs".into()];
    world
}

fn truce() -> Change {
    Change::Ceasefire {
        factor: 0.0,
        break_chance: 0.0,
    }
}

/// What a day ends with: the intensity in each place, and who holds it.
type Ended = (Vec<f64>, Vec<Option<Side>>);

fn days(world: &World, replicate: u32) -> (Vec<Ended>, Vec<(Day, Remark)>) {
    let mut simulation = Simulation::new(world, 1, replicate, Sampling::Sleeping);
    let mut days = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        let conditions = today.conditions;
        days.push((conditions.intensity.clone(), conditions.control.clone()));
    }
    let happened = simulation.happened().into_iter();
    let remarks = happened.filter(|happened| happened.remark != Remark::Nothing);
    (days, remarks.map(|h| (h.day, h.remark)).collect())
}

/// Where each capture failed, if it did in some places alone.
fn withstood(world: &World) -> Vec<Vec<PlaceId>> {
    let mut simulation = Simulation::new(world, 1, 0, Sampling::Sleeping);
    while simulation.step(&mut ()).is_some() {}
    let happened = simulation.happened().into_iter();
    happened.map(|happened| happened.withstood).collect()
}

fn holder(world: &World, place: usize) -> Vec<bool> {
    let (days, _) = days(world, 0);
    days.iter()
        .map(|(_, control)| control[place] == Some(THEIRS))
        .collect()
}

#[test]
fn under_a_ceasefire_nothing_falls_to_those_people_flee() {
    let mut world = line(8);
    on_places(&mut world, 1, Some(3), truce(), &[0, 1]);
    on_places(&mut world, 3, None, Change::Capture(THEIRS), &[1, 2]);
    assert_eq!(holder(&world, 1), [false; 8], "it has failed for good");
    let from_3 = [false, false, false, true, true, true, true, true];
    assert_eq!(holder(&world, 2), from_3, "no ceasefire was there");
    assert_eq!(days(&world, 0).1, [(3, Remark::CaptureFailsInPart)]);
    assert_eq!(withstood(&world), [vec![], vec![PlaceId(1)]]);
    on_places(&mut world, 4, None, Change::Capture(THEIRS), &[1]);
    on_places(&mut world, 6, None, truce(), &[1]);
    on_places(&mut world, 7, None, Change::Capture(OURS), &[1]);
    let handed_back = [false, false, false, false, true, true, true, false];
    assert_eq!(holder(&world, 1), handed_back);
}

#[test]
fn a_ceasefire_that_broke_protects_no_more() {
    let mut world = line(10);
    let truce = Change::Ceasefire {
        factor: 0.0,
        break_chance: 1.0,
    };
    on_places(&mut world, 2, None, truce, &[1]);
    on_places(&mut world, 2, Some(2), Change::Capture(THEIRS), &[1]);
    on_places(&mut world, 3, None, Change::Capture(THEIRS), &[1]);
    let taken = (0..10).map(|day| day >= 3).collect::<Vec<_>>();
    assert_eq!(holder(&world, 1), taken);
    let remarks = [(2, Remark::CaptureFails), (3, Remark::CeasefireBreaks)];
    assert_eq!(days(&world, 0).1, remarks);
}

#[test]
fn a_post_keeps_its_share_of_the_fighting_out_of_the_zone_nearby() {
    let mut world = line(9);
    on_places(&mut world, 0, None, Change::Conflict(0.8), &[0, 1, 2]);
    on_places(
        &mut world,
        1,
        None,
        Change::DemilitarisedZone(0.25),
        &[0, 2],
    );
    // Of the zone A is 8 km away, C as far on the other side; B is outside of it.
    on_places(&mut world, 2, Some(7), Change::ObservationPost, &[1]);
    on_places(&mut world, 3, Some(3), Change::Shelling(1.0), &[2]);
    on_places(&mut world, 4, None, Change::Conflict(0.0), &[2]);
    world.settings.events.post_km = 9.0;
    let felt = |world: &World, place: usize| -> Vec<f64> {
        let (days, _) = days(world, 0);
        days.iter().map(|(intensity, _)| intensity[place]).collect()
    };
    let guarded = 0.8 * 0.75;
    assert_eq!(
        felt(&world, 0)[..6],
        [0.8, 0.8, guarded, guarded, guarded, guarded]
    );
    assert_eq!(felt(&world, 1), [0.8; 9], "the post itself lies outside");
    assert_eq!(felt(&world, 2)[..5], [0.8, 0.8, guarded, 0.75, 0.0]);
    assert_eq!(felt(&world, 0)[7..], [guarded, 0.8], "the post has left");
    world.settings.events.post_km = 7.0;
    assert_eq!(felt(&world, 0), [0.8; 9], "the post is too far away");
}

#[test]
fn a_post_that_is_surrounded_or_taken_guards_nothing() {
    for taken in [&[0, 2][..], &[1][..]] {
        let mut world = line(6);
        on_places(&mut world, 0, None, Change::Conflict(0.8), &[1]);
        on_places(&mut world, 0, None, Change::DemilitarisedZone(1.0), &[1]);
        on_places(&mut world, 0, None, Change::ObservationPost, &[1]);
        on_places(&mut world, 3, None, Change::Capture(THEIRS), taken);
        let (days, _) = days(&world, 0);
        let felt: Vec<f64> = days.iter().map(|(intensity, _)| intensity[1]).collect();
        let saves_itself = taken == [1];
        let later = if saves_itself { 0.0 } else { 0.8 };
        assert_eq!(felt, [0.0, 0.0, 0.0, later, later, later], "{taken:?}");
        assert_eq!(
            days[5].1[1],
            Some(OURS),
            "a zone that keeps all out does not fall"
        );
    }
}

#[test]
fn a_guarded_zone_saves_each_place_with_its_chance() {
    let mut world = line(4);
    on_places(&mut world, 0, None, Change::DemilitarisedZone(0.3), &[0, 1]);
    on_places(&mut world, 0, None, Change::ObservationPost, &[0]);
    on_places(&mut world, 2, None, Change::Capture(THEIRS), &[0, 1]);
    let mut saved = [0; 3];
    for replicate in 0..500 {
        let (days, remarks) = days(&world, replicate);
        let held = [0, 1].map(|place| days[3].1[place] == Some(OURS));
        saved[held.iter().filter(|held| **held).count()] += 1;
        let remark = match held {
            [true, true] => vec![(2, Remark::CaptureFails)],
            [false, false] => Vec::new(),
            _ => vec![(2, Remark::CaptureFailsInPart)],
        };
        assert_eq!(remarks, remark);
    }
    // Both fall in 0.49 of the replicates, one in 0.42, none in 0.09.
    assert!((210..280).contains(&saved[0]), "{saved:?}");
    assert!((175..245).contains(&saved[1]), "{saved:?}");
}

#[test]
fn what_follows_a_capture_happens_only_where_that_succeeded() {
    let mut world = line(7);
    on_places(&mut world, 0, None, Change::Conflict(0.6), &[0, 2]);
    on_places(&mut world, 1, Some(4), truce(), &[0]);
    on_places(&mut world, 2, None, Change::Capture(THEIRS), &[0, 2]);
    on_places(&mut world, 3, None, Change::Conflict(0.0), &[0, 2]);
    on_places(&mut world, 6, Some(6), Change::Shelling(0.8), &[0, 2]);
    for follower in [3, 4] {
        world.events[follower].only_if = Some(Condition {
            event: 2,
            in_force: true,
        });
    }
    let (days, remarks) = days(&world, 0);
    let felt = |place: usize| days.iter().map(|day| day.0[place]).collect::<Vec<_>>();
    assert_eq!(remarks, [(2, Remark::CaptureFailsInPart)]);
    assert_eq!(felt(0), [0.6, 0.0, 0.0, 0.0, 0.0, 0.6, 0.6], "it goes on");
    assert_eq!(felt(2), [0.6, 0.6, 0.6, 0.0, 0.0, 0.0, 0.8]);
}

#[test]
fn an_ultimatum_that_is_met_ends_the_conflict_and_hands_the_places_over() {
    let mut world = line(9);
    let ultimatum = |met| Change::Ultimatum { to: OURS, met };
    on_places(&mut world, 0, None, Change::Conflict(0.6), &[2, 3]);
    on_places(&mut world, 1, Some(3), ultimatum(1.0), &[3]);
    on_places(&mut world, 6, None, Change::Conflict(0.2), &[3]);
    let (met, remarks) = days(&world, 0);
    let felt = |days: &[Ended]| days.iter().map(|(i, _)| i[3]).collect::<Vec<_>>();
    assert_eq!(
        felt(&met),
        [0.6, 0.6, 0.6, 0.6, 0.0, 0.0, 0.2, 0.2, 0.2],
        "until conflict begins anew"
    );
    let ours: Vec<bool> = met.iter().map(|day| day.1[3] == Some(OURS)).collect();
    assert_eq!(ours, (0..9).map(|day| day >= 4).collect::<Vec<_>>());
    assert_eq!(remarks, [(4, Remark::UltimatumMet)]);
    world.events[1].change = ultimatum(0.0);
    let (unmet, remarks) = days(&world, 0);
    assert_eq!(felt(&unmet)[..6], [0.6; 6]);
    assert!(unmet.iter().all(|day| day.1[3] == Some(THEIRS)));
    assert_eq!(remarks, [(4, Remark::UltimatumNotMet)]);
}

#[test]
fn people_return_to_a_town_that_was_retaken_and_to_no_other() {
    let mut world = line(30);
    world.places.push(camp("Camp", HERE));
    world.places[3].population = 0;
    world.places[4].control = None;
    world.places.push(place("Far", PlaceKind::Camp, HERE, 0));
    let roads = [(0, 1), (1, 2), (2, 3), (0, 4), (1, 4), (2, 4), (4, 5)];
    let roads = roads.map(|(a, b)| (a, b, 20.0));
    world.network = common::world(1, world.places.clone(), &roads).network;
    world.settings.returns.probability = 1.0;
    world.settings.returns.after_days = 2;
    world.settings.movement.camp_leave = 0.0;
    prescribe(&mut world, &[(4, 200.0)]);
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[1, 2]);
    on_places(&mut world, 6, None, Change::Capture(THEIRS), &[1, 2]);
    on_places(&mut world, 9, None, Change::Capture(OURS), &[1]);
    on_places(&mut world, 12, None, truce(), &[1, 2]);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut returned = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        let home = |place: usize| today.counts.returned[place].iter().sum::<u32>();
        returned.push([home(1), home(2)]);
    }
    assert_eq!(returned[13], [0, 0], "nobody trusts the ceasefire yet");
    assert_eq!(returned[29], [100, 0]);
}

#[test]
fn a_run_taken_up_again_knows_which_captures_failed() {
    let mut world = line(20);
    prescribe(&mut world, &[(0, 20.0), (19, 250.0)]);
    on_places(&mut world, 0, None, Change::Conflict(0.8), &[0, 1, 2]);
    on_places(
        &mut world,
        0,
        None,
        Change::DemilitarisedZone(0.5),
        &[0, 1, 2],
    );
    on_places(&mut world, 0, None, Change::ObservationPost, &[0, 2]);
    for day in [3, 6, 9, 12] {
        let change = if day == 9 { OURS } else { THEIRS };
        on_places(&mut world, day, None, Change::Capture(change), &[0, 1, 2]);
    }
    on_places(
        &mut world,
        1,
        Some(10),
        Change::Ultimatum { to: OURS, met: 0.5 },
        &[3],
    );
    on_places(&mut world, 14, None, Change::Conflict(0.0), &[0, 1]);
    let ultimatum = world.events.len() as u32 - 2;
    world.events[ultimatum as usize + 1].only_if = Some(Condition {
        event: ultimatum,
        in_force: true,
    });
    let end = |mut simulation: Simulation<'_>| {
        let mut last = String::new();
        while let Some(today) = simulation.step(&mut ()) {
            last = format!("{:?} {:?}", today.counts, today.conditions);
        }
        (last, simulation.happened())
    };
    for replicate in 0..4 {
        let new = || Simulation::new(&world, 1, replicate, Sampling::Sleeping);
        let undisturbed = end(new());
        for pause in [4, 8, 13] {
            let mut first = new();
            while first.next_day() < pause {
                first.step(&mut ());
            }
            let second =
                Simulation::restore(&world, 1, replicate, Sampling::Sleeping, first.save());
            assert_eq!(end(second.unwrap()), undisturbed);
        }
    }
}
