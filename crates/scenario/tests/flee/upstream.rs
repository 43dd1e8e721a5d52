//! The cases of Flee's own unit tests that need an instance, with the values that they assert.

use refuge_core::event::{Change, Targets};
use refuge_core::forecast::Forecast;
use refuge_core::network::LinkId;
use refuge_core::people::{Profiles, Status};
use refuge_core::place::{PlaceId, PlaceKind};
use refuge_core::random::Draws;
use refuge_core::rules::circumstances::Circumstances;
use refuge_core::rules::leaving;
use refuge_core::timeline::Timeline;
use refuge_core::{Sampling, Simulation};

use super::floods::{FORECAST, MOVE, SPAWN, flooded};
use super::{Instance, LOCATIONS, agents, by_day, conditions, ended, small};

const AGENTS: &str = "input_csv/agents.csv";
const CLOSURES: &str = "input_csv/closures.csv";
const PERIOD: &str = "input_csv/sim_period.csv";

/// Settings with people from agents.csv and camps that nobody leaves.
fn with_agents(moves: &str) -> String {
    format!(
        "spawn_rules:\n  read_from_agents_csv_file: True\nmove_rules:\n  camp_movechance: 0.0\n{moves}"
    )
}

#[test]
fn one_person_stays_one_person() {
    let camps = ["B", "C", "D"].map(|name| (name, "Utopia", "camp", 0));
    let roads = ["B", "C", "D"].map(|camp| ("A", camp, 100.0));
    let world = small(
        30,
        &[&[("A", "Utopia", "town", 100)], &camps[..]].concat(),
        &roads,
    )
    .write(AGENTS, &agents("A", 1))
    .settings(&with_agents(
        "  max_move_speed: 5000\n  max_walk_speed: 5000\n",
    ))
    .world();
    assert_eq!(by_day(&world)[29].iter().sum::<u32>(), 1);
}

/// Seven places, with roads of 834 km.
fn seven(awareness: u8) -> Instance {
    let towns = ["A", "B", "C", "D", "C2", "D2"].map(|name| (name, "Utopia", "town", 100));
    let camp = [("D3", "Utopia", "camp", 100)];
    let roads = [
        ("A", "B"),
        ("A", "C"),
        ("A", "D"),
        ("C", "C2"),
        ("C", "D2"),
        ("D", "D2"),
    ];
    let more = [("D2", "D3"), ("C2", "D3")];
    let roads = roads.iter().chain(&more).map(|&(a, b)| (a, b, 834.0));
    small(5, &[&towns[..], &camp].concat(), &roads.collect::<Vec<_>>())
        .write(AGENTS, &agents("A", 100))
        .settings(&with_agents(&format!("  awareness_level: {awareness}\n")))
}

#[test]
fn people_look_one_to_four_roads_ahead_and_none_is_refused() {
    for awareness in 1..=4 {
        let world = seven(awareness).world();
        let run = ended(&world);
        let counts = run.counts();
        let in_places: u32 = counts.present.iter().flatten().sum();
        let on_roads: u32 = counts.on_link.iter().sum();
        assert_eq!(in_places + on_roads, 100, "{awareness}");
    }
    // Flee runs this level without an error, but in it nobody moves.
    assert!(
        seven(0)
            .problems()
            .starts_with("error: With an `awareness_level` of 0 nobody ever moves")
    );
}

#[test]
fn everybody_who_reaches_a_sink_is_out_of_the_run() {
    let places = [
        ("A", "Utopia", "conflict_zone", 100),
        ("B", "Elsewhere", "camp", 0),
    ];
    let settings =
        with_agents("").replace("spawn_rules:\n", "spawn_rules:\n  camps_are_sicks: True\n");
    let world = small(3, &places, &[("A", "B", 100.0)])
        .replace(
            LOCATIONS,
            ",population",
            ",population,deactivation_probability",
        )
        .replace(LOCATIONS, "camp,,0", "camp,,0,1.0")
        .replace(LOCATIONS, "0,100", "0,100,0")
        .write(AGENTS, &agents("A", 100))
        .settings(&settings)
        .world();
    let mut run = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut settled = 0;
    while let Some(today) = run.step(&mut ()) {
        let chunk = &today.crowd.sections()[0].chunk;
        settled = (0..chunk.len())
            .filter(|&h| chunk.status(h) == Status::Settled)
            .count();
    }
    assert_eq!(settled, 100);
    assert_eq!(by_day(&world)[2], [0, 100], "they still take room");
}

