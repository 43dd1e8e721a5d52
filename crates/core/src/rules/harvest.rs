//! Harvest: the months in which people are back home for it (Flee).

use crate::calendar::{Calendar, Day};
use crate::settings::Food;

/// Whether it is harvest on a day and on the days beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Season {
    /// Yesterday; false on the first day.
    pub yesterday: bool,
    /// Today.
    pub today: bool,
    /// Tomorrow.
    pub tomorrow: bool,
}

impl Season {
    /// The season of a day of the run.
    pub fn of(settings: &Food, calendar: &Calendar, day: Day) -> Self {
        let months = &settings.harvest_months;
        if months.is_empty() {
            return Self::default();
        }
        let is_harvest = |day| months.contains(&(calendar.date(day).month() as u32));
        Self {
            yesterday: day > 0 && is_harvest(day - 1),
            today: is_harvest(day),
            tomorrow: is_harvest(day + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_harvest_is_as_long_as_its_months() {
        let food = Food {
            harvest_months: vec![1, 3],
            ..Food::default()
        };
        let winter = Calendar::new(date(2020, 1, 1), 60).unwrap();
        let on = |day| {
            let season = Season::of(&food, &winter, day);
            [season.yesterday, season.today, season.tomorrow]
        };
        assert_eq!(on(0), [false, true, true]);
        assert_eq!(on(30), [true, true, false]);
        assert_eq!(on(31), [true, false, false]);
        assert_eq!(on(59), [false, false, true]);
        assert_eq!(Season::of(&Food::default(), &winter, 0), Season::default());
    }
}
