//! Journeys under Flee's rules, with outcomes that its own engine gives.

mod common;

use common::{ABROAD, HERE, by_day, camp, flee, on_links, on_places, place, present, town};
use refuge_core::event::Change;
use refuge_core::network::{Link, LinkId, Mode, Network};
use refuge_core::people::Whereabouts;
use refuge_core::place::{PlaceId, PlaceKind};
use refuge_core::settings::{OnsetMode, RouteChoice};
use refuge_core::{Sampling, Simulation, World};

/// Towns in a row, and a camp at the end; nobody can turn round.
fn one_way(days: u32, lengths: &[f64]) -> World {
    let mut places: Vec<_> = (0..lengths.len())
        .map(|n| town(&format!("T{n}"), 0))
        .collect();
    places.push(camp("C", HERE));
    let roads: Vec<(u32, u32, f64)> = lengths
        .iter()
        .enumerate()
        .map(|(n, &km)| (n as u32, n as u32 + 1, km))
        .collect();
    let mut world = flee(days, places, &roads);
    let links = world.network.links().iter().step_by(2).cloned().collect();
    world.network = Network::new(world.places.len(), links);
    present(&mut world, 0, 1);
    world
}

/// The place of the one person at the end of each day; `None` on the way.
fn path(world: &World) -> Vec<Option<usize>> {
    by_day(world)
        .iter()
        .map(|places| places.iter().position(|&n| n == 1))
        .collect()
}

#[test]
fn arrival_takes_more_than_the_length_and_each_link_has_a_day() {
    let walk = |days, lengths: &[f64]| path(&one_way(days, lengths));
    assert_eq!(walk(2, &[350.0, 350.0, 350.0]), [Some(2), Some(3)]);
    assert_eq!(walk(3, &[350.0, 1000.0]), [None, None, Some(2)]);
    assert_eq!(walk(2, &[360.0]), [None, Some(1)]);
    assert_eq!(walk(1, &[359.9]), [Some(1)]);
    assert_eq!(walk(2, &[100.0; 6]), [Some(4), Some(6)]);
    assert_eq!(walk(3, &[720.0, 100.0]), [None, None, Some(2)]);
}

/// Where the one person is at the end of each day, and how far it is to the end of that road.
fn roads(world: &World) -> Vec<(Whereabouts, f64)> {
    let mut run = Simulation::new(world, 1, 0, Sampling::Sleeping);
    let mut days = Vec::new();
    while let Some(today) = run.step(&mut ()) {
        let chunk = &today.crowd.sections()[0].chunk;
        let Whereabouts::Link(link) = chunk.whereabouts(0) else {
            days.push((chunk.whereabouts(0), 0.0));
            continue;
        };
        // What is left for the day of the arrival, and a whole day for each before it.
        let before = (chunk.wake(0) - today.day - 1) as f64;
        let movement = &world.settings.movement;
        let speed = if movement.start_on_foot && chunk.is_on_first_leg(0) {
            movement.walking_km_per_day
        } else {
            movement.speed_km_per_day
        };
        days.push((Whereabouts::Link(link), chunk.last_km(0) + before * speed));
    }
    days
}

#[test]
fn a_road_of_days_is_covered_by_a_full_distance_each() {
    let (on, at) = (
        |link| Whereabouts::Link(LinkId(link)),
        |place| Whereabouts::Place(PlaceId(place)),
    );
    let world = one_way(3, &[350.0, 1000.0]);
    let done = [
        (on(1), 1000.0 - 360.0),
        (on(1), 1000.0 - 720.0),
        (at(2), 0.0),
    ];
    assert_eq!(roads(&world), done);
    let mut on_foot = one_way(3, &[100.0, 100.0]);
    on_foot.settings.movement.start_on_foot = true;
    let done = [(on(0), 100.0 - 35.0), (on(0), 100.0 - 70.0), (at(2), 0.0)];
    assert_eq!(roads(&on_foot), done);
}

#[test]
fn a_day_of_two_roads_is_remembered_as_half_of_both() {
    let mut world = one_way(1, &[350.0, 350.0, 350.0]);
    world.settings.movement.avoid_short_stints = true;
    let mut run = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let today = run.step(&mut ()).unwrap();
    let (recent, day) = today.crowd.sections()[0].chunk.recent(0);
    assert!((recent - 700.0 / 360.0 / 2.0).abs() < 1e-6, "{recent}");
    assert_eq!(day, 0);
}

