//! Events and onset whose outcome is known to the person.

mod common;

use common::{
    ABROAD, HERE, by_day, camp, on_links, on_places, place, prescribe, present, town, world,
};
use refuge_core::event::Change;
use refuge_core::observe::Observers;
use refuge_core::place::{PlaceKind, Side};
use refuge_core::settings::OnsetMode;
use refuge_core::{Sampling, Simulation};

#[test]
fn nobody_enters_a_captured_town_or_returns_to_it() {
    let mut world = world(
        30,
        vec![town("A", 400), town("B", 400), camp("C", HERE)],
        &[(0, 2, 50.0), (1, 2, 50.0)],
    );
    world.settings.people.flee_from = vec!["theirs".into()];
    world.settings.movement.camp_leave = 0.0;
    world.settings.returns.probability = 1.0;
    world.settings.returns.after_days = 3;
    prescribe(&mut world, &[(5, 800.0)]);
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[0, 1]);
    on_places(&mut world, 8, None, Change::Capture(Side(1)), &[0]);
    on_places(
        &mut world,
        10,
        None,
        Change::Ceasefire {
            factor: 0.0,
            break_chance: 0.0,
        },
        &[0, 1],
    );
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut returned = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        let home = |place: usize| today.counts.returned[place].iter().sum::<u32>();
        returned.push([home(0), home(1)]);
    }
    assert_eq!(
        returned[12],
        [0, 0],
        "nobody trusts the ceasefire for three days"
    );
    assert_eq!(returned[13], [0, 400], "then all go home who may");
    assert_eq!(returned[29], [0, 400]);
}

#[test]
fn a_border_lets_through_its_share_of_those_who_try() {
    let places = vec![town("A", 0), place("H", PlaceKind::Host, ABROAD, 0)];
    let mut world = world(2, places, &[(0, 1, 50.0)]);
    world.settings.movement.town_leave = 1.0;
    world.settings.movement.host_leave = 0.0;
    present(&mut world, 0, 10_000);
    on_links(&mut world, 0, None, Change::Border(0.3), &[0]);
    let days = by_day(&world);
    assert!((2_850..3_150).contains(&days[0][1]), "{days:?}");
    assert!(
        (4_900..5_300).contains(&days[1][1]),
        "those turned back try again: {days:?}"
    );
}

#[test]
fn shelter_in_a_safe_area_is_built_day_by_day_and_stays() {
    let mut world = world(6, vec![town("A", 0), camp("C", HERE)], &[(0, 1, 50.0)]);
    world.places[1].capacity = Some(10);
    on_places(&mut world, 2, Some(3), Change::SafeArea(25.0), &[1]);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut room = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        room.push(today.conditions.capacity[1]);
    }
    assert_eq!(room, [10, 10, 35, 60, 60, 60].map(Some));
}

#[test]
fn conflict_ceasefire_and_shelling_combine() {
    let mut world = world(8, vec![town("A", 0)], &[]);
    on_places(&mut world, 1, None, Change::Conflict(0.8), &[0]);
    on_places(
        &mut world,
        2,
        Some(5),
        Change::Ceasefire {
            factor: 0.5,
            break_chance: 0.0,
        },
        &[0],
    );
    on_places(
        &mut world,
        3,
        Some(4),
        Change::Ceasefire {
            factor: 0.25,
            break_chance: 0.0,
        },
        &[0],
    );
    on_places(&mut world, 4, Some(4), Change::Shelling(0.6), &[0]);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut felt = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        felt.push(today.conditions.intensity[0]);
    }
    assert_eq!(felt, [0.0, 0.8, 0.4, 0.2, 0.6, 0.4, 0.8, 0.8]);
}

#[test]
fn the_prescribed_number_is_met_to_a_household_or_two() {
    let mut world = world(
        20,
        vec![town("A", 5_000), town("B", 5_000), camp("C", HERE)],
        &[(0, 2, 50.0), (1, 2, 50.0)],
    );
    world.settings.people.household_size = 5.3;
    prescribe(&mut world, &[(0, 0.0), (19, 3_800.0)]);
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[0, 1]);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    while let Some(today) = simulation.step(&mut ()) {
        let displaced: u64 = today.counts.displaced.iter().sum();
        let off = displaced.abs_diff(200 * today.day as u64);
        assert!(off < 25, "day {}: {displaced}", today.day);
    }
}

