//! Floods: what people make of those that are forecast (DFlee).

use crate::rules::circumstances::{Circumstances, at_level};
use crate::settings::Floods;

/// Factor on the chance of leaving a place, by the floods that are forecast for it; `None` where people
/// know no forecast.
///
/// It is 0 where none is forecast: whoever knows the forecast waits for the water.
pub fn leaving(settings: &Floods, now: &Circumstances<'_>) -> Option<f64> {
    knows_forecast(settings, now).then(|| {
        let sum = alarm(settings, now, |level| weight(settings, level));
        sum / settings.forecast_days as f64
    })
}

/// Factor on the attraction of a place, likewise; as in Flee it is weighed by the level of today.
pub fn attraction(settings: &Floods, now: &Circumstances<'_>) -> Option<f64> {
    knows_forecast(settings, now).then(|| {
        let sum = alarm(settings, now, |_| weight(settings, now.flood));
        sum * (sum / settings.forecast_days as f64)
    })
}

/// Whether there is a forecast today.
pub fn knows_forecast(settings: &Floods, now: &Circumstances<'_>) -> bool {
    settings.forecast_days > 1 && now.day as u32 <= settings.forecast_until
}

/// Weight of a place at a flood level.
pub fn weight(settings: &Floods, level: u32) -> f64 {
    at_level(&settings.weight, level).unwrap_or(1.0)
}

/// Sum of the weights of the floods to come, each times the weight of its day.
fn alarm(settings: &Floods, now: &Circumstances<'_>, weight: impl Fn(u32) -> f64) -> f64 {
    let today = now.day as u32;
    let last = settings.forecast_until;
    // On its last day the forecast is for that day itself.
    let days = (today + 1).min(last)..=(today + settings.forecast_days).min(last);
    let weight_on = |day: u32| {
        let level = at_day(now.forecast, day - today);
        let of_day = at_level(&settings.forecast_weights, day).unwrap_or(1.0);
        if level > 0 {
            weight(level) * of_day
        } else {
            0.0
        }
    };
    days.map(weight_on).sum()
}

/// The level some days ahead; the last one that is known lasts.
fn at_day(forecast: &[u32], ahead: u32) -> u32 {
    let level = forecast.get(ahead as usize).or(forecast.last());
    level.copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    /// Three days ahead, up to day 6; the later a day, the less it weighs.
    fn settings() -> Floods {
        Floods {
            weight: vec![1.0, 0.5, 0.25],
            forecast_days: 3,
            forecast_until: 6,
            forecast_weights: vec![1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3],
            ..Floods::default()
        }
    }

    /// Levels of days 0 to 7.
    const LEVELS: [u32; 8] = [0, 0, 1, 0, 2, 2, 1, 2];

    fn on(day: u16, rule: fn(&Floods, &Circumstances<'_>) -> Option<f64>) -> Option<f64> {
        let place = synthetic::world(0, 1, 1).places.remove(0);
        let now = Circumstances {
            day,
            flood: LEVELS[day as usize],
            forecast: &LEVELS[day as usize..],
            ..Circumstances::quiet(&place)
        };
        rule(&settings(), &now)
    }

    fn is(value: Option<f64>, expected: f64) -> bool {
        value.is_some_and(|value| (value - expected).abs() < 1e-12)
    }

    #[test]
    fn floods_to_come_drive_people_out() {
        // Day 2 at level 1: 0.5 * 0.8.
        assert!(is(on(0, leaving), 0.4 / 3.0));
        // Days 3 to 5: nothing, 0.25 * 0.6 and 0.25 * 0.5.
        assert!(is(on(2, leaving), 0.275 / 3.0));
        // Day 6 alone, and on day 6 the same.
        assert!(is(on(5, leaving), 0.2 / 3.0));
        assert!(is(on(6, leaving), 0.2 / 3.0));
        assert_eq!(on(7, leaving), None, "the forecast has ended");
    }

    #[test]
    fn attraction_goes_by_the_level_of_today() {
        // Today is dry and weighs 1: the sum is 0.8 for day 2.
        assert!(is(on(0, attraction), 0.8 * 0.8 / 3.0));
        // Level 1 today weighs 0.5, on days 4 and 5: 0.5 * (0.6 + 0.5).
        assert!(is(on(2, attraction), 0.55 * 0.55 / 3.0));
        assert_eq!(on(7, attraction), None);
    }

    #[test]
    fn where_no_flood_is_forecast_nobody_leaves() {
        let place = synthetic::world(0, 1, 1).places.remove(0);
        let dry = Circumstances::quiet(&place);
        assert_eq!(leaving(&settings(), &dry), Some(0.0));
    }
}
