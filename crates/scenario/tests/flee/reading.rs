//! An instance becomes the world that Flee runs.

use std::fs;

use refuge_core::place::{PlaceId, PlaceKind};
use refuge_core::settings::{DayBudget, RouteChoice};
use refuge_scenario::{Options, load};

use super::{Instance, SETTINGS};

#[test]
fn locations_are_places_in_their_order() {
    let world = Instance::new().scenario().world;
    let ids: Vec<&str> = world.places.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(ids, ["Anvar", "Old_Brook", "Ford", "Camp_One", "Camp_Two"]);
    assert_eq!(world.places[1].name, "Old Brook");
    let kinds: Vec<PlaceKind> = world.places.iter().map(|place| place.kind).collect();
    let (town, camp) = (PlaceKind::Town, PlaceKind::Camp);
    assert_eq!(kinds, [town, town, PlaceKind::Hub, camp, camp]);
    assert_eq!(
        (world.places[0].latitude, world.places[0].longitude),
        (1.5, 30.25)
    );
    assert_eq!(world.places[0].population, 5000);
    assert_eq!(
        (world.home.code(), world.places[4].country.code()),
        ("XAA", "XAB")
    );
    assert_eq!((world.name.as_str(), world.calendar.days()), ("utopia", 4));
}

#[test]
fn names_that_become_the_same_id_are_numbered() {
    let world = Instance::new()
        .replace("input_csv/locations.csv", "Camp_Two", "Camp_One")
        .replace("input_csv/routes.csv", "Camp_Two", "Camp_One")
        .replace("input_csv/closures.csv", "Camp_Two", "Camp_One")
        .replace("source_data/data_layout.csv", "Camp_Two", "Camp_One")
        .scenario()
        .world;
    assert_eq!(world.places[4].id, "Camp_One_2");
}

#[test]
fn the_header_decides_which_column_is_the_latitude() {
    let world = Instance::new()
        .replace(
            "input_csv/locations.csv",
            "latitude,longitude",
            "longitude,latitude",
        )
        .scenario()
        .world;
    assert_eq!(
        (world.places[0].latitude, world.places[0].longitude),
        (30.25, 1.5)
    );
}

#[test]
fn a_road_is_two_links_and_a_forced_one_four() {
    let ends = |instance: Instance| -> Vec<(u32, u32)> {
        let network = instance.scenario().world.network;
        network
            .links()
            .iter()
            .map(|link| (link.from.0, link.to.0))
            .collect()
    };
    let pairs = [
        (0, 1),
        (1, 0),
        (2, 1),
        (1, 2),
        (2, 3),
        (3, 2),
        (2, 4),
        (4, 2),
    ];
    assert_eq!(ends(Instance::new()), pairs);
    let forced = Instance::new().replace("input_csv/routes.csv", "Brook,50,", "Brook,50,1");
    assert_eq!(ends(forced)[..4], [(0, 1), (1, 0), (0, 1), (1, 0)]);
}

#[test]
fn people_of_the_first_day_are_taken_off_the_capacity() {
    let world = Instance::new().scenario().world;
    let persons: Vec<u32> = world
        .present
        .iter()
        .map(|present| present.persons)
        .collect();
    assert_eq!(persons, [100, 350]);
    let capacity: Vec<_> = world.places[3..].iter().map(|camp| camp.capacity).collect();
    assert_eq!(capacity, [Some(900), None]);
}

#[test]
fn newcomers_and_data_are_those_of_flee() {
    let world = Instance::new().scenario().world;
    assert_eq!(world.newcomers, [0, 35, 35, 35]);
    let flee = world.flee.unwrap();
    assert_eq!(flee.camps, [PlaceId(3), PlaceId(4)]);
    assert_eq!(flee.data, [[100, 110, 120, 130], [350, 375, 400, 425]]);
    assert_eq!(flee.raw, [900, 935, 970, 1005]);
    assert_eq!(flee.debt, [0; 4]);
}