/// A place with three neighbours, the last of which lies abroad, and a hundred newcomers a day.
fn star() -> Instance {
    let places = [
        ("A", "Utopia", "conflict_zone", 1000),
        ("B", "Utopia", "camp", 0),
        ("C", "Utopia", "camp", 0),
        ("D", "Elsewhere", "camp", 0),
    ];
    small(10, &places, &[("A", "B", 834.0), ("A", "C", 1368.0), ("A", "D", 536.0)])
        .replace("source_data/data_layout.csv", "total,none.csv", "total,all.csv")
        .write("source_data/all.csv", "2020-02-05,100\n2020-02-15,1100\n")
        .settings("spawn_rules:\n  sum_from_camps: False\n  insert_day0: False\nmove_rules:\n  max_move_speed: 5000\n  camp_movechance: 0.0\n")
}

#[test]
fn a_location_is_closed_and_nobody_reaches_it() {
    for closure in ["location,C,,0,-1\n", "link,A,C,0,-1\n"] {
        let world = star().write(CLOSURES, closure).world();
        let [event] = world.events.as_slice() else {
            panic!("{:?}", world.events);
        };
        assert_eq!((event.window.0, event.change), (0, Change::RoadCloses));
        assert_eq!(event.targets, Targets::Links(vec![LinkId(2), LinkId(3)]));
        let last = by_day(&world).pop().unwrap();
        assert_eq!((last[2], last[1] + last[3]), (0, 1000), "{closure}");
    }
}

#[test]
fn nobody_goes_abroad_where_that_weighs_nothing() {
    let text = "spawn_rules:\n  sum_from_camps: False\n  insert_day0: False\nmove_rules:\n  max_move_speed: 5000\n  camp_movechance: 0.0\n  foreign_weight: 0.0\n";
    let world = star().settings(text).world();
    let last = by_day(&world).pop().unwrap();
    assert_eq!((last[3], last[1] + last[2]), (0, 1000));
}

#[test]
fn a_road_that_closes_after_three_days_has_let_three_people_pass() {
    let places = [
        ("A", "Utopia", "conflict_zone", 1000),
        ("B", "Utopia", "camp", 0),
        ("C", "Utopia", "camp", 0),
    ];
    let world = small(100, &places, &[("A", "B", 5.0)])
        .write(CLOSURES, "location,B,,3,-1\ncamp,C,,0,-1\n")
        .replace("source_data/data_layout.csv", "total,none.csv", "total,all.csv")
        .write("source_data/all.csv", "2020-02-05,1\n2020-06-12,129\n")
        .settings("spawn_rules:\n  sum_from_camps: False\n  insert_day0: False\nmove_rules:\n  camp_movechance: 0.0\n")
        .world();
    assert_eq!(world.newcomers, [1; 100]);
    assert_eq!(by_day(&world)[99], [97, 3, 0]);
    let (today, run) = (&conditions(&world)[99], ended(&world));
    let camp = Circumstances::everywhere(&world, today, run.counts(), 99)[2];
    let chance = leaving::chance(&world.settings, Status::Displaced, &camp, 0.0, 1.0);
    assert_eq!(chance, 0.3, "above 0.01, as of any town");
}

/// Newcomers by yearly counts of which one is the total, and a camp with room for 10,000 more each day.
fn toy_escape(empty: &str) -> Instance {
    let places = [
        ("A", "Utopia", "conflict_zone", 1000),
        ("B", "Utopia", "town", 100),
        ("Camp", "Elsewhere", "camp", 100),
    ];
    small(10, &places, &[("A", "B", 834.0), ("B", "Camp", 536.0)])
        .write(PERIOD, "StartDate,2010-01-01\nLength,10\n")
        .replace(LOCATIONS, ",population", ",population,capacity_per_day")
        .replace(LOCATIONS, "0,1000", "0,1000,0")
        .replace(LOCATIONS, "camp,,100", "camp,,100,10000")
        .replace(LOCATIONS, "town,,100", "town,,100,0")
        .write(
            "source_data/data_layout.csv",
            "total,years.csv\nCamp,years.csv\n",
        )
        .write("source_data/years.csv", "2010-01-01,500\n2011-01-01,6000\n")
        .settings(&format!("spawn_rules:\n  insert_day0: False\n{empty}"))
}

