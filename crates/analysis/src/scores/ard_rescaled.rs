//! Averaged relative difference after simulated numbers are scaled, day by day, to the observed
//! total: it judges where people are, not how many they are. Days with a single place, where it
//! would always be 0, and days with a total of 0 are left out.
//!
//! Source: the rescaled simulation of Suleimenova, Bell and Groen 2017, Scientific Reports 7:13377.

use super::{Point, days, mean};

pub(super) fn score(points: &[Point]) -> Option<f64> {
    mean(days(points).filter_map(of_day))
}

fn of_day(day: &[Point]) -> Option<f64> {
    let observed: f64 = day.iter().map(|point| point.observed).sum();
    let simulated: f64 = day.iter().map(|point| point.simulated).sum();
    if day.len() < 2 || observed <= 0.0 || simulated <= 0.0 {
        return None;
    }
    let scale = observed / simulated;
    let errors = day
        .iter()
        .map(|point| (point.simulated * scale - point.observed).abs());
    Some(errors.sum::<f64>() / observed)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::*;

    #[test]
    fn only_the_shares_of_places_count() {
        // By hand: 30 and 10 of 40 become 75 and 25 of 100, against 50 and 50: 50 / 100.
        let points = [point(1, "A", 30.0, 50.0), point(1, "B", 10.0, 50.0)];
        assert_score(score(&points), 0.5);
        let in_proportion = [point(1, "A", 2.0, 20.0), point(1, "B", 8.0, 80.0)];
        assert_score(score(&in_proportion), 0.0);
    }

    #[test]
    fn days_that_say_nothing_are_left_out() {
        let single = [point(1, "A", 1.0, 2.0)];
        assert_eq!(score(&single), None);
        let nobody_simulated = [point(1, "A", 0.0, 2.0), point(1, "B", 0.0, 2.0)];
        assert_eq!(score(&nobody_simulated), None);
        let nobody_observed = [point(1, "A", 1.0, 0.0), point(1, "B", 2.0, 0.0)];
        assert_eq!(score(&nobody_observed), None);
    }
}
