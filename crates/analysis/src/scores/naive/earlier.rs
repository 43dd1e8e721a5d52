//! Forecasts from earlier observations of the same place and measure: that nothing changes, and that the
//! last change goes on.

use refuge_core::observe::{Forecasts, Naive};
use refuge_core::{Day, World};

/// Fills in the last earlier observation, and the straight line through the last two, not below 0. That of
/// day zero is one of them: it is known by then. Numbers that nobody counted are not known, and where the
/// scenario was fitted up to a day, forecasts are made on that day and know nothing after it.
pub(super) fn fill(world: &World, forecasts: &mut [Forecasts]) {
    let observed = &world.observed;
    let series = |index: usize| (observed[index].measure, observed[index].place.as_str());
    let mut order: Vec<usize> = (0..observed.len()).collect();
    order.sort_by_key(|&index| (series(index), observed[index].day));
    for series in order.chunk_by(|&a, &b| series(a) == series(b)) {
        let mut known: Vec<(Day, f64)> = Vec::new();
        for of_day in series.chunk_by(|&a, &b| observed[a].day == observed[b].day) {
            let day = observed[of_day[0]].day;
            for &index in of_day {
                forecasts[index][Naive::Persistence as usize] = known.last().map(|last| last.1);
                forecasts[index][Naive::Line as usize] = line(&known, day);
            }
            let mut counted = of_day.iter().rev().map(|&index| &observed[index]);
            let counted = counted.find(|observation| !observation.interpolated);
            let is_known = world.calibrated_until.is_none_or(|until| day <= until);
            known.extend(counted.filter(|_| is_known).map(|seen| (day, seen.value)));
        }
    }
}

/// The straight line through the last two of some observations of ascending days, on a later day.
fn line(known: &[(Day, f64)], day: Day) -> Option<f64> {
    let &[.., (first, from), (last, to)] = known else {
        return None;
    };
    let slope = (to - from) / f64::from(last - first);
    Some((to + slope * f64::from(day - last)).max(0.0))
}

#[cfg(test)]
mod tests {
    use refuge_core::world::{Measure, Observation};

    use super::*;
    use crate::testing::{observation, world};

    /// Measure, place, day, value and whether it was counted.
    type Row = (Measure, &'static str, Day, f64, bool);

    /// What is known of each observation.
    fn known(rows: &[Row]) -> Vec<Option<f64>> {
        forecasts(rows, None).iter().map(|of| of[0]).collect()
    }

    fn forecasts(rows: &[Row], fitted: Option<Day>) -> Vec<Forecasts> {
        let observed = rows
            .iter()
            .map(|&(measure, place, day, value, counted)| Observation {
                interpolated: !counted,
                ..observation(day, measure, place, value)
            });
        let mut world = world(observed.collect());
        world.calibrated_until = fitted;
        let mut forecasts = vec![Forecasts::default(); rows.len()];
        fill(&world, &mut forecasts);
        forecasts
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

    /// 100 on day 2, 160 on day 5, 150 on day 6 and so on, in the whole world.
    const FALLING: [Row; 5] = [
        (Measure::Displaced, "", 2, 100.0, true),
        (Measure::Displaced, "", 5, 160.0, true),
        (Measure::Displaced, "", 6, 150.0, true),
        (Measure::Displaced, "", 10, 140.0, true),
        (Measure::Displaced, "", 60, 0.0, true),
    ];

    fn lines(fitted: Option<Day>) -> Vec<Option<f64>> {
        let forecasts = forecasts(&FALLING, fitted).into_iter();
        forecasts.map(|of| of[Naive::Line as usize]).collect()
    }

    #[test]
    fn the_last_change_goes_on() {
        // By hand: 160 + 60 / 3; 150 - 10 * 4; 140 - 10 / 4 * 50 = 15.
        assert_eq!(
            lines(None),
            [None, None, Some(180.0), Some(110.0), Some(15.0)]
        );
    }

    #[test]
    fn a_forecast_from_a_fixed_day_knows_nothing_after_it() {
        // By hand: 160 + 20 * 1, * 5, * 55.
        let growing = [None, None, Some(180.0), Some(260.0), Some(1260.0)];
        assert_eq!(lines(Some(5)), growing);
        // By hand: 150 - 10 * 54 is below 0.
        assert_eq!(lines(Some(9))[3..], [Some(110.0), Some(0.0)]);
        let persistence = forecasts(&FALLING, Some(9));
        let persistence: Vec<Option<f64>> = persistence.iter().map(|of| of[0]).collect();
        let last = Some(150.0);
        assert_eq!(persistence, [None, Some(100.0), Some(160.0), last, last]);
    }
}