/// Households leave whole, so that a place that owes one person gives none or a household: right on the mean.
#[test]
fn many_small_places_give_the_number_that_one_large_one_gives() {
    let mut places: Vec<_> = (0..300).map(|n| town(&format!("V{n}"), 100)).collect();
    places.push(camp("C", HERE));
    let roads: Vec<(u32, u32, f64)> = (0..300).map(|n| (n, 300, 50.0)).collect();
    for household_size in [1.0, 5.0, 10.0] {
        let mut world = world(10, places.clone(), &roads);
        world.settings.people.household_size = household_size;
        prescribe(&mut world, &[(0, 300.0), (9, 3_000.0)]);
        on_places(
            &mut world,
            0,
            None,
            Change::Conflict(1.0),
            &(0..300).collect::<Vec<u32>>(),
        );
        let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
        while let Some(today) = simulation.step(&mut ()) {
            let due = 300.0 * (today.day as f64 + 1.0);
            let displaced = today.counts.displaced.iter().sum::<u64>() as f64;
            assert!(
                (displaced - due).abs() < 140.0,
                "day {}, size {household_size}: {displaced}",
                today.day
            );
        }
    }
}

#[test]
fn a_shorter_run_is_the_beginning_of_a_longer_one() {
    let long = common::eventful(30);
    let mut short = long.clone();
    short.calendar = long.calendar.shortened(12);
    assert_eq!(by_day(&short), by_day(&long)[..12]);
}

#[test]
fn nobody_enters_a_camp_that_closed_while_they_were_on_the_way() {
    let mut world = world(5, vec![town("A", 0), camp("C", HERE)], &[(0, 1, 300.0)]);
    world.settings.movement.town_leave = 1.0;
    present(&mut world, 0, 500);
    on_places(&mut world, 1, None, Change::CampCloses, &[1]);
    assert_eq!(
        by_day(&world),
        [[0, 0], [500, 0], [500, 0], [500, 0], [500, 0]]
    );
}

#[test]
fn people_on_the_way_home_turn_away_when_the_ceasefire_ends() {
    let mut world = world(20, vec![town("A", 200), camp("C", HERE)], &[(0, 1, 900.0)]);
    world.settings.movement.camp_leave = 0.0;
    world.settings.returns.probability = 1.0;
    world.settings.returns.after_days = 0;
    prescribe(&mut world, &[(0, 200.0)]);
    on_places(&mut world, 0, Some(0), Change::Conflict(1.0), &[0]);
    on_places(
        &mut world,
        8,
        Some(9),
        Change::Ceasefire {
            factor: 0.0,
            break_chance: 0.0,
        },
        &[0],
    );
    on_places(&mut world, 10, None, Change::Conflict(1.0), &[0]);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    while let Some(today) = simulation.step(&mut ()) {
        assert_eq!(
            today.counts.returned[0].iter().sum::<u32>(),
            0,
            "day {}",
            today.day
        );
    }
}

#[test]
fn the_displaced_who_could_not_get_away_are_home_once_return_opens() {
    let mut world = world(12, vec![town("A", 100), camp("C", HERE)], &[(0, 1, 50.0)]);
    world.places[1].capacity = Some(0);
    world.settings.returns.probability = 1.0;
    world.settings.returns.after_days = 2;
    prescribe(&mut world, &[(0, 100.0)]);
    on_places(&mut world, 0, Some(3), Change::Conflict(1.0), &[0]);
    on_places(
        &mut world,
        4,
        None,
        Change::Ceasefire {
            factor: 0.0,
            break_chance: 0.0,
        },
        &[0],
    );
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut home = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        home.push(today.counts.returned[0].iter().sum::<u32>());
    }
    assert_eq!(home[4..8], [0, 0, 100, 100]);
}

