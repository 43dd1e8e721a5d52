//! The winter of 2019-20 in Idlib at full size, against what was counted then.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::cli::{Desk, repository};
use crate::conservation::persons_are_conserved;

/// The peak of the reports: about 900,000 persons since 1 December.
const PEAK: &str = "2020-02-20";

static RUN: LazyLock<Desk> = LazyLock::new(|| {
    let desk = Desk::empty();
    let scenario = repository("scenarios/idlib-2020");
    let run = format!("run {} --quiet", scenario.display());
    desk.refuge(&format!("{run} --replicates 1 --out winter"))
        .done();
    desk.refuge(&format!("{run} --tables-only --out winters"))
        .done();
    desk
});

#[test]
fn the_forecast_of_the_peak_is_within_five_percent_of_the_reports() {
    let day = RUN.table("winters/totals.csv").with("date", PEAK);
    let number = |column| day.texts(column)[0].parse::<f64>().expect("a number");
    let reported: RangeInclusive<f64> = 855_000.0..=945_000.0;
    let (mean, low, high) = (
        number("displaced"),
        number("displaced_p05"),
        number("displaced_p95"),
    );
    assert!(reported.contains(&mean), "{mean}");
    assert!(low < 900_000.0 && high > 900_000.0, "{low} to {high}");
}

#[test]
fn the_share_of_northern_aleppo_rises_of_itself() {
    const NORTH: [&str; 13] = [
        "Afrin",
        "Jandairis",
        "Deir_Ballut_camps",
        "Rajo",
        "Sharran",
        "Bulbul",
        "Maabatli",
        "Azaz",
        "Azaz_camps",
        "Mare",
        "Akhtarin",
        "Al_Bab",
        "Jarablus",
    ];
    let places = RUN.table("winters/places.csv");
    let present: Vec<f64> = places
        .texts("present")
        .iter()
        .map(|text| text.parse().expect("a number"))
        .collect();
    let rows = || places.texts("date").into_iter().zip(places.texts("place"));
    let share = |date: &str| {
        let of = |is_counted: &dyn Fn(&str) -> bool| -> f64 {
            let counted = rows().zip(&present);
            let counted = counted.filter(|((day, place), _)| *day == date && is_counted(place));
            counted.map(|(_, persons)| persons).sum()
        };
        let abroad = places.texts("country");
        let abroad: std::collections::BTreeSet<&str> = places
            .texts("place")
            .into_iter()
            .zip(abroad)
            .filter_map(|(place, country)| (country != "SYR").then_some(place))
            .collect();
        of(&|place| NORTH.contains(&place)) / of(&|place| !abroad.contains(place))
    };
    let shares = ["2020-01-08", "2020-02-02", "2020-03-05"].map(share);
    assert!(
        shares.is_sorted() && shares[0] < 0.9 * shares[2],
        "{shares:?}"
    );
}

#[test]
fn three_in_five_of_the_displaced_are_children() {
    // OCHA, 23 February 2020: 569,000 children and 195,000 women of 948,000 persons.
    let groups = RUN.table("winter/demographics.csv").with("date", PEAK);
    let displaced = groups.counts("displaced");
    let all: i64 = displaced.iter().sum();
    let share_of = |names: &[&str]| {
        let rows = groups.texts("group").into_iter().zip(&displaced);
        let persons = rows.filter(|(group, _)| names.contains(group));
        persons.map(|(_, &n)| n).sum::<i64>() as f64 / all as f64
    };
    let (children, women) = (share_of(&["girls", "boys"]), share_of(&["women"]));
    assert!((children - 0.6).abs() < 0.01, "{children}");
    assert!((women - 0.206).abs() < 0.01, "{women}");
}

#[test]
fn nobody_crosses_the_closed_border() {
    let abroad = RUN.table("winter/totals.csv").counts("abroad");
    assert_eq!(abroad.len(), 122);
    assert!(
        (3_500_000..=3_700_000).contains(&abroad[0]),
        "{}",
        abroad[0]
    );
    assert!(
        abroad.iter().all(|&persons| persons == abroad[0]),
        "{abroad:?}"
    );
}

#[test]
fn provinces_that_register_nobody_never_grow() {
    let places = RUN.table("winter/places.csv");
    let (names, present) = (places.texts("place"), places.counts("present"));
    let of = |name: &str| -> Vec<i64> {
        let rows = names.iter().zip(&present);
        let rows = rows.filter(|(place, _)| **place == name);
        rows.map(|(_, &persons)| persons).collect()
    };
    for closed in ["Istanbul", "Gaziantep", "Hatay", "Sanliurfa"] {
        let present = of(closed);
        assert!(present.iter().all(|&n| n <= present[0]), "{closed}");
        assert!(present[121] < present[0], "some move on from {closed}");
    }
    assert!(of("Bursa")[121] > of("Bursa")[0]);
}

#[test]
fn the_summary_shows_the_worst_of_every_series_on_a_narrow_terminal() {
    let scenario = repository("scenarios/idlib-2020");
    let ended = RUN
        .refuge(&format!(
            "run {} --replicates 2 --out told",
            scenario.display()
        ))
        .done();
    for part in ["displaced ", "present_since_start: Afrin +12 "] {
        assert!(ended.stderr.contains(part), "{}", ended.stderr);
    }
    for line in ended.stderr.lines() {
        assert!(line.chars().count() < 100, "{line}");
    }
}

#[test]
fn the_winter_is_the_same_on_any_number_of_threads() {
    let scenario = repository("scenarios/idlib-2020");
    let again = format!(
        "run {} --quiet --replicates 1 --out again --threads",
        scenario.display()
    );
    for threads in [1, 2] {
        RUN.refuge(&format!("{again} {threads}")).done();
        assert!(
            RUN.csv_files("again") == RUN.csv_files("winter"),
            "{threads} threads"
        );
    }
}

#[test]
fn persons_of_the_winter_are_conserved() {
    persons_are_conserved(
        &RUN.table("winter/totals.csv"),
        &RUN.table("winter/places.csv"),
    );
}

#[test]
fn where_the_summit_brings_its_ceasefire_the_winter_is_as_it_was() {
    let desk = Desk::empty();
    let scenario = repository("scenarios/idlib-2020");
    let displaced = |branch: &str| {
        let run = format!(
            "run {} --branch {branch} --out {branch}",
            scenario.display()
        );
        desk.refuge(&format!(
            "{run} --replicates 6 --each-replicate --set people.household_size=12 --quiet --tables-only"
        ))
        .done();
        let replicates = desk.table(&format!("{branch}/replicates.csv"));
        replicates.with("date", "2020-03-31").counts("displaced")
    };
    let (as_it_was, uncertain) = (displaced("actual"), displaced("summit-uncertain"));
    let pairs = || as_it_was.iter().zip(&uncertain);
    assert_eq!(as_it_was.len(), 6);
    assert!(
        pairs().all(|(was, may)| was <= may)
            && pairs().any(|(was, may)| was == may)
            && pairs().any(|(was, may)| may - was > 100_000),
        "{as_it_was:?}\n{uncertain:?}"
    );
}
