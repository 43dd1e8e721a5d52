//! A series of counts by day, as Flee reads, adds, corrects and interpolates it.

use std::sync::Arc;

use jiff::civil::Date;
use refuge_core::calendar::days_from;

use crate::dates;
use crate::limits::MOST_COUNTED;
use crate::problem::{Problem, Problems};
use crate::row::Cell;
use crate::source::Source;
use crate::table::Table;

/// Counts on some days, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Series(Vec<(i64, f64)>);

impl Series {
    /// Reads a file of dates and counts, each divided by `hasten`.
    pub(super) fn read(
        source: Arc<Source>,
        start: Date,
        hasten: u32,
        problems: &mut Problems,
    ) -> Option<Self> {
        let table = Table::by_position(source, problems)?;
        let errors = problems.errors();
        let mut points: Vec<(i64, f64)> = Vec::new();
        let mut undated = Vec::new();
        for (index, row) in table.rows().enumerate() {
            let (date, count) = (row.at(0, "date"), row.at(1, "count"));
            let is_header = index == 0 && ["", "Date", "DateTime"].contains(&date.text);
            if is_header || date.text.starts_with('#') || count.is_empty() {
                continue;
            }
            let count = problems.keep(count.int_within(0, MOST_COUNTED));
            let Ok(day) = date.day() else {
                undated.push(date);
                continue;
            };
            let Some(count) = count else {
                continue;
            };
            let day = days_from(start, day);
            if points.last().is_some_and(|(last, _)| *last > day) {
                problems.add(
                    date.warning("The date lies before that of the row above.")
                        .help(
                            "Sort the rows by date: between two of them the count is interpolated.",
                        ),
                );
            }
            points.push((day, count as f64 / hasten as f64));
        }
        tell_undated(&undated, problems);
        if points.is_empty() && problems.errors() == errors {
            problems.add(
                Problem::error("The series has no count.")
                    .in_file(table.path())
                    .help("Give it rows of a date and a whole number, such as `2020-02-05,1200`."),
            );
        }
        (problems.errors() == errors).then_some(Self(points))
    }

    /// These counts.
    #[cfg(test)]
    pub(super) fn of(points: &[(i64, i64)]) -> Self {
        Self(
            points
                .iter()
                .map(|&(day, count)| (day, count as f64))
                .collect(),
        )
    }

    /// The count on a day: interpolated, and cut towards 0.
    pub(super) fn on(&self, day: i64) -> i64 {
        let Some(&(first_day, first)) = self.0.first() else {
            return 0;
        };
        if day <= first_day {
            return first as i64;
        }
        let next = self.0[1..].iter().position(|&(later, _)| day < later);
        let Some(next) = next.map(|index| index + 1) else {
            return self.0[self.0.len() - 1].1 as i64;
        };
        let ((before, low), (after, high)) = (self.0[next - 1], self.0[next]);
        let share = (day - before) as f64 / (after - before) as f64;
        (low + share * (high - low)) as i64
    }

    /// The sum with another series as Flee makes it: without interpolation, and without what the
    /// either says after the end of the other. None if this one begins before the other.
    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        let mut sums = Vec::new();
        let mut matched = None;
        let mut own = self.0.iter().peekable();
        for &(day, count) in &other.0 {
            while let Some((before, here)) = own.next_if(|point| point.0 < day) {
                sums.push((*before, matched? + here));
            }
            let Some((next, here)) = own.peek() else {
                break;
            };
            sums.push((day, count + here));
            matched = Some(count);
            if *next == day {
                own.next();
            }
        }
        Some(Self(sums))
    }

    /// Scales all that comes before a day on which registration was corrected, so that it leads up
    /// to the count of that day; if several rows have this day, for each of them in turn.
    pub(super) fn correct(&mut self, day: i64) -> Result<(), &'static str> {
        let rows = 1..self.0.len();
        let rows: Vec<usize> = rows.filter(|&row| self.0[row].0 == day).collect();
        if rows.is_empty() {
            return Err("its series must have a row of this date, and one before");
        }
        for row in rows {
            let before = self.0[row - 1].1;
            if before < 1.0 {
                return Err("the count before this date must be at least 1 (after `hasten`)");
            }
            let factor = self.0[row].1 / before;
            for point in &mut self.0[..row] {
                point.1 *= factor;
                if point.1.abs() > MOST_COUNTED as f64 {
                    return Err(
                        "the counts before this date would grow beyond any number of people",
                    );
                }
            }
        }
        Ok(())
    }
}

/// Says once that dates are in another form, since it is that of the whole file as a rule.
fn tell_undated(dates: &[Cell<'_>], problems: &mut Problems) {
    let [first, others @ ..] = dates else {
        return;
    };
    let advice = dates::date(first.text).err().flatten();
    let further = match others.len() {
        0 => None,
        1 => Some("One further row has a date of another form.".to_owned()),
        more => Some(format!("{more} further rows have dates of another form.")),
    };
    let help: Vec<String> = [advice, further].into_iter().flatten().collect();
    let help = (!help.is_empty()).then(|| help.join(" "));
    problems.add(first.expected("a date such as 2020-02-05").help_if(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(points: &[(i64, i64)]) -> Series {
        Series::of(points)
    }

    #[test]
    fn counts_are_interpolated_and_cut_towards_zero() {
        let series = series(&[(-3, 10), (0, 20), (3, 25), (4, -26)]);
        let counts: Vec<i64> = [-9, -3, -1, 0, 1, 2, 3, 4, 99]
            .map(|day| series.on(day))
            .into();
        assert_eq!(counts, [10, 10, 16, 20, 21, 23, 25, -26, -26]);
    }

    #[test]
    fn a_correction_scales_what_came_before() {
        let mut corrected = series(&[(0, 100), (10, 300), (20, 360)]);
        assert_eq!(corrected.correct(10), Ok(()));
        let counts = [0, 5, 9, 10, 15].map(|day| corrected.on(day));
        assert_eq!(counts, [300, 300, 300, 300, 330]);
        let mut twice = series(&[(0, 100), (10, 200), (20, 80), (10, 40)]);
        assert_eq!(twice.correct(10), Ok(()));
        assert_eq!(twice, series(&[(0, 100), (10, 100), (20, 40), (10, 40)]));
        assert!(corrected.correct(11).is_err());
        assert!(corrected.correct(0).is_err());
        assert!(series(&[(0, 0), (10, 300)]).correct(10).is_err());
    }

    #[test]
    fn a_sum_walks_the_rows_of_the_second_series() {
        let sum = |a: &[(i64, i64)], b: &[(i64, i64)]| series(a).plus(&series(b));
        let a = [(0, 10), (10, 20), (30, 40)];
        assert_eq!(
            sum(&a, &[(0, 1), (20, 2), (30, 3)]),
            Some(series(&[(0, 11), (10, 21), (20, 42), (30, 43)]))
        );
        let longer = sum(&a, &[(0, 1), (40, 9)]);
        assert_eq!(longer, Some(series(&[(0, 11), (10, 21), (30, 41)])));
        assert_eq!(
            sum(&a, &[(0, 1), (10, 2)]),
            Some(series(&[(0, 11), (10, 22)]))
        );
        assert_eq!(sum(&a, &[(5, 1)]), None);
    }
}
