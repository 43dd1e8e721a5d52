//! Conflicts, by the rows of their table.

use refuge_core::event::Change;

use super::{Instance, LOCATIONS, happens};

const FILE: &str = "input_csv/conflicts.csv";
const PERIOD: &str = "input_csv/sim_period.csv";

/// An instance of six days with a table of two columns.
fn six_days(anvar: [f64; 6], brook: [f64; 6]) -> Instance {
    let rows = (0..6).map(|day| format!("{day},{},{}\n", anvar[day], brook[day]));
    let rows: String = rows.collect();
    Instance::new()
        .replace(PERIOD, "Length,4", "Length,6")
        .write("source_data/one.csv", "2020-02-05,100\n")
        .write("source_data/two.csv", "2020-02-05,350\n")
        .write(FILE, &format!("#Day,Anvar,Old Brook\n{rows}"))
}

#[test]
fn intensity_is_that_of_the_day_on_which_conflict_breaks_out() {
    let brook = [0.2, 0.9, 0.9, 0.0, 0.7, 0.1];
    let world = six_days([0.0, 0.5, 1.0, 0.3, 0.0, 0.0], brook).world();
    let of = |place| -> Vec<(u16, f64)> {
        let changes = happens(&world, place).into_iter();
        let intensities = changes.map(|(day, change)| match change {
            Change::Conflict(intensity) => (day, intensity),
            _ => panic!("{change:?}"),
        });
        intensities.collect()
    };
    assert_eq!(of(1), [(0, 0.2), (3, 0.0), (4, 0.7)]);
    assert_eq!(of(0), [(1, 0.5), (4, 0.0)]);
    let before: Vec<f64> = world.places.iter().map(|p| p.traits.conflict).collect();
    assert_eq!(before, [1.0, 0.0, 0.0, 0.0, 0.0]);
}

#[test]
fn conflict_on_the_first_day_replaces_that_of_before() {
    let world = six_days([0.4, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0; 6]).world();
    assert_eq!(world.places[0].traits.conflict, 0.0);
    let ends = (1, Change::Conflict(0.0));
    assert_eq!(happens(&world, 0), [(0, Change::Conflict(0.4)), ends]);
}

#[test]
fn a_zone_may_begin_at_an_intensity_of_its_own() {
    let world = six_days([0.0; 6], [0.0; 6])
        .replace(LOCATIONS, "population", "population,conflict_intensity")
        .replace(LOCATIONS, "0,5000", "0,5000,0.25")
        .world();
    assert_eq!(world.places[0].traits.conflict, 0.25);
    assert!(happens(&world, 0).is_empty());
}

#[test]
fn a_zone_with_a_date_ahead_is_a_town_until_its_column_says_otherwise() {
    let world = six_days([0.0, 0.0, 0.0, 0.0, 0.0, 1.0], [1.0; 6])
        .replace(LOCATIONS, "conflict_zone,0", "conflict_zone,3")
        .world();
    assert_eq!(world.places[0].traits.conflict, 0.0);
    assert_eq!(happens(&world, 0), [(5, Change::Conflict(1.0))]);
}

#[test]
fn rows_count_as_days_whatever_they_say() {
    let row = |day: u16| {
        let intensity = u8::from(day >= 50);
        format!("7,1,{intensity},0\n")
    };
    let rows: String = (0..100).map(row).collect();
    let world = Instance::new()
        .replace(PERIOD, "Length,4", "Length,100")
        .write(FILE, &format!("#Day,Anvar,Old Brook,Ford\n{rows}"))
        .world();
    assert_eq!(happens(&world, 0), [(0, Change::Conflict(1.0))]);
    assert_eq!(happens(&world, 1), [(50, Change::Conflict(1.0))]);
    assert!(happens(&world, 2).is_empty());
}

