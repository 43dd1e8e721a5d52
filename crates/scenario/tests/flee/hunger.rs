//! Hunger by region, and the rules that follow it.

use refuge_core::event::Change;

use super::{Instance, happens};

const FILE: &str = "input_csv/region_attributes_IPC.csv";

fn hungry() -> Instance {
    Instance::new()
        .replace("input_csv/sim_period.csv", "Length,4", "Length,12")
        .write(
            "input_csv/conflicts.csv",
            &(0..12).fold("#Day,Anvar\n".to_owned(), |rows, day| {
                rows + &format!("{day},1\n")
            }),
        )
        .write(FILE, "#Day,North,East\n0,5,8\n10,9,8\n20,9,100\n")
        .settings("move_rules:\n  flee_when_starving: True\n")
}

#[test]
fn hunger_changes_in_straight_lines_for_all_places_of_a_region() {
    let world = hungry().world();
    let on = |place, day| {
        let events = happens(&world, place).into_iter();
        let mut hunger = events.filter_map(|(since, change)| match change {
            Change::Hunger(percent) if since <= day => Some(percent),
            _ => None,
        });
        hunger.next_back()
    };
    let days = [0, 5, 10, 11];
    assert_eq!(days.map(|day| on(0, day)), [5.0, 7.0, 9.0, 9.0].map(Some));
    assert_eq!(days.map(|day| on(4, day)), [8.0, 8.0, 8.0, 17.2].map(Some));
    let north = world
        .events
        .iter()
        .find(|event| event.target == "admin1:North");
    assert_eq!(north.unwrap().value, "5");
}

#[test]
fn a_place_that_is_called_like_a_region_has_no_hunger() {
    let instance = hungry()
        .replace("input_csv/locations.csv", "Old Brook,North", "East,North")
        .replace("input_csv/routes.csv", "Anvar,Old Brook", "Anvar,East")
        .replace("input_csv/routes.csv", "Old Brook,Ford", "East,Ford");
    insta::assert_snapshot!(instance.problems(), @"
    error: A rule asks for the hunger in `East`, but region_attributes_IPC.csv has none for it.
     --> ../utopia/input_csv/locations.csv:3:1
      |
    3 | East,North,Utopia,1.6,30.5,town,,2000
      | ^^^^
      |
    help: Give its region a column, and no column the name of a location.

    warning: The location `East` is called like a region, so that Flee knows of no hunger there.
     --> ../utopia/input_csv/region_attributes_IPC.csv:1:6
      |
    1 | #Day,North,East
      |      ^^^^^
    ");
    let instance = instance.settings("spawn_rules:\n  starvation_driven_spawning: True\n");
    let world = instance.world();
    assert!(happens(&world, 1).is_empty());
    assert!(world.events.iter().any(|event| event.target == "Anvar"));
    assert!(world.settings.onset.from_hunger);
}

#[test]
fn rules_about_hunger() {
    let settings = hungry()
        .settings("move_rules:\n  flee_when_starving: True\n  avoid_food_deprived_locations: 1\n  harvest_months: [6, 11]\n")
        .world()
        .settings;
    let food = settings.food;
    assert!(food.hungry_leave && food.avoid_hunger);
    assert_eq!(food.harvest_months, [6, 11]);
}

#[test]
fn hunger_that_is_not_known() {
    let unknown = hungry().replace(FILE, "North", "Nord");
    insta::assert_snapshot!(unknown.problems(), @"
    error: A rule asks for the hunger in `Anvar`, but region_attributes_IPC.csv has none for it.
     --> ../utopia/input_csv/locations.csv:2:1
      |
    2 | Anvar,North,Utopia,1.5,30.25,conflict_zone,0,5000
      | ^^^^^
      |
    help: Give its region a column, and no column the name of a location.

    warning: The column `Nord` is not read, because no location lies in this region.
     --> ../utopia/input_csv/region_attributes_IPC.csv:1:6
      |
    1 | #Day,Nord,East
      |      ^^^^
    ");
    insta::assert_snapshot!(hungry().without(FILE).problems(), @"
    error: A rule asks for the hunger in `Anvar`, but region_attributes_IPC.csv has none for it.
     --> ../utopia/input_csv/locations.csv:2:1
      |
    2 | Anvar,North,Utopia,1.5,30.25,conflict_zone,0,5000
      | ^^^^^
      |
    help: Give its region a column, and no column the name of a location.
    ");
    let only_home = hungry()
        .replace(FILE, ",East", ",Eest")
        .settings("move_rules:\n  avoid_food_deprived_locations: True\n");
    assert_eq!(only_home.world().places.len(), 5);
}

#[test]
fn a_table_of_hunger_that_is_none() {
    let short = hungry().replace(FILE, "20,9,100\n", "");
    insta::assert_snapshot!(short.problems(), @"
    error: The rows must lead from day 0 or before to day 11 or later, each after the one above.
     --> ../utopia/input_csv/region_attributes_IPC.csv
    ");
    let headless = hungry().replace(FILE, "#Day", "Day");
    insta::assert_snapshot!(headless.problems(), @"
    error: The file must begin with a header of `#Day` and the names of regions.
     --> ../utopia/input_csv/region_attributes_IPC.csv
    ");
    let wrong = hungry().replace(FILE, "10,9,8", "10,900,few");
    insta::assert_snapshot!(wrong.problems(), @"
    error: `percent` must be a number from 0 to 100, but is `900`.
     --> ../utopia/input_csv/region_attributes_IPC.csv:3:4
      |
    3 | 10,900,few
      |    ^^^

    error: `percent` must be a number from 0 to 100, but is `few`.
     --> ../utopia/input_csv/region_attributes_IPC.csv:3:8
      |
    3 | 10,900,few
      |        ^^^
    ");
    let unused = hungry().settings("");
    insta::assert_snapshot!(unused.problems(), @"
    warning: The file has no effect without a rule about hunger.
     --> ../utopia/input_csv/region_attributes_IPC.csv

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
    assert!(
        happens(&unused.world(), 4)
            .iter()
            .all(|(_, change)| !matches!(change, Change::Hunger(_)))
    );
}
