//! Returns: when people may go home, and the chance that they set out.

use crate::calendar::Day;
use crate::settings::Returns;

/// What decides on return to a place.
#[derive(Clone, Copy, Debug)]
pub struct Home {
    /// The day on which the ceasefire that holds there began, if one does.
    pub ceasefire_since: Option<Day>,
    /// Conflict intensity there, 0 to 1.
    pub intensity: f64,
    /// Whether a side that people flee holds it.
    pub held_by_those_they_fled: bool,
}

/// Chance a day that a displaced household sets out for home.
///
/// Nobody goes back to a place held by those they fled (in the spring of 2020 the areas taken in
/// Idlib saw practically no return: OCHA, Response Coordination Group), nor before a ceasefire has held a while.
pub fn chance(settings: &Returns, day: Day, home: Home) -> f64 {
    let calm = home.intensity <= settings.max_intensity;
    let held = |since: Day| (day - since) as u32 >= settings.after_days;
    if calm && !home.held_by_those_they_fled && home.ceasefire_since.is_some_and(held) {
        settings.probability
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn return_waits_for_a_ceasefire_that_holds_and_never_crosses_to_the_other_side() {
        let settings = Returns {
            probability: 0.02,
            after_days: 7,
            max_intensity: 0.1,
        };
        let home = Home {
            ceasefire_since: Some(10),
            intensity: 0.05,
            held_by_those_they_fled: false,
        };
        assert_eq!(chance(&settings, 16, home), 0.0);
        assert_eq!(chance(&settings, 17, home), 0.02);
        assert_eq!(
            chance(
                &settings,
                30,
                Home {
                    intensity: 0.2,
                    ..home
                }
            ),
            0.0
        );
        assert_eq!(
            chance(
                &settings,
                30,
                Home {
                    ceasefire_since: None,
                    ..home
                }
            ),
            0.0
        );
        assert_eq!(
            chance(
                &settings,
                30,
                Home {
                    held_by_those_they_fled: true,
                    ..home
                }
            ),
            0.0
        );
    }
}
