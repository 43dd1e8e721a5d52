//! One metric over the same observations again and again, as a search for parameters asks for it.

use std::ops::RangeInclusive;

use refuge_core::observe::{Forecasts, Naive, Sheet};
use refuge_core::world::Measure;
use refuge_core::{Day, World};

use super::metric::Metric;
use super::naive::naive;
use super::point::{Simulated, Target, targets};

/// Scores runs by a metric over the observations of a measure in all places on some days.
#[derive(Clone, Debug)]
pub(crate) struct Judge<'w> {
    targets: Vec<Target<'w>>,
    metric: Metric,
}

impl<'w> Judge<'w> {
    /// A judge over the observations of a world; day zero is never among them.
    pub(crate) fn new(
        world: &'w World,
        measure: Measure,
        days: &RangeInclusive<Day>,
        metric: Metric,
    ) -> Self {
        let wanted = |of, day| of == measure && days.contains(&day);
        Self {
            targets: targets(world, &naive(world), wanted),
            metric,
        }
    }

    /// What the metric makes of the naive forecasts, each on the observations that it has a number for.
    pub(crate) fn naive(&self) -> Forecasts {
        Naive::ALL.map(|naive| {
            let forecast = self
                .targets
                .iter()
                .filter_map(|target| target.forecast(naive));
            (self.metric.of_naive)(&forecast.collect::<Vec<_>>())
        })
    }

    /// The score of the `validation` sheets of one replicate or several, whose mean it takes unless the
    /// metric is one of replicates; none where the observations do not allow it. The sheets
    /// may be those of any world with the same observations.
    pub(crate) fn judge(&self, runs: &[Sheet]) -> Option<f64> {
        let simulated = Simulated::of(&self.targets, runs);
        (self.metric.score)(&simulated.points(&self.targets))
    }
}
