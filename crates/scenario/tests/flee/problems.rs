//! What is wrong with an instance, and how it is said: each message as printed.

use super::Instance;

#[test]
fn a_location_kind_that_is_misspelt() {
    let said = Instance::new()
        .replace("input_csv/locations.csv", "31,camp", "31,cmap")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `location_type` must be `town`, `conflict_zone`, `camp`, `idpcamp`, `forwarding_hub` or `marker`, but is `cmap`.
     --> ../utopia/input_csv/locations.csv:5:32
      |
    5 | Camp One,East,Elsewhere,1.8,31,cmap,,1000
      |                                ^^^^
      |
    help: Did you mean `camp`?
    ");
}

#[test]
fn a_negative_road() {
    let said = Instance::new()
        .replace("input_csv/routes.csv", "Brook,50", "Brook,-50")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `distance` must be a number above 0, but is `-50`.
     --> ../utopia/input_csv/routes.csv:2:17
      |
    2 | Anvar,Old Brook,-50,
      |                 ^^^
    ");
}

#[test]
fn a_camp_without_capacity() {
    let said = Instance::new()
        .replace("input_csv/locations.csv", "camp,,1000", "camp,,")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The camp has no capacity, so it takes in people without limit, as in Flee.
     --> ../utopia/input_csv/locations.csv:5:38
      |
    5 | Camp One,East,Elsewhere,1.8,31,camp,,
      |                                      ^
      |
    help: Give the number of people it has room for.

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}

#[test]
fn a_conflict_table_shorter_than_the_run() {
    let said = Instance::new()
        .replace("input_csv/sim_period.csv", "Length,4", "Length,9")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The table has 5 days, but the run has 9.
     --> ../utopia/input_csv/conflicts.csv
    help: Add the missing rows, or shorten the run to 5 days in sim_period.csv or with `--days`.
    ");
}

#[test]
fn a_camp_without_data() {
    let said = Instance::new()
        .replace("source_data/data_layout.csv", "Camp_Two", "Camp_Too")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The camp `Camp_Two` has no row in ../utopia/source_data/data_layout.csv.
     --> ../utopia/input_csv/locations.csv:6:1
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      | ^^^^^^^^
      |
    help: Did you mean `Camp_Too`?
    ");
}

