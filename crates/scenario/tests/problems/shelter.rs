//! shelter.csv.

use super::Folder;

/// What is said of a shelter.csv with these rows; its header is line 1.
fn said(rows: &str) -> String {
    sheltering(rows).problems()
}

fn sheltering(rows: &str) -> Folder {
    Folder::new().write("shelter.csv", format!("place,kind,persons\n{rows}"))
}

#[test]
fn room_that_adds_up_to_the_capacity_or_makes_it_is_right() {
    assert_eq!(
        said("atma,tent,90000\natma,open,10000\nidleb,rented,500\n"),
        ""
    );
}

#[test]
fn a_capacity_that_says_another_sum() {
    insta::assert_snapshot!(said("atma,tent,90000\natma,unfinished,9000\n"), @"
    error: The room of `atma` adds up to 99000 persons, but its capacity in places.csv is 100000.
     --> test/shelter.csv:2:11
      |
    2 | atma,tent,90000
      |           ^^^^^
      |
     ::: test/places.csv:4:49
      |
    4 | atma,Atma camps,idp_camp,SYR,Idleb,36.30,36.68,,100000
      |                                                 ------ stated here
      |
    help: Leave the capacity empty: where shelter.csv has rows for a place, it is their sum.
    ");
}

#[test]
fn an_unknown_place_or_kind() {
    insta::assert_snapshot!(said("atmah,tent,9\nidleb,tents,9\natma,rented,-1\natma,open,5\n"), @"
    error: There is no place `atmah` in places.csv.
     --> test/shelter.csv:2:1
      |
    2 | atmah,tent,9
      | ^^^^^
      |
    help: Did you mean `atma`?

    error: `kind` must be `host_family`, `rented`, `built`, `public_building`, `unfinished`, `tent` or `open`, but is `tents`.
     --> test/shelter.csv:3:7
      |
    3 | idleb,tents,9
      |       ^^^^^
      |
    help: Did you mean `tent`?

    error: `persons` must be a whole number of persons, 0 or more, but is `-1`.
     --> test/shelter.csv:4:13
      |
    4 | atma,rented,-1
      |             ^^
    ");
}

#[test]
fn room_that_is_given_twice() {
    insta::assert_snapshot!(said("idleb,tent,9\nidleb,rented,9\nidleb,tent,8\n"), @"
    error: The room of `idleb` in `tent` is given twice.
     --> test/shelter.csv:4:7
      |
    4 | idleb,tent,8
      |       ^^^^
      |
     ::: test/shelter.csv:2:7
      |
    2 | idleb,tent,9
      |       ---- first given here
    ");
}

#[test]
fn more_room_than_a_place_can_have() {
    insta::assert_snapshot!(said("idleb,tent,600000000\nidleb,open,600000000\n"), @"
    error: There is room for 1200000000 persons in `idleb`, but a place has room for at most 1000000000.
     --> test/shelter.csv:3:12
      |
    3 | idleb,open,600000000
      |            ^^^^^^^^^
    ");
}

#[test]
fn a_kind_that_is_observed_needs_the_file() {
    let observed = "2020-01-10,in_tents,,5000,";
    insta::assert_snapshot!(Folder::new().add("observed/counts.csv", observed).problems(), @"
    error: `in_tents` is observed, but the scenario has no shelter.csv.
     --> test/observed/counts.csv:3:22
      |
    3 | 2020-01-10,in_tents,,5000,
      |                      ^^^^
      |
    help: Say in that file what room there is in each place, in the columns `place`, `kind` and `persons`.
    ");
    let with_file = sheltering("idleb,tent,9000\n").add("observed/counts.csv", observed);
    assert_eq!(with_file.problems(), "");
}
