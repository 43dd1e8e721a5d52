//! The room that places have for people.

use refuge_core::event::Change;
use refuge_core::place::PlaceKind;

use super::{Instance, LOCATIONS, conditions, happens, with_column};

/// The room in a place on each day.
fn room(instance: &Instance, place: usize) -> Vec<Option<u32>> {
    let days = conditions(&instance.world());
    days.iter().map(|today| today.capacity[place]).collect()
}

#[test]
fn room_grows_day_by_day_from_the_first() {
    let growing = with_column("capacity_per_day", ["0", "", "-5", "10000", ""]).replace(
        LOCATIONS,
        "camp,,1000",
        "camp,,200",
    );
    let expected = [10_100, 20_100, 30_100, 40_100].map(Some);
    assert_eq!(room(&growing, 3), expected);
    assert_eq!(growing.world().places[3].capacity, Some(10_100));
    let grows = (1, Change::SafeArea(10_000.0));
    assert_eq!(happens(&growing.world(), 3), [grows]);
    assert_eq!(room(&growing, 4), [None; 4]);
    assert_eq!(room(&growing, 2), [None; 4]);
}

#[test]
fn there_is_no_limit_until_room_is_one_or_more() {
    // 300 less the 350 of the first day, and 20 a day: -30, -10, 10, 30.
    let camp = with_column("capacity_per_day", ["", "100", "", "", "20"]);
    assert_eq!(room(&camp, 4), [None, None, Some(10), Some(30)]);
    assert_eq!(
        happens(&camp.world(), 4)[..2],
        [
            (2, Change::Kind(PlaceKind::Town)),
            (2, Change::Capacity(10))
        ]
    );
    // Other places begin with -1.
    assert_eq!(room(&camp, 1), [99, 199, 299, 399].map(Some));
    let scaled = camp.settings("move_rules:\n  capacity_scaling: 0.05\n");
    assert_eq!(room(&scaled, 4), [None, None, None, Some(30)]);
}

#[test]
fn a_capacity_below_one_is_none() {
    let scaled = Instance::new().settings("move_rules:\n  capacity_scaling: 0.001\n");
    assert_eq!(scaled.world().places[3].capacity, None);
    insta::assert_snapshot!(scaled.problems(), @"
    warning: Flee takes the 100 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:5:38
      |
    5 | Camp One,East,Elsewhere,1.8,31,camp,,1000
      |                                      ^^^^

    warning: After `hasten` and `capacity_scaling` the capacity is below 1, so that the camp has no limit, as in Flee.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
    let capacity = |people: &str, first: &str| {
        Instance::new()
            .replace(LOCATIONS, "camp,,1000", &format!("camp,,{people}"))
            .replace("source_data/one.csv", "05,100", &format!("05,{first}"))
            .world()
            .places[3]
            .capacity
    };
    assert_eq!(capacity("100", "100"), None);
    assert_eq!(capacity("200", "50"), Some(150));
}
