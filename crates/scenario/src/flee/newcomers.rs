//! Who becomes displaced each day, by the day-to-day change of the data.

use super::layout::Counts;
use super::settings::{Spawning, Ways};
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
    /// The newcomers of `days` days; none where conflict or floods displace people, not the data.
    pub(super) fn count(counts: &Counts, ways: &Ways, days: usize) -> Result<Self, Problem> {
        if ways.spawning != Spawning::Data {
            return Ok(Self {
                new: Vec::new(),
                raw: vec![0; days],
                debt: vec![0; days],
            });
        }
        if !ways.sum_from_camps && counts.of(TOTAL).is_none() {
            return Err(Problem::error(
                "With `sum_from_camps: False`, data_layout.csv must have a row `total`.",
            ));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flee::series::Series;

    fn ways(sum_from_camps: bool) -> Ways {
        Ways {
            sum_from_camps,
            insert_day0: false,
            ..Ways::default()
        }
    }

    fn counts(rows: &[(&str, [i64; 2])]) -> Counts {
        let row = |(name, [first, last]): &(&str, [i64; 2])| {
            let series = Series::of(&[(0, *first), (10, *last)]);
            ((*name).to_owned(), series)
        };
        Counts {
            rows: rows.iter().map(row).collect(),
        }
    }

    fn first_days(counts: &Counts, ways: &Ways) -> [u32; 3] {
        let new = Newcomers::count(counts, ways, 3).unwrap().new;
        new.try_into().unwrap()
    }

    const CAMPS: [(&str, [i64; 2]); 2] = [("C1", [100, 300]), ("C2", [50, 250])];

    #[test]
    fn the_total_counts_on_the_first_day_and_the_camps_on_all() {
        let rows = [&[("total", [1000, 2000])][..], &CAMPS].concat();
        let counts = counts(&rows);
        assert_eq!(first_days(&counts, &ways(true)), [1150, 40, 40]);
        assert_eq!(first_days(&counts, &ways(false)), [1000, 100, 100]);
        let empty = Ways {
            empty_camps_on_day0: true,
            ..ways(true)
        };
        assert_eq!(first_days(&counts, &empty), [0, 40, 40]);
    }

    #[test]
    fn a_camp_in_the_first_row_is_left_out_from_day_to_day() {
        let counts = counts(&CAMPS);
        assert_eq!(first_days(&counts, &ways(true)), [150, 20, 20]);
        assert!(Newcomers::count(&counts, &ways(false), 3).is_err());
    }

    #[test]
    fn with_people_inserted_the_first_day_has_no_newcomers_but_counts() {
        let all = Newcomers::count(&counts(&CAMPS), &Ways::default(), 2).unwrap();
        assert_eq!((all.new, all.raw), (vec![0, 20], vec![150, 170]));
    }

    #[test]
    fn data_do_not_count_where_conflict_displaces_people() {
        let by_conflict = Ways {
            spawning: Spawning::Conflict,
            ..Ways::default()
        };
        let all = Newcomers::count(&counts(&CAMPS), &by_conflict, 2).unwrap();
        assert_eq!(
            (all.new, all.raw, all.debt),
            (vec![], vec![0; 2], vec![0; 2])
        );
    }

    #[test]
    fn a_fall_is_a_debt_that_later_newcomers_make_up() {
        let series = Series::of(&[(0, 100), (1, 70), (2, 90), (3, 105), (4, 105)]);
        let counts = Counts {
            rows: vec![
                ("total".to_owned(), Series::of(&[(0, 0)])),
                ("C".to_owned(), series),
            ],
        };
        let all = Newcomers::count(&counts, &ways(true), 5).unwrap();
        assert_eq!(all.new, [100, 0, 0, 5, 0]);
        assert_eq!(all.debt, [0, 30, 10, 0, 0]);
        assert_eq!(all.raw, [100, 70, 90, 105, 105]);
    }
}
