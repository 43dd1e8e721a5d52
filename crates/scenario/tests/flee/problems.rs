//! What is wrong with an instance, and how it is said: each message as printed.

use refuge_scenario::Options;

use super::Instance;

#[test]
fn a_location_kind_that_is_misspelt() {
    let said = Instance::new()
        .replace("input_csv/locations.csv", "31,camp", "31,cmap")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `location_type` must be `town`, `conflict_zone`, `camp`, `idpcamp`, `forwarding_hub`, `marker` or `flood_zone`, but is `cmap`.
     --> ../utopia/input_csv/locations.csv:5:32
      |
    5 | Camp One,East,Elsewhere,1.8,31,cmap,,1000
      |                                ^^^^
      |
    help: Did you mean `camp`?
    ");
}

#[test]
fn a_branch_and_more_days_than_there_are() {
    let said = |options: Options| {
        let loaded = refuge_scenario::load(&Instance::new().path(""), &options);
        let problems = loaded.map_or_else(|problems| problems, |scenario| scenario.warnings);
        let said = problems.to_string();
        said.split("\n\n").next().unwrap().to_owned()
    };
    let branch = said(Options {
        branch: Some("truce".to_owned()),
        ..Options::default()
    });
    insta::assert_snapshot!(branch, @"
    error: There is no branch `truce`: an instance of Flee has none.
    help: Import it first with `refuge import flee`, and describe the branch in the scenario.
    ");
    let days = said(Options {
        days: Some(90),
        ..Options::default()
    });
    insta::assert_snapshot!(days, @"
    warning: The scenario has only 4 days, and all of them are run.
     --> --days 90
    help: Leave out `--days`, or give the scenario a longer period.
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
fn a_header_without_its_mark() {
    let said = Instance::new()
        .replace("input_csv/locations.csv", "#name", "name")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The first row is taken for a header, though it does not begin with `#`.
     --> ../utopia/input_csv/locations.csv:1:1
      |
    1 | name,region,country,latitude,longitude,location_type,conflict_date,population
      | ^^^^
      |
    help: Begin it with `#`: Flee takes it for data, and stops.

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
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

    error: `count` must be a whole number from 0 to 1000000000000, but is `100.5`.
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

#[test]
fn names_of_the_period_that_are_written_otherwise() {
    let said = Instance::new()
        .replace("input_csv/sim_period.csv", "StartDate", "#start_date")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: `#start_date` is taken for `startdate`, which is the only way in which Flee reads it.
     --> ../utopia/input_csv/sim_period.csv:1:1
      |
    1 | #start_date,2020-02-05
      | ^^^^^^^^^^^

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}
