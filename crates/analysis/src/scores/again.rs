//! Scores of a finished run, from what it tells of each observation.

use std::ops::RangeInclusive;

use refuge_core::Day;
use refuge_core::observe::{Compared, Score};

use super::{Point, scores};

/// The metrics for which all replicates must be known, and not only their mean and 90% interval.
const OF_REPLICATES: [&str; 3] = ["crps", "wis", "coverage_50"];

/// By how many persons a mean error may differ because numbers were rounded when they were written.
const ROUNDED: f64 = 2e-3;

/// Scores a finished run on some days, as a run is scored when it ends. Observations for which nothing was simulated
/// are left out. `earlier` are the scores that the run itself gave: those that need all replicates are taken
/// from there, wherever the mean error and the mean absolute error are what they were, so that
/// observations and days are the same.
pub fn score_again(
    compared: &[Compared],
    days: &RangeInclusive<Day>,
    earlier: &[Score],
) -> Vec<Score> {
    let wanted =
        |row: &&Compared| row.day > 0 && days.contains(&row.day) && row.simulated.is_finite();
    let mut points: Vec<Point> = compared.iter().filter(wanted).map(Point::from).collect();
    points.sort_by_key(|point| (point.measure, point.day, point.place));
    let again = scores(points);
    let mut all = Vec::new();
    for group in again.chunk_by(|a, b| (a.measure, &a.place) == (b.measure, &b.place)) {
        let was: Vec<&Score> = earlier
            .iter()
            .filter(|was| (was.measure, &was.place) == (group[0].measure, &group[0].place))
            .collect();
        let (before, after): (Vec<Score>, Vec<Score>) = group
            .iter()
            .cloned()
            .partition(|score| score.metric != "coverage_90");
        all.extend(before);
        if is_same(group, &was) {
            let kept = was
                .into_iter()
                .filter(|was| OF_REPLICATES.contains(&was.metric));
            all.extend(kept.cloned());
        }
        all.extend(after);
    }
    all
}

/// Whether the errors are those of the run itself.
fn is_same(again: &[Score], was: &[&Score]) -> bool {
    ["mae", "bias"].iter().all(|metric| {
        let again = again.iter().find(|score| score.metric == *metric);
        let was = was.iter().find(|score| score.metric == *metric);
        again
            .zip(was)
            .is_some_and(|(again, was)| (again.value - was.value).abs() <= ROUNDED)
    })
}
