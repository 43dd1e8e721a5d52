//! Floods: their levels, and the rules that follow them.

use refuge_core::event::Change;
use refuge_core::place::PlaceKind;
use refuge_core::settings::OnsetMode;

use super::{Instance, happens};

const FILE: &str = "input_csv/flood_level.csv";
const LAYOUT: &str = "source_data/data_layout.csv";

pub(super) const SPAWN: &str = "spawn_rules:
  take_from_population: True
  conflict_zone_spawning_only: False
  flood_zone_spawning_only: True
  flood_driven_spawn_mode:
    spawn_mode: constant
    displaced_per_flood_day: [0, 100, 200, 300, 400]
";

pub(super) const MOVE: &str = "move_rules:
  flood_rules:
    flood_movechances: [0.0, 0.5, 0.8, 1.0, 1.0]
    flood_loc_weights: [1.0, 0.5, 0.2, 0.1, 0.1]
";

/// Eleven days under water here and there.
const LEVELS: &str = "#Day,Anvar,,Old Brook
0,0,x,1
1,0.9,x,1
2,1,x,1
3,1,x,3
4,2,x,1
5,1,x,1
6,1,x,0
7,1,x,0
8,1,x,0
9,1,x,0
10,1,x,1
";

pub(super) fn flooded(spawn: &str, rules: &str) -> Instance {
    Instance::new()
        .without("input_csv/conflicts.csv")
        .replace("input_csv/sim_period.csv", "Length,4", "Length,11")
        .replace(
            "input_csv/locations.csv",
            "1.6,30.5,town",
            "1.6,30.5,flood_zone",
        )
        .replace(
            LAYOUT,
            "Camp_Two,two.csv\n",
            "Camp_Two,two.csv\nAnvar,no.csv\nOld Brook,no.csv\nFord,no.csv\n",
        )
        .write("source_data/no.csv", "2020-02-05,0\n")
        .write(FILE, LEVELS)
        .settings(&format!("{spawn}{rules}"))
}

fn flood(levels: &[(u16, u32)]) -> Vec<(u16, Change)> {
    let events = levels.iter();
    events
        .map(|&(day, level)| (day, Change::Flood(level)))
        .collect()
}

#[test]
fn levels_change_by_events() {
    let world = flooded(SPAWN, MOVE).world();
    assert_eq!(happens(&world, 0), flood(&[(2, 1), (4, 2), (5, 1)]));
    let brook = [(0, 1), (3, 3), (4, 1), (6, 0), (10, 1)];
    assert_eq!(happens(&world, 1), flood(&brook));
    assert!(happens(&world, 2).is_empty());
    assert_eq!(world.places[1].kind, PlaceKind::FloodZone);
    assert_eq!(world.places[0].traits.conflict, 1.0);
}

#[test]
fn floods_displace_people_and_every_place_is_counted() {
    let world = flooded(SPAWN, MOVE).world();
    let onset = &world.settings.onset;
    assert_eq!((onset.mode, onset.by_flood), (OnsetMode::Constant, true));
    assert_eq!(onset.per_flood_day, [0.0, 100.0, 200.0, 300.0, 400.0]);
    assert!(onset.from_residents && !onset.conflict_only);
    assert_eq!(world.settings.floods.leave, [0.0, 0.5, 0.8, 1.0, 1.0]);
    assert_eq!(world.settings.floods.weight, [1.0, 0.5, 0.2, 0.1, 0.1]);
    assert!(world.newcomers.is_empty());
    let flee = world.flee.unwrap();
    assert_eq!(flee.camps.len(), 5);
    assert_eq!((flee.raw, flee.debt), (vec![0; 11], vec![0; 11]));
    assert_eq!((flee.data[1][0], flee.data[3][0]), (0, 100));
    let capacity: Vec<_> = world.places[3..].iter().map(|camp| camp.capacity).collect();
    assert_eq!(capacity, [Some(1000), Some(300)]);
}

