//! Where: the share of people in the wrong place, the mean over days of half the sum over places of
//! |share simulated - share observed|. It judges where people are, not how many: 0 is perfect, at 1 they
//! are in none of the places where they were observed. It is half of `ard_rescaled`. Days with a
//! single place, where it would always be 0, and days with a total of 0 are left out.
//!
//! Source: the index of dissimilarity of Duncan and Duncan 1955, "A methodological analysis of
//! segregation indexes", American Sociological Review 20:210-217.

use super::{Point, ard_rescaled};

pub(super) fn score(points: &[Point]) -> Option<f64> {
    ard_rescaled::score(points).map(|rescaled| rescaled / 2.0)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point};
    use super::*;

    #[test]
    fn people_in_the_wrong_place_are_counted_once() {
        // By hand: shares 0.75 and 0.25 against 0.5 and 0.5: a quarter of the people is in A and not in B.
        let points = [point(1, "A", 30.0, 50.0), point(1, "B", 10.0, 50.0)];
        assert_score(score(&points), 0.25);
        let exchanged = [point(1, "A", 9.0, 0.0), point(1, "B", 0.0, 9.0)];
        assert_score(score(&exchanged), 1.0);
        assert_eq!(score(&points[..1]), None);
    }
}
