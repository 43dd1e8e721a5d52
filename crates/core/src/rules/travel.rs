//! Travel: how far a household gets in a day, and on which day it arrives.

use crate::calendar::LONGEST_RUN;
use crate::network::{Link, Mode};
use crate::settings::{DayBudget, Movement};

/// Kilometres a household covers on a link in a whole day.
pub fn speed(settings: &Movement, link: &Link, limit: Option<f64>, first_leg: bool) -> f64 {
    let starts_on_foot = first_leg && settings.start_on_foot && link.mode == Mode::Road;
    let on_foot = link.mode == Mode::Walk || starts_on_foot;
    let speed = if on_foot {
        settings.walking_km_per_day
    } else {
        settings.speed_km_per_day
    };
    limit.map_or(speed, |limit| speed.min(limit))
}

/// What is left of a day on the road.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Budget {
    /// Share of the day that is left, 0 to 1.
    pub left: f64,
    /// Kilometres covered so far today.
    pub moved_km: f64,
}

impl Budget {
    /// A whole day.
    pub const WHOLE: Self = Self {
        left: 1.0,
        moved_km: 0.0,
    };
}

/// How a leg that starts today goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leg {
    /// It ends today, with this budget left.
    Today(Budget),
    /// It ends after this many days, on which `last_km` remain to be covered.
    Later {
        /// Days from today to the arrival, at least 1.
        days: u32,
        /// Kilometres that remain on the day of arrival.
        last_km: f64,
        /// Kilometres covered in all today.
        moved_km: f64,
    },
}

/// Sets out on a link of a length; arrival needs strictly more distance than the length.
pub fn set_out(settings: &Movement, length_km: f64, speed: f64, budget: Budget) -> Leg {
    let today = match settings.day_budget {
        DayBudget::Remaining => budget.left * speed,
        DayBudget::Full => speed,
    };
    if today > length_km {
        let left = (budget.left - length_km / speed).max(0.0);
        return Leg::Today(Budget {
            left,
            moved_km: budget.moved_km + length_km,
        });
    }
    let rest = length_km - today;
    let whole_days = (rest / speed).min(LONGEST_RUN as f64).floor();
    Leg::Later {
        days: whole_days as u32 + 1,
        last_km: rest - whole_days * speed,
        moved_km: budget.moved_km + today,
    }
}

/// The budget after arriving early on a later day.
pub fn after_last_km(last_km: f64, speed: f64) -> Budget {
    Budget {
        left: (1.0 - last_km / speed).max(0.0),
        moved_km: last_km,
    }
}

/// Whether there is day left to go on after an arrival.
pub fn goes_on(settings: &Movement, budget: Budget, speed: f64) -> bool {
    match settings.day_budget {
        DayBudget::Remaining => budget.left > 0.0,
        DayBudget::Full => budget.moved_km < speed,
    }
}

/// Days on which people moved, fading by half each day, in units of a full day's distance (Flee).
pub fn recent_after(recent: f64, quiet_days: u32) -> f64 {
    recent * libm::exp2(-(quiet_days.min(1000) as f64))
}

/// The same after days that were all spent moving `share` of a full day's distance.
pub fn recent_after_moving(recent: f64, share: f64, days: u32) -> f64 {
    share + (recent - share) * libm::exp2(-(days.min(1000) as f64))
}

/// Whether people who moved this little lately go on from a town at once.
pub fn is_short_stint(settings: &Movement, recent: f64, moved_km: f64) -> bool {
    settings.avoid_short_stints && f64::midpoint(recent, moved_km / settings.speed_km_per_day) < 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(day_budget: DayBudget) -> Movement {
        Movement {
            speed_km_per_day: 360.0,
            day_budget,
            ..Movement::default()
        }
    }

    #[test]
    fn a_link_as_long_as_the_day_takes_two_days() {
        let s = settings(DayBudget::Remaining);
        assert!(matches!(
            set_out(&s, 359.9, 360.0, Budget::WHOLE),
            Leg::Today(_)
        ));
        assert_eq!(
            set_out(&s, 360.0, 360.0, Budget::WHOLE),
            Leg::Later {
                days: 1,
                last_km: 0.0,
                moved_km: 360.0
            }
        );
        assert_eq!(
            set_out(&s, 720.0, 360.0, Budget::WHOLE),
            Leg::Later {
                days: 2,
                last_km: 0.0,
                moved_km: 360.0
            }
        );
        assert_eq!(
            set_out(&s, 1000.0, 360.0, Budget::WHOLE),
            Leg::Later {
                days: 2,
                last_km: 280.0,
                moved_km: 360.0
            }
        );
    }

    #[test]
    fn the_next_link_has_what_is_left_of_the_day_or_as_in_flee_all_of_it() {
        let natural = settings(DayBudget::Remaining);
        let Leg::Today(rest) = set_out(&natural, 350.0, 360.0, Budget::WHOLE) else {
            panic!()
        };
        assert!((rest.left * 360.0 - 10.0).abs() < 1e-9);
        assert!(matches!(
            set_out(&natural, 350.0, 360.0, rest),
            Leg::Later { days: 1, .. }
        ));
        let flee = settings(DayBudget::Full);
        let Leg::Today(rest) = set_out(&flee, 350.0, 360.0, Budget::WHOLE) else {
            panic!()
        };
        assert!(goes_on(&flee, rest, 360.0));
        let Leg::Today(rest) = set_out(&flee, 350.0, 360.0, rest) else {
            panic!()
        };
        assert!(!goes_on(&flee, rest, 360.0));
    }

    #[test]
    fn recent_movement_fades_by_half_a_day() {
        assert_eq!(recent_after(0.8, 3), 0.1);
        assert_eq!(recent_after_moving(0.0, 1.0, 2), 0.75);
    }

    #[test]
    fn people_walk_where_they_must() {
        let link = |mode| Link {
            from: crate::place::PlaceId(0),
            to: crate::place::PlaceId(1),
            distance_km: 10.0,
            mode,
            max_speed_km_per_day: None,

            walk_probability: 0.0,
        };
        let s = Movement {
            start_on_foot: true,
            ..settings(DayBudget::Remaining)
        };
        assert_eq!(speed(&s, &link(Mode::Road), None, false), 360.0);
        assert_eq!(speed(&s, &link(Mode::Road), None, true), 35.0);
        assert_eq!(speed(&s, &link(Mode::Walk), None, false), 35.0);
        assert_eq!(speed(&s, &link(Mode::Road), Some(60.0), false), 60.0);
    }
}
