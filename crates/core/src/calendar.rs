//! The days of a run: day numbers inside the engine, civil dates at its edges.

use jiff::ToSpan;
use jiff::civil::Date;

/// A day of the run, counted from 0 on the first date.
pub type Day = u16;

/// The longest run, in days: day numbers and wake days are 16 bits wide, the last value means never.
pub const LONGEST_RUN: u32 = 65_000;

/// The first date of a run and how many days it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    start: Date,
    days: Day,
}

impl Calendar {
    /// A run of `days` days from `start` on; `None` if it has no day, is longer than
    /// [`LONGEST_RUN`] or leaves the calendar.
    pub fn new(start: Date, days: u32) -> Option<Self> {
        let fits =
            (1..=LONGEST_RUN).contains(&days) && start.checked_add((days as i64).days()).is_ok();
        fits.then_some(Self {
            start,
            days: days as Day,
        })
    }

    /// A run of `days` days from `start` on, cut to between one day and [`LONGEST_RUN`].
    pub fn cut(start: Date, days: u32) -> Self {
        Self {
            start,
            days: days.clamp(1, LONGEST_RUN) as Day,
        }
    }

    /// The run from `start` to `end`, both included.
    pub fn between(start: Date, end: Date) -> Option<Self> {
        let days = days_from(start, end) + 1;
        u32::try_from(days)
            .ok()
            .and_then(|days| Self::new(start, days))
    }

    /// The first date.
    pub fn start(&self) -> Date {
        self.start
    }

    /// The last date.
    pub fn end(&self) -> Date {
        self.date(self.days - 1)
    }

    /// The number of days.
    pub fn days(&self) -> Day {
        self.days
    }

    /// The date of a day, also of one after the run.
    pub fn date(&self, day: Day) -> Date {
        self.start.saturating_add((day as i64).days())
    }

    /// The day of a date inside the run.
    pub fn day(&self, date: Date) -> Option<Day> {
        let day = days_from(self.start, date);
        (0..self.days as i64).contains(&day).then_some(day as Day)
    }

    /// The same run cut to its first `days` days.
    #[must_use]
    pub fn shortened(self, days: u32) -> Self {
        Self {
            days: days.clamp(1, self.days as u32) as Day,
            ..self
        }
    }
}

/// Whole days from one date to another, negative when `to` is earlier.
pub fn days_from(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| span.get_days() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_leap_february_is_counted() {
        let winter = Calendar::between(date(2019, 12, 1), date(2020, 3, 31)).unwrap();
        assert_eq!(winter.days(), 122);
        assert_eq!(winter.day(date(2020, 2, 29)), Some(90));
        assert_eq!(winter.date(90), date(2020, 2, 29));
        assert_eq!(winter.end(), date(2020, 3, 31));
    }

    #[test]
    fn dates_outside_the_run_have_no_day() {
        let week = Calendar::new(date(2020, 1, 1), 7).unwrap();
        assert_eq!(week.day(date(2019, 12, 31)), None);
        assert_eq!(week.day(date(2020, 1, 8)), None);
        assert_eq!(Calendar::between(date(2020, 1, 2), date(2020, 1, 1)), None);
    }
}
