//! The sides that events name.

use super::{Folder, with_line};

/// What is said of an ultimatum with this value, where the opposition holds a town.
fn ultimatum(value: &str) -> String {
    held_by("opposition")
        .add(
            "events.csv",
            &format!("2020-01-06,ultimatum,idleb,{value},2020-01-12,,,,"),
        )
        .problems()
}

/// A scenario in which a side holds a town.
fn held_by(side: &str) -> Folder {
    Folder::new()
        .replace("places.csv", "capacity", "capacity,control")
        .replace("places.csv", ",40000,", &format!(",40000,,{side}"))
        .replace("places.csv", "160000,", "160000,,")
        .replace("places.csv", ",,100000", ",,100000,")
        .replace("places.csv", "36.68,,\n", "36.68,,,\n")
        .replace("places.csv", ",,400000", ",,400000,")
}

#[test]
fn an_ultimatum_as_it_is_meant() {
    for value in ["opposition", "opposition met=0.5", "opposition  met=1"] {
        assert_eq!(ultimatum(value), "", "{value}");
    }
}

#[test]
fn an_ultimatum_of_a_chance_alone() {
    insta::assert_snapshot!(ultimatum("0.5"), @"
    error: `value` must be the side that the place is to be left to, and the chance from 0 to 1 that it is, such as `opposition met=0.1`, but is `0.5`.
     --> test/events.csv:4:28
      |
    4 | 2020-01-06,ultimatum,idleb,0.5,2020-01-12,,,,
      |                            ^^^
    ");
}

#[test]
fn an_ultimatum_without_an_equals_sign() {
    insta::assert_snapshot!(ultimatum("opposition met 0.5"), @"
    error: `value` must be the side that the place is to be left to, and the chance from 0 to 1 that it is, such as `opposition met=0.1`, but is `opposition met 0.5`.
     --> test/events.csv:4:28
      |
    4 | 2020-01-06,ultimatum,idleb,opposition met 0.5,2020-01-12,,,,
      |                            ^^^^^^^^^^^^^^^^^^
      |
    help: Write `opposition met=0.5`.
    ");
    for (value, meant) in [
        ("opposition 0.5", "Write `opposition met=0.5`."),
        ("opposition = 0.5", "Write `opposition met=0.5`."),
        ("opposition met = 0.5", "Write `opposition met=0.5`."),
        ("the opposition", "Write `the_opposition met=0`."),
        ("the opposition met=1", "Write `the_opposition met=1`."),
    ] {
        let said = ultimatum(value);
        assert!(said.ends_with(&format!("help: {meant}")), "{said}");
    }
    let nothing_to_guess = ultimatum("opposition met=50%");
    assert!(!nothing_to_guess.contains("help"), "{nothing_to_guess}");
}

#[test]
fn an_ultimatum_of_a_side_that_holds_nothing() {
    insta::assert_snapshot!(ultimatum("rebels met=0.5"), @"
    warning: No place is held by the side `rebels`, neither on the first day nor by a capture.
     --> test/events.csv:4:28
      |
    4 | 2020-01-06,ultimatum,idleb,rebels met=0.5,2020-01-12,,,,
      |                            ^^^^^^^^^^^^^^
      |
    help: Write a side that holds places: `opposition`.
    ");
    let nobody_holds = with_line(
        "events.csv",
        "2020-01-06,ultimatum,idleb,rebels met=0.5,2020-01-12,,,,",
    );
    insta::assert_snapshot!(nobody_holds, @"
    warning: No place is held by the side `rebels`, neither on the first day nor by a capture.
     --> test/events.csv:4:28
      |
    4 | 2020-01-06,ultimatum,idleb,rebels met=0.5,2020-01-12,,,,
      |                            ^^^^^^^^^^^^^^
      |
    help: Name it in the column `control` of places.csv where it holds places on the first day.
    ");
    let misspelt = ultimatum("oposition met=0.5");
    insta::assert_snapshot!(misspelt, @"
    warning: The side `opposition` is named only once, and nearly like `oposition`.
     --> test/places.csv:2:47
      |
    2 | ariha,Ariha,town,SYR,Idleb,35.81,36.61,40000,,opposition
      |                                               ^^^^^^^^^^
      |
    help: Write `oposition` if it is the same side.

    warning: The side `oposition` is named only once, and nearly like `opposition`.
     --> test/events.csv:4:28
      |
    4 | 2020-01-06,ultimatum,idleb,oposition met=0.5,2020-01-12,,,,
      |                            ^^^^^^^^^^^^^^^^^
      |
    help: Write `opposition` if it is the same side.
    ");
    let taken = Folder::new()
        .add(
            "events.csv",
            "2020-01-06,ultimatum,idleb,rebels met=0.5,2020-01-12,,,,",
        )
        .add("events.csv", "2020-01-20,capture,ariha,rebels,,,,,");
    assert_eq!(taken.problems(), "");
}

#[test]
fn a_capture_by_a_number_or_several_words() {
    let said = with_line("events.csv", "2020-01-05,capture,idleb,0.5,,,,,");
    insta::assert_snapshot!(said, @"
    error: `value` must be the name of the side that takes the place, but is `0.5`.
     --> test/events.csv:4:26
      |
    4 | 2020-01-05,capture,idleb,0.5,,,,,
      |                          ^^^
      |
    help: Write it with a letter, such as `opposition`.
    ");
    let said = with_line("events.csv", "2020-01-05,capture,idleb,the east,,,,,");
    insta::assert_snapshot!(said, @"
    error: `value` must be the name of the side that takes the place, but is `the east`.
     --> test/events.csv:4:26
      |
    4 | 2020-01-05,capture,idleb,the east,,,,,
      |                          ^^^^^^^^
      |
    help: Write it as one word, such as `the_east`, or as the column `control` of places.csv does.
    ");
}

#[test]
fn a_side_of_several_words_that_the_scenario_has() {
    let taken = "2020-01-05,capture,idleb,the east,,,,,";
    let given = "2020-01-06,ultimatum,idleb,the east met=0.5,2020-01-12,,,,";
    let held = held_by("the east").add("events.csv", taken);
    assert_eq!(held.add("events.csv", given).problems(), "");
    let announced = Folder::new().add("scenario.toml", "sides = [\"the east\"]");
    assert_eq!(announced.add("events.csv", taken).problems(), "");
}