#[test]
fn floods_displace_shares_unless_the_settings_say_otherwise() {
    let spawn = SPAWN
        .replace(
            "    spawn_mode: constant\n",
            "    flood_spawn_mode: constant\n",
        )
        .replace("    displaced_per_flood_day: [0, 100, 200, 300, 400]\n", "");
    let onset = flooded(&spawn, MOVE).world().settings.onset;
    assert_eq!(onset.mode, OnsetMode::Share);
    assert_eq!(onset.per_flood_day, [0.0, 0.1, 0.2, 0.5, 0.9]);
}

pub(super) const FORECAST: &str = "    flood_forecaster: True
    flood_forecaster_timescale: 2
    flood_forecaster_end_time: 6
    flood_forecaster_weights: [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
    flood_awareness_weights: [0.0, 0.5, 1.0]
";

#[test]
fn a_forecast_knows_the_table() {
    let rules = format!("{MOVE}{FORECAST}");
    let instance = flooded(SPAWN, &rules).write(
        "input_csv/demographics_floodawareness.csv",
        "floodawareness,Default\n0,3\n1,2\n2,1\n",
    );
    let world = instance.world();
    let floods = &world.settings.floods;
    assert_eq!((floods.forecast_days, floods.forecast_until), (2, 6));
    assert_eq!(floods.forecast_weights.len(), 7);
    assert_eq!(floods.awareness_weights, [0.0, 0.5, 1.0]);
    assert_eq!(world.attributes[0].name, "floodawareness");
}

#[test]
fn a_forecast_without_what_it_asks_for() {
    let rules = format!("{MOVE}{FORECAST}")
        .replace(", 0.5, 0.4]", "]")
        .replace("end_time: 6", "end_time: 5");
    let awareness = "input_csv/demographics_floodawareness.csv";
    let instance = flooded(SPAWN, &rules).write(awareness, "floodawareness,Default\n3,1\n");
    insta::assert_snapshot!(instance.problems(), @"
    warning: While the forecast runs, nobody leaves a place for which no flood is forecast, as in Flee.
      --> ../utopia/simsetting.yml:12:5
       |
    12 |     flood_forecaster: True
       |     ^^^^^^^^^^^^^^^^

    error: `flood_forecaster_weights` has 5 entries, but a flood is forecast for day 5.
      --> ../utopia/simsetting.yml:15:5
       |
    15 |     flood_forecaster_weights: [1.0, 0.9, 0.8, 0.7, 0.6]
       |     ^^^^^^^^^^^^^^^^^^^^^^^^
       |
    help: Give an entry for every day from day 0 on: to Flee, the list goes by the day, not by how far ahead it is.
    ");
    let rules = format!("{MOVE}{FORECAST}");
    insta::assert_snapshot!(flooded(SPAWN, &rules).problems(), @"
    warning: While the forecast runs, nobody leaves a place for which no flood is forecast, as in Flee.
      --> ../utopia/simsetting.yml:12:5
       |
    12 |     flood_forecaster: True
       |     ^^^^^^^^^^^^^^^^

    error: The rule asks for the attribute `floodawareness`, but there is no file demographics_floodawareness.csv.
      --> ../utopia/simsetting.yml:16:5
       |
    16 |     flood_awareness_weights: [0.0, 0.5, 1.0]
       |     ^^^^^^^^^^^^^^^^^^^^^^^
    ");
    let instance = flooded(SPAWN, &rules).write(awareness, "floodawareness,Default\n3,1\n");
    insta::assert_snapshot!(instance.problems(), @"
    warning: While the forecast runs, nobody leaves a place for which no flood is forecast, as in Flee.
      --> ../utopia/simsetting.yml:12:5
       |
    12 |     flood_forecaster: True
       |     ^^^^^^^^^^^^^^^^

    error: `flood_awareness_weights` has 3 entries, the first for 0, and so none for the `floodawareness` `3`.
      --> ../utopia/simsetting.yml:16:5
       |
    16 |     flood_awareness_weights: [0.0, 0.5, 1.0]
       |     ^^^^^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn a_forecast_beyond_the_run() {
    let rules = format!("{MOVE}{FORECAST}").replace("end_time: 6", "end_time: 20");
    let rules = rules.replace(", 0.4]", ", 0.4, 0.3, 0.2, 0.1, 0.1, 0.1, 0.1]");
    let instance = flooded(SPAWN, &rules)
        .replace("input_csv/sim_period.csv", "Length,11", "Length,9")
        .write(
            "input_csv/demographics_floodawareness.csv",
            "floodawareness,Default\n1,1\n",
        );
    assert_eq!(instance.world().calendar.days(), 9);
    insta::assert_snapshot!(instance.problems(), @"
    warning: While the forecast runs, nobody leaves a place for which no flood is forecast, as in Flee.
      --> ../utopia/simsetting.yml:12:5
       |
    12 |     flood_forecaster: True
       |     ^^^^^^^^^^^^^^^^

    warning: The forecast reaches beyond the run, where floods change in `Old Brook` first; here people expect the levels of the last day.
      --> ../utopia/simsetting.yml:14:5
       |
    14 |     flood_forecaster_end_time: 20
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn a_level_beyond_the_lists() {
    let said = flooded(SPAWN, MOVE)
        .replace(FILE, "3,1,x,3", "3,1,x,4")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `displaced_per_flood_day` has 5 entries, but flood levels up to 4 need 6.
     --> ../utopia/simsetting.yml:7:5
      |
    7 |     displaced_per_flood_day: [0, 100, 200, 300, 400]
      |     ^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: The first entry is for level 0; after that of the highest level Flee needs one more.

    error: `flood_movechances` has 5 entries, but flood levels up to 4 need 6.
      --> ../utopia/simsetting.yml:10:5
       |
    10 |     flood_movechances: [0.0, 0.5, 0.8, 1.0, 1.0]
       |     ^^^^^^^^^^^^^^^^^
       |
    help: The first entry is for level 0; after that of the highest level Flee needs one more.

    error: `flood_loc_weights` has 5 entries, but flood levels up to 4 need 6.
      --> ../utopia/simsetting.yml:11:5
       |
    11 |     flood_loc_weights: [1.0, 0.5, 0.2, 0.1, 0.1]
       |     ^^^^^^^^^^^^^^^^^
       |
    help: The first entry is for level 0; after that of the highest level Flee needs one more.
    ");
}

#[test]
fn levels_that_are_none() {
    let said = flooded(SPAWN, MOVE)
        .replace(FILE, "3,1,x,3", "3,-1,x,high")
        .replace(FILE, ",,", ",Anwar,")
        .replace("input_csv/sim_period.csv", "Length,11", "Length,12")
        .write("input_csv/conflicts.csv", "#Day\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The table has 11 days, but the run has 12.
     --> ../utopia/input_csv/flood_level.csv
    help: Add the missing rows, or shorten the run to 11 days in sim_period.csv or with `--days`.

    warning: Flee does not read the file where floods displace people.
     --> ../utopia/input_csv/conflicts.csv

    warning: The column `Anwar` is not read, because no location has this name.
     --> ../utopia/input_csv/flood_level.csv:1:12
      |
    1 | #Day,Anvar,Anwar,Old Brook
      |            ^^^^^
      |
    help: Did you mean `Anvar`?

    error: `flood_level` must be a number of 0 or more, but is `x`.
     --> ../utopia/input_csv/flood_level.csv:2:5
      |
    2 | 0,0,x,1
      |     ^

    error: `flood_level` must be a number of 0 or more, but is `-1`.
     --> ../utopia/input_csv/flood_level.csv:5:3
      |
    5 | 3,-1,x,high
      |   ^^

    error: `flood_level` must be a number of 0 or more, but is `high`.
     --> ../utopia/input_csv/flood_level.csv:5:8
      |
    5 | 3,-1,x,high
      |        ^^^^
    ");
}

#[test]
fn a_place_without_a_row_in_the_layout() {
    let said = flooded(SPAWN, MOVE)
        .replace(LAYOUT, "Ford,no.csv\n", "")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The location `Ford` has no row in ../utopia/source_data/data_layout.csv.
     --> ../utopia/input_csv/locations.csv:4:1
      |
    4 | Ford,East,Elsewhere,1.7,30.75,forwarding_hub,,
      | ^^^^
      |
    help: Add a row with its name and the file of its counts.
    ");
}

#[test]
fn settings_of_floods_that_do_not_go_together() {
    let both = "spawn_rules:\n  flood_zone_spawning_only: True\n  flood_driven_spawning:\n    flood_spawn_mode: constant\n  conflict_driven_spawning:\n    spawn_mode: constant\n";
    insta::assert_snapshot!(flooded(both, MOVE).problems(), @"
    warning: Flee does not read the file where no floods displace people.
     --> ../utopia/input_csv/flood_level.csv

    error: The file `input_csv/conflicts.csv` is missing.
     --> ../utopia/input_csv/conflicts.csv

    error: `flood_zone_spawning_only` and `conflict_zone_spawning_only` exclude each other, and both are true.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   flood_zone_spawning_only: True
      |   ^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: Set `conflict_zone_spawning_only: False`; it is true unless it is set.

    error: `flood_zone_spawning_only` needs the section `flood_driven_spawn_mode`, which says how many people floods displace.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   flood_zone_spawning_only: True
      |   ^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: Flee does not read a section `flood_driven_spawning`: rename it, and its `flood_spawn_mode` to `spawn_mode`.

    warning: `flood_driven_spawning` has no effect on this run, as in Flee.
     --> ../utopia/simsetting.yml:3:3
      |
    3 |   flood_driven_spawning:
      |   ^^^^^^^^^^^^^^^^^^^^^

    warning: `conflict_driven_spawning` has no effect beside `flood_zone_spawning_only`.
     --> ../utopia/simsetting.yml:5:3
      |
    5 |   conflict_driven_spawning:
      |   ^^^^^^^^^^^^^^^^^^^^^^^^

    error: With `flood_rules` but without floods that displace people, Flee reads no flood levels and stops on the first day.
     --> ../utopia/simsetting.yml:8:3
      |
    8 |   flood_rules:
      |   ^^^^^^^^^^^
      |
    help: Set `flood_zone_spawning_only: True` and give `flood_driven_spawn_mode`, or leave out `flood_rules`.
    ");
    let unread = SPAWN
        .replace("  flood_zone_spawning_only: True\n", "")
        .replace("spawn_mode: constant", "spawn_mode: Constant");
    insta::assert_snapshot!(flooded(&unread, "").problems(), @"
    warning: Flee does not read the file where no floods displace people.
     --> ../utopia/input_csv/flood_level.csv

    error: The file `input_csv/conflicts.csv` is missing.
     --> ../utopia/input_csv/conflicts.csv

    warning: `flood_driven_spawn_mode` has no effect without `flood_zone_spawning_only`.
     --> ../utopia/simsetting.yml:4:3
      |
    4 |   flood_driven_spawn_mode:
      |   ^^^^^^^^^^^^^^^^^^^^^^^

    error: `spawn_mode` must be `constant`, `pop_ratio` or `poisson`, but is `Constant`.
     --> ../utopia/simsetting.yml:5:17
      |
    5 |     spawn_mode: Constant
      |                 ^^^^^^^^
      |
    help: With any other word Flee displaces nobody, and does not say so.
    ");
    let from_nobody = SPAWN.replace("  take_from_population: True\n", "");
    insta::assert_snapshot!(flooded(&from_nobody, "").problems(), @"
    error: `flood_zone_spawning_only` needs the section `flood_rules` in `move_rules`, which says who leaves a flooded place and who goes there.
     --> ../utopia/simsetting.yml:3:3
      |
    3 |   flood_zone_spawning_only: True
      |   ^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: Give it the lists `flood_movechances` and `flood_loc_weights`, with an entry for each flood level from 0 on.

    error: `flood_driven_spawn_mode` needs `take_from_population: True`.
     --> ../utopia/simsetting.yml:4:3
      |
    4 |   flood_driven_spawn_mode:
      |   ^^^^^^^^^^^^^^^^^^^^^^^
    ");
}
