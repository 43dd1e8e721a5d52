//! What metrics compare: an observation, what was simulated for it, and what naive forecasts say.

use refuge_core::observe::{Compared, Forecasts, Naive, Sheet};
use refuge_core::world::Measure;
use refuge_core::{Day, World};

use crate::quantile::quantile;

/// An observation that is scored.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point<'a> {
    pub(super) measure: Measure,
    pub(super) day: Day,
    /// The place as the scenario names it; empty for the whole world.
    pub(super) place: &'a str,
    pub(super) observed: f64,
    /// The mean over replicates.
    pub(super) simulated: f64,
    /// What each replicate gives, ascending; empty where that is not known.
    pub(super) replicates: &'a [f64],
    /// The 5 and 95% quantiles over replicates, if there are several.
    pub(super) interval_90: Option<[f64; 2]>,
    pub(super) naive: Forecasts,
}

impl<'a> Point<'a> {
    /// How much more was simulated than observed.
    pub(super) fn error(&self) -> f64 {
        self.simulated - self.observed
    }

    /// The replicates, if there are several.
    pub(super) fn spread(&self) -> Option<&'a [f64]> {
        (self.replicates.len() > 1).then_some(self.replicates)
    }

    /// The same observation with a naive forecast in place of the run, if there is one.
    pub(super) fn forecast(self, naive: Naive) -> Option<Self> {
        Some(Self {
            simulated: self.naive[naive as usize]?,
            replicates: &[],
            interval_90: None,
            ..self
        })
    }
}

impl<'a> From<&'a Compared> for Point<'a> {
    fn from(compared: &'a Compared) -> Self {
        Self {
            measure: compared.measure,
            day: compared.day,
            place: &compared.place,
            observed: compared.observed,
            simulated: compared.simulated,
            replicates: &[],
            interval_90: compared.interval,
            naive: compared.naive,
        }
    }
}

/// An observation of a world that may be scored, before anything is simulated.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    /// Its index in the world.
    index: u32,
    measure: Measure,
    day: Day,
    place: &'a str,
    observed: f64,
    naive: Forecasts,
}

impl<'a> Target<'a> {
    /// The observation with a naive forecast in place of a run, if there is one.
    pub(super) fn forecast(&self, naive: Naive) -> Option<Point<'a>> {
        Some(Point {
            measure: self.measure,
            day: self.day,
            place: self.place,
            observed: self.observed,
            simulated: self.naive[naive as usize]?,
            replicates: &[],
            interval_90: None,
            naive: self.naive,
        })
    }
}

/// The observations of a world that `wanted` allows, by measure, day and place; day zero is never among them.
pub(super) fn targets<'a>(
    world: &'a World,
    naive: &[Forecasts],
    wanted: impl Fn(Measure, Day) -> bool,
) -> Vec<Target<'a>> {
    let observed = world.observed.iter().zip(naive).zip(0..);
    let mut targets: Vec<Target> = observed
        .map(|((observation, &naive), index)| Target {
            index,
            measure: observation.measure,
            day: observation.day,
            place: &observation.place,
            observed: observation.value,
            naive,
        })
        .filter(|target| target.day > 0 && wanted(target.measure, target.day))
        .collect();
    targets.sort_by_key(|target| (target.measure, target.day, target.place));
    targets
}

/// What the replicates give for each target.
#[derive(Debug)]
pub(super) struct Simulated {
    means: Vec<Option<f64>>,
    /// The numbers of target `t` are `values[first[t]..first[t + 1]]`, ascending.
    first: Vec<usize>,
    values: Vec<f64>,
}

impl Simulated {
    /// Looks the targets up in the `validation` sheets of all replicates; what is no number is left out.
    pub(super) fn of(targets: &[Target], runs: &[Sheet]) -> Self {
        let column = |sheet: &Sheet| {
            let columns = sheet.schema.columns.iter();
            columns
                .take_while(|column| column.name != "simulated")
                .count()
        };
        let columns: Vec<usize> = runs.iter().map(column).collect();
        let mut all = Self {
            means: Vec::with_capacity(targets.len()),
            first: vec![0],
            values: Vec::with_capacity(targets.len() * runs.len()),
        };
        for target in targets {
            let begin = all.values.len();
            for (sheet, &column) in runs.iter().zip(&columns) {
                let row = sheet.keys.binary_search(&[target.index, 0, 0]);
                let cell = row.ok().and_then(|row| sheet.row(row).get(column));
                all.values.extend(cell.filter(|value| value.is_finite()));
            }
            all.first.push(all.values.len());
            let here = &mut all.values[begin..];
            all.means.push(super::mean(here.iter().copied()));
            here.sort_unstable_by(f64::total_cmp);
        }
        all
    }

    /// The points of the targets; those for which no replicate has a number are left out.
    pub(super) fn points<'a>(&'a self, targets: &[Target<'a>]) -> Vec<Point<'a>> {
        let numbers = self.means.iter().zip(self.first.windows(2));
        let points = targets
            .iter()
            .zip(numbers)
            .filter_map(|(target, (mean, ends))| {
                let replicates = &self.values[ends[0]..ends[1]];
                let interval = [0.05, 0.95].map(|share| quantile(replicates, share));
                Some(Point {
                    measure: target.measure,
                    day: target.day,
                    place: target.place,
                    observed: target.observed,
                    simulated: (*mean)?,
                    replicates,
                    interval_90: (replicates.len() > 1).then_some(interval),
                    naive: target.naive,
                })
            });
        points.collect()
    }
}
