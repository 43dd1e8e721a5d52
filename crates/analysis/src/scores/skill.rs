//! Skill: 1 - score / score of a naive forecast on the same observations. 1 is perfect, 0 no better
//! than the forecast, below 0 worse.
//!
//! Source: Wilks 2011, "Statistical Methods in the Atmospheric Sciences", section 8.1.4.

use refuge_core::observe::{Forecasts, Naive};

use super::Point;
use super::metric::Metric;

/// Errors up to this are rounding: an allocation of the observed total is right about it.
const NOTHING: f64 = 1e-9;

/// What a run is measured by: for each naive forecast, the points for which there is one, and these with
/// the forecast in place of the run.
pub(super) struct Rivals<'a>([(Vec<Point<'a>>, Vec<Point<'a>>); 4]);

impl<'a> Rivals<'a> {
    pub(super) fn of(points: &[Point<'a>]) -> Self {
        let pair = |naive| {
            points
                .iter()
                .filter_map(move |p| Some((*p, p.forecast(naive)?)))
        };
        Self(Naive::ALL.map(|naive| pair(naive).unzip()))
    }

    /// The skill of a metric over each naive forecast, on what both are scored by; none where the
    /// forecast makes no error.
    pub(super) fn skill(&self, metric: &Metric) -> Forecasts {
        let over = |(run, forecast): &(Vec<Point<'a>>, Vec<Point<'a>>)| {
            let parts = metric.parts(run).into_iter().zip(metric.parts(forecast));
            let both = parts.filter(|(run, forecast)| {
                (metric.score)(run).is_some() && (metric.of_naive)(forecast).is_some()
            });
            let (run, forecast): (Vec<_>, Vec<_>) = both.unzip();
            let naive = (metric.of_naive)(&forecast.concat()).filter(|error| *error > NOTHING)?;
            Some(1.0 - (metric.score)(&run.concat())? / naive)
        };
        if metric.has_skill() {
            self.0.each_ref().map(over)
        } else {
            Forecasts::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_score, point, spread};
    use super::*;

    fn skill(points: &[Point], metric: &str) -> Forecasts {
        let metric = Metric::of(metric).unwrap();
        Rivals::of(points).skill(&metric)
    }

    #[test]
    fn run_and_forecast_are_scored_on_the_same_observations() {
        // By hand: without the first, which has no forecast, errors are 5 and 10, and those of the forecast 20 and 10.
        let known = |previous, point| Point {
            naive: [Some(previous), None, None, None],
            ..point
        };
        let points = [
            point(1, "A", 900.0, 100.0),
            known(100.0, point(3, "A", 125.0, 120.0)),
            known(120.0, point(5, "A", 120.0, 130.0)),
        ];
        let [persistence, nearest, gravity, _] = skill(&points, "mae");
        assert_score(persistence, 0.5);
        assert_eq!((nearest, gravity), (None, None));
    }

    #[test]
    fn days_and_places_that_one_of_them_is_not_scored_by_count_for_neither() {
        let of = |naive, point| Point {
            naive: [Some(naive), None, None, None],
            ..point
        };
        // By hand: on day 1 the run has nobody, on day 3 the forecast; on day 2 a quarter against a half of
        // the people is in the wrong place.
        let points = [
            of(9.0, point(1, "A", 0.0, 10.0)),
            of(9.0, point(1, "B", 0.0, 10.0)),
            of(40.0, point(2, "A", 30.0, 20.0)),
            of(0.0, point(2, "B", 10.0, 20.0)),
            of(0.0, point(3, "A", 7.0, 10.0)),
            of(0.0, point(3, "B", 0.0, 10.0)),
        ];
        assert_score(skill(&points, "where")[0], 0.5);
        assert_score(skill(&points, "ard_rescaled")[0], 0.5);
        // The run ends with nobody in B, and the forecast with nobody in A: no place has both.
        assert_eq!(skill(&points, "when_days")[0], None);
        // By hand: only B counts, a quarter of its end off on day 1, where the forecast is a half off.
        let points = [
            of(9.0, point(1, "A", 5.0, 10.0)),
            of(20.0, point(1, "B", 5.0, 10.0)),
            of(0.0, point(2, "A", 10.0, 20.0)),
            of(20.0, point(2, "B", 20.0, 20.0)),
        ];
        assert_score(skill(&points, "when_days")[0], 0.5);
    }

    #[test]
    fn replicates_are_beside_the_absolute_error_of_a_forecast() {
        // By hand: crps 1 / 3 (see there), the forecast is 4 off: 1 - 1 / 12.
        let replicates = [1.0, 2.0, 6.0];
        let point = Point {
            naive: [None, Some(7.0), None, None],
            ..spread(&replicates, 3.0)
        };
        assert_score(skill(&[point], "crps")[1], 11.0 / 12.0);
    }

    #[test]
    fn a_forecast_without_an_error_and_a_metric_that_is_none_have_no_skill() {
        let right = Point {
            naive: [Some(2.0); 4],
            ..point(1, "A", 1.0, 2.0)
        };
        assert_eq!(skill(&[right], "mae"), [None; 4]);
        let wrong = Point {
            naive: [Some(5.0); 4],
            ..right
        };
        assert_score(skill(&[wrong], "mae")[2], 2.0 / 3.0);
        for metric in ["bias", "coverage_90", "mase"] {
            assert_eq!(skill(&[wrong], metric), [None; 4]);
        }
    }
}
