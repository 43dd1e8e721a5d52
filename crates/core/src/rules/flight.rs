//! Flight: the rate at which people flee a place, by what is fought there and nearby.

use rand_distr::{Distribution, LogNormal};

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::place::PlaceId;
use crate::random::{Draws, Purpose, Subject};
use crate::settings::{self, OnsetMode};
use crate::world::World;

/// A capture is forgotten once its weight has fallen below this share.
const FORGOTTEN: f64 = 0.01;

/// The rates at which people flee each place today.
///
/// On a day, residents of a place flee at the rate
/// (1 - weather) x spread x (`conflict_rate` x fire + `air_strike_rate` x air strikes + `anticipation_rate` x fire
/// nearby + `front_rate` x captures nearby), where fire is conflict intensity to the `conflict_power`.
/// Violence is what drives people out (Schmeidl 1997; Moore and Shellman 2004); that the rates of several dangers
/// add up, and how they fade with distance and time, is our judgement.
#[derive(Clone, Debug)]
pub struct Flight {
    settings: settings::Onset,
    conflict_rate: f64,
    now: Vec<f64>,
}

impl Flight {
    /// The rule of a world, before the first day.
    pub fn new(world: &World) -> Self {
        let settings = world.settings.onset.clone();
        let rates = [
            settings.conflict_rate,
            settings.anticipation_rate,
            settings.air_strike_rate,
            settings.front_rate,
        ];
        // A prescribed number is shared out by the rates; where all are 0, by intensity alone.
        let shares_only =
            settings.mode == OnsetMode::Prescribed && rates.iter().all(|&rate| rate == 0.0);
        Self {
            conflict_rate: if shares_only {
                1.0
            } else {
                settings.conflict_rate
            },
            settings,
            now: vec![0.0; world.places.len()],
        }
    }

    /// Looks at the conditions of a day; each day is to be looked at once, in order.
    pub fn look(&mut self, conditions: &Conditions, draws: &Draws, day: Day) {
        let fire: Vec<f64> = conditions
            .intensity
            .iter()
            .map(|&intensity| self.fire(intensity))
            .collect();
        let front: Vec<f64> = conditions
            .taken_on
            .iter()
            .map(|&taken| self.freshness(taken, day))
            .collect();
        for place in 0..self.now.len() {
            let rate = self.rate(conditions, place, &fire, &front);
            let fair = if rate > 0.0 {
                rate * self.spread(draws, place, day)
            } else {
                rate
            };
            self.now[place] = fair * (1.0 - conditions.weather[place]);
        }
    }

    /// The rate today, per day.
    pub fn now(&self, place: PlaceId) -> f64 {
        self.now[place.index()]
    }

    fn rate(&self, conditions: &Conditions, place: usize, fire: &[f64], front: &[f64]) -> f64 {
        let settings = &self.settings;
        let near = |rate: f64, of: &[f64]| match rate {
            0.0 => 0.0,
            _ => rate * conditions.nearby.sum(PlaceId(place as u32), of),
        };
        self.conflict_rate * fire[place]
            + near(settings.anticipation_rate, fire)
            + settings.air_strike_rate * conditions.air_strikes[place]
            + near(settings.front_rate, front)
    }

    fn fire(&self, intensity: f64) -> f64 {
        match self.settings.conflict_power {
            1.0 => intensity,
            power => libm::pow(intensity, power),
        }
    }

    /// How much a capture is still felt nearby.
    fn freshness(&self, taken: Option<Day>, day: Day) -> f64 {
        let since = |taken: Day| libm::exp(-((day - taken) as f64) / self.settings.front_days);
        taken
            .map(since)
            .filter(|&felt| felt >= FORGOTTEN)
            .unwrap_or(0.0)
    }

    /// What the conflict does not tell: a lognormal factor of mean 1 for a place and a period.
    fn spread(&self, draws: &Draws, place: usize, day: Day) -> f64 {
        let sigma = self.settings.spread;
        if sigma == 0.0 {
            return 1.0;
        }
        let begin = day - day % self.settings.spread_days as Day;
        let mut stream = draws.stream(Subject::place(place as u32), begin, Purpose::Spread);
        LogNormal::new(-0.5 * sigma * sigma, sigma).map_or(1.0, |factor| factor.sample(&mut stream))
    }
}

#[cfg(test)]
mod tests;
