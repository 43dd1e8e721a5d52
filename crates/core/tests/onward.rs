//! People abroad move on: who, where to, and what holds them.

mod common;

use common::{fleeing_and_moving_on, moving_on, on_links, on_places, prescribe};
use refuge_core::event::Change;
use refuge_core::people::Status;
use refuge_core::{Sampling, Simulation, World};

const NEAR: usize = 3;
const FAR: usize = 4;

/// Persons on both islands at the end of each day.
fn moved_on(world: &World) -> Vec<u32> {
    let by_day = common::by_day(world);
    by_day.iter().map(|day| day[NEAR] + day[FAR]).collect()
}

/// The world without borders that close, in which all who would go do so on the first day.
fn at_once(days: u32) -> World {
    let mut world = moving_on(days);
    world.events.clear();
    world.settings.onward.rate = 40.0;
    world
}

#[test]
fn all_who_would_go_do_and_the_others_stay() {
    let all = common::by_day(&at_once(5));
    assert_eq!(all[4].iter().sum::<u32>(), 8_000);
    // Three quarters of 6,000 and of 2,000, to a household.
    let (inland, coast) = (all[4][1], all[4][2]);
    assert!(inland.abs_diff(1_500) <= 1, "{inland}");
    assert!(coast.abs_diff(500) <= 1, "{coast}");
}

#[test]
fn they_choose_by_distance_among_the_places_beyond_alone() {
    let day = &common::by_day(&at_once(5))[4];
    // From the coast the islands weigh 1/20 and 1/70, from inland 1/170 and 1/220: of 1,500 and 4,500
    // persons 1,167 + 2,538 choose the near one.
    assert!(day[NEAR].abs_diff(3_705) < 120, "{day:?}");
    assert_eq!(day[0], 0, "nobody goes to the country of origin");
}

#[test]
fn who_has_moved_on_is_hosted_there_and_stays() {
    let world = at_once(9);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    while let Some(today) = simulation.step(&mut ()) {
        if today.day > 3 {
            assert_eq!(today.counts.departures.iter().sum::<u32>(), 0);
        }
        for section in today.crowd.sections() {
            let chunk = &section.chunk;
            assert!((0..chunk.len()).all(|h| chunk.status(h) == Status::Hosted));
        }
    }
}

#[test]
fn a_border_lets_its_share_through_and_a_shut_one_nobody() {
    let behind_a_border = |chance| {
        let mut world = at_once(1);
        on_links(&mut world, 0, None, Change::Border(chance), &[4, 6]);
        moved_on(&world)[0]
    };
    assert_eq!(behind_a_border(0.0), 0);
    // On the first day the 1,500 at the coast can reach both islands, and of the 4,500 from inland the
    // 2,538 who choose the near one: a fifth of each is let through, 300 + 508.
    let passed = behind_a_border(0.2);
    assert!(passed.abs_diff(808) < 80, "{passed}");
}

#[test]
fn nobody_slips_over_a_shut_border_by_moving_elsewhere() {
    let mut world = moving_on(30);
    world.events.clear();
    world.settings.movement.hosted_leave = 0.5;
    on_links(&mut world, 0, None, Change::Border(0.0), &[4, 6]);
    assert_eq!(moved_on(&world).last(), Some(&0));
    world.events.clear();
    world.settings.onward.rate = 0.0;
    assert!(
        *moved_on(&world).last().unwrap() > 0,
        "over an open one they do"
    );
}

#[test]
fn word_brings_more_and_the_season_too() {
    let by_the_end = |change: fn(&mut World)| {
        let mut world = moving_on(40);
        world.events.clear();
        change(&mut world);
        *moved_on(&world).last().unwrap()
    };
    let all = by_the_end(|_| ());
    let without_word = by_the_end(|world| world.settings.onward.news_factor = 0.0);
    let without_season = by_the_end(|world| world.settings.onward.season.clear());
    assert!(
        without_word < all && without_season < all,
        "{without_word} {without_season} {all}"
    );
}

#[test]
fn a_road_that_closes_holds_those_who_come_from_there() {
    let mut world = at_once(9);
    on_links(&mut world, 0, None, Change::RoadCloses, &[2]);
    let last = &common::by_day(&world)[8];
    assert_eq!(last[1], 6_000);
    assert!(last[2].abs_diff(500) <= 1);
}

#[test]
fn a_full_island_takes_nobody() {
    let mut world = at_once(9);
    on_places(&mut world, 0, None, Change::Capacity(0), &[3]);
    let last = &common::by_day(&world)[8];
    assert_eq!(last[NEAR], 0);
    assert!(last[FAR].abs_diff(6_000) <= 2);
}

#[test]
fn people_of_the_home_country_do_not_move_on_by_this_rule() {
    let mut world = at_once(5);
    for present in &mut world.present {
        present.place = refuge_core::place::PlaceId(0);
    }
    assert_eq!(common::by_day(&world)[4][0], 8_000);
}

#[test]
fn displaced_people_who_are_abroad_move_on_as_hosted_people_do() {
    let mut world = moving_on(45);
    world.settings.movement.host_leave = 0.0;
    let hosted = common::by_day(&world);
    for present in &mut world.present {
        present.status = Status::Displaced;
    }
    assert_eq!(common::by_day(&world), hosted);
}

#[test]
fn who_fled_abroad_in_the_run_moves_on_and_stays_displaced() {
    let mut world = at_once(9);
    world.present.clear();
    world.places[0].population = 4_000;
    prescribe(&mut world, &[(0, 4_000.0)]);
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
    world.settings.movement.host_leave = 0.0;
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut last = 0;
    while let Some(today) = simulation.step(&mut ()) {
        let chunks = today.crowd.sections().iter().map(|section| &section.chunk);
        let mut statuses = chunks.flat_map(|chunk| (0..chunk.len()).map(move |h| chunk.status(h)));
        assert!(statuses.all(|status| status == Status::Displaced));
        let islands = [NEAR, FAR].map(|place| today.counts.present[place].iter().sum::<u32>());
        assert_eq!(
            today.counts.moved_on,
            u64::from(islands.iter().sum::<u32>())
        );
        last = today.counts.moved_on;
    }
    // From the origin the five ways weigh 1/110, 1/260, 1/270 and 1/320: of 4,000 persons 1,382
    // choose an island at once, and of the others three quarters move on.
    assert!(last.abs_diff(1_382 + 1_964) < 90, "{last}");
}

#[test]
fn moved_on_counts_those_who_came_to_stay_beyond() {
    let world = moving_on(50);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut seen = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        seen.push(today.counts.moved_on);
    }
    assert_eq!(
        seen,
        moved_on(&world)
            .into_iter()
            .map(u64::from)
            .collect::<Vec<_>>()
    );
    assert!(*seen.last().unwrap() > 0);
}

#[test]
fn returns_go_on_beside() {
    let world = fleeing_and_moving_on(45);
    let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut last = (0, 0);
    while let Some(today) = simulation.step(&mut ()) {
        let returned: u32 = today.counts.returned.iter().flatten().sum();
        last = (returned, today.counts.moved_on);
    }
    assert!(last.0 > 500 && last.1 > 500, "{last:?}");
}
