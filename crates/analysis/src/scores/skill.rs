//! Skill: 1 - score / score of a naive forecast on the same observations. 1 is perfect, 0 no better
//! than the forecast, below 0 worse.
//!
//! Source: Wilks 2011, "Statistical Methods in the Atmospheric Sciences", section 8.1.4.

use refuge_core::observe::{Forecasts, Naive};

use super::Point;
use super::metric::Metric;

/// Errors up to this are rounding: an allocation of the observed total is right about it.
const NOTHING: f64 = 1e-9;

/// What a run is measured by: the naive forecasts of its points.
pub(super) struct Rivals<'a>([Rival<'a>; 3]);

/// A naive forecast, and the points of the run for which there is one.
struct Rival<'a> {
    forecast: Vec<Point<'a>>,
    /// None where they are all points of the run.
    run: Option<Vec<Point<'a>>>,
}

impl<'a> Rivals<'a> {
    pub(super) fn of(points: &[Point<'a>]) -> Self {
        let rival = |naive: Naive| {
            let forecast = points
                .iter()
                .filter_map(|point| point.forecast(naive))
                .collect();
            let has_one = |point: &&Point| point.naive[naive as usize].is_some();
            let run = || points.iter().filter(has_one).copied().collect();
            Rival {
                forecast,
                run: (!points.iter().all(|point| has_one(&point))).then(run),
            }
        };
        Self(Naive::ALL.map(rival))
    }

    /// The skill of a metric, by which the run has this score, over each naive forecast; none where the
    /// forecast makes no error.
    pub(super) fn skill(&self, metric: &Metric, score: f64) -> Forecasts {
        let over = |rival: &Rival| {
            let naive = (metric.of_naive)(&rival.forecast).filter(|error| *error > NOTHING)?;
            let score = match &rival.run {
                Some(run) => (metric.score)(run)?,
                None => score,
            };
            Some(1.0 - score / naive)
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
        Rivals::of(points).skill(&metric, (metric.score)(points).unwrap_or(f64::NAN))
    }

    #[test]
    fn run_and_forecast_are_scored_on_the_same_observations() {
        // By hand: without the first, which has no forecast, errors are 5 and 10, and those of the forecast 20 and 10.
        let known = |previous, point| Point {
            naive: [Some(previous), None, None],
            ..point
        };
        let points = [
            point(1, "A", 900.0, 100.0),
            known(100.0, point(3, "A", 125.0, 120.0)),
            known(120.0, point(5, "A", 120.0, 130.0)),
        ];
        let [persistence, nearest, gravity] = skill(&points, "mae");
        assert_score(persistence, 0.5);
        assert_eq!((nearest, gravity), (None, None));
    }

    #[test]
    fn replicates_are_beside_the_absolute_error_of_a_forecast() {
        // By hand: crps 1 / 3 (see there), the forecast is 4 off: 1 - 1 / 12.
        let replicates = [1.0, 2.0, 6.0];
        let point = Point {
            naive: [None, Some(7.0), None],
            ..spread(&replicates, 3.0)
        };
        assert_score(skill(&[point], "crps")[1], 11.0 / 12.0);
    }

    #[test]
    fn a_forecast_without_an_error_and_a_metric_that_is_none_have_no_skill() {
        let right = Point {
            naive: [Some(2.0); 3],
            ..point(1, "A", 1.0, 2.0)
        };
        assert_eq!(skill(&[right], "mae"), [None; 3]);
        let wrong = Point {
            naive: [Some(5.0); 3],
            ..right
        };
        assert_score(skill(&[wrong], "mae")[2], 2.0 / 3.0);
        for metric in ["bias", "coverage_90", "mase"] {
            assert_eq!(skill(&[wrong], metric), [None; 3]);
        }
    }
}
