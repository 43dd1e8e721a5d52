//! The days that charts and map show.

use jiff::civil::Date;

/// Days of a run, thinned evenly where there are too many: always the first and the last.
pub(super) struct Frames {
    start: Date,
    /// Days since the first one.
    pub(super) days: Vec<u32>,
}

impl Frames {
    /// At most `most` of `days` days from `start` on; of fewer than two there is no last one.
    pub(super) fn new(start: Date, days: u32, most: u32) -> Self {
        let last = days.saturating_sub(1);
        let step = last.div_ceil(most.max(2) - 1).max(1);
        let mut days: Vec<u32> = (0..last).step_by(step as usize).collect();
        days.push(last);
        Self { start, days }
    }

    /// The number of frames, at least one.
    pub(super) fn count(&self) -> usize {
        self.days.len()
    }

    /// The day of a date, below 0 before the run.
    pub(super) fn day(&self, date: Date) -> i64 {
        i64::from((date - self.start).get_days())
    }

    /// The frame of exactly this date.
    pub(super) fn at(&self, date: Date) -> Option<usize> {
        let day = u32::try_from(self.day(date)).ok()?;
        self.days.binary_search(&day).ok()
    }

    /// The first frame on this day or later; their number where there is none.
    pub(super) fn from(&self, day: i64) -> usize {
        self.days.partition_point(|&frame| i64::from(frame) < day)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(days: u32, most: u32) -> Vec<u32> {
        Frames::new(date(2020, 1, 1), days, most).days
    }

    #[test]
    fn days_are_thinned_evenly_and_keep_the_last() {
        assert_eq!(days(1, 400), [0]);
        assert_eq!(days(3, 400), [0, 1, 2]);
        assert_eq!(days(11, 5), [0, 3, 6, 9, 10]);
        assert_eq!(days(1000, 400).len(), 334);
        assert_eq!(days(0, 0), [0]);
    }

    #[test]
    fn dates_have_their_frames() {
        let frames = Frames::new(date(2020, 1, 1), 11, 5);
        assert_eq!(frames.at(date(2020, 1, 4)), Some(1));
        assert_eq!(frames.at(date(2020, 1, 5)), None);
        assert_eq!(frames.at(date(2019, 12, 31)), None);
        assert_eq!(
            [-3, 0, 1, 10, 11].map(|day| frames.from(day)),
            [0, 0, 1, 4, 5]
        );
    }
}