#[test]
fn closures_of_unknown_names() {
    let said = Instance::new()
        .replace("input_csv/closures.csv", "Utopia", "Utopa")
        .replace("input_csv/closures.csv", "Camp One", "Camp Won")
        .replace("input_csv/closures.csv", "camp,Camp_Two", "camp,Ford")
        .problems();
    insta::assert_snapshot!(said, @"
    error: No location lies in the country `Utopa`.
     --> ../utopia/input_csv/closures.csv:2:9
      |
    2 | country,Utopa,Elsewhere,1,3
      |         ^^^^^
      |
    help: Did you mean `Utopia`?

    error: There is no location `Camp Won` in locations.csv.
     --> ../utopia/input_csv/closures.csv:3:10
      |
    3 | location,Camp Won,,0,2
      |          ^^^^^^^^
      |
    help: Did you mean `Camp One`?

    error: `Ford` is no camp in locations.csv.
     --> ../utopia/input_csv/closures.csv:4:6
      |
    4 | camp,Ford,,2,-1
      |      ^^^^
      |
    help: A place that becomes a camp later is not run by refuge yet: make it a camp that is closed from day 0 on.
    ");
}

#[test]
fn closures_of_other_types() {
    let said = Instance::new()
        .replace("input_csv/closures.csv", "country", "contry")
        .replace("input_csv/closures.csv", "location", "link")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `closure_type` must be `country`, `location`, `link`, `camp`, `idpcamp` or `remove_forced_redirection`, but is `contry`.
     --> ../utopia/input_csv/closures.csv:2:1
      |
    2 | contry,Utopia,Elsewhere,1,3
      | ^^^^^^
      |
    help: Did you mean `country`?

    warning: A closure of type `link` has no effect, as in Flee.
     --> ../utopia/input_csv/closures.csv:3:1
      |
    3 | link,Camp One,,0,2
      | ^^^^
    ");
}

#[test]
fn a_route_to_nowhere_and_one_that_counts_twice() {
    let said = Instance::new()
        .replace("input_csv/routes.csv", "Ford,Camp One", "Fort,Camp One")
        .replace("input_csv/routes.csv", "Brook,50,", "Brook,50,1")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The road counts twice, because Flee makes it so for a 1 here.
     --> ../utopia/input_csv/routes.csv:2:20
      |
    2 | Anvar,Old Brook,50,1
      |                    ^
      |
    help: Write 0 or nothing if it is one road: nobody is forced to take it.

    error: There is no location `Fort` in locations.csv.
     --> ../utopia/input_csv/routes.csv:4:1
      |
    4 | Fort,Camp One,30,0
      | ^^^^
      |
    help: Did you mean `Ford`?
    ");
}

#[test]
fn two_locations_of_one_name() {
    let said = Instance::new()
        .replace("input_csv/locations.csv", "Camp_Two", "Camp One")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The name `Camp One` is given to two locations.
     --> ../utopia/input_csv/locations.csv:6:1
      |
    6 | Camp One,East,Elsewhere,1.9,31.25,camp,,300
      | ^^^^^^^^
      |
     ::: ../utopia/input_csv/locations.csv:5:1
      |
    5 | Camp One,East,Elsewhere,1.8,31,camp,,1000
      | --------
      |
    help: Give each a name of its own: Flee mixes them up.

    error: There is no location `Camp_Two` in locations.csv.
     --> ../utopia/input_csv/routes.csv:5:6
      |
    5 | Ford,Camp_Two,40,0
      |      ^^^^^^^^

    error: There is no location `Camp_Two` in locations.csv.
     --> ../utopia/input_csv/closures.csv:4:6
      |
    4 | camp,Camp_Two,,2,-1
      |      ^^^^^^^^
    ");
}

#[test]
fn a_header_without_its_mark() {
    let said = Instance::new()
        .replace("input_csv/locations.csv", "#name", "name")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `latitude` must be a number, but is `latitude`.
     --> ../utopia/input_csv/locations.csv:1:21
      |
    1 | name,region,country,latitude,longitude,location_type,conflict_date,population
      |                     ^^^^^^^^

    error: `longitude` must be a number, but is `longitude`.
     --> ../utopia/input_csv/locations.csv:1:30
      |
    1 | name,region,country,latitude,longitude,location_type,conflict_date,population
      |                              ^^^^^^^^^

    error: `location_type` must be `town`, `conflict_zone`, `camp`, `idpcamp`, `forwarding_hub` or `marker`, but is `location_type`.
     --> ../utopia/input_csv/locations.csv:1:40
      |
    1 | name,region,country,latitude,longitude,location_type,conflict_date,population
      |                                        ^^^^^^^^^^^^^

    error: `population` must be a whole number of persons, 0 or more, but is `population`.
     --> ../utopia/input_csv/locations.csv:1:68
      |
    1 | name,region,country,latitude,longitude,location_type,conflict_date,population
      |                                                                    ^^^^^^^^^^
      |
    help: Begin the header with `#`, so that it is not read as a location.
    ");
}

#[test]
fn a_latitude_out_of_range() {
    let said = Instance::new()
        .replace("input_csv/locations.csv", "1.5,30.25", "130.25,1.5")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: `latitude` must be from -90 to 90; it is taken as 0.
     --> ../utopia/input_csv/locations.csv:2:20
      |
    2 | Anvar,North,Utopia,130.25,1.5,conflict_zone,0,5000
      |                    ^^^^^^

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}

#[test]
fn a_conflict_column_of_no_location() {
    let said = Instance::new()
        .replace("input_csv/conflicts.csv", "Old Brook", "Old Brok")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^

    warning: The column `Old Brok` is not read, because no location has this name.
     --> ../utopia/input_csv/conflicts.csv:1:12
      |
    1 | #Day,Anvar,Old Brok
      |            ^^^^^^^^
      |
    help: Did you mean `Old Brook`?
    ");
}

#[test]
fn newcomers_without_a_conflict() {
    let said = Instance::new()
        .replace("input_csv/conflicts.csv", "2,1,0.9\n3,1,0", "2,0,0\n3,0,0")
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
fn a_count_that_is_not_whole_and_a_file_that_is_missing() {
    let said = Instance::new()
        .replace("source_data/one.csv", "100", "100.5")
        .replace("source_data/data_layout.csv", "two.csv", "too.csv")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The file `source_data/too.csv` is missing.
     --> ../utopia/source_data/data_layout.csv:3:10
      |
    3 | Camp_Two,too.csv
      |          ^^^^^^^

    error: `count` must be a whole number, but is `100.5`.
     --> ../utopia/source_data/one.csv:1:12
      |
    1 | 2020-02-05,100.5
      |            ^^^^^
    ");
}

#[test]
fn a_correction_of_a_date_without_a_count() {
    let said = Instance::new()
        .write(
            "input_csv/registration_corrections.csv",
            "Camp One,2020-02-07,normalize\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: The registrations of `Camp One` cannot be corrected on 2020-02-07: its series must have a row of this date, and one before.
     --> ../utopia/input_csv/registration_corrections.csv:1:10
      |
    1 | Camp One,2020-02-07,normalize
      |          ^^^^^^^^^^
    ");
}

#[test]
fn changes_of_locations() {
    let said = Instance::new()
        .write("location_changes.csv", "Ford,camp,3\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The file `location_changes.csv` is not run by refuge yet.
     --> ../utopia/location_changes.csv
    ");
}

#[test]
fn a_length_in_words() {
    let said = Instance::new()
        .replace("input_csv/sim_period.csv", "Length,4", "Length,four")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `Length` must be a whole number of days from 1 to 65000, but is `four`.
     --> ../utopia/input_csv/sim_period.csv:2:8
      |
    2 | Length,four
      |        ^^^^
    ");
}
