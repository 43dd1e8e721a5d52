//! attributes.csv, and the columns of people.csv that are attributes.

use super::Folder;

const ATTRIBUTES: &str = "attribute,value,place,weight\n\
                          ethnicity,hill,,2\n\
                          ethnicity,plain,,1\n\
                          ethnicity,plain,idleb,1\n";

/// What is said of attributes.csv with a line more, where a rule uses it.
fn attributes(line: &str) -> String {
    Folder::new()
        .add("scenario.toml", "[attributes]\nmatch_camp_ethnicity = true")
        .write("attributes.csv", format!("{ATTRIBUTES}{line}\n"))
        .problems()
}

#[test]
fn attributes_that_are_right_have_no_problem() {
    assert_eq!(attributes("ethnicity,hill,idleb,0"), "");
}

#[test]
fn a_rule_without_its_attribute() {
    let said = Folder::new()
        .add(
            "scenario.toml",
            "[attributes]\nelderly_avoid_hazards = true\nmatch_camp_ethnicity = true",
        )
        .write("attributes.csv", ATTRIBUTES)
        .problems();
    insta::assert_snapshot!(said, @"
    warning: `attributes.elderly_avoid_hazards` changes nothing: `attributes.csv` has no attribute `age`.
     --> test/scenario.toml:6:25
      |
    6 | elderly_avoid_hazards = true
      |                         ^^^^
    ");
}

#[test]
fn an_attribute_without_name_or_value() {
    insta::assert_snapshot!(attributes(",hill,,1\nethnicity,,,1"), @"
    error: `attribute` must be the name of an attribute, such as `ethnicity`, but is empty.
     --> test/attributes.csv:5:1
      |
    5 | ,hill,,1
      | ^

    error: `value` must be a value of the attribute, but is empty.
     --> test/attributes.csv:6:11
      |
    6 | ethnicity,,,1
      |           ^
    ");
}

#[test]
fn a_weight_below_zero_and_an_unknown_place() {
    insta::assert_snapshot!(attributes("ethnicity,hill,idleb,-1\nethnicity,hill,idlib,1"), @"
    error: `weight` must be a number, 0 or more, but is `-1`.
     --> test/attributes.csv:5:22
      |
    5 | ethnicity,hill,idleb,-1
      |                      ^^

    error: There is no place `idlib` in places.csv.
     --> test/attributes.csv:6:16
      |
    6 | ethnicity,hill,idlib,1
      |                ^^^^^
      |
    help: Did you mean `idleb`?
    ");
}

#[test]
fn a_weight_given_twice() {
    insta::assert_snapshot!(attributes("ethnicity,plain,idleb,3"), @"
    error: `plain` is given a weight for the same place twice.
     --> test/attributes.csv:5:11
      |
    5 | ethnicity,plain,idleb,3
      |           ^^^^^
      |
     ::: test/attributes.csv:4:11
      |
    4 | ethnicity,plain,idleb,1
      |           ----- first given here
    ");
}

#[test]
fn weights_that_add_up_to_nothing() {
    insta::assert_snapshot!(attributes("ethnicity,hill,ariha,0\nreligion,sun,ariha,1"), @"
    error: The weights of `ethnicity` for `ariha` add up to 0, so no value can be drawn there.
     --> test/attributes.csv:2:1
      |
    2 | ethnicity,hill,,2
      | ^^^^^^^^^
      |
    help: Give at least one value a weight above 0; a row with an empty `place` is for all places without rows of their own.

    error: The weights of `religion` for places without weights of their own add up to 0, so no value can be drawn there.
     --> test/attributes.csv:6:1
      |
    6 | religion,sun,ariha,1
      | ^^^^^^^^
      |
    help: Give at least one value a weight above 0; a row with an empty `place` is for all places without rows of their own.
    ");
}

#[test]
fn people_of_an_unknown_value_and_an_unknown_attribute() {
    let said = Folder::new()
        .add("scenario.toml", "[attributes]\nmatch_camp_ethnicity = true")
        .write("attributes.csv", ATTRIBUTES)
        .write(
            "people.csv",
            "place,status,persons,ethnicity\nhatay,hosted,5,hil\nhatay,hosted,5,\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: `ethnicity` must be a value of it in attributes.csv, but is `hil`.
     --> test/people.csv:2:16
      |
    2 | hatay,hosted,5,hil
      |                ^^^
      |
    help: Did you mean `hill`?
    ");
    let said = Folder::new()
        .write(
            "people.csv",
            "place,status,persons,ethnicity\nhatay,hosted,5,hill\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: The column `ethnicity` is unknown.
     --> test/people.csv:1:22
      |
    1 | place,status,persons,ethnicity
      |                      ^^^^^^^^^
      |
    help: The columns are `place`, `status` and `persons`.
    ");
}

#[test]
fn more_kinds_of_people_than_a_run_tells_apart() {
    let rows: Vec<String> = (0..257)
        .map(|value| format!("ethnicity,{value},,1\n"))
        .collect();
    let rows = rows.concat();
    let said = Folder::new()
        .add("scenario.toml", "[attributes]\nmatch_camp_ethnicity = true")
        .write(
            "attributes.csv",
            format!("attribute,value,place,weight\n{rows}"),
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: The rules tell 257 kinds of people apart by their attributes, but a run can hold at most 256.
    help: Take values of `ethnicity`, `religion` or `floodawareness` together, or do without one of their rules.
    ");
}
