//! Small worlds for tests, made in a few words.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that is set up wrongly should fail"
)]

use jiff::civil::date;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::network::{Link, LinkId, Mode, Network};
use refuge_core::people::Status;
use refuge_core::place::{Country, Place, PlaceId, PlaceKind, Traits};
use refuge_core::settings::{DayBudget, OnsetMode, RouteChoice, Settings};
use refuge_core::shelter::{Shelter, ShelterKind};
use refuge_core::world::{Attribute, Present};
use refuge_core::{Calendar, Day, Sampling, Simulation, World};

pub(crate) const HERE: &str = "AAA";
pub(crate) const ABROAD: &str = "BBB";

pub(crate) fn place(id: &str, kind: PlaceKind, country: &str, population: u32) -> Place {
    Place {
        id: id.into(),
        name: id.into(),
        kind,
        country: Country::new(country).unwrap(),
        admin1: String::new(),
        latitude: 0.0,
        longitude: 0.0,
        population,
        capacity: None,
        control: None,

        traits: Traits::default(),
    }
}

pub(crate) fn town(id: &str, population: u32) -> Place {
    place(id, PlaceKind::Town, HERE, population)
}

pub(crate) fn camp(id: &str, country: &str) -> Place {
    place(id, PlaceKind::Camp, country, 0)
}

/// A world of places joined by roads both ways: link `2k` is the k-th road forward, `2k + 1` backward.
pub(crate) fn world(days: u32, places: Vec<Place>, roads: &[(u32, u32, f64)]) -> World {
    let both_ways = |&(a, b, distance_km): &(u32, u32, f64)| {
        [(a, b), (b, a)].map(|(from, to)| Link {
            from: PlaceId(from),
            to: PlaceId(to),
            distance_km,
            mode: Mode::Road,
            max_speed_km_per_day: None,

            walk_probability: 0.0,
        })
    };
    let mut settings = Settings::default();
    settings.people.household_size = 1.0;
    settings.movement.route_choice = RouteChoice::Local;
    World {
        name: "test".into(),
        title: "A test".into(),
        caveats: Vec::new(),
        calendar: Calendar::new(date(2020, 1, 1), days).unwrap(),
        home: Country::new(HERE).unwrap(),
        sides: vec!["ours".into(), "theirs".into()],
        network: Network::new(places.len(), roads.iter().flat_map(both_ways).collect()),
        places,
        events: Vec::new(),
        present: Vec::new(),
        observed: Vec::new(),
        prescribed: Vec::new(),
        newcomers: Vec::new(),
        attributes: Vec::new(),
        major_routes: Vec::new(),
        flee: None,
        settings,
        uncertain: Vec::new(),
        calibrated_until: None,
    }
}

/// A world in which Flee's rules hold and everybody who is not in a camp leaves.
pub(crate) fn flee(days: u32, places: Vec<Place>, roads: &[(u32, u32, f64)]) -> World {
    let mut world = world(days, places, roads);
    let movement = &mut world.settings.movement;
    movement.flee_quirks = true;
    movement.day_budget = DayBudget::Full;
    movement.choose_home = true;
    movement.choose_full = true;
    movement.town_leave = 1.0;
    movement.camp_leave = 0.0;
    movement.speed_km_per_day = 360.0;
    world
}

/// People who are in a place as displaced before the first day.
pub(crate) fn present(world: &mut World, place: u32, persons: u32) {
    world.present.push(Present {
        place: PlaceId(place),
        status: Status::Displaced,
        persons,
        known: Vec::new(),
    });
}

/// Displacement that follows a cumulative series of (day, persons).
pub(crate) fn prescribe(world: &mut World, series: &[(Day, f64)]) {
    world.settings.onset.mode = OnsetMode::Prescribed;
    world.prescribed = series.to_vec();
}

pub(crate) fn on_places(
    world: &mut World,
    from: Day,
    until: Option<Day>,
    change: Change,
    places: &[u32],
) {
    let targets = Targets::Places(places.iter().map(|&place| PlaceId(place)).collect());
    world.events.push(event(from, until, change, targets));
}

