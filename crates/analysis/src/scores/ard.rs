//! Averaged relative difference: the mean over days of the absolute errors of all places over what
//! was observed in them, sum |simulated - observed| / sum observed. 0 is perfect, and an empty
//! simulation has 1. Days on which 0 was observed in all are left out.
//!
//! Source: Suleimenova, Bell and Groen 2017, "A generalized simulation development approach for
//! predicting refugee destinations", Scientific Reports 7:13377.

use super::{Point, days, mean};

pub(super) fn score(points: &[Point]) -> Option<f64> {
    mean(days(points).filter_map(of_day))
}

fn of_day(day: &[Point]) -> Option<f64> {
    let observed: f64 = day.iter().map(|point| point.observed).sum();
    let errors: f64 = day.iter().map(|point| point.error().abs()).sum();
    (observed > 0.0).then(|| errors / observed)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::*;

    #[test]
    fn days_count_alike_however_many_people() {
        // By hand: (10 + 20) / (100 + 100) = 0.15 and 1 / 2 = 0.5, mean 0.325.
        let points = [
            point(1, "A", 110.0, 100.0),
            point(1, "B", 80.0, 100.0),
            point(2, "A", 1.0, 2.0),
        ];
        assert_score(score(&points), 0.325);
    }

    #[test]
    fn a_day_with_nobody_is_left_out() {
        let points = [point(1, "A", 5.0, 0.0), point(2, "A", 5.0, 4.0)];
        assert_score(score(&points), 0.25);
        assert_eq!(score(&points[..1]), None);
    }
}