#[test]
fn a_conflict_table_shorter_than_the_run() {
    let said = Instance::new()
        .replace(PERIOD, "Length,4", "Length,9")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The table has 5 days, but the run has 9.
     --> ../utopia/input_csv/conflicts.csv
    help: Add the missing rows, or shorten the run to 5 days in sim_period.csv or with `--days`.
    ");
}

#[test]
fn a_column_of_an_unknown_name_and_a_heading_that_is_none() {
    let said = Instance::new()
        .write(
            FILE,
            "#Day,#name,Anvar,Old Brok\n0,,1,0\n1,,1,0.4\n2,,1,0.9\n3,,0,0\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: On day 3, 35 people become displaced by the data, but no place with residents is in conflict.
     --> ../utopia/input_csv/conflicts.csv
    help: Give such a place a conflict on this day, or cut the run with `--days`.

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^

    warning: The column `Old Brok` is not read, because no location has this name.
     --> ../utopia/input_csv/conflicts.csv:1:18
      |
    1 | #Day,#name,Anvar,Old Brok
      |                  ^^^^^^^^
      |
    help: Did you mean `Old Brook`?
    ");
}

#[test]
fn intensities_that_are_none() {
    let said = Instance::new()
        .replace(FILE, "2,1,0.9", "2,1.5,much")
        .replace(LOCATIONS, "population", "population,conflict_intensity")
        .replace(LOCATIONS, "0,5000", "0,5000,-2")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `conflict_intensity` must be a number of 0 or more, but is `-2`.
     --> ../utopia/input_csv/locations.csv:2:51
      |
    2 | Anvar,North,Utopia,1.5,30.25,conflict_zone,0,5000,-2
      |                                                   ^^

    warning: Intensities above 1, of which this is one, are taken as they are, as in Flee.
     --> ../utopia/input_csv/conflicts.csv:4:3
      |
    4 | 2,1.5,much
      |   ^^^
      |
    help: An intensity of 1 is the worst that the settings speak of: scale the table if that is meant.

    error: `intensity` must be a number of 0 or more, but is `much`.
     --> ../utopia/input_csv/conflicts.csv:4:7
      |
    4 | 2,1.5,much
      |       ^^^^
    ");
}

#[test]
fn intensities_above_one_are_taken_as_they_are() {
    let instance = six_days([0.0; 6], [0.0, 1.5, 1.6, 0.0, 1.25, 1.0]);
    let conflict = |(day, intensity)| (day, Change::Conflict(intensity));
    assert_eq!(
        happens(&instance.world(), 1),
        [(1, 1.5), (3, 0.0), (4, 1.25)].map(conflict)
    );
    insta::assert_snapshot!(instance.problems(), @"
    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^

    warning: Intensities above 1, of which this is one, are taken as they are, as in Flee.
     --> ../utopia/input_csv/conflicts.csv:3:5
      |
    3 | 1,0,1.5
      |     ^^^
      |
    help: An intensity of 1 is the worst that the settings speak of: scale the table if that is meant.
    ");
}

#[test]
fn newcomers_without_a_conflict() {
    let said = Instance::new()
        .replace(FILE, "2,1,0.9\n3,1,0", "2,0,0\n3,0,0")
        .problems();
    insta::assert_snapshot!(said, @"
    error: On day 2, 35 people become displaced by the data, but no place with residents is in conflict.
     --> ../utopia/input_csv/conflicts.csv
    help: Give such a place a conflict on this day, or cut the run with `--days`.

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}

#[test]
fn newcomers_after_the_last_conflict_zone_became_a_camp() {
    let said = Instance::new()
        .replace(FILE, "0,1,0\n1,1,0.4\n2,1,0.9", "0,1,0\n1,1,0\n2,1,0")
        .replace(FILE, "#Day,Anvar,Old Brook", "#Day,Anvar,name")
        .write("location_changes.csv", "Anvar,town,2\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: On day 2, 35 people become displaced by the data, but no place with residents is in conflict.
     --> ../utopia/input_csv/conflicts.csv
    help: Give such a place a conflict on this day, or cut the run with `--days`.

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}
