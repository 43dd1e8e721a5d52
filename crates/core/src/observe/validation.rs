//! What a run gives for each observation.

use serde::{Deserialize, Serialize};

use super::totals::DayTotals;
use super::{Observer, Sheet, SleepingPlaces, are_sums, schemas};
use crate::calendar::Day;
use crate::simulation::Today;
use crate::world::{Measure, Observation, World};

/// Makes the sheet `validation`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Validation {
    simulated: Vec<f64>,
    #[serde(skip)]
    observed: Vec<f64>,
    /// The day that each observation is compared with, and its index; ascending.
    #[serde(skip)]
    due: Vec<(Day, u32)>,
    arrivals: Vec<u64>,
    departures: Vec<u64>,
    #[serde(skip)]
    before: Vec<u64>,
}

impl Validation {
    fn simulated(&self, observation: &Observation, today: &Today<'_>, totals: &DayTotals) -> f64 {
        let counts = today.counts;
        let sum = |count: &dyn Fn(usize) -> i64| -> i64 {
            observation
                .places
                .iter()
                .map(|place| count(place.index()))
                .sum()
        };
        let present = |place: usize| counts.present[place].iter().map(|&n| n as i64).sum::<i64>();
        let total = |count: u64| count as i64;
        let number = match observation.measure {
            Measure::Displaced => total(totals.displaced),
            Measure::NewlyDisplaced => total(totals.newly_displaced),
            Measure::InTransit => total(totals.in_transit),
            Measure::InCamps => total(totals.in_camps),
            Measure::InHostCommunities => total(totals.in_host_communities),
            Measure::InternallyDisplaced => total(totals.internally_displaced),
            Measure::Abroad => total(totals.abroad),
            Measure::Returned => total(totals.returned),
            Measure::Present => sum(&present),
            Measure::Arrivals => sum(&|place| counts.arrivals[place] as i64),
            Measure::Departures => sum(&|place| counts.departures[place] as i64),
            Measure::ArrivalsSinceStart => sum(&|place| self.arrivals[place] as i64),
            Measure::DeparturesSinceStart => sum(&|place| self.departures[place] as i64),
            Measure::PresentSinceStart => sum(&|place| present(place) - self.before[place] as i64),
            Measure::Sleeping(kind) => i64::from(SleepingPlaces::of(today).under(kind)),
        };
        number as f64
    }
}

/// The day whose simulated number an observation is compared with: reports of `displaced` lag behind flight.
fn day_compared(observation: &Observation, lag: Day) -> Day {
    match observation.measure {
        Measure::Displaced => observation.day.saturating_sub(lag),
        _ => observation.day,
    }
}

impl Observer for Validation {
    fn new(world: &World) -> Self {
        let mut before = vec![0; world.places.len()];
        for present in &world.present {
            before[present.place.index()] += present.persons as u64;
        }
        let observed = world.observed.iter();
        let lag = world.settings.onset.lag_days as Day;
        let days = observed.clone().map(|it| day_compared(it, lag));
        let mut due: Vec<(Day, u32)> = days.zip(0..).collect();
        due.sort_unstable();
        Self {
            simulated: vec![f64::NAN; world.observed.len()],
            observed: observed.map(|observation| observation.value).collect(),
            due,
            arrivals: vec![0; world.places.len()],
            departures: vec![0; world.places.len()],
            before,
        }
    }

    fn day(&mut self, today: &Today<'_>) {
        for place in 0..today.world.places.len() {
            self.arrivals[place] += today.counts.arrivals[place] as u64;
            self.departures[place] += today.counts.departures[place] as u64;
        }
        let from = self.due.partition_point(|(day, _)| *day < today.day);
        let due = self.due[from..].partition_point(|(day, _)| *day == today.day);
        if due == 0 {
            return;
        }
        let totals = DayTotals::of(today);
        for nth in from..from + due {
            let index = self.due[nth].1 as usize;
            let observation = &today.world.observed[index];
            self.simulated[index] = self.simulated(observation, today, &totals);
        }
    }

    fn finish(self) -> Sheet {
        let mut sheet = Sheet::new(&schemas::VALIDATION);
        for (index, (&simulated, &observed)) in
            self.simulated.iter().zip(&self.observed).enumerate()
        {
            sheet.push(
                [index as u32, 0, 0],
                &[simulated, observed, simulated - observed],
            );
        }
        sheet
    }

    fn take_up(&mut self, world: &World, next_day: Day) -> bool {
        let Self {
            observed,
            due,
            before,
            ..
        } = Self::new(world);
        let places = world.places.len();
        let fits = self.simulated.len() == observed.len()
            && [&self.arrivals, &self.departures]
                .iter()
                .all(|sums| sums.len() == places && are_sums(sums, next_day));
        (self.observed, self.due, self.before) = (observed, due, before);
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sampling, Simulation, synthetic};

    #[test]
    fn each_observation_is_compared_on_its_day_whatever_their_order() {
        let mut world = synthetic::world(2_000, 5, 8);
        world.settings.onset.lag_days = 2;
        let (late, abroad) = (Measure::Displaced, Measure::Abroad);
        let asked = [
            (6, late),
            (3, abroad),
            (1, late),
            (3, late),
            (6, abroad),
            (9, late),
        ];
        world.observed = asked
            .map(|(day, measure)| Observation {
                day,
                measure,
                places: Vec::new(),
                place: String::new(),
                value: 1.0,
                interpolated: false,
            })
            .to_vec();
        let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
        let mut observer = Validation::new(&world);
        let mut totals = Vec::new();
        while let Some(today) = simulation.step(&mut ()) {
            observer.day(&today);
            totals.push(DayTotals::of(&today));
        }
        let sheet = observer.finish();
        let simulated: Vec<f64> = (0..asked.len()).map(|row| sheet.row(row)[0]).collect();
        let displaced = |day: usize| totals[day].displaced as f64;
        let abroad = |day: usize| totals[day].abroad as f64;
        let expected = [
            displaced(4),
            abroad(3),
            displaced(0),
            displaced(1),
            abroad(6),
            displaced(7),
        ];
        assert_eq!(simulated, expected);
        assert!(displaced(1) < displaced(4));
    }
}
