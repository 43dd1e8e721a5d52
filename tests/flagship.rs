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
    desk.refuge(&format!("run {} --quiet --out winter", scenario.display()))
        .done();
    desk
});

#[test]
fn displaced_at_the_peak_are_within_five_percent_of_the_reports() {
    let displaced = RUN
        .table("winter/totals.csv")
        .with("date", PEAK)
        .counts("displaced");
    let reported: RangeInclusive<i64> = 855_000..=945_000;
    assert!(
        displaced.len() == 1 && reported.contains(&displaced[0]),
        "{displaced:?}"
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
fn nobody_abroad_moves() {
    let places = RUN.table("winter/places.csv");
    let countries = places.texts("country");
    let column = |name| places.counts(name);
    let (days, present) = (column("day"), column("present"));
    let (arrivals, departures) = (column("arrivals"), column("departures"));
    let places_a_day = days.iter().filter(|&&day| day == 0).count();
    let abroad: Vec<usize> = (0..days.len())
        .filter(|&row| countries[row] != "SYR")
        .collect();
    assert!(abroad.len() >= 30 * 122, "{} rows", abroad.len());
    for row in abroad {
        let first_day = row % places_a_day;
        assert_eq!(present[row], present[first_day], "row {row}");
        assert_eq!((arrivals[row], departures[row]), (0, 0), "row {row}");
    }
}

#[test]
fn the_summary_shows_the_worst_of_every_series_on_a_narrow_terminal() {
    let scenario = repository("scenarios/idlib-2020");
    let ended = RUN
        .refuge(&format!("run {} --out told", scenario.display()))
        .done();
    for part in ["displaced (followed) ", "present_since_start: Afrin +12 "] {
        assert!(ended.stderr.contains(part), "{}", ended.stderr);
    }
    for line in ended.stderr.lines() {
        assert!(line.chars().count() < 100, "{line}");
    }
}

#[test]
fn the_winter_is_the_same_on_any_number_of_threads() {
    let scenario = repository("scenarios/idlib-2020");
    let again = format!("run {} --quiet --out again --threads", scenario.display());
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