#[test]
fn the_first_link_is_walked_whatever_its_speed() {
    let walk = |days, lengths: &[f64]| {
        let mut world = one_way(days, lengths);
        world.settings.movement.start_on_foot = true;
        world
    };
    assert_eq!(path(&walk(3, &[100.0, 100.0])), [None, None, Some(2)]);
    assert_eq!(path(&walk(1, &[30.0, 300.0, 300.0])), [Some(3)]);
    let mut fast = walk(3, &[100.0, 100.0]);
    on_links(&mut fast, 0, None, Change::RoadSpeed(500.0), &[0]);
    assert_eq!(path(&fast), [None, None, Some(2)]);
}

#[test]
fn a_road_may_be_faster_than_people_are_elsewhere() {
    let mut fast = one_way(1, &[450.0]);
    on_links(&mut fast, 0, None, Change::RoadSpeed(500.0), &[0]);
    assert_eq!(path(&fast), [Some(1)]);
    fast.settings.movement.flee_quirks = false;
    assert_eq!(path(&fast), [None]);
}

#[test]
fn a_camp_is_overrun_by_all_who_set_out_on_one_day() {
    let arrived = |camps: u32| {
        let mut places = vec![town("A", 0)];
        let mut roads = Vec::new();
        for n in 1..=camps {
            let mut shelter = camp(&format!("C{n}"), HERE);
            shelter.capacity = Some(100);
            places.push(shelter);
            roads.push((0, n, 100.0));
        }
        let mut world = flee(2, places, &roads);
        present(&mut world, 0, 1000);
        by_day(&world).remove(1)
    };
    assert_eq!(arrived(1), [0, 1000]);
    let two = arrived(2);
    assert_eq!(two[1] + two[2], 1000);
    assert!((420..=580).contains(&two[1]), "{two:?}");
}

#[test]
fn of_two_roads_to_a_place_the_first_is_taken() {
    let mut world = flee(
        3,
        vec![town("A", 0), camp("C", HERE)],
        &[(0, 1, 1000.0), (0, 1, 10.0)],
    );
    present(&mut world, 0, 500);
    let there: Vec<u32> = by_day(&world).iter().map(|places| places[1]).collect();
    assert_eq!(there, [0, 0, 500]);
}

/// A town and a place abroad, with a border that is shut for the second day.
fn bounced() -> World {
    let abroad = place("B", PlaceKind::Camp, ABROAD, 0);
    let mut world = flee(8, vec![town("A", 0), abroad], &[(0, 1, 1000.0)]);
    present(&mut world, 0, 1);
    on_links(&mut world, 1, Some(1), Change::Border(0.0), &[0, 1]);
    world
}

#[test]
fn a_road_that_closed_sends_people_back_although_it_is_open_again() {
    let (away, back, there) = (None, Some(0), Some(1));
    assert_eq!(
        path(&bounced()),
        [away, away, back, away, away, there, there, there]
    );
    let mut on_foot = bounced();
    on_foot.settings.movement.start_on_foot = true;
    on_foot.settings.movement.walking_km_per_day = 260.0;
    assert_eq!(
        path(&on_foot),
        [away, away, away, back, away, away, there, there],
        "four days on foot, and three by vehicle since the first leg is over"
    );
}

/// The rest of the route of who was sent back: useless, unless a road happens to lead on.
#[test]
fn who_was_sent_back_keeps_the_rest_of_the_route_for_a_day() {
    let journey = |roads: &[(u32, u32, f64)]| {
        let places = vec![town("A", 0), town("B", 0), camp("C", HERE)];
        let mut world = flee(8, places, roads);
        world.settings.movement.awareness_level = 2;
        world.settings.movement.camp_weight = 1e6;
        present(&mut world, 0, 1);
        on_links(&mut world, 1, Some(1), Change::RoadCloses, &[0]);
        path(&world)
    };
    assert_eq!(
        journey(&[(0, 1, 500.0), (1, 2, 500.0)]),
        [
            None,
            Some(0),
            Some(0),
            None,
            None,
            Some(2),
            Some(2),
            Some(2)
        ]
    );
    let (gone, back) = (None, Some(0));
    assert_eq!(
        journey(&[(0, 1, 500.0), (1, 2, 500.0), (0, 2, 4e5)]),
        [gone, back, gone, gone, gone, gone, gone, gone],
        "the long road is seldom chosen, but leads to what is left of the route"
    );
}

/// The same world with its links changed.
fn with_links(world: &World, change: impl Fn(&mut Link)) -> World {
    let mut links = world.network.links().to_vec();
    links.iter_mut().for_each(change);
    let network = Network::new(world.places.len(), links);
    World {
        network,
        ..world.clone()
    }
}

