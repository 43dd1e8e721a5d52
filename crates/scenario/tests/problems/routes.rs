//! routes.csv.

use super::{Folder, with_line};

#[test]
fn a_misspelt_place() {
    let said = Folder::new()
        .replace("routes.csv", "idleb,gate", "idlib,gate")
        .problems();
    insta::assert_snapshot!(said, @"
    error: There is no place `idlib` in places.csv.
     --> test/routes.csv:4:1
      |
    4 | idlib,gate,38,road
      | ^^^^^
      |
    help: Did you mean `idleb`?
    ");
}

#[test]
fn a_distance_of_zero() {
    let said = Folder::new().replace("routes.csv", "14", "0").problems();
    insta::assert_snapshot!(said, @"
    error: `distance_km` must be a number above 0, but is `0`.
     --> test/routes.csv:2:13
      |
    2 | ariha,idleb,0,road
      |             ^
    ");
}

#[test]
fn a_negative_distance() {
    let said = Folder::new().replace("routes.csv", "14", "-14").problems();
    insta::assert_snapshot!(said, @"
    error: `distance_km` must be a number above 0, but is `-14`.
     --> test/routes.csv:2:13
      |
    2 | ariha,idleb,-14,road
      |             ^^^
    ");
}

#[test]
fn a_distance_that_is_no_number() {
    let said = Folder::new()
        .replace("routes.csv", "14", "14 km")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `distance_km` must be a number above 0, but is `14 km`.
     --> test/routes.csv:2:13
      |
    2 | ariha,idleb,14 km,road
      |             ^^^^^
    ");
}

#[test]
fn no_distance() {
    let said = Folder::new().replace("routes.csv", "14", "").problems();
    insta::assert_snapshot!(said, @"
    error: `distance_km` must be a number above 0, but is empty.
     --> test/routes.csv:2:13
      |
    2 | ariha,idleb,,road
      |             ^
    ");
}

#[test]
fn a_road_from_a_place_to_itself() {
    let said = with_line("routes.csv", "atma,atma,1,road");
    insta::assert_snapshot!(said, @"
    error: The route leads from `atma` to itself.
     --> test/routes.csv:6:6
      |
    6 | atma,atma,1,road
      |      ^^^^
    ");
}

#[test]
fn an_unknown_mode() {
    let said = Folder::new()
        .replace("routes.csv", "14,road", "14,raod")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `mode` must be `road`, `walk` or `sea`, but is `raod`.
     --> test/routes.csv:2:16
      |
    2 | ariha,idleb,14,raod
      |                ^^^^
      |
    help: Did you mean `road`?
    ");
}

#[test]
fn a_route_given_twice() {
    let said = with_line("routes.csv", "idleb,ariha,15,road");
    insta::assert_snapshot!(said, @"
    warning: A route of this mode between these places was given before.
     --> test/routes.csv:6:1
      |
    6 | idleb,ariha,15,road
      | ^^^^^
      |
     ::: test/routes.csv:2:1
      |
    2 | ariha,idleb,14,road
      | ----- here
      |
    help: Remove one of the two, unless there are two ways.
    ");
}

#[test]
fn an_unclear_oneway() {
    let said = Folder::new().write("routes.csv", "from,to,distance_km,mode,oneway\nariha,idleb,14,road,true\nidleb,atma,50,road,\nidleb,gate,38,,no\ngate,hatay,45,road,yes\n").problems();
    insta::assert_snapshot!(said, @"
    error: `oneway` must be `yes` or `no`, but is `true`.
     --> test/routes.csv:2:21
      |
    2 | ariha,idleb,14,road,true
      |                     ^^^^
    ");
}

#[test]
fn a_route_shorter_than_a_straight_line() {
    let said = Folder::new()
        .replace("routes.csv", "idleb,atma,50", "idleb,atma,5")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The route is 5 km long, but its ends lie 41.4 km apart in a straight line.
     --> test/routes.csv:3:12
      |
    3 | idleb,atma,5,road
      |            ^
      |
    help: Check the distance, and the coordinates of both places: one may be wrong, or latitude and longitude swapped.
    ");
}

#[test]
fn many_routes_that_do_not_fit_are_one_warning() {
    let rows = |number: usize| {
        let header = "from,to,distance_km,mode\nariha,idleb,14,road\n";
        let ways = [
            "idleb,atma,5",
            "idleb,gate,3",
            "gate,hatay,4",
            "atma,hatay,6",
            "ariha,atma,700",
        ];
        let rows = ways.iter().take(number);
        rows.fold(header.to_owned(), |text, way| text + way + ",road\n")
    };
    let said = |number| Folder::new().write("routes.csv", rows(number)).problems();
    assert_eq!(said(4).matches("warning: ").count(), 4);
    insta::assert_snapshot!(said(5), @"
    warning: 5 routes do not fit the straight lines between their ends: `idleb` to `atma` (5 km, straight 41.4 km), `idleb` to `gate` (3 km, straight 34.8 km), `gate` to `hatay` (4 km, straight 34.5 km), `atma` to `hatay` (6 km, straight 31.6 km), `ariha` to `atma` (700 km, straight 54.8 km).
     --> test/routes.csv:3:12
      |
    3 | idleb,atma,5,road
      |            ^
      |
    help: Check the distance, and the coordinates of both places: one may be wrong, or latitude and longitude swapped.
    ");
}

#[test]
fn a_route_of_absurd_length() {
    let said = Folder::new()
        .replace("routes.csv", "ariha,idleb,14", "ariha,idleb,1400")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The route is 1400 km long, but its ends lie only 13.5 km apart in a straight line.
     --> test/routes.csv:2:13
      |
    2 | ariha,idleb,1400,road
      |             ^^^^
      |
    help: Check the distance, and the coordinates of both places: one may be wrong, or latitude and longitude swapped.
    ");
    let detour = Folder::new().replace("routes.csv", "ariha,idleb,14", "ariha,idleb,110");
    assert_eq!(detour.problems(), "");
}
