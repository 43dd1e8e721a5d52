//! Waiting: how long a household sleeps until one of its daily chances comes true.
//!
//! A chance p a day is kept as a rate -ln(1 - p), because the rates of several chances add up:
//! the day on which the first of them comes true is floor(E / sum) days away with E ~ Exp(1),
//! which is the geometric waiting time of daily draws. It has no memory, so that drawing again when
//! a rate changes is exact.

/// The rate of a daily chance: infinite for 1.
pub fn rate(chance: f64) -> f64 {
    -libm::log1p(-chance.clamp(0.0, 1.0))
}

/// The daily chance of a rate.
pub fn chance(rate: f64) -> f64 {
    -libm::expm1(-rate)
}

/// Whole days until the first day on which a chance of this total rate comes true: 0 is today.
///
/// `uniform` lies in the open interval (0, 1). `None` means later than any run.
#[inline]
pub fn days(rate: f64, uniform: f64) -> Option<u32> {
    let days = -libm::log(uniform) / rate;
    (days < 65_536.0).then_some(days as u32)
}

/// The uniform number below which [`days`] gives at least this many days.
pub fn longer_than(rate: f64, days: u32) -> f64 {
    libm::exp(-rate * days as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certain_is_today_and_impossible_is_never() {
        assert_eq!(days(rate(1.0), 0.7), Some(0));
        assert_eq!(days(rate(0.0), 0.7), None);
    }

    #[test]
    fn days_follow_the_geometric_distribution() {
        // With p = 0.3 the first day has u > 0.7, the second 0.49 < u <= 0.7, the third 0.343 < u <= 0.49.
        let r = rate(0.3);
        let at = |u| days(r, u);
        assert_eq!(
            [at(0.71), at(0.69), at(0.50), at(0.48), at(0.344)],
            [Some(0), Some(1), Some(1), Some(2), Some(2)]
        );
    }

    #[test]
    fn the_bound_on_long_waits_is_that_of_the_draw() {
        let r = rate(0.01);
        let bound = longer_than(r, 100);
        assert!(days(r, bound * 0.999_999).is_some_and(|days| days >= 100));
        assert!(days(r, bound * 1.000_001).is_some_and(|days| days < 100));
        assert_eq!(longer_than(rate(1.0), 10), 0.0);
    }

    #[test]
    fn rates_of_chances_add_up() {
        let both = chance(rate(0.3) + rate(0.2));
        assert!((both - (1.0 - 0.7 * 0.8)).abs() < 1e-12);
    }
}