#[test]
fn people_escape_by_the_data_and_room_grows() {
    let world = toy_escape("").world();
    assert_eq!(world.newcomers, [1000, 15, 15, 15, 15, 15, 15, 15, 15, 15]);
    assert_eq!(ended(&world).counts().persons, 1135);
    // Flee tells 100 + 10000 t before it adds the room of day t.
    let room = conditions(&world)
        .into_iter()
        .map(|today| today.capacity[2]);
    let expected = (0..10).map(|day| Some(100 + 10_000 * day + 10_000));
    assert!(room.eq(expected));
    let empty = toy_escape("  empty_camps_on_day0: True\n").world();
    assert_eq!(ended(&empty).counts().persons, 135);
}

#[test]
fn places_change_their_kind_far_into_the_run() {
    let places = [
        ("A", "Utopia", "conflict_zone", 100),
        ("B", "Utopia", "town", 100),
        ("C", "Utopia", "town", 100),
        ("C2", "Utopia", "town", 100),
        ("D", "Utopia", "town", 100),
        ("E", "Utopia", "town", 100),
        ("F", "Utopia", "camp", 100),
    ];
    let roads = [
        ("A", "B"),
        ("B", "C2"),
        ("C2", "C"),
        ("C2", "D"),
        ("D", "E"),
        ("E", "F"),
    ];
    let world = small(501, &places, &roads.map(|(a, b)| (a, b, 100.0)))
        .write(
            "location_changes.csv",
            "#name,type,day\nC,idpcamp,100\nA,town,500\n",
        )
        .write("input_csv/major_routes.csv", "B,C2,D,E,F\nB,C2,C\nC,C2,D\n")
        .settings("move_rules:\n  fixed_routes: True\n")
        .world();
    let days = conditions(&world);
    let (town, idp_camp) = (PlaceKind::Town, PlaceKind::IdpCamp);
    assert_eq!(
        [99, 100].map(|day: usize| days[day].kind[2]),
        [town, idp_camp]
    );
    assert_eq!(
        [499, 500].map(|day: usize| days[day].intensity[0]),
        [1.0, 0.0]
    );
    assert_eq!(days[500].kind[0], town);
    let of = |place| {
        let routes = world.major_routes.iter();
        routes
            .filter(|route| route.first() == Some(&place) || route.last() == Some(&place))
            .count()
    };
    assert_eq!(
        (world.major_routes.len(), of(PlaceId(1)), of(PlaceId(2))),
        (3, 2, 2)
    );
}

#[test]
fn floods_are_there_on_their_day_and_known_before() {
    let rules = MOVE.replace("[1.0, 0.5, 0.2, 0.1, 0.1]", "[0.0, 1.0, 1.0, 1.0, 1.0]");
    let world = flooded(SPAWN, &format!("{rules}{FORECAST}"))
        .write(
            "input_csv/demographics_floodawareness.csv",
            "floodawareness,Default\n1,1\n",
        )
        .world();
    let days = conditions(&world);
    let on = |day: usize| (days[day].flood[0], days[day].flood[1]);
    assert_eq!([on(0), on(3), on(10)], [(0, 1), (1, 3), (1, 1)]);
    assert!(days.iter().all(|today| today.flood[2..] == [0; 3]));
    let forecast = Forecast::new(&world, &Timeline::draw(&world, &Draws::new(1, 0)));
    let of = |place| forecast.from(PlaceId(place), 0);
    assert_eq!(of(0), [0, 0, 1, 1, 2, 1, 1, 1, 1, 1, 1]);
    assert_eq!(of(1), [1, 1, 1, 3, 1, 1, 0, 0, 0, 0, 1]);
    for place in 2..5 {
        assert_eq!(of(place), [0; 11]);
    }
}

