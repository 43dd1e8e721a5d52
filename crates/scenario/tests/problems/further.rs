//! Files and columns that only some settings ask for.

use super::{Folder, with_line};

const NEWCOMERS: &str = "date,persons\n2020-01-03,30\n2020-01-02,0\n";
fn sampled() -> Folder {
    Folder::new().add("scenario.toml", "[onset]\nmode = \"sampled\"")
}

/// What is said of newcomers.csv with a line more.
fn newcomers(line: &str) -> String {
    let text = format!("{NEWCOMERS}{line}\n");
    sampled().write("newcomers.csv", text).problems()
}

#[test]
fn newcomers_that_are_right_have_no_problem() {
    assert_eq!(newcomers("2020-01-05,7"), "");
}

#[test]
fn sampled_onset_without_newcomers() {
    insta::assert_snapshot!(sampled().problems(), @r#"
    error: `onset.mode` is `sampled`, but `newcomers.csv` is missing.
     --> test/scenario.toml:6:8
      |
    6 | mode = "sampled"
      |        ^^^^^^^^^
      |
    help: Give the persons who become displaced on each day there, in the columns `date` and `persons`.
    "#);
}

#[test]
fn a_date_with_two_rows() {
    insta::assert_snapshot!(newcomers("2020-01-02,5"), @"
    error: The date 2020-01-02 has a row already.
     --> test/newcomers.csv:4:1
      |
    4 | 2020-01-02,5
      | ^^^^^^^^^^
      |
     ::: test/newcomers.csv:3:1
      |
    3 | 2020-01-02,0
      | ---------- here
    ");
}

#[test]
fn newcomers_outside_the_period() {
    insta::assert_snapshot!(newcomers("2020-02-01,5"), @"
    error: The date lies outside the period, 2020-01-01 to 2020-01-31.
     --> test/newcomers.csv:4:1
      |
    4 | 2020-02-01,5
      | ^^^^^^^^^^
    ");
}

#[test]
fn newcomers_who_have_no_place_to_come_from() {
    let truce = sampled().replace(
        "events.csv",
        "ceasefire,*,,2020-01-15",
        "ceasefire,*,0,2020-01-15",
    );
    let said = |folder: Folder, rows: &str| {
        let text = format!("date,persons\n2020-01-04,6\n2020-01-16,8\n{rows}");
        folder.write("newcomers.csv", text).problems()
    };
    insta::assert_snapshot!(said(truce, "2020-01-12,30\n2020-01-15,7\n"), @"
    warning: On 2020-01-12, 30 newcomers are left out, because no place with residents is in conflict; the same is so on one later day.
     --> test/newcomers.csv
    help: Give a place with residents a conflict on that day, or the newcomers another one.
    ");
    let before = "2020-01-02,5\n";
    insta::assert_snapshot!(said(sampled(), before), @"
    warning: On 2020-01-02, 5 newcomers are left out, because no place with residents is in conflict.
     --> test/newcomers.csv
    help: Give a place with residents a conflict on that day, or the newcomers another one.
    ");
    let perhaps = "2020-01-01..2020-01-02,conflict,idleb,0.5,,0.5,,,perhaps";
    assert_eq!(said(sampled().add("events.csv", perhaps), before), "");
    let strikes = "2020-01-01..2020-01-02,air_strike,idleb,0.5,,,,,strikes";
    assert_eq!(said(sampled().add("events.csv", strikes), before), "");
    let empty = sampled()
        .replace("places.csv", "40000,\n", "0,\n")
        .add("events.csv", perhaps);
    assert_eq!(said(empty, ""), "");
}

#[test]
fn a_ceasefire_that_may_be_replaced_is_not_counted_on() {
    let said = sampled()
        .replace(
            "events.csv",
            "ceasefire,*,,2020-01-15",
            "ceasefire,*,0,2020-01-15",
        )
        .add("events.csv", "2020-01-13,ceasefire,ariha,0.5,,0.5,,,half")
        .write("newcomers.csv", "date,persons\n2020-01-14,30\n")
        .problems();
    assert_eq!(said, "");
}

#[test]
fn newcomers_that_are_no_persons() {
    insta::assert_snapshot!(newcomers("2020-01-05,4.5"), @"
    error: `persons` must be a whole number of persons, 0 or more, but is `4.5`.
     --> test/newcomers.csv:4:12
      |
    4 | 2020-01-05,4.5
      |            ^^^
    ");
}

#[test]
fn files_that_no_setting_uses() {
    let said = Folder::new()
        .write("newcomers.csv", NEWCOMERS)
        .write(
            "attributes.csv",
            "attribute,value,place,weight\nethnicity,hill,,2\n",
        )
        .write("major_routes.csv", "route,place\n1,ariha\n1,idleb\n")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The file `newcomers.csv` changes nothing: `onset.mode` is not `sampled`.
     --> test/newcomers.csv

    warning: The file `major_routes.csv` changes nothing: `movement.route_choice` is not `fixed`.
     --> test/major_routes.csv

    warning: The file `attributes.csv` changes nothing: no setting has a rule for any of its attributes.
     --> test/attributes.csv
    ");
}

#[test]
fn a_major_route_of_one_place_and_one_that_no_road_follows() {
    let rows = "route,place\n1,ariha\n2,ariha\n2,atma\nx,idleb\n";
    let folder = || Folder::new().add("scenario.toml", "[movement]\nroute_choice = \"fixed\"");
    let said = folder().write("major_routes.csv", rows).problems();
    insta::assert_snapshot!(said, @"
    error: `route` must be a whole number, the same for every place of a route, but is `x`.
     --> test/major_routes.csv:5:1
      |
    5 | x,idleb
      | ^
    ");
    let said = folder()
        .write("major_routes.csv", rows.replace("x,idleb\n", ""))
        .problems();
    insta::assert_snapshot!(said, @"
    error: The route 1 has one place only.
     --> test/major_routes.csv:2:3
      |
    2 | 1,ariha
      |   ^^^^^
      |
    help: Give every place of it a row, from its start to its end.

    warning: No route of routes.csv leads from `ariha` to `atma`.
     --> test/major_routes.csv:4:3
      |
    4 | 2,atma
      |   ^^^^
      |
    help: Name every place that it leads through.
    ");
}

#[test]
fn a_table_of_flee_with_an_unknown_camp_and_a_share() {
    let said = Folder::new()
        .write(
            "flee.csv",
            "date,raw,debt,atmaa\n2020-01-01,10,0,9\n2020-01-02,-1,0.5,9\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: There is no place `atmaa` in places.csv.
     --> test/flee.csv:1:15
      |
    1 | date,raw,debt,atmaa
      |               ^^^^^
      |
    help: Did you mean `atma`?

    error: `debt` must be a whole number, but is `0.5`.
     --> test/flee.csv:3:15
      |
    3 | 2020-01-02,-1,0.5,9
      |               ^^^
    ");
}

#[test]
fn more_people_counted_than_there_are() {
    let said = Folder::new()
        .write(
            "flee.csv",
            "date,raw,debt,atma\n2020-01-01,-1000000000001,0,9\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: `raw` must be a whole number from -1000000000000 to 1000000000000, but is `-1000000000001`.
     --> test/flee.csv:2:12
      |
    2 | 2020-01-01,-1000000000001,0,9
      |            ^^^^^^^^^^^^^^
    ");
}

#[test]
fn a_table_of_flee_that_is_too_short() {
    let said = Folder::new()
        .write(
            "flee.csv",
            "date,raw,debt,atma\n2020-01-01,10,0,9\n2020-01-02,-1,-0,9\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: The file has no row for 2020-01-03.
     --> test/flee.csv
    help: It needs one for every day, 2020-01-01 to 2020-01-31. Or delete the file: then no out.csv is written.
    ");
}

#[test]
fn traits_out_of_range() {
    let places = "id,name,kind,country,admin1,latitude,longitude,population,capacity,conflict,leave,settle,trade_volume,hdi\n\
                  ariha,,town,SYR,,35.81,36.61,40000,,1.5,2,-1,x,65\n";
    let said = Folder::new().write("places.csv", places).problems();
    let own: Vec<&str> = said
        .split("\n\n")
        .filter(|text| text.contains("places.csv:2"))
        .collect();
    insta::assert_snapshot!(own.join("\n\n"), @"
    error: `conflict` must be a number from 0 to 1, but is `1.5`.
     --> test/places.csv:2:37
      |
    2 | ariha,,town,SYR,,35.81,36.61,40000,,1.5,2,-1,x,65
      |                                     ^^^

    error: `leave` must be a number from 0 to 1, but is `2`.
     --> test/places.csv:2:41
      |
    2 | ariha,,town,SYR,,35.81,36.61,40000,,1.5,2,-1,x,65
      |                                         ^

    error: `settle` must be a number from 0 to 1, but is `-1`.
     --> test/places.csv:2:43
      |
    2 | ariha,,town,SYR,,35.81,36.61,40000,,1.5,2,-1,x,65
      |                                           ^^

    error: `trade_volume` must be a number, 0 or more, but is `x`.
     --> test/places.csv:2:46
      |
    2 | ariha,,town,SYR,,35.81,36.61,40000,,1.5,2,-1,x,65
      |                                              ^

    error: `hdi` must be a number from 0 to 1, but is `65`.
     --> test/places.csv:2:48
      |
    2 | ariha,,town,SYR,,35.81,36.61,40000,,1.5,2,-1,x,65
      |                                                ^^
    ");
}

#[test]
fn a_walk_probability_above_one() {
    let said = Folder::new()
        .write(
            "routes.csv",
            "from,to,distance_km,mode,walk_probability\nariha,idleb,14,road,1.5\n",
        )
        .problems();
    let own = said
        .split("\n\n")
        .find(|text| text.contains("routes.csv:2"));
    insta::assert_snapshot!(own.unwrap_or_default(), @"
    error: `walk_probability` must be a number from 0 to 1, but is `1.5`.
     --> test/routes.csv:2:21
      |
    2 | ariha,idleb,14,road,1.5
      |                     ^^^
    ");
}

#[test]
fn a_kind_a_flood_and_a_hunger_that_are_none() {
    let said = with_line(
        "events.csv",
        "2020-01-05,kind,idleb,vilage,,,,,\n2020-01-05,flood,idleb,1.5,,,,,\n2020-01-05,hunger,*,101,,,,,",
    );
    insta::assert_snapshot!(said, @"
    error: `value` must be `town`, `flood_zone`, `camp`, `idp_camp`, `host`, `crossing`, `hub` or `marker`, but is `vilage`.
     --> test/events.csv:4:23
      |
    4 | 2020-01-05,kind,idleb,vilage,,,,,
      |                       ^^^^^^

    error: `value` must be a whole flood level, 0 where there is no flood, but is `1.5`.
     --> test/events.csv:5:24
      |
    5 | 2020-01-05,flood,idleb,1.5,,,,,
      |                        ^^^

    error: `value` must be a number from 0 to 100, but is `101`.
     --> test/events.csv:6:21
      |
    6 | 2020-01-05,hunger,*,101,,,,,
      |                     ^^^
    ");
}
