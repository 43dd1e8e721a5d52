//! Onward movement.

use super::{Folder, with_line};

fn with(settings: &str) -> String {
    with_line("scenario.toml", &format!("[onward]\n{settings}"))
}

#[test]
fn a_country_that_is_none() {
    insta::assert_snapshot!(with("to = [\"TRU\"]"), @r#"
    error: `onward.to` names `TRU`, which is no country.
     --> test/scenario.toml:6:6
      |
    6 | to = ["TRU"]
      |      ^^^^^^^
      |
    help: Did you mean `TUR`?
    "#);
}

#[test]
fn the_home_country() {
    insta::assert_snapshot!(with("to = [\"SYR\"]"), @r#"
    error: `onward.to` names `SYR`, the home country.
     --> test/scenario.toml:6:6
      |
    6 | to = ["SYR"]
      |      ^^^^^^^
      |
    help: Hosted people move on to further countries; `[returns]` is about going home.
    "#);
}

#[test]
fn a_country_without_places() {
    insta::assert_snapshot!(with("to = [\"GRC\"]"), @r#"
    error: `onward.to` names `GRC`, but no place lies there.
     --> test/scenario.toml:6:6
      |
    6 | to = ["GRC"]
      |      ^^^^^^^
      |
    help: Add a place of this country to places.csv, with a route that leads there.
    "#);
}

#[test]
fn a_season_of_four_quarters() {
    insta::assert_snapshot!(with("season = [0.5, 1, 2, 0.5]"), @"
    error: `onward.season` must have twelve numbers, one for each month from January on, but has 4.
     --> test/scenario.toml:6:10
      |
    6 | season = [0.5, 1, 2, 0.5]
      |          ^^^^^^^^^^^^^^^^
      |
    help: Leave it empty where the rate is the same all year.
    ");
}

#[test]
fn a_country_with_places_and_a_season_of_twelve_months() {
    let right = "to = [\"TUR\"]\nrate = 0.001\nseason = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]";
    assert_eq!(
        Folder::new()
            .add("scenario.toml", &format!("[onward]\n{right}"))
            .problems(),
        ""
    );
}
