//! Slips that are easily made in an instance, and how they are told.

use super::{Instance, LOCATIONS};

const ROUTES: &str = "input_csv/routes.csv";
const CLOSURES: &str = "input_csv/closures.csv";
const CONFLICTS: &str = "input_csv/conflicts.csv";
const LAYOUT: &str = "source_data/data_layout.csv";
const SERIES: &str = "source_data/one.csv";
const CORRECTIONS: &str = "input_csv/registration_corrections.csv";

/// What is said of an instance, but for the camp that is full from the start.
fn said(instance: &Instance) -> String {
    let problems = instance.problems();
    let others = problems
        .split("\n\n")
        .filter(|problem| !problem.contains("takes the 350 people"));
    others.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn cells_separated_by_semicolons_are_told_once_a_file() {
    for file in [
        LOCATIONS,
        ROUTES,
        CLOSURES,
        CONFLICTS,
        LAYOUT,
        SERIES,
        "input_csv/sim_period.csv",
    ] {
        let instance = Instance::new();
        let text = std::fs::read_to_string(instance.path(file)).unwrap();
        let problems = instance.write(file, &text.replace(',', ";")).load();
        let problems = problems.unwrap_err();
        assert_eq!(problems.errors(), 1, "{problems}");
        let title = "The cells are separated by semicolons, but must be separated by commas.";
        assert!(problems.to_string().contains(title), "{problems}");
    }
    let instance = Instance::new().write(CONFLICTS, "#Day;Anvar;Old Brook\n0;1;0\n1;1;0,4\n");
    insta::assert_snapshot!(said(&instance), @"
    error: The cells are separated by semicolons, but must be separated by commas.
     --> ../utopia/input_csv/conflicts.csv:1:1
      |
    1 | #Day;Anvar;Old Brook
      | ^^^^^^^^^^^^^^^^^^^^
      |
    help: Save the file again as CSV and choose the comma as its separator.
    ");
}

#[test]
fn rows_of_conflicts_that_have_too_few_or_too_many_cells() {
    let instance = Instance::new().write(
        CONFLICTS,
        "#Day,Anvar,Old Brook,\n0,1,0\n1,1\n2,1,0,7\n3,1,0,\n",
    );
    insta::assert_snapshot!(said(&instance), @"
    error: The row has 2 cells, but the header has 3.
     --> ../utopia/input_csv/conflicts.csv:3:1
      |
    3 | 1,1
      | ^^^
      |
    help: `Old Brook` is missing at its end; a cell may be empty, but its comma must be there.

    error: The row has 4 cells, but the header has 3.
     --> ../utopia/input_csv/conflicts.csv:4:1
      |
    4 | 2,1,0,7
      | ^^^^^^^
      |
    help: A text with a comma in it must stand in quotation marks.
    ");
}

#[test]
fn conflicts_below_zero_on_other_days_and_without_a_column() {
    let instance = Instance::new().write(CONFLICTS, "#Day,Old Brook\n1,0.5\n2,1\n3,-0.5\n4,0\n");
    insta::assert_snapshot!(said(&instance), @"
    warning: The conflict zone `Anvar` has no column in conflicts.csv, so its conflict never ends.
     --> ../utopia/input_csv/locations.csv:2:1
      |
    2 | Anvar,North,Utopia,1.5,30.25,conflict_zone,0,5000
      | ^^^^^

    warning: The row stands for day 0: Flee counts rows, not this column.
     --> ../utopia/input_csv/conflicts.csv:2:1
      |
    2 | 1,0.5
      | ^
      |
    help: Give the days from 0 on without a gap, each a row.

    error: `intensity` must be a number of 0 or more, but is `-0.5`.
     --> ../utopia/input_csv/conflicts.csv:4:3
      |
    4 | 3,-0.5
      |   ^^^^
    ");
    let ahead = Instance::new()
        .replace(LOCATIONS, "conflict_zone,0", "conflict_zone,3")
        .replace(CONFLICTS, "Anvar", "Anvr");
    insta::assert_snapshot!(said(&ahead), @"
    error: On day 3, 35 people become displaced by the data, but no place with residents is in conflict.
     --> ../utopia/input_csv/conflicts.csv
    help: Give such a place a conflict on this day, or cut the run with `--days`.

    warning: The conflict zone `Anvar` has no column in conflicts.csv, so its conflict never breaks out.
     --> ../utopia/input_csv/locations.csv:2:1
      |
    2 | Anvar,North,Utopia,1.5,30.25,conflict_zone,3,5000
      | ^^^^^
      |
    help: Did you mean `Anvr`?

    warning: The column `Anvr` is not read, because no location has this name.
     --> ../utopia/input_csv/conflicts.csv:1:6
      |
    1 | #Day,Anvr,Old Brook
      |      ^^^^
      |
    help: Did you mean `Anvar`?
    ");
}

#[test]
fn counts_below_zero_and_dates_of_another_form() {
    let instance = Instance::new().write(
        SERIES,
        "Date,count\n05/02/2020,100\n06/02/2020,-3\n07/02/2020,120\n",
    );
    insta::assert_snapshot!(said(&instance), @"
    error: `date` must be a date such as 2020-02-05, but is `05/02/2020`.
     --> ../utopia/source_data/one.csv:2:1
      |
    2 | 05/02/2020,100
      | ^^^^^^^^^^
      |
    help: Write the year first, then the month: 2020-02-05 or 2020-05-02, whichever is meant. 2 further rows have dates of another form.

    error: `count` must be a whole number from 0 to 1000000000000, but is `-3`.
     --> ../utopia/source_data/one.csv:3:12
      |
    3 | 06/02/2020,-3
      |            ^^
    ");
}

#[test]
fn closures_that_end_before_they_begin_or_begin_after_the_run() {
    let instance = Instance::new().write(
        CLOSURES,
        "country,Utopia,Elsewhere,3,1\nlocation,Camp One,,1,-1\ncamp,Camp_Two,,4,9\n",
    );
    insta::assert_snapshot!(said(&instance), @"
    warning: The closure ends on day 1, before it begins on day 3, so it stays closed for good, as in Flee.
     --> ../utopia/input_csv/closures.csv:1:28
      |
    1 | country,Utopia,Elsewhere,3,1
      |                            ^
      |
    help: Write -1 if that is meant.

    warning: The closure never begins, because the last day is 3.
     --> ../utopia/input_csv/closures.csv:3:16
      |
    3 | camp,Camp_Two,,4,9
      |                ^
    ");
}

#[test]
fn a_road_from_a_location_to_itself() {
    let instance = Instance::new().replace(ROUTES, "Ford,Camp One", "Ford,Ford");
    insta::assert_snapshot!(said(&instance), @"
    error: A road must lead from one location to another, but both are the same.
     --> ../utopia/input_csv/routes.csv:4:6
      |
    4 | Ford,Ford,30,0
      |      ^^^^
      |
    help: Remove the row, or name the other end of the road.
    ");
}

#[test]
fn a_missing_file_of_roads_and_one_without_locations() {
    insta::assert_snapshot!(said(&Instance::new().without(ROUTES)), @"
    error: The file `input_csv/routes.csv` is missing.
     --> ../utopia/input_csv/routes.csv
    ");
    let empty = Instance::new().write(LOCATIONS, "#name,region\n");
    insta::assert_snapshot!(said(&empty), @"
    error: The file has no locations.
     --> ../utopia/input_csv/locations.csv
    ");
}

#[test]
fn a_country_that_is_misspelt_and_a_home_without_conflict() {
    let misspelt = Instance::new().replace(
        LOCATIONS,
        "Camp_Two,East,Elsewhere",
        "Camp_Two,East,Elswhere",
    );
    insta::assert_snapshot!(said(&misspelt), @"
    warning: Only this location lies in the country `Elswhere`.
     --> ../utopia/input_csv/locations.csv:6:15
      |
    6 | Camp_Two,East,Elswhere,1.9,31.25,camp,,300
      |               ^^^^^^^^
      |
    help: Did you mean `Elsewhere`?
    ");
    let header = "#name,region,country,latitude,longitude,location_type,conflict_date,population\n";
    let abroad = "Harbour,West,Elsewhere,1,31,town,,10\n";
    let instance = Instance::new().replace(LOCATIONS, header, &format!("{header}{abroad}"));
    insta::assert_snapshot!(said(&instance), @"
    warning: `Elsewhere` is taken for the home country, because it is that of the first location, but it has no conflict, while `Utopia` has.
     --> ../utopia/input_csv/locations.csv:2:14
      |
    2 | Harbour,West,Elsewhere,1,31,town,,10
      |              ^^^^^^^^^
      |
    help: Let a location of the country that people flee from come first.
    ");
}

#[test]
fn attributes_that_rules_do_not_understand() {
    let instance = Instance::new()
        .write(
            "input_csv/demographics_gender.csv",
            "gender,Default\nmale,1\nwoman,1\nman,1\n",
        )
        .write(
            "input_csv/demographics_age.csv",
            "age,Default\n8,1\n40-59,1\nold,1\n",
        );
    insta::assert_snapshot!(said(&instance), @"
    warning: Rules about the age of people know only ages that are numbers, not `40-59`.
     --> ../utopia/input_csv/demographics_age.csv:3:1
      |
    3 | 40-59,1
      | ^^^^^

    warning: Rules about the gender of people know only `male` and `female`, not `woman`.
     --> ../utopia/input_csv/demographics_gender.csv:3:1
      |
    3 | woman,1
      | ^^^^^
    ");
}

#[test]
fn a_camp_that_is_misspelt_in_the_layout() {
    let instance = Instance::new()
        .replace(LAYOUT, "Camp_Two", "Camp_Too")
        .write(CORRECTIONS, "Camp_Two,2020-02-09\n");
    insta::assert_snapshot!(said(&instance), @"
    error: `Camp_Too` is the name of no location.
     --> ../utopia/source_data/data_layout.csv:3:1
      |
    3 | Camp_Too,two.csv
      | ^^^^^^^^
      |
    help: Did you mean `Camp_Two`?
    ");
    let without = Instance::new().replace(LAYOUT, "Camp_Two,two.csv\n", "");
    insta::assert_snapshot!(said(&without), @"
    error: The camp `Camp_Two` has no row in ../utopia/source_data/data_layout.csv.
     --> ../utopia/input_csv/locations.csv:6:1
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      | ^^^^^^^^
      |
    help: Add a row with its name and the file of its counts.
    ");
}

#[test]
fn settings_that_are_no_numbers_or_given_twice() {
    let settings = "move_rules:\n  camp_weight: high\n  foreign_weight: 0,5\n  softening:\n";
    insta::assert_snapshot!(said(&Instance::new().settings(settings)), @"
    error: `camp_weight` must be a number from 0 to 1000000, but is `high`.
     --> ../utopia/simsetting.yml:2:16
      |
    2 |   camp_weight: high
      |                ^^^^

    error: `foreign_weight` must be a number from 0 to 1000000, but is `0,5`.
     --> ../utopia/simsetting.yml:3:19
      |
    3 |   foreign_weight: 0,5
      |                   ^^^
      |
    help: Decimals follow a point: write 0.5.

    error: `softening` must be a number from 0 to 10000, but is empty.
     --> ../utopia/simsetting.yml:4:12
      |
    4 |   softening:
      |            ^
    ");
    let twice = Instance::new().settings("move_rules:\n  softening: 3\n  softening: 4\n");
    insta::assert_snapshot!(said(&twice), @"
    error: The key `softening` is given twice in its section.
     --> ../utopia/simsetting.yml:3:3
      |
    3 |   softening: 4
      |   ^^^^^^^^^
      |
    help: Remove one of the two.
    ");
    let tabs = Instance::new().settings("move_rules:\n\tsoftening: 3\n");
    insta::assert_snapshot!(said(&tabs), @"
    error: The file cannot be read as YAML: tabs disallowed within this context (block indentation) at line 2, column 2.
     --> ../utopia/simsetting.yml:2:2
      |
    2 |     softening: 3
      |     ^
    ");
}
