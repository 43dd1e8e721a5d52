//! Flight: the rate at which people flee a place, by what is fought there and nearby.

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
/// Violence is what drives people out (Schmeidl 1997; Moore and Shellman 2004, of countries and years); that the
/// rates of several dangers add up, and how they fade with distance and time, is our judgement.
#[derive(Clone, Debug)]
pub struct Flight {
    settings: settings::Onset,
    /// Whether there are no rates, so that a prescribed number goes by fire alone.
    shares_only: bool,
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
        Self {
            shares_only: settings.mode == OnsetMode::Prescribed
                && rates.iter().all(|&rate| rate == 0.0),
            settings,
            now: vec![0.0; world.places.len()],
        }
    }

    /// Looks at the conditions of a day.
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
            let danger = if self.shares_only {
                fire[place]
            } else {
                self.danger(conditions, place, &fire, &front)
            };
            let felt = if danger > 0.0 {
                danger * self.spread(draws, place, day)
            } else {
                danger
            };
            self.now[place] = felt * (1.0 - conditions.weather[place]);
        }
    }

    /// The rate today, per day.
    pub fn now(&self, place: PlaceId) -> f64 {
        if self.shares_only {
            0.0
        } else {
            self.now[place.index()]
        }
    }

    /// What a prescribed number is shared out by, for each resident: the rate, or fire alone where there are no rates.
    pub fn weight(&self, place: PlaceId) -> f64 {
        self.now[place.index()]
    }

    /// The dangers of a place, which add up.
    fn danger(&self, conditions: &Conditions, place: usize, fire: &[f64], front: &[f64]) -> f64 {
        let settings = &self.settings;
        let near = |rate: f64, of: &[f64]| match rate {
            0.0 => 0.0,
            _ => rate * conditions.nearby.sum(PlaceId(place as u32), of),
        };
        settings.conflict_rate * fire[place]
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
        let begin = day - day % self.settings.spread_days as Day;
        let who = Subject::place(place as u32);
        draws.factor(self.settings.spread, who, begin, Purpose::Spread)
    }
}

#[cfg(test)]
mod tests;
