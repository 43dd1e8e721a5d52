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
fn more_than_half_of_the_displaced_are_children() {
    let groups = RUN.table("winter/demographics.csv").with("date", PEAK);
    let displaced = groups.counts("displaced");
    let children: i64 = groups
        .texts("group")
        .iter()
        .zip(&displaced)
        .filter(|(group, _)| ["girls", "boys"].contains(group))
        .map(|(_, persons)| persons)
        .sum();
    let all: i64 = displaced.iter().sum();
    assert!(2 * children > all, "{children} of {all}");
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
