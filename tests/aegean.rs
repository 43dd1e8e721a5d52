//! Over the Aegean in 2015-16: what each lever does to arrivals in Greece, with the same random numbers.

use std::sync::LazyLock;

use crate::cli::{Desk, repository};
use crate::conservation::persons_are_conserved;

/// The scenario and its branches, in larger households than it has, to be quick, and without what varies by chance
/// from month to month.
static RUNS: LazyLock<Desk> = LazyLock::new(|| {
    let desk = Desk::empty();
    let scenario = repository("scenarios/aegean-2015");
    let run = format!(
        "run {} --quiet --set people.household_size=12 --set onward.spread=0 --set onward.willing=0.31",
        scenario.display()
    );
    desk.refuge(&format!("{run} --out main")).done();
    let fitted = "--days 181 --set onward.news_factor=1942 --out fitted";
    desk.refuge(&format!("{run} {fitted}")).done();
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
    let simulated = months.map(|month| arrivals("fitted", month));
    assert!(simulated.is_sorted(), "{simulated:?}");
    // 75,204 were counted by the end of June.
    let all: i64 = simulated.iter().sum();
    assert!((60_000..90_000).contains(&all), "{all}");
}

#[test]
fn syrians_come_to_turkey_as_they_were_registered_and_none_goes_straight_on() {
    let totals = RUNS.table("main/totals.csv");
    let [displaced, moved_on] =
        ["displaced", "moved_on"].map(|column| *totals.counts(column).last().unwrap_or(&0));
    // 2,749,140 at the end of March 2016 less 1,552,839 at the end of 2014, to a household.
    assert!((displaced - 1_196_301).abs() < 50, "{displaced}");
    let all: i64 = RUNS
        .table("main/places.csv")
        .with("country", "GRC")
        .counts("arrivals")
        .iter()
        .sum();
    // Who is at sea, or changes islands, is in one of them alone.
    assert!((moved_on - all).abs() < all / 100, "{moved_on} of {all}");
    let homes = RUNS.table("main/places.csv").with("country", "SYR");
    assert!(homes.counts("arrivals").iter().all(|&persons| persons == 0));
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
    let of = |of: &str| {
        let names = origins.texts("origin");
        let persons = origins.counts("persons");
        let rows = names
            .iter()
            .zip(&persons)
            .filter(|(name, _)| name.starts_with(of));
        rows.map(|(_, &persons)| persons).sum::<i64>() as f64
    };
    // 2,482,000 of 4,172,000 persons who were abroad before the run were in Iran.
    let share = of("before the run: Iran") / of("before the run: ");
    assert!((share - 0.595).abs() < 0.02, "{share}");
    // Those who came to Turkey during the run move on as well.
    assert!(of("Aleppo") > of("Al_Hasakeh") && of("Al_Hasakeh") > 0.0);
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