#[test]
fn camps_that_start_empty_lose_their_room_all_the_same() {
    let world = Instance::new()
        .settings("spawn_rules:\n  empty_camps_on_day0: True\n")
        .scenario()
        .world;
    assert!(world.present.is_empty());
    assert_eq!(world.places[3].capacity, Some(900));
    let flee = world.flee.unwrap();
    assert_eq!(
        (flee.data[0].as_slice(), flee.raw[0]),
        (&[0, 10, 20, 30][..], 0)
    );
}

#[test]
fn hasten_divides_every_count_and_cuts_it() {
    let world = Instance::new()
        .settings("optimisations:\n  hasten: 30\n")
        .scenario()
        .world;
    assert_eq!(world.places[0].population, 166);
    assert_eq!(world.places[3].capacity, Some(33 - 3));
    assert_eq!(world.flee.unwrap().data, [[3, 3, 4, 4], [11, 12, 13, 14]]);
    assert_eq!(world.newcomers, [0, 1, 2, 1]);
}

#[test]
fn settings_have_their_place_and_flee_its_defaults() {
    let text = "move_rules:\n  max_move_speed: 400.0\n  camp_weight: 2.0\n  awareness_level: 2\n  \
                start_on_foot: yes\nspawn_rules:\n  conflict_spawn_decay: [1.0, 0.5]\n";
    let settings = Instance::new().settings(text).scenario().world.settings;
    assert_eq!(settings.people.household_size, 1.0);
    let movement = settings.movement;
    assert_eq!(
        (movement.route_choice, movement.day_budget),
        (RouteChoice::Local, DayBudget::Full)
    );
    assert!(movement.choose_home && movement.choose_full && movement.flee_quirks);
    assert!(movement.start_on_foot && !settings.onset.from_residents);
    assert_eq!(
        (movement.speed_km_per_day, movement.awareness_level),
        (400.0, 2)
    );
    assert_eq!((movement.camp_weight, movement.idp_camp_weight), (2.0, 1.0));
    assert_eq!(movement.conflict_decay, [1.0, 0.5]);
    assert_eq!(
        (movement.town_leave, movement.conflict_weight),
        (0.3, 1.0 / 3.162_277_660_17)
    );
    let empty = Instance::new()
        .settings("# nothing\n")
        .scenario()
        .world
        .settings;
    assert_eq!(empty.movement.speed_km_per_day, 360.0);
}

#[test]
fn the_first_version_of_the_rules_overrides_settings() {
    let text = "move_rules:\n  use_v1_rules: True\n  max_move_speed: 400\n  camp_weight: 1\n";
    let movement = Instance::new()
        .settings(text)
        .scenario()
        .world
        .settings
        .movement;
    assert_eq!(
        (movement.speed_km_per_day, movement.camp_weight),
        (200.0, 2.0)
    );
}

#[test]
fn settings_may_lie_above_the_folder_or_be_named_or_typed() {
    let instance = Instance::new().without(SETTINGS);
    let above = instance.path("..").join(SETTINGS);
    fs::write(&above, "move_rules:\n  softening: 36\n").unwrap();
    let scenario = instance.scenario();
    assert_eq!(scenario.world.settings.movement.softening_km, 36.0);
    assert!(
        scenario
            .warnings
            .to_string()
            .contains("the one above it is taken")
    );
    let named = instance.path("other.yml");
    fs::write(&named, "move_rules:\n  softening: 50\n").unwrap();
    let mut options = Options {
        settings: Some(named),
        ..Options::default()
    };
    let softening = |options: &Options| {
        let world = load(&instance.path(""), options).unwrap().world;
        world.settings.movement.softening_km
    };
    assert_eq!(softening(&options), 50.0);
    options.set = vec!["movement.softening_km=7".to_owned()];
    assert_eq!(softening(&options), 7.0);
}
