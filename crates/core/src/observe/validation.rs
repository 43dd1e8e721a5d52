//! What a run gives for each observation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::totals::DayTotals;
use super::{Observer, Sheet, SleepingPlaces, are_sums, schemas};
use crate::calendar::Day;
use crate::journeys::Zones;
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
    /// The first day of each observation's period, if it says one, and its index; ascending.
    #[serde(skip)]
    begins: Vec<(Day, u32)>,
    /// For each observation what was counted before its period.
    earlier: Vec<u64>,
    arrivals: Vec<u64>,
    departures: Vec<u64>,
    /// Persons who moved, by the zones they left and came to.
    moved: BTreeMap<[u32; 2], u64>,
    #[serde(skip)]
    zones: Zones,
    #[serde(skip)]
    before: Vec<u64>,
}

impl Validation {
    fn simulated(&self, index: usize, today: &Today<'_>, totals: &DayTotals) -> f64 {
        let (observation, counts) = (&today.world.observed[index], today.counts);
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
            Measure::MovedAgain => total(totals.moved_again),
            Measure::MovedOn => total(totals.moved_on),
            Measure::Arrivals if observation.since.is_none() => {
                sum(&|place| counts.arrivals[place] as i64)
            }
            Measure::Departures if observation.since.is_none() => {
                sum(&|place| counts.departures[place] as i64)
            }
            Measure::Arrivals
            | Measure::ArrivalsSinceStart
            | Measure::Departures
            | Measure::DeparturesSinceStart
            | Measure::Movements => {
                let so_far = self.since_start(observation);
                total(so_far.saturating_sub(self.earlier[index]))
            }
            Measure::PresentSinceStart => sum(&|place| present(place) - self.before[place] as i64),
            Measure::Sleeping(kind) => i64::from(SleepingPlaces::of(today).under(kind)),
        };
        number as f64
    }

    /// Arrivals, departures or movements since the first day.
    fn since_start(&self, observation: &Observation) -> u64 {
        let sum = |sums: &[u64]| {
            let places = observation.places.iter();
            places.map(|place| sums[place.index()]).sum()
        };
        let anywhere = observation.places.is_empty();
        match observation.measure {
            Measure::Arrivals | Measure::ArrivalsSinceStart => sum(&self.arrivals),
            Measure::Departures | Measure::DeparturesSinceStart => sum(&self.departures),
            _ => {
                let is_meant = |from, to| {
                    anywhere
                        || self.zones.is_within(from, &observation.places)
                            && self.zones.is_within(to, &observation.to)
                };
                let pairs = self.moved.iter();
                let meant = pairs.filter(|&(&[from, to], _)| is_meant(from, to));
                meant.map(|(_, persons)| persons).sum()
            }
        }
    }
}

/// Those of a day in a list that ascends.
fn of_day(list: &[(Day, u32)], day: Day) -> impl Iterator<Item = usize> {
    let from = list.partition_point(|(of, _)| *of < day);
    let until = list.partition_point(|(of, _)| *of <= day);
    list[from..until].iter().map(|&(_, index)| index as usize)
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
        let since = observed.clone().map(|observation| observation.since);
        let begins = since
            .zip(0..)
            .filter_map(|(day, index)| Some((day?, index)));
        let mut begins: Vec<(Day, u32)> = begins.collect();
        begins.sort_unstable();
        Self {
            simulated: vec![f64::NAN; world.observed.len()],
            observed: observed.map(|observation| observation.value).collect(),
            due,
            begins,
            earlier: vec![0; world.observed.len()],
            moved: BTreeMap::new(),
            zones: Zones::new(world),
            arrivals: vec![0; world.places.len()],
            departures: vec![0; world.places.len()],
            before,
        }
    }

    fn day(&mut self, today: &Today<'_>) {
        for index in of_day(&self.begins, today.day) {
            self.earlier[index] = self.since_start(&today.world.observed[index]);
        }
        for place in 0..today.world.places.len() {
            self.arrivals[place] += today.counts.arrivals[place] as u64;
            self.departures[place] += today.counts.departures[place] as u64;
        }
        for (pair, persons) in today.counts.moved.pairs() {
            *self.moved.entry(pair).or_default() += persons;
        }
        let mut due = of_day(&self.due, today.day).peekable();
        if due.peek().is_none() {
            return;
        }
        let totals = DayTotals::of(today);
        for index in due {
            self.simulated[index] = self.simulated(index, today, &totals);
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
            begins,
            before,
            zones,
            ..
        } = Self::new(world);
        let places = world.places.len();
        let is_zone = |zone: &u32| (*zone as usize) < zones.count();
        let moved: Vec<u64> = self.moved.values().copied().collect();
        let fits = self.simulated.len() == observed.len()
            && self.earlier.len() == observed.len()
            && self.moved.keys().flatten().all(is_zone)
            && are_sums(&moved, next_day)
            && [&self.arrivals, &self.departures]
                .iter()
                .all(|sums| sums.len() == places && are_sums(sums, next_day));
        (self.observed, self.due, self.before) = (observed, due, before);
        (self.begins, self.zones) = (begins, zones);
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
            .map(|(day, measure)| Observation::of_world(day, measure, 1.0))
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
