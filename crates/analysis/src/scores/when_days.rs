//! When, in days: how far apart in time the simulated and the observed course of a place are, each as
//! a share of its own last number: the integral over the observed days of |s(t) / s(T) - o(t) / o(T)|, by
//! the trapezoid rule. Where both grow from 0 it is by how many days people came too early or too
//! late on average, however many they are. Of several places it is the mean, weighted by what was
//! last observed in them. A place needs two days and people at its end, and a measure that
//! counts those who are there or who came so far, not those of one day.
//!
//! Source: the area between two distribution functions is their Wasserstein distance (Vallender 1974,
//! Theory of Probability and its Applications 18:784-786).

use refuge_core::world::Measure;

use super::Point;

pub(super) fn score(points: &[Point]) -> Option<f64> {
    let mut by_place: Vec<&Point> = points
        .iter()
        .filter(|p| !is_counted_anew(p.measure))
        .collect();
    by_place.sort_by_key(|point| point.place);
    let (mut sum, mut people) = (0.0, 0.0);
    for course in by_place.chunk_by(|a, b| a.place == b.place) {
        if let Some((days, weight)) = of_course(course) {
            sum += days * weight;
            people += weight;
        }
    }
    (people > 0.0).then(|| sum / people)
}

/// Whether a measure may count the people of a day or period anew.
fn is_counted_anew(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::NewlyDisplaced | Measure::Arrivals | Measure::Departures | Measure::Movements
    )
}

/// The distance of the courses of a place in days, and what was last observed.
fn of_course(course: &[&Point]) -> Option<(f64, f64)> {
    let (first, last) = (course.first()?, course.last()?);
    if first.day == last.day || last.simulated <= 0.0 || last.observed <= 0.0 {
        return None;
    }
    let gap =
        |point: &Point| (point.simulated / last.simulated - point.observed / last.observed).abs();
    let areas = course.windows(2).map(|pair| {
        let days = f64::from(pair[1].day - pair[0].day);
        days * f64::midpoint(gap(pair[0]), gap(pair[1]))
    });
    Some((areas.sum(), last.observed))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_who_come_a_day_late_are_a_day_late() {
        // By hand: all observed on day 2, all simulated on day 3: apart on day 2 alone, 1 * (1 / 2 + 1 / 2).
        let points = [
            point(1, "A", 0.0, 0.0),
            point(2, "A", 0.0, 100.0),
            point(3, "A", 30.0, 100.0),
        ];
        assert_score(score(&points), 1.0);
    }

    #[test]
    fn days_without_an_observation_are_bridged() {
        // By hand: shares 0.5 and 0.1 on day 10, 1 and 1 on day 20: (0 + 0.4) / 2 * 9 + (0.4 + 0) / 2 * 10.
        let points = [
            point(1, "A", 0.0, 0.0),
            point(10, "A", 50.0, 20.0),
            point(20, "A", 100.0, 200.0),
        ];
        assert_score(score(&points), 3.8);
    }

    #[test]
    fn places_weigh_as_many_people_as_were_last_observed_in_them() {
        // By hand: A is half a day apart with 300 people, B 0 with 100; C has nobody at its end.
        let points = [
            point(1, "A", 30.0, 0.0),
            point(1, "B", 10.0, 20.0),
            point(1, "C", 10.0, 20.0),
            point(2, "A", 30.0, 300.0),
            point(2, "B", 50.0, 100.0),
            point(2, "C", 0.0, 100.0),
        ];
        assert_score(score(&points), 0.375);
    }

    #[test]
    fn one_day_has_no_course() {
        assert_eq!(score(&[point(4, "A", 1.0, 2.0)]), None);
        let of_the_day = |day| Point {
            measure: Measure::Arrivals,
            ..point(day, "A", 3.0, 2.0)
        };
        assert_eq!(score(&[of_the_day(1), of_the_day(2)]), None);
    }

    proptest! {
        #[test]
        fn how_many_people_there_are_does_not_count(
            counts in prop::collection::vec((1.0..1e4f64, 1.0..1e4f64), 2..9), factor in 0.1..9.0f64
        ) {
            let times = |factor: f64| {
                let days = (1..).zip(&counts);
                let points = days.map(|(day, (s, o))| point(day, "A", s * factor, *o));
                score(&points.collect::<Vec<_>>()).unwrap()
            };
            prop_assert!((times(factor) - times(1.0)).abs() < 1e-9);
            prop_assert!(times(1.0) >= 0.0);
        }
    }
}
