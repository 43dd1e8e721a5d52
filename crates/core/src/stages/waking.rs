//! Waking: the chances by which sleepers of a place wake, kept as long as they can be.
//!
//! Where chances of leaving change from day to day, sleepers are drawn by one that is at least as high and
//! seldom changes; whom it wakes in vain sleeps on (thinning; Lewis and Shedler 1979). When to draw all of them
//! again is a question of renting or buying: after as many vain wakes as a new draw would cost.

use serde::{Deserialize, Serialize};

use crate::world::World;

/// Headroom that a bound leaves above the chance for which it is set.
const HEADROOM: f64 = 1.5;
/// Vain wakes a household, after which drawing all again costs less: one wake costs about two draws.
const WASTE: f64 = 0.5;

/// What waiting times of a profile in a place were last drawn by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waking {
    /// Daily chance of leaving, or above.
    pub leave_at_most: f64,
    /// Rate of settling.
    settle: f64,
    /// Rate of moving on.
    onward: f64,
    /// Vain wakes a household since the bound was set.
    wasted: f64,
}

impl Waking {
    /// Those who wake by exactly these chances.
    pub fn by(leave: f64, settle: f64, onward: f64) -> Self {
        Self {
            leave_at_most: leave,
            settle,
            onward,
            wasted: 0.0,
        }
    }

    /// Those who wake by these chances or by a bound of leaving: as before, if that will do.
    pub fn bounded(before: Self, leave: f64, settle: f64, onward: f64) -> Self {
        let wasted = before.wasted + before.leave_at_most - leave;
        if leave <= before.leave_at_most && wasted <= WASTE {
            Self {
                leave_at_most: before.leave_at_most,
                wasted,
                ..Self::by(leave, settle, onward)
            }
        } else {
            Self::by((leave * HEADROOM).min(1.0), settle, onward)
        }
    }

    /// Whether waits that were drawn by the one hold by the other.
    pub fn wakes_as(&self, other: &Self) -> bool {
        let chances = |of: &Self| (of.leave_at_most, of.settle, of.onward);
        chances(self) == chances(other)
    }

    /// Whether it can be of a run.
    pub fn is_sound(&self) -> bool {
        (0.0..=1.0).contains(&self.leave_at_most)
            && [self.settle, self.onward, self.wasted]
                .iter()
                .all(|&x| x >= 0.0)
    }
}

/// Whether chances of leaving change so often in a world that a bound is worth its vain wakes.
pub fn is_by_bounds(world: &World) -> bool {
    let settings = &world.settings;
    settings.onset.front_rate > 0.0
        || settings.onset.displaced_factor > 0.0
        || settings.movement.open_leave > 0.0
        || world.has_weather()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bounds of days on which the chances of leaving are these.
    fn course(chances: &[f64]) -> Vec<f64> {
        let mut waking = Waking::by(chances[0], 0.0, 0.0);
        let mut bounds = vec![waking.leave_at_most];
        for &chance in &chances[1..] {
            waking = Waking::bounded(waking, chance, 0.0, 0.0);
            bounds.push(waking.leave_at_most);
        }
        bounds
    }

    #[test]
    fn a_bound_is_kept_until_it_is_exceeded() {
        let chances = [0.02, 0.02, 0.04, 0.05, 0.04, 0.06, 0.8];
        let bounds = course(&chances);
        assert_eq!(bounds, [0.02, 0.02, 0.06, 0.06, 0.06, 0.06, 1.0]);
    }

    #[test]
    fn a_bound_is_lowered_once_it_has_cost_a_draw() {
        // 0.3 of all wake in vain on the second day and the third.
        assert_eq!(
            course(&[0.4, 0.1, 0.1, 0.1]),
            [0.4, 0.4, 0.1 * HEADROOM, 0.1 * HEADROOM]
        );
        assert_eq!(course(&[0.4, 0.0, 0.0]), [0.4, 0.4, 0.0]);
        // Small chances are not worth it in four months.
        let quiet = [vec![0.004], vec![0.0; 122]].concat();
        assert!(course(&quiet).iter().all(|&bound| bound == 0.004));
    }

    #[test]
    fn another_rate_of_settling_or_moving_on_is_a_new_draw() {
        let before = Waking::by(0.4, 0.0, 0.0);
        for (settle, onward) in [(0.1, 0.0), (0.0, 0.1)] {
            let after = Waking::bounded(before, 0.2, settle, onward);
            assert_eq!(after.leave_at_most, 0.4);
            assert!(!after.wakes_as(&before));
        }
        assert!(Waking::bounded(before, 0.2, 0.0, 0.0).wakes_as(&before));
    }
}