#[test]
fn awareness_of_floods_is_kept_in_the_order_of_the_file() {
    let heeds = [0.0, 0.5, 1.0];
    let awareness = |n: usize| n / 2 % 3;
    let places = ["Anvar", "Old Brook", "Ford", "Camp One", "Camp_Two"];
    let row = |n| format!("{},{}\n", places[n / 100], awareness(n));
    let rows: String = (0..500).map(row).collect();
    let spawn = SPAWN.replace("rules:\n", "rules:\n  read_from_agents_csv_file: True\n");
    let world = flooded(&spawn, &format!("{MOVE}{FORECAST}"))
        .write(
            "input_csv/demographics_floodawareness.csv",
            "floodawareness,Default\n0,3\n1,2\n2,1\n",
        )
        .write(AGENTS, &format!("location,floodawareness\n{rows}"))
        .world();
    let profiles = Profiles::new(&world).all();
    let mut run = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let today = run.step(&mut ()).unwrap();
    let chunk = &today.crowd.sections()[0].chunk;
    let kept = (0..500).map(|h| profiles[chunk.profile(h)].heed);
    assert!(kept.eq((0..500).map(|n| heeds[awareness(n)])));
    assert!(by_day(&world)[10][0] > 0, "A has people at the end");
}

#[test]
fn a_flood_displaces_a_hundred_a_day_who_stay_where_nobody_leaves() {
    let rules = "move_rules:\n  flood_rules:\n    flood_movechances: [0.0, 0.0, 0.0, 0.0, 0.0]\n    flood_loc_weights: [1.0, 1.0, 1.0, 1.0, 1.0]\n";
    let places = [
        ("A", "Utopia", "flood_zone", 2000),
        ("B", "Utopia", "flood_zone", 2000),
    ];
    let world = small(10, &places, &[("A", "B", 834.0)])
        .write(
            "input_csv/flood_level.csv",
            &format!("#Day,A,B\n{}", "0,1,0\n".repeat(10)),
        )
        .settings(&format!("{SPAWN}{rules}"))
        .world();
    assert_eq!(by_day(&world)[9], [1000, 0]);
}

#[test]
fn only_the_agent_of_a_known_location_is_there() {
    let places = [("A", "Utopia", "town", 100), ("C", "Utopia", "town", 100)];
    let world = small(1, &places, &[("A", "C", 100.0)])
        .write(AGENTS, "location\nA\nB\n")
        .settings(&with_agents(""))
        .world();
    let present: Vec<_> = world.present.iter().map(|p| (p.place, p.persons)).collect();
    assert_eq!(present, [(PlaceId(0), 1)]);
    assert_eq!(ended(&world).counts().persons, 1);
}

/// Flee also draws who farms, by `farmer_fraction`; nothing depends on it, and here it is not drawn.
#[test]
fn the_displaced_have_an_ethnicity_and_a_religion() {
    let settings = "spawn_rules:\n  insert_day0: False\nmove_rules:\n  MatchCampEthnicity: True\n  MatchTownEthnicity: True\n  MatchConflictEthnicity: True\n  MatchCampReligion: True\n  harvest_months: [6, 11]\noptimisations:\n  hasten: 5\n";
    let world = star()
        .write(PERIOD, "StartDate,2020-02-05\nLength,11\n")
        .write(
            "input_csv/conflicts.csv",
            &format!("#Day\n{}", "0\n".repeat(11)),
        )
        .replace(LOCATIONS, ",population", ",population,farmer_fraction")
        .replace(LOCATIONS, "0,1000", "0,1000,0.5")
        .write(
            "input_csv/demographics_ethnicity.csv",
            "ethnicity,Default\nethntype1,3\nethntype2,1\n",
        )
        .write(
            "input_csv/demographics_religion.csv",
            "religion,Default\nsun,1\nmoon,2\nstars,1\n",
        )
        .settings(settings)
        .world();
    let profiles = Profiles::new(&world).all();
    let mut run = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let mut first = None;
    while let Some(today) = run.step(&mut ()) {
        first = Some(profiles[today.crowd.sections()[0].chunk.profile(0)]);
    }
    let first = first.unwrap();
    let value = |attribute: usize, index: Option<u16>| {
        let values = &world.attributes[attribute].values;
        values[index.unwrap() as usize].as_str()
    };
    assert!(value(0, first.ethnicity).contains("ethntype"));
    assert!(["sun", "moon", "stars"].contains(&value(1, first.religion)));
    assert_eq!(world.settings.food.harvest_months, [6, 11]);
    assert_eq!(world.places[0].population, 200);
}
