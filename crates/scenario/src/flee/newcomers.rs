//! Who becomes displaced each day, by the day-to-day change of the data.

use super::layout::Counts;
use super::settings::Ways;
use crate::problem::Problem;

/// The row of the layout that holds the count of all refugees.
const TOTAL: &str = "total";

/// The days of a run, by the data.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Newcomers {
    /// Who becomes displaced on each day.
    pub(super) new: Vec<u32>,
    /// The changes of the data summed up to each day.
    pub(super) raw: Vec<i64>,
    /// Falls of the data that later newcomers are still to make up.
    pub(super) debt: Vec<i64>,
}

impl Newcomers {
    /// The newcomers of `days` days.
    pub(super) fn count(counts: &Counts, ways: &Ways, days: usize) -> Result<Self, Problem> {
        if !ways.sum_from_camps && counts.of(TOTAL).is_none() {
            return Err(Problem::error(
                "With `sum_from_camps: False`, data_layout.csv must have a row `total`.",
            )
            .in_file("source_data/data_layout.csv"));
        }
        let mut all = Self::default();
        let (mut raw, mut debt) = (0, 0);
        for day in 0..days as i64 {
            let change = change(counts, ways, day);
            raw += change;
            let due = if day == 0 && ways.insert_day0 {
                0
            } else {
                change - debt
            };
            debt = (-due).max(0);
            all.new.push(due.clamp(0, u32::MAX as i64) as u32);
            all.raw.push(raw);
            all.debt.push(debt);
        }
        Ok(all)
    }
}

/// How the data change on a day. Flee counts the first row of the layout, the total as a rule, in
/// with the camps on the first day, and leaves it out on later ones.
fn change(counts: &Counts, ways: &Ways, day: i64) -> i64 {
    let rows = counts.rows.iter().map(|(_, series)| series);
    let total = || counts.of(TOTAL).into_iter();
    match (day, ways.sum_from_camps) {
        (0, _) if ways.empty_camps_on_day0 => 0,
        (0, true) => rows.map(|series| series.on(0)).sum(),
        (0, false) => total().map(|series| series.on(0)).sum(),
        (_, true) => rows.skip(1).map(|s| s.on(day) - s.on(day - 1)).sum(),
        (_, false) => total().map(|s| s.on(day) - s.on(day - 1)).sum(),
    }
}
