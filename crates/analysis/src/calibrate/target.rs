//! What is fitted: the observations of one measure on the days that count, and what they say in few numbers.

use std::ops::RangeInclusive;

use refuge_core::world::{Measure, Observation};
use refuge_core::{Day, World};

/// The most numbers that the observations of a scenario are summed up in for the posterior.
const MOST_FEATURES: usize = 200;

/// The observations of a measure in a scenario.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// All observations of the measure, by day and place.
    pub(super) observed: Vec<Observation>,
    /// The first after day zero, where the truth is put in.
    first: usize,
    /// The one after the last that is fitted to; those from it on are out of sample.
    fitted: usize,
    /// Whether only shares of each day's total count.
    rescaled: bool,
    /// The observations whose mean is a feature.
    blocks: Vec<Vec<usize>>,
}

impl Target {
    /// The observations of a measure in a world, fitted up to a day; with `rescaled`, only where people are counts.
    pub(super) fn new(world: &World, measure: Measure, until: Option<Day>, rescaled: bool) -> Self {
        let of_measure = |o: &&Observation| o.measure == measure;
        let mut observed: Vec<Observation> =
            world.observed.iter().filter(of_measure).cloned().collect();
        observed.retain(|observation| observation.day < world.calendar.days());
        observed.sort_by(|a, b| (a.day, &a.place).cmp(&(b.day, &b.place)));
        let first = observed.partition_point(|o| o.day == 0);
        let fitted = observed.partition_point(|o| until.is_none_or(|until| o.day <= until));
        let mut target = Self {
            observed,
            first: first.min(fitted),
            fitted,
            rescaled,
            blocks: Vec::new(),
        };
        target.blocks = blocks(target.fitted());
        target
    }

    /// The observations that are fitted to.
    pub(super) fn fitted(&self) -> &[Observation] {
        &self.observed[self.first..self.fitted]
    }

    /// The days that are fitted to, and those after them on which anything was observed.
    pub(super) fn spans(&self) -> [RangeInclusive<Day>; 2] {
        let last = self.days(false).saturating_sub(1);
        [1..=last, last + 1..=self.days(true)]
    }

    /// The day after the last one that is needed for the days fitted, or for all.
    pub(super) fn days(&self, whole: bool) -> Day {
        let needed = if whole {
            self.observed.len()
        } else {
            self.fitted
        };
        self.observed[..needed]
            .last()
            .map_or(0, |last| last.day + 1)
    }

    /// What was observed, in features.
    pub(super) fn observed_features(&self) -> Vec<f64> {
        let observed: Vec<f64> = self.observed.iter().map(|o| o.value).collect();
        self.features(&observed)
    }

    /// The numbers of all observations as a few: the mean of each place over spans of days.
    pub(super) fn features(&self, numbers: &[f64]) -> Vec<f64> {
        let mut numbers = numbers[self.first..self.fitted].to_vec();
        if self.rescaled {
            self.rescale(&mut numbers);
        }
        let mean = |block: &Vec<usize>| {
            let sum: f64 = block.iter().map(|&index| numbers[index]).sum();
            sum / block.len() as f64
        };
        self.blocks.iter().map(mean).collect()
    }

    /// Scales each day's numbers to its observed total, as the rescaled metrics do.
    fn rescale(&self, numbers: &mut [f64]) {
        let days = self.fitted().chunk_by(|a, b| a.day == b.day);
        let mut rest = numbers;
        for day in days {
            let (today, later) = std::mem::take(&mut rest).split_at_mut(day.len());
            let observed: f64 = day.iter().map(|o| o.value).sum();
            let simulated: f64 = today.iter().sum();
            if simulated > 0.0 {
                for number in today {
                    *number *= observed / simulated;
                }
            }
            rest = later;
        }
    }
}

/// Each place's observations in as many spans as fit, by place and day.
fn blocks(observed: &[Observation]) -> Vec<Vec<usize>> {
    let mut by_place: Vec<usize> = (0..observed.len()).collect();
    by_place.sort_by(|&a, &b| (&observed[a].place, a).cmp(&(&observed[b].place, b)));
    let series: Vec<&[usize]> = by_place
        .chunk_by(|&a, &b| observed[a].place == observed[b].place)
        .collect();
    let spans = (MOST_FEATURES / series.len().max(1)).max(1);
    let cut = |series: &&[usize]| {
        let length = series.len().div_ceil(spans).max(1);
        series
            .chunks(length)
            .map(<[usize]>::to_vec)
            .collect::<Vec<_>>()
    };
    series.iter().flat_map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{observation, world};

    fn target(until: Option<Day>, rescaled: bool) -> Target {
        let present = |day, place, value| observation(day, Measure::Present, place, value);
        let world = world(vec![
            present(0, "A", 9.0),
            present(5, "B", 30.0),
            present(5, "A", 10.0),
            present(2, "A", 40.0),
            present(8, "A", 1.0),
            observation(2, Measure::Displaced, "", 7.0),
        ]);
        Target::new(&world, Measure::Present, until, rescaled)
    }

    #[test]
    fn day_zero_and_other_measures_do_not_count() {
        let target = target(Some(5), false);
        let days: Vec<Day> = target.observed.iter().map(|o| o.day).collect();
        assert_eq!((days, target.fitted().len()), (vec![0, 2, 5, 5, 8], 3));
        assert_eq!(target.spans(), [1..=5, 6..=9]);
        assert_eq!((target.days(false), target.days(true)), (6, 9));
        assert_eq!(target.observed_features(), [40.0, 10.0, 30.0]);
    }

    #[test]
    fn rescaled_features_tell_shares_alone() {
        let target = target(None, true);
        // By hand: 5 of 40 on day 2 and 3, 1 of 40 on day 5: scaled to 40; 30, 10; and 1.
        assert_eq!(
            target.features(&[77.0, 5.0, 3.0, 1.0, 6.0]),
            [40.0, 30.0, 1.0, 10.0]
        );
    }

    #[test]
    fn long_series_are_summed_up_in_spans() {
        let days = (1..1000).map(|day| observation(day, Measure::Present, "A", f64::from(day)));
        let blocks = blocks(&days.collect::<Vec<_>>());
        assert_eq!(blocks.len(), 200);
        assert_eq!(blocks[0], [0, 1, 2, 3, 4]);
        assert_eq!(blocks[199], [995, 996, 997, 998]);
    }
}
