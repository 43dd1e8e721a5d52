//! Nobody is lost and nobody appears from nowhere.

use crate::cli::{Desk, Table};

/// Fails unless each person displaced or hosted is somewhere, once, on every day.
pub(crate) fn persons_are_conserved(totals: &Table, places: &Table) {
    let column = |name| totals.counts(name);
    let (displaced, newly) = (column("displaced"), column("newly_displaced"));
    let returned = column("returned");
    let by_state = [
        column("in_transit"),
        column("in_camps"),
        column("in_host_communities"),
    ];
    let by_country = [column("internally_displaced"), column("abroad")];

    let sum = |columns: &[Vec<i64>], day: usize| columns.iter().map(|c| c[day]).sum::<i64>();
    let before = sum(&by_state, 0) + returned[0] - displaced[0];
    for day in 0..displaced.len() {
        let everyone = before + displaced[day];
        assert_eq!(sum(&by_state, day) + returned[day], everyone, "day {day}");
        assert_eq!(sum(&by_country, day) + returned[day], everyone, "day {day}");
        let yesterday = if day == 0 { 0 } else { displaced[day - 1] };
        assert_eq!(displaced[day] - yesterday, newly[day], "day {day}");
    }

    let mut present = vec![0; displaced.len()];
    for (day, persons) in places
        .counts("day")
        .into_iter()
        .zip(places.counts("present"))
    {
        present[day as usize] += persons;
    }
    for (day, present) in present.into_iter().enumerate() {
        assert_eq!(present, sum(&by_state[1..], day), "places.csv on day {day}");
    }
}

#[test]
fn persons_are_conserved_every_day_whatever_happens() {
    let desk = Desk::with_starter();
    let worlds = [
        "",
        "--set people.household_size=1",
        "--set returns.probability=0.2 --set returns.after_days=0",
        "--set settling.camp=0.05 --set settling.host=0.05",
        "--set movement.route_choice=local --set movement.awareness_level=3",
    ];
    for settings in worlds {
        desk.refuge(&format!("run small --quiet --replicates 1 {settings}"))
            .done();
        let totals = desk.table("out/small/totals.csv");
        assert!(
            totals.counts("displaced").last() > Some(&0),
            "nobody fled: {settings}"
        );
        persons_are_conserved(&totals, &desk.table("out/small/places.csv"));
    }
}
