//! How many: the mean over days of |sum simulated - sum observed| over the sum observed, of all places
//! of the day. It judges the number of people alone, wherever they are. Days on which 0 was observed
//! in all are left out.
//!
//! Source: the quantity disagreement of Pontius and Millones 2011, "Death to Kappa", International
//! Journal of Remote Sensing 32:4407-4429, whose other part, that of allocation, is `where`: on each
//! day `ard` is at least `how_many`, and at most that and twice `where`.

use super::{Point, days, mean};

pub(super) fn score(points: &[Point]) -> Option<f64> {
    mean(days(points).filter_map(of_day))
}

fn of_day(day: &[Point]) -> Option<f64> {
    let observed: f64 = day.iter().map(|point| point.observed).sum();
    let simulated: f64 = day.iter().map(|point| point.simulated).sum();
    (observed > 0.0).then(|| (simulated - observed).abs() / observed)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::super::{ard, wrong_place};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn where_people_are_does_not_count() {
        // By hand: |150 - 200| / 200 = 0.25 and |3 - 2| / 2 = 0.5, mean 0.375.
        let points = [
            point(1, "A", 0.0, 100.0),
            point(1, "B", 150.0, 100.0),
            point(2, "A", 3.0, 2.0),
        ];
        assert_score(score(&points), 0.375);
    }

    #[test]
    fn a_day_with_nobody_is_left_out() {
        assert_eq!(score(&[point(1, "A", 5.0, 0.0)]), None);
    }

    proptest! {
        #[test]
        fn with_where_it_bounds_the_error_as_a_whole(
            counts in prop::collection::vec((1.0..1e4f64, 1.0..1e4f64), 2..9)
        ) {
            let one_day = |&(simulated, observed): &(f64, f64)| point(1, "A", simulated, observed);
            let points: Vec<Point> = counts.iter().map(one_day).collect();
            let [ard, number, place] = [ard::score, score, wrong_place::score]
                .map(|score| score(&points).unwrap());
            prop_assert!(number <= ard + 1e-9);
            prop_assert!(ard <= number + 2.0 * place + 1e-9);
        }
    }
}
