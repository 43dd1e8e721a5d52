//! Scores of what was simulated against what was observed, a metric a file.

mod ard;
mod ard_rescaled;
mod bias;
mod coverage;
mod crps;
mod mae;
mod mape;
mod mase;
mod point;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use refuge_core::World;
use refuge_core::observe::{Score, Sheet};

use point::{Point, points};

/// The score of points in ascending order of days; `None` where they do not allow it.
type Metric = fn(&[Point]) -> Option<f64>;

/// Every metric by its word in scores.csv.
const METRICS: &[(&str, Metric)] = &[
    ("ard", ard::score),
    ("ard_rescaled", ard_rescaled::score),
    ("mape", mape::score),
    ("mae", mae::score),
    ("bias", bias::score),
    ("mase", mase::score),
    ("crps", crps::score),
    ("coverage_90", coverage::score),
];

/// Observations that a place needs for scores of its own.
const FEWEST: usize = 2;

/// Scores the `validation` sheets of all replicates: each measure over all its places (`place`
/// empty), and each place that has at least two observations.
///
/// Day zero, where the truth is put in, is left out of every score, and so is any day without an
/// observation. The simulated value is the mean over replicates, as in validation.csv; `crps` and
/// `coverage_90` judge the replicates and need more than one. A metric that the observations do
/// not allow, such as a relative one where all are 0, is left out.
pub fn score(world: &World, runs: &[Sheet]) -> Vec<Score> {
    let points = points(world, runs);
    let mut scores = Vec::new();
    for of_measure in points.chunk_by(|a, b| a.measure == b.measure) {
        scores.extend(scores_of(of_measure, ""));
        for (place, of_place) in by_place(of_measure) {
            scores.extend(scores_of(&of_place, place));
        }
    }
    scores
}

fn scores_of(points: &[Point], place: &str) -> Vec<Score> {
    let scored = METRICS.iter().filter_map(|(metric, score)| {
        Some(Score {
            measure: points.first()?.measure.word(),
            place: place.to_owned(),
            metric,
            value: score(points)?,
        })
    });
    scored.collect()
}

/// The points of every named place that has enough of them, by place.
fn by_place<'a>(points: &[Point<'a>]) -> Vec<(&'a str, Vec<Point<'a>>)> {
    let mut places: Vec<&str> = points.iter().map(|point| point.place).collect();
    places.sort_unstable();
    places.dedup();
    let with_points = |place| {
        let here = points.iter().filter(|point| point.place == place);
        (place, here.cloned().collect::<Vec<_>>())
    };
    places
        .into_iter()
        .filter(|place| !place.is_empty())
        .map(with_points)
        .filter(|(_, points)| points.len() >= FEWEST)
        .collect()
}

/// The mean of numbers; `None` if there are none.
fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = numbers.fold((0.0, 0_u32), |(sum, count), x| (sum + x, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// The points of each day.
fn days<'p, 'a>(points: &'p [Point<'a>]) -> impl Iterator<Item = &'p [Point<'a>]> {
    points.chunk_by(|a, b| a.day == b.day)
}
