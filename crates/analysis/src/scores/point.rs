//! What metrics compare: an observation, what was simulated for it, and what was observed before.

use refuge_core::observe::Sheet;
use refuge_core::world::Measure;
use refuge_core::{Day, World};

/// An observation that is scored.
#[derive(Clone, Debug)]
pub(super) struct Point<'a> {
    pub(super) measure: Measure,
    pub(super) day: Day,
    /// The place as the scenario names it; empty for the whole world.
    pub(super) place: &'a str,
    pub(super) observed: f64,
    /// The mean over replicates.
    pub(super) simulated: f64,
    /// What each replicate gives, ascending.
    pub(super) replicates: Vec<f64>,
    /// The last observation on an earlier day, that of day zero included: it is known by then.
    pub(super) previous: Option<f64>,
}

impl Point<'_> {
    /// How much more was simulated than observed.
    pub(super) fn error(&self) -> f64 {
        self.simulated - self.observed
    }
}

/// The points of a world, by measure, day and place; day zero is not among them.
pub(super) fn points<'a>(world: &'a World, runs: &[Sheet]) -> Vec<Point<'a>> {
    let mut points: Vec<Point> = (0..world.observed.len())
        .filter_map(|index| point(world, runs, index))
        .collect();
    points.sort_by_key(|point| (point.measure, point.place, point.day));
    remember_previous(&mut points);
    points.retain(|point| point.day > 0);
    points.sort_by_key(|point| (point.measure, point.day, point.place));
    points
}

/// The point of an observation; `None` if no replicate has a number for it.
fn point<'a>(world: &'a World, runs: &[Sheet], index: usize) -> Option<Point<'a>> {
    let observation = &world.observed[index];
    let cell = |sheet: &Sheet| sheet.get([index as u32, 0, 0], "simulated");
    let mut replicates: Vec<f64> = runs.iter().filter_map(cell).collect();
    replicates.retain(|value| value.is_finite());
    let simulated = super::mean(replicates.iter().copied())?;
    replicates.sort_unstable_by(f64::total_cmp);
    Some(Point {
        measure: observation.measure,
        day: observation.day,
        place: &observation.place,
        observed: observation.value,
        simulated,
        replicates,
        previous: None,
    })
}

/// Gives each point the last observation before it; the days of a place follow each other.
fn remember_previous(points: &mut [Point]) {
    for index in 1..points.len() {
        let (before, rest) = points.split_at_mut(index);
        let (last, point) = (&before[index - 1], &mut rest[0]);
        if (last.measure, last.place) == (point.measure, point.place) {
            point.previous = if last.day < point.day {
                Some(last.observed)
            } else {
                last.previous
            };
        }
    }
}