pub(crate) fn on_links(
    world: &mut World,
    from: Day,
    until: Option<Day>,
    change: Change,
    links: &[u32],
) {
    let targets = Targets::Links(links.iter().map(|&link| LinkId(link)).collect());
    world.events.push(event(from, until, change, targets));
}

fn event(from: Day, until: Option<Day>, change: Change, targets: Targets) -> Event {
    Event {
        window: (from, from),
        until,
        lasts: None,
        probability: 1.0,
        change,
        target: format!("{targets:?}"),
        targets,
        value: String::new(),
        note: String::new(),
        name: String::new(),
        only_if: None,
    }
}

/// A world in which everything happens: conflict, a capture, a ceasefire, a border that lets some
/// through, a camp that fills, one that opens late, a road that closes, returns and settling.
pub(crate) fn eventful(days: u32) -> World {
    let mut places = vec![
        town("Origin", 4_000),
        town("Second", 3_000),
        town("Between", 0),
        camp("Camp", HERE),
        place("Late", PlaceKind::IdpCamp, HERE, 0),
        place("Gate", PlaceKind::Crossing, HERE, 0),
        place("Haven", PlaceKind::Host, ABROAD, 0),
    ];
    let mut room = Shelter::default();
    room.add(ShelterKind::Tent, 1_200);
    room.add(ShelterKind::Open, 300);
    places[3].capacity = Some(1_500);
    places[3].traits.shelter = Some(room);
    let roads = [
        (0, 2, 30.0),
        (1, 2, 45.0),
        (0, 1, 20.0),
        (2, 3, 60.0),
        (2, 4, 90.0),
        (2, 5, 250.0),
        (5, 6, 10.0),
        (3, 4, 40.0),
    ];
    let mut world = world(days, places, &roads);
    present(&mut world, 6, 2_000);
    prescribe(&mut world, &[(0, 100.0), (10, 2_500.0), (25, 5_000.0)]);
    world.settings.people.flee_from = vec!["theirs".into()];
    world.settings.returns.probability = 0.05;
    world.settings.returns.after_days = 2;
    world.settings.settling.host = 0.01;
    world.settings.settling.camp = 0.004;
    world.settings.movement.camp_leave = 0.03;
    world.settings.movement.hosted_leave = 0.01;
    world.settings.movement.open_weight = 0.3;
    world.settings.movement.open_leave = 0.2;
    let side = refuge_core::place::Side;
    on_places(&mut world, 0, None, Change::Conflict(0.6), &[0, 1]);
    on_places(&mut world, 8, None, Change::Conflict(1.0), &[0]);
    on_places(&mut world, 12, None, Change::Capture(side(1)), &[0]);
    on_places(&mut world, 18, Some(20), Change::Shelling(0.8), &[2]);
    on_places(
        &mut world,
        26,
        None,
        Change::Ceasefire {
            factor: 0.0,
            break_chance: 0.0,
        },
        &[0, 1, 2],
    );
    on_places(&mut world, 0, Some(9), Change::CampCloses, &[4]);
    on_places(&mut world, 15, None, Change::Capacity(2_500), &[3]);
    on_places(&mut world, 20, None, Change::SafeArea(30.0), &[3]);
    on_links(&mut world, 0, None, Change::Border(0.3), &[12]);
    on_links(&mut world, 16, Some(22), Change::Border(0.0), &[12]);
    on_links(&mut world, 11, Some(14), Change::RoadCloses, &[6, 7]);
    on_links(&mut world, 5, None, Change::RoadSpeed(50.0), &[10, 11]);
    world
}

/// People who flee again, a front that nears, air strikes and a storm, in the eventful world.
pub(crate) fn add_perils(world: &mut World) {
    for (place, longitude) in world
        .places
        .iter_mut()
        .zip([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 3.0])
    {
        place.longitude = longitude;
    }
    let onset = &mut world.settings.onset;
    onset.mode = OnsetMode::Hazard;
    onset.anticipation_rate = 0.02;
    onset.air_strike_rate = 0.1;
    onset.front_rate = 0.2;
    onset.displaced_factor = 0.5;
    onset.spread = 0.4;
    onset.spread_days = 5;
    onset.conflict_power = 1.5;
    world.settings.movement.danger_nearby = 0.5;
    on_places(world, 6, Some(9), Change::Weather(0.8), &[0, 1, 2, 3]);
    on_places(world, 14, Some(16), Change::AirStrike(0.7), &[3]);
    on_places(world, 17, Some(23), Change::Weather(0.5), &[2, 3, 4, 5]);
}