/// Of two truces without a day between them the second carries the first one on.
#[test]
fn truces_that_follow_each_other_are_one_to_those_who_wait() {
    let mut world = world(12, vec![town("A", 0)], &[]);
    let truce = Change::Ceasefire {
        factor: 0.2,
        break_chance: 0.0,
    };
    on_places(&mut world, 2, Some(4), truce, &[0]);
    on_places(&mut world, 5, Some(7), truce, &[0]);
    on_places(&mut world, 9, None, truce, &[0]);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut since = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        since.push(today.conditions.ceasefire_since[0]);
    }
    assert_eq!(
        since[1..10],
        [
            None,
            Some(2),
            Some(2),
            Some(2),
            Some(2),
            Some(2),
            Some(2),
            None,
            Some(9)
        ]
    );
}

#[test]
fn shelling_without_an_end_lasts_its_days_from_the_day_drawn() {
    let mut world = world(12, vec![town("A", 0)], &[]);
    on_places(&mut world, 2, None, Change::Shelling(0.5), &[0]);
    world.events[0].lasts = Some(3);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut felt = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        felt.push(today.conditions.intensity[0]);
    }
    assert_eq!(felt[1..6], [0.0, 0.5, 0.5, 0.5, 0.0]);
}

/// Persons displaced in the end, of a hundred a day from each of these places at full conflict.
fn displaced_by_conflict(days: u32, places: u32, change: fn(&mut refuge_core::World)) -> u64 {
    let towns = (0..places).map(|n| town(&format!("T{n}"), 5_000)).collect();
    let mut world = common::flee(days, towns, &[]);
    world.settings.onset.mode = OnsetMode::Constant;
    world.settings.onset.per_conflict_day = 100.0;
    on_places(
        &mut world,
        0,
        None,
        Change::Conflict(1.0),
        &(0..places).collect::<Vec<u32>>(),
    );
    change(&mut world);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    while simulation.step(&mut ()).is_some() {}
    simulation.counts().persons
}

#[test]
fn conflict_displaces_a_number_that_falls_with_it() {
    assert_eq!(displaced_by_conflict(10, 1, |_| ()), 1000);
    let eased = displaced_by_conflict(4, 3, |world| {
        on_places(world, 2, None, Change::Conflict(0.0), &[0]);
        on_places(world, 2, None, Change::Conflict(0.5), &[1]);
    });
    assert_eq!(eased, 300 + 300 + 150 + 150);
}

#[test]
fn people_made_of_nobody_return_as_residents_do() {
    let returned = |from_residents| {
        let mut world = world(12, vec![town("A", 100), camp("C", HERE)], &[(0, 1, 50.0)]);
        world.settings.onset.mode = OnsetMode::Constant;
        world.settings.onset.per_conflict_day = 10.0;
        world.settings.onset.from_residents = from_residents;
        world.settings.movement.camp_leave = 0.0;
        world.settings.returns.probability = 1.0;
        world.settings.returns.after_days = 1;
        on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
        let ceasefire = Change::Ceasefire {
            factor: 0.0,
            break_chance: 0.0,
        };
        on_places(&mut world, 3, None, ceasefire, &[0]);
        let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
        while simulation.step(&mut ()).is_some() {}
        simulation.counts().returned[0].iter().sum::<u32>()
    };
    assert_eq!([true, false].map(returned), [30, 30]);
}

#[test]
fn the_sheet_of_conflict_has_what_is_left_of_it_each_day() {
    let mut world = world(5, vec![town("A", 10), town("B", 10)], &[(0, 1, 50.0)]);
    on_places(&mut world, 1, Some(3), Change::Conflict(0.5), &[0]);
    on_places(&mut world, 2, Some(2), Change::Conflict(0.25), &[1]);
    let ceasefire = Change::Ceasefire {
        factor: 0.5,
        break_chance: 0.0,
    };
    on_places(&mut world, 3, None, ceasefire, &[0, 1]);
    let mut observers = Observers::new(&world);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    while let Some(today) = simulation.step(&mut ()) {
        observers.day(&today);
    }
    let sheets = observers.finish();
    let conflict = sheets.iter().find(|sheet| sheet.schema.name == "conflict");
    let conflict = conflict.expect("the sheet of conflict");
    assert_eq!(conflict.keys, [[1, 0, 0], [2, 0, 0], [2, 1, 0], [3, 0, 0]]);
    assert_eq!(conflict.values, [0.5, 0.5, 0.25, 0.25]);
}
