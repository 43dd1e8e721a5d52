//! Over the Aegean in 2015-16: what each lever does to arrivals in Greece, with the same random numbers.

use std::sync::LazyLock;

use crate::cli::{Desk, repository};
use crate::conservation::persons_are_conserved;

/// The scenario and its branches, in larger households than it has, to be quick.
static RUNS: LazyLock<Desk> = LazyLock::new(|| {
    let desk = Desk::empty();
    let scenario = repository("scenarios/aegean-2015");
    let run = format!(
        "run {} --quiet --set people.household_size=12",
        scenario.display()
    );
    desk.refuge(&format!("{run} --out main")).done();
    let names = ["gate-open", "gate-shut", "storms", "no-season", "no-word"];
    let branches = names.map(|name| format!("--branch {name}")).join(" ");
    desk.refuge(&format!("{run} {branches} --out branches"))
        .done();
    desk
});

/// Persons who arrived on the islands in a month, such as `2015-09`.
fn arrivals(run: &str, month: &str) -> i64 {
    let places = RUNS
        .table(&format!("{run}/places.csv"))
        .with("country", "GRC");
    let dates = places.texts("date");
    let arrivals = places.counts("arrivals");
    let of_month = dates
        .iter()
        .zip(&arrivals)
        .filter(|(date, _)| date.starts_with(month));
    of_month.map(|(_, &persons)| persons).sum()
}

#[test]
fn arrivals_grow_through_the_spring_and_are_near_those_it_was_fitted_to() {
    let months = [
        "2015-01", "2015-02", "2015-03", "2015-04", "2015-05", "2015-06",
    ];
    let simulated = months.map(|month| arrivals("main", month));
    assert!(simulated.is_sorted(), "{simulated:?}");
    // 75,204 were counted by the end of June.
    let all: i64 = simulated.iter().sum();
    assert!((60_000..90_000).contains(&all), "{all}");
}

#[test]
fn nobody_arrives_once_the_gate_is_shut() {
    assert_eq!(
        arrivals("branches/gate-shut", "2015-08"),
        arrivals("main", "2015-08")
    );
    // Who was at sea on the day itself turns back.
    for month in ["2015-09", "2015-10", "2016-05"] {
        assert_eq!(arrivals("branches/gate-shut", month), 0, "{month}");
    }
}

#[test]
fn the_statement_lets_few_through() {
    let (open, held) = ("branches/gate-open", "main");
    assert_eq!(arrivals(open, "2016-02"), arrivals(held, "2016-02"));
    let (open, held) = (arrivals(open, "2016-04"), arrivals(held, "2016-04"));
    assert!(held < open / 4, "{held} of {open}");
}

#[test]
fn storms_keep_people_ashore_in_autumn() {
    assert_eq!(
        arrivals("branches/storms", "2015-08"),
        arrivals("main", "2015-08")
    );
    let (stormy, calm) = (
        arrivals("branches/storms", "2015-10"),
        arrivals("main", "2015-10"),
    );
    assert!(stormy < calm, "{stormy} against {calm}");
}

#[test]
fn without_a_season_the_winter_brings_more_and_without_word_the_summer_less() {
    let winter = arrivals("branches/no-season", "2015-02");
    assert!(winter > arrivals("main", "2015-02"), "{winter}");
    let summer = arrivals("branches/no-word", "2015-08");
    assert!(summer * 10 < arrivals("main", "2015-08"), "{summer}");
}

#[test]
fn the_origins_of_those_who_arrived_are_told() {
    let origins = RUNS.table("main/origins.csv").with("place", "Lesvos");
    let persons: i64 = origins.counts("persons").iter().sum();
    let afghans = origins
        .with("origin", "before the run: Iran")
        .counts("persons")[0];
    // 982,000 of 2,672,000 hosted persons were in Iran.
    let share = afghans as f64 / persons as f64;
    assert!((share - 0.37).abs() < 0.02, "{share}");
}

#[test]
fn persons_are_conserved_over_the_sea() {
    for run in ["main", "branches/gate-shut", "branches/storms"] {
        persons_are_conserved(
            &RUNS.table(&format!("{run}/totals.csv")),
            &RUNS.table(&format!("{run}/places.csv")),
        );
    }
}
