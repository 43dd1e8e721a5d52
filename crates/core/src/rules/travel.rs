//! Travel: how far a household gets in a day, and on which day it arrives.

use crate::calendar::LONGEST_RUN;
use crate::network::{Link, Mode};
use crate::settings::{DayBudget, Movement};

/// Kilometres a household covers on a link in a whole day, walking if it `must_walk` or has to start on foot.
///
/// A limit is a cap; with `flee_quirks` it is the speed of all who do not walk.
pub fn speed(settings: &Movement, link: &Link, limit: Option<f64>, must_walk: bool) -> f64 {
    let on_foot = link.mode == Mode::Walk || must_walk;
    let speed = if on_foot {
        settings.walking_km_per_day
    } else {
        settings.speed_km_per_day
    };
    match limit {
        Some(limit) if settings.flee_quirks && !on_foot => limit,
        Some(limit) if !settings.flee_quirks => speed.min(limit),
        _ => speed,
    }
}

/// Whether people walk a link because their journey starts with it; by boat they do only in Flee.
pub fn starts_on_foot(settings: &Movement, link: &Link, first_leg: bool) -> bool {
    let can_walk = link.mode == Mode::Road || settings.flee_quirks;
    first_leg && settings.start_on_foot && can_walk
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

/// Kilometres that can be covered today on the next link.
fn reach(settings: &Movement, speed: f64, budget: Budget) -> f64 {
    match settings.day_budget {
        DayBudget::Remaining => budget.left * speed,
        DayBudget::Full => speed,
    }
}

/// Sets out on a link of a length; arrival needs strictly more distance than the length.
pub fn set_out(settings: &Movement, length_km: f64, speed: f64, budget: Budget) -> Leg {
    let today = reach(settings, speed, budget);
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

/// Sets out on a link of a length where each day may be walked or not: only today is known.
pub fn set_out_for_today(settings: &Movement, length_km: f64, speed: f64, budget: Budget) -> Leg {
    let today = reach(settings, speed, budget);
    if today > length_km {
        return set_out(settings, length_km, speed, budget);
    }
    Leg::Later {
        days: 1,
        last_km: length_km - today,
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

/// Goes on where only today is known, with `left_km` to cover.
pub fn go_on_for_today(left_km: f64, speed: f64) -> Leg {
    if speed > left_km {
        return Leg::Today(after_last_km(left_km, speed));
    }
    Leg::Later {
        days: 1,
        last_km: left_km - speed,
        moved_km: speed,
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
    recent * half_to_the(quiet_days)
}

/// The same after days that were all spent moving `share` of a full day's distance.
pub fn recent_after_moving(recent: f64, share: f64, days: u32) -> f64 {
    share + (recent - share) * half_to_the(days)
}

/// A half to the power of some days, exactly, as its exponent in binary.
fn half_to_the(days: u32) -> f64 {
    const BIAS: u64 = 1023;
    const MANTISSA_BITS: u32 = 52;
    f64::from_bits((BIAS - days.min(1000) as u64) << MANTISSA_BITS)
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
        assert_eq!(recent_after(1.0, 1000), libm::exp2(-1000.0));
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
        let s = |flee_quirks| Movement {
            start_on_foot: true,
            flee_quirks,
            ..settings(DayBudget::Remaining)
        };
        let at = |flee_quirks, mode, limit, first_leg| {
            let on_foot = starts_on_foot(&s(flee_quirks), &link(mode), first_leg);
            speed(&s(flee_quirks), &link(mode), limit, on_foot)
        };
        for flee_quirks in [false, true] {
            assert_eq!(at(flee_quirks, Mode::Road, None, false), 360.0);
            assert_eq!(at(flee_quirks, Mode::Road, None, true), 35.0);
            assert_eq!(at(flee_quirks, Mode::Walk, None, false), 35.0);
            assert_eq!(at(flee_quirks, Mode::Road, Some(60.0), false), 60.0);
            assert_eq!(at(flee_quirks, Mode::Road, Some(60.0), true), 35.0);
        }
        assert_eq!(at(false, Mode::Road, Some(500.0), false), 360.0, "a cap");
        assert_eq!(at(true, Mode::Road, Some(500.0), false), 500.0, "the speed");
        assert_eq!(at(false, Mode::Road, Some(20.0), true), 20.0);
        assert_eq!(at(true, Mode::Road, Some(20.0), true), 35.0);
        assert_eq!(at(false, Mode::Sea, None, true), 360.0);
        assert_eq!(at(true, Mode::Sea, None, true), 35.0);
    }

    #[test]
    fn where_some_days_are_walked_the_rest_of_the_way_is_kept() {
        let s = settings(DayBudget::Full);
        let second = Budget {
            left: 0.5,
            moved_km: 20.0,
        };
        assert_eq!(
            set_out_for_today(&s, 100.0, 35.0, second),
            Leg::Later {
                days: 1,
                last_km: 65.0,
                moved_km: 55.0
            }
        );
        assert!(matches!(
            set_out_for_today(&s, 34.0, 35.0, second),
            Leg::Today(_)
        ));
        assert_eq!(
            go_on_for_today(65.0, 60.0),
            Leg::Later {
                days: 1,
                last_km: 5.0,
                moved_km: 60.0
            }
        );
        assert!(matches!(go_on_for_today(60.0, 60.0), Leg::Later { .. }));
        assert_eq!(
            go_on_for_today(30.0, 60.0),
            Leg::Today(Budget {
                left: 0.5,
                moved_km: 30.0
            })
        );
    }
}
