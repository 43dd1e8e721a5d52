//! Places: their kinds and traits.

use refuge_core::event::Change;
use refuge_core::place::{PlaceId, PlaceKind, Traits};

use super::{Instance, LOCATIONS, happens, with_column};

const ROUTES: &str = "input_csv/routes.csv";
const LAYOUT: &str = "source_data/data_layout.csv";

#[test]
fn every_type_has_its_kind() {
    let kind = |word: &str| {
        let instance = Instance::new().replace(LOCATIONS, "30.5,town", &format!("30.5,{word}"));
        instance.world().places[1].kind
    };
    let words = ["Town", "default", "forwarding_hub", "marker", "flood_zone"];
    let kinds = [
        PlaceKind::Town,
        PlaceKind::Town,
        PlaceKind::Hub,
        PlaceKind::Marker,
        PlaceKind::FloodZone,
    ];
    assert_eq!(words.map(kind), kinds);
}

#[test]
fn places_that_hardly_anybody_leaves_become_camps() {
    let instance = Instance::new()
        .replace(
            LAYOUT,
            "Camp_Two,two.csv\n",
            "Camp_Two,two.csv\nOld Brook,two.csv\n",
        )
        .settings("move_rules:\n  default_movechance: 0.004\n");
    let world = instance.world();
    let brook = &world.places[1];
    assert_eq!(
        (brook.kind, brook.population, brook.capacity),
        (PlaceKind::Camp, 2000, None)
    );
    assert_eq!(
        (brook.traits.leave, world.places[0].traits.leave),
        (Some(0.004), None)
    );
    assert_eq!(
        world.flee.unwrap().camps,
        [PlaceId(1), PlaceId(3), PlaceId(4)]
    );
    assert_eq!(world.present[0].persons, 350);
    insta::assert_snapshot!(instance.problems(), @"
    warning: `Old Brook` becomes a camp, as in Flee, because of a chance below 0.005 a day to leave.
     --> ../utopia/input_csv/locations.csv
    help: Raise `default_movechance` or `conflict_movechance` if that is not meant.

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}

#[test]
fn a_zone_in_conflict_becomes_a_camp_by_its_own_chance() {
    let world = Instance::new()
        .replace(
            LAYOUT,
            "Camp_Two,two.csv\n",
            "Camp_Two,two.csv\nAnvar,two.csv\n",
        )
        .settings("move_rules:\n  conflict_movechance: 0.001\n")
        .world();
    let kinds: Vec<PlaceKind> = world.places.iter().map(|place| place.kind).collect();
    assert_eq!(kinds[..2], [PlaceKind::Camp, PlaceKind::Town]);
    assert_eq!(world.places[0].traits.leave, Some(0.001));
}

#[test]
fn people_who_are_there_besides_the_data() {
    let idps = || with_column("initial_idps", ["9", "", "", "20", "0"]);
    let persons = |instance: Instance| -> Vec<u32> {
        let present = instance.world().present.into_iter();
        present.map(|present| present.persons).collect()
    };
    assert_eq!(persons(idps()), [120, 350]);
    let not_inserted = idps().settings("spawn_rules:\n  insert_day0: False\n");
    assert_eq!(persons(not_inserted), [20]);
}

#[test]
fn trade_and_development_are_traits() {
    let pull = "move_rules:\n  use_economic_pull: True\n";
    let trade = with_column("trade_volume,hdi", ["", "", "2.5,0.5", "1,0.5", "0,0.25"]);
    let world = trade.settings(pull).world();
    let expected = Traits {
        trade_volume: 2.5,
        hdi: 0.5,
        ..Traits::default()
    };
    assert_eq!(world.places[2].traits, expected);
    assert!(world.settings.movement.economic_pull);
    let lacking = with_column("trade_volume,hdi", ["", "", "2.5,", "1,0.5", "0,2"]);
    insta::assert_snapshot!(lacking.settings(pull).problems(), @"
    error: `hdi` must be a number from 0 to 1, but is `2`.
     --> ../utopia/input_csv/locations.csv:6:47
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300,0,2
      |                                               ^
    ");
    let lacking = with_column("trade_volume,HDI", ["", "", "2.5,1", "1,0.5", "0,2"]);
    insta::assert_snapshot!(lacking.settings(pull).problems(), @"
    warning: The column `HDI` means nothing to Flee.
     --> ../utopia/input_csv/locations.csv:1:93
      |
    1 | #name,region,country,latitude,longitude,location_type,conflict_date,population,trade_volume,HDI
      |                                                                                             ^^^
      |
    help: Did you mean `hdi`?

    error: With `use_economic_pull`, `Ford` needs a `trade_volume` and an `hdi`, because it lies abroad.
     --> ../utopia/input_csv/locations.csv:4:1
      |
    4 | Ford,East,Elsewhere,1.7,30.75,forwarding_hub,,,2.5,1
      | ^^^^
      |
    help: Add both columns; the home country is that of the first location.
    ");
}

#[test]
fn people_settle_where_there_are_sinks() {
    let column = || with_column("deactivation_probability", ["0.5", "", "", "0.25", ""]);
    let settle = |instance: &Instance| -> Vec<Option<f64>> {
        let places = instance.world().places.into_iter();
        places.map(|place| place.traits.settle).collect()
    };
    let sinks = column().settings("spawn_rules:\n  camps_are_sicks: True\n");
    assert_eq!(settle(&sinks), [None, None, None, Some(0.25), None]);
    insta::assert_snapshot!(sinks.problems(), @"
    warning: Flee itself stops at a `deactivation_probability`, which it compares as a text; here people settle by it.
     --> ../utopia/input_csv/locations.csv:2:51
      |
    2 | Anvar,North,Utopia,1.5,30.25,conflict_zone,0,5000,0.5
      |                                                   ^^^

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300,
      |                                         ^^^
    ");
    let spelt = column().settings("spawn_rules:\n  camps_are_sinks: True\n");
    assert_eq!(settle(&spelt)[3], Some(0.25));
    insta::assert_snapshot!(spelt.problems(), @"
    warning: Flee does not read `camps_are_sinks`, only `camps_are_sicks`; here people settle in camps by either.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   camps_are_sinks: True
      |   ^^^^^^^^^^^^^^^

    warning: Flee itself stops at a `deactivation_probability`, which it compares as a text; here people settle by it.
     --> ../utopia/input_csv/locations.csv:2:51
      |
    2 | Anvar,North,Utopia,1.5,30.25,conflict_zone,0,5000,0.5
      |                                                   ^^^

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300,
      |                                         ^^^
    ");
    assert_eq!(settle(&column()), [None; 5]);
    insta::assert_snapshot!(column().problems(), @"
    warning: The column `deactivation_probability` has no effect without `camps_are_sicks` (so Flee spells it).
     --> ../utopia/input_csv/locations.csv:2:51
      |
    2 | Anvar,North,Utopia,1.5,30.25,conflict_zone,0,5000,0.5
      |                                                   ^^^

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300,
      |                                         ^^^
    ");
}

#[test]
fn two_locations_of_one_name() {
    let twins = Instance::new()
        .replace(LOCATIONS, "Ford,East", "Camp_Two,East")
        .replace(
            ROUTES,
            "Old Brook,Ford,20.5,2\nFord,Camp One,30,0\nFord,Camp_Two",
            "Old Brook,Camp One,20.5,2\nCamp One,Camp_Two",
        )
        .replace("input_csv/conflicts.csv", "Old Brook", "Camp_Two");
    let world = twins.world();
    let ids: Vec<&str> = world.places.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(
        ids,
        ["Anvar", "Old_Brook", "Camp_Two", "Camp_One", "Camp_Two_2"]
    );
    let last = world.network.links().last().unwrap();
    assert_eq!((last.from, last.to), (PlaceId(4), PlaceId(3)));
    let (breaks_out, ends) = (Change::Conflict(0.4), Change::Conflict(0.0));
    assert_eq!(happens(&world, 2), [(1, breaks_out), (3, ends)]);
    assert_eq!(
        happens(&world, 4),
        [(3, ends), (2, Change::Kind(PlaceKind::Town))]
    );
    insta::assert_snapshot!(twins.problems(), @"
    warning: The name `Camp_Two` is given to two locations, as Flee allows.
     --> ../utopia/input_csv/locations.csv:6:1
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      | ^^^^^^^^
      |
     ::: ../utopia/input_csv/locations.csv:4:1
      |
    4 | Camp_Two,East,Elsewhere,1.7,30.75,forwarding_hub,,
      | --------
      |
    help: Roads and closures go by the last of them, conflict breaks out in the first and ends in all: give each a name of its own.

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}