/// A harvest from day 10 to day 37.
pub(crate) fn harvest_in_the_middle(world: &mut World) {
    world.calendar = Calendar::new(date(2021, 1, 22), world.calendar.days() as u32).unwrap();
    world.settings.food.harvest_months = vec![2];
}

/// An attribute with equal weights.
pub(crate) fn attribute(name: &str, values: &[&str]) -> Attribute {
    Attribute {
        name: name.into(),
        values: values.iter().copied().map(String::from).collect(),
        weights: vec![1.0; values.len()],
        by_place: Vec::new(),
    }
}

/// Two ethnicities, who each seek their own everywhere.
pub(crate) fn seek_kin(world: &mut World) {
    world.attributes = vec![attribute("ethnicity", &["red", "blue"])];
    let rules = &mut world.settings.attributes;
    rules.match_camp_ethnicity = true;
    rules.match_town_ethnicity = true;
    rules.match_conflict_ethnicity = true;
}

/// Persons in each place at the end of each day.
pub(crate) fn by_day(world: &World) -> Vec<Vec<u32>> {
    let mut simulation = Simulation::new(world, 1, 0, Sampling::Sleeping);
    let mut days = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        days.push(
            today
                .counts
                .present
                .iter()
                .map(|groups| groups.iter().sum())
                .collect(),
        );
    }
    days
}

/// A world in which 8,000 hosted people move on over a sea to one of two islands, as word of it spreads:
/// the way is open, then lets half of them through, then is shut. Link 4 and 6 lead to the islands.
pub(crate) fn moving_on(days: u32) -> World {
    const BEYOND: &str = "CCC";
    let host = |id: &str, country| place(id, PlaceKind::Host, country, 0);
    let places = vec![
        town("Origin", 0),
        host("Inland", ABROAD),
        host("Coast", ABROAD),
        host("Near", BEYOND),
        host("Far", BEYOND),
    ];
    let roads = [(0, 1, 100.0), (1, 2, 150.0), (2, 3, 10.0), (2, 4, 60.0)];
    let mut world = world(days, places, &roads);
    for (place, persons) in [(1, 6_000), (2, 2_000)] {
        world.present.push(Present {
            place: PlaceId(place),
            status: Status::Hosted,
            persons,
            known: Vec::new(),
        });
    }
    world.settings.movement.route_choice = RouteChoice::Destination;
    let onward = &mut world.settings.onward;
    onward.to = vec![BEYOND.into()];
    onward.rate = 0.005;
    onward.news_factor = 20.0;
    onward.news_days = 10;
    onward.willing = 0.75;
    onward.season = vec![1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
    on_links(&mut world, 20, Some(29), Change::Border(0.5), &[4, 6]);
    on_links(&mut world, 40, None, Change::Border(0.0), &[4, 6]);
    world
}

/// The same world where 6,000 more flee from home meanwhile, of whom some return in a ceasefire.
pub(crate) fn fleeing_and_moving_on(days: u32) -> World {
    let mut world = moving_on(days);
    world.places[0].population = 9_000;
    prescribe(&mut world, &[(0, 500.0), (30, 6_000.0)]);
    let ceasefire = Change::Ceasefire {
        factor: 0.0,
        break_chance: 0.0,
    };
    on_places(&mut world, 0, None, Change::Conflict(1.0), &[0]);
    on_places(&mut world, 32, None, ceasefire, &[0]);
    world.settings.onward.rate = 0.02;
    world.settings.onward.spread = 0.3;
    world.settings.movement.foreign_weight = 10.0;
    world.settings.movement.host_leave = 0.01;
    world.settings.returns.probability = 0.05;
    world.settings.returns.after_days = 2;
    world
}
