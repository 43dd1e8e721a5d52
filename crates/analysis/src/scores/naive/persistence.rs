//! Persistence: nothing changes since the last earlier observation of the same place and measure.

use refuge_core::World;
use refuge_core::observe::{Forecasts, Naive};

/// Fills in the last earlier observation, that of day zero included: it is known by then. Numbers that
/// nobody counted are not known, and repeat nothing.
pub(super) fn fill(world: &World, forecasts: &mut [Forecasts]) {
    let observed = &world.observed;
    let series = |index: usize| (observed[index].measure, observed[index].place.as_str());
    let mut order: Vec<usize> = (0..observed.len()).collect();
    order.sort_by_key(|&index| (series(index), observed[index].day));
    for series in order.chunk_by(|&a, &b| series(a) == series(b)) {
        let mut known = None;
        for of_day in series.chunk_by(|&a, &b| observed[a].day == observed[b].day) {
            for &index in of_day {
                forecasts[index][Naive::Persistence as usize] = known;
            }
            let mut counted = of_day.iter().rev().map(|&index| &observed[index]);
            let counted = counted.find(|observation| !observation.interpolated);
            known = counted.map(|observation| observation.value).or(known);
        }
    }
}

#[cfg(test)]
mod tests {
    use refuge_core::world::{Measure, Observation};

    use super::*;
    use crate::testing::{observation, world};

    /// What is known of each observation: measure, place, day, value and whether it was counted.
    fn known(rows: &[(Measure, &str, u16, f64, bool)]) -> Vec<Option<f64>> {
        let observed = rows
            .iter()
            .map(|&(measure, place, day, value, counted)| Observation {
                interpolated: !counted,
                ..observation(day, measure, place, value)
            });
        let world = world(observed.collect());
        let mut forecasts = vec![Forecasts::default(); rows.len()];
        fill(&world, &mut forecasts);
        forecasts.iter().map(|of| of[0]).collect()
    }

    #[test]
    fn the_last_observation_of_the_same_is_repeated() {
        let rows = [
            (Measure::Present, "Atma", 5, 300.0, true),
            (Measure::Present, "Atma", 0, 100.0, true),
            (Measure::Present, "Qah", 4, 50.0, true),
            (Measure::Arrivals, "Atma", 4, 20.0, true),
        ];
        assert_eq!(known(&rows), [Some(100.0), None, None, None]);
    }

    #[test]
    fn two_counts_of_one_day_know_the_day_before() {
        let total = |day, value| (Measure::Displaced, "", day, value, true);
        let rows = [total(1, 100.0), total(3, 120.0), total(3, 140.0)];
        assert_eq!(known(&rows), [None, Some(100.0), Some(100.0)]);
    }

    #[test]
    fn what_nobody_counted_is_not_known() {
        let total = |day, value, counted| (Measure::Displaced, "", day, value, counted);
        let rows = [
            total(1, 100.0, true),
            total(2, 150.0, false),
            total(3, 200.0, true),
            total(4, 210.0, true),
        ];
        assert_eq!(known(&rows), [None, Some(100.0), Some(100.0), Some(200.0)]);
    }
}
