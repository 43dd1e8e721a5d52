//! Onset: how many residents of each place become displaced on a day.

mod newcomers;
mod prescribed;

use rand_distr::{Binomial, Distribution};

use crate::calendar::Day;
use crate::place::PlaceId;
use crate::random::{Draws, Purpose, Subject};
use crate::rules::circumstances::Circumstances;
use crate::rules::flight::Flight;
use crate::rules::waiting;
use crate::settings::{OnsetMode, Settings};
use crate::world::World;

/// Who becomes displaced, by the settings of a world.
#[derive(Clone, Debug)]
pub struct Onset {
    mode: OnsetMode,
    /// The rates at which people flee.
    pub flight: Flight,
    /// Cumulative displaced persons by day, for [`OnsetMode::Prescribed`].
    prescribed: Vec<f64>,
    /// Weights of places, for [`OnsetMode::Sampled`].
    weights: Vec<f64>,
}

impl Onset {
    /// The onset rule of a world.
    pub fn new(world: &World) -> Self {
        let mode = world.settings.onset.mode;
        Self {
            mode,
            flight: Flight::new(world),
            prescribed: match mode {
                OnsetMode::Prescribed => prescribed::series(world),
                _ => Vec::new(),
            },
            weights: Vec::new(),
        }
    }

    /// Persons who become displaced today, by place.
    ///
    /// `residents` are those still at home who can get out; `displaced` is the number due before today.
    pub fn today(&self, day: Day, draws: &Draws, residents: &[u32], displaced: u64) -> Vec<u32> {
        match self.mode {
            OnsetMode::None
            | OnsetMode::Sampled
            | OnsetMode::Constant
            | OnsetMode::Share
            | OnsetMode::Poisson => vec![0; residents.len()],
            OnsetMode::Hazard => (0..residents.len())
                .map(|place| {
                    let rate = self.flight.now(PlaceId(place as u32));
                    fleeing(day, draws, place, residents[place], rate)
                })
                .collect(),
            OnsetMode::Prescribed => {
                let due = (self.prescribed[day as usize] - displaced as f64).max(0.0) as u64;
                let weights: Vec<f64> = (0..)
                    .map(PlaceId)
                    .zip(residents)
                    .map(|(place, &n)| n as f64 * self.flight.weight(place))
                    .collect();
                prescribed::shared_out(due, &weights, residents)
            }
        }
    }
}

impl Onset {
    /// Looks at places as they are, for the newcomers that are drawn next.
    ///
    /// Flee looks at the end of its days, and again on a day on which conflict begins or ends.
    pub fn look(&mut self, settings: &Settings, places: &[Circumstances<'_>]) {
        if self.mode == OnsetMode::Sampled {
            let weight = |now: &Circumstances<'_>| newcomers::weight(settings, now);
            self.weights = places.iter().map(weight).collect();
        }
    }

    /// Persons who become displaced today by place, if Flee's rules count them: they need no way out.
    pub fn newcomers(
        &self,
        world: &World,
        draws: &Draws,
        places: &[Circumstances<'_>],
        day: Day,
    ) -> Option<Vec<u32>> {
        match self.mode {
            OnsetMode::None | OnsetMode::Prescribed | OnsetMode::Hazard => None,
            OnsetMode::Sampled => {
                let due = world.newcomers.get(day as usize).copied().unwrap_or(0);
                let mut stream = draws.stream(Subject::place(0), day, Purpose::Onset);
                Some(newcomers::sampled(due, &self.weights, &mut stream))
            }
            OnsetMode::Constant | OnsetMode::Share | OnsetMode::Poisson => {
                let from = |(index, now)| {
                    let mut stream = draws.stream(Subject::place(index), day, Purpose::Onset);
                    newcomers::daily(&world.settings.onset, now, &mut stream)
                };
                Some((0..).zip(places).map(from).collect())
            }
        }
    }
}

fn fleeing(day: Day, draws: &Draws, place: usize, residents: u32, rate: f64) -> u32 {
    if residents == 0 || rate <= 0.0 {
        return 0;
    }
    let mut stream = draws.stream(Subject::place(place as u32), day, Purpose::Onset);
    Binomial::new(residents as u64, waiting::chance(rate))
        .map_or(0, |binomial| binomial.sample(&mut stream) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conditions::Conditions;
    use crate::counts::Counts;
    use crate::event::{Change, Event, Targets};
    use crate::synthetic;
    use crate::timeline::Timeline;

    #[test]
    fn the_number_fleeing_has_the_mean_of_the_hazard() {
        let draws = Draws::new(3, 0);
        let total: u32 = (0..400).map(|day| fleeing(day, &draws, 2, 1000, 0.1)).sum();
        let expected = 400.0 * 1000.0 * waiting::chance(0.1);
        assert!(
            (total as f64 / expected - 1.0).abs() < 0.01,
            "{total} against {expected}"
        );
        assert_eq!(fleeing(0, &draws, 2, 1000, 0.0), 0);
    }

    /// Weight of the first place at the end of each day of a run.
    fn weights(mut world: World, change: impl Fn(&mut World)) -> Vec<f64> {
        world.settings.onset.mode = OnsetMode::Sampled;
        world.settings.movement.flee_quirks = true;
        world.places[0].population = 100;
        world.events.clear();
        change(&mut world);
        let timeline = Timeline::draw(&world, &Draws::new(1, 0));
        let counts = Counts::new(vec![100; world.places.len()], world.network.links().len());
        let mut conditions = Conditions::new(&world);
        let mut onset = Onset::new(&world);
        let at_end_of = |day| {
            conditions.advance(&world, &timeline, day);
            let places = Circumstances::everywhere(&world, &conditions, &counts, day);
            onset.look(&world.settings, &places);
            onset.weights[0]
        };
        (0..world.calendar.days()).map(at_end_of).collect()
    }

    #[test]
    fn newcomers_come_by_the_intensity_of_the_day_on_which_conflict_began() {
        let weights = weights(synthetic::world(0, 1, 6), |world| {
            for (day, intensity) in [(0, 0.2), (3, 0.0), (4, 0.7)] {
                world.events.push(Event {
                    window: (day, day),
                    until: None,
                    lasts: None,
                    probability: 1.0,
                    change: Change::Conflict(intensity),
                    targets: Targets::Places(vec![PlaceId(0)]),
                    target: String::new(),
                    value: String::new(),
                    note: String::new(),
                    name: String::new(),
                    only_if: None,
                });
            }
        });
        assert_eq!(weights, [20.0, 20.0, 20.0, 0.0, 70.0, 70.0]);
    }

    #[test]
    fn newcomers_come_less_from_a_conflict_that_is_thirty_days_old() {
        let weights = weights(synthetic::world(0, 1, 40), |world| {
            world.places[0].traits.conflict = 1.0;
            world.settings.movement.conflict_decay = vec![1.0, 0.1];
        });
        assert_eq!(weights[..29], [100.0; 29]);
        assert_eq!(weights[29..], [10.0; 11]);
    }
}