#[test]
fn on_some_days_people_walk_a_road_that_others_drive() {
    let mut world = with_links(&one_way(3, &[100.0]), |link| {
        link.max_speed_km_per_day = Some(60.0);
        link.walk_probability = 0.5;
    });
    world.present[0].persons = 10_000;
    let there: Vec<u32> = by_day(&world).iter().map(|places| places[1]).collect();
    assert_eq!((there[0], there[2]), (0, 10_000), "{there:?}");
    assert!((2_350..=2_650).contains(&there[1]), "{there:?}");
}

#[test]
fn each_road_of_a_day_is_walked_or_not_on_its_own() {
    let mut world = with_links(&one_way(1, &[50.0, 50.0]), |link| {
        link.walk_probability = 0.5;
    });
    world.settings.movement.speed_km_per_day = 60.0;
    world.present[0].persons = 10_000;
    let there = by_day(&world)[0][2];
    assert!((2_350..=2_650).contains(&there), "{there}");
}

/// Day by day or in one go, with what people remember of their last days.
#[test]
fn who_walks_every_day_is_a_walker() {
    let lengths = [20.0, 100.0, 10.0, 60.0, 5.0, 150.0, 30.0];
    let mut world = one_way(40, &lengths);
    world.present[0].persons = 2_000;
    world.settings.movement.town_leave = 0.3;
    world.settings.movement.avoid_short_stints = true;
    world.settings.movement.speed_km_per_day = 50.0;
    let by_chance = with_links(&world, |link| link.walk_probability = 1.0);
    let always = with_links(&world, |link| link.mode = Mode::Walk);
    assert_eq!(by_day(&by_chance), by_day(&always));
}

#[test]
fn nobody_passes_a_road_after_it_closed() {
    let mut world = flee(100, vec![town("A", 1000), camp("B", HERE)], &[(0, 1, 5.0)]);
    world.settings.onset.mode = OnsetMode::Sampled;
    world.newcomers = vec![1; 100];
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
    on_links(&mut world, 3, None, Change::RoadCloses, &[0, 1]);
    assert_eq!(by_day(&world)[99], [97, 3]);
}

#[test]
fn people_stay_close_where_closeness_counts() {
    for choice in [RouteChoice::Local, RouteChoice::Fixed] {
        let places = vec![town("A", 0), town("B", 0), town("C", 0)];
        let roads = [(0, 1, 100.0), (0, 2, 100.0), (1, 2, 100.0)];
        let mut world = flee(20, places, &roads);
        for (place, degrees) in world.places.iter_mut().zip([0.0, 1.0, 100.0]) {
            (place.latitude, place.longitude) = (degrees, degrees);
        }
        world.settings.movement.route_choice = choice;
        world.settings.movement.speed_km_per_day = 100.0;
        world.settings.movement.closeness_power = 5.0;
        present(&mut world, 0, 100);
        assert!(by_day(&world).iter().all(|places| places[2] == 0));
    }
}

#[test]
fn a_full_camp_is_chosen_on_fixed_routes_and_refused() {
    let mut shelter = camp("C", HERE);
    shelter.capacity = Some(50);
    let mut world = flee(2, vec![town("A", 0), shelter], &[(0, 1, 10.0)]);
    world.settings.movement.route_choice = RouteChoice::Fixed;
    present(&mut world, 0, 100);
    present(&mut world, 1, 50);
    assert_eq!(by_day(&world), [[100, 50], [100, 50]]);
}

#[test]
fn a_place_that_became_a_full_camp_refuses_its_own_people_too() {
    let mut world = flee(5, vec![town("A", 100), town("B", 0)], &[(0, 1, 360.0)]);
    world.settings.onset.mode = OnsetMode::Sampled;
    world.newcomers = vec![100, 0, 0, 0, 0];
    on_places(&mut world, 0, Some(0), Change::Conflict(1.0), &[0]);
    on_places(&mut world, 1, None, Change::Kind(PlaceKind::Camp), &[0]);
    on_places(&mut world, 1, None, Change::Capacity(0), &[0]);
    let stuck = [0, 100];
    assert_eq!(by_day(&world), [[0, 0], stuck, stuck, stuck, stuck]);
}

/// To Flee a major route begins with its second road, to which there is none from here.
#[test]
fn who_chooses_a_major_route_loses_the_day() {
    let places = vec![town("A", 0), town("B", 0), camp("C", HERE)];
    let mut world = flee(2, places, &[(0, 1, 10.0), (1, 2, 10.0)]);
    world.settings.movement.route_choice = RouteChoice::Fixed;
    world.settings.movement.camp_weight = 1e6;
    world.major_routes = vec![[0, 1, 2].map(PlaceId).to_vec()];
    present(&mut world, 0, 100);
    assert_eq!(by_day(&world), [[100, 0, 0], [100, 0, 0]]);
    world.settings.movement.flee_quirks = false;
    assert_eq!(by_day(&world)[0], [0, 0, 100]);
}
