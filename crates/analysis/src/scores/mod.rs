//! Scores of what was simulated against what was observed, a metric a file.

mod again;
mod ard;
mod ard_rescaled;
mod bias;
mod coverage;
mod crps;
mod how_many;
mod judge;
mod mae;
mod mape;
mod mase;
mod metric;
mod naive;
mod point;
mod skill;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod when_days;
mod wis;
mod wrong_place;

use refuge_core::World;
use refuge_core::observe::{Score, Sheet};

pub use again::score_again;
pub(crate) use judge::Judge;
pub use metric::Metric;
pub(crate) use naive::naive;

use metric::METRICS;
use point::{Point, Simulated, targets};
use skill::Rivals;

/// Observations that a place needs for scores of its own.
const FEWEST: usize = 2;

/// Scores the `validation` sheets of all replicates: each measure over all its places (`place`
/// empty), and each place that has at least two observations.
///
/// Day zero, where the truth is put in, is left out of every score, and so is any day without an
/// observation and all that the scenario was fitted to. The simulated value is the mean over replicates,
/// as in validation.csv; `crps`, `wis` and the coverages judge the replicates and need more than one. A
/// metric that the observations do not allow, such as a relative one where all are 0, is left out.
pub(crate) fn score(world: &World, runs: &[Sheet]) -> Vec<Score> {
    let fitted = world.calibrated_until.unwrap_or(0);
    let targets = targets(world, &naive(world), |_, day| day > fitted);
    let simulated = Simulated::of(&targets, runs);
    scores(simulated.points(&targets))
}

/// The scores of points by measure, day and place.
fn scores(mut points: Vec<Point>) -> Vec<Score> {
    let mut scores = Vec::new();
    for of_measure in points.chunk_by_mut(|a, b| a.measure == b.measure) {
        scores_of(of_measure, "", &mut scores);
        of_measure.sort_by_key(|point| point.place);
        for of_place in of_measure.chunk_by(|a, b| a.place == b.place) {
            if of_place.len() >= FEWEST && !of_place[0].place.is_empty() {
                scores_of(of_place, of_place[0].place, &mut scores);
            }
        }
    }
    scores
}

fn scores_of(points: &[Point], place: &str, scores: &mut Vec<Score>) {
    let rivals = Rivals::of(points);
    scores.extend(METRICS.iter().filter_map(|metric| {
        let value = (metric.score)(points)?;
        Some(Score {
            measure: points.first()?.measure.word(),
            place: place.to_owned(),
            metric: metric.name(),
            value,
            skill: rivals.skill(metric),
        })
    }));
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
