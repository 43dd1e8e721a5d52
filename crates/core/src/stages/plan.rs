//! The day's plan: for every place the chances of leaving, and the weights of the ways from it.
//!
//! What people do by it is a function of conditions and counts; what they wake by also of the days before, which
//! saves draws. Rules fill it, and those who move people read nothing else.

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::people::{Profile, Status};
use crate::place::PlaceId;
use crate::random::Draws;
use crate::rules::circumstances::Circumstances;
use crate::rules::onset::Onset;
use crate::rules::onward::Onward;
use crate::rules::returns::{self, Home};
use crate::rules::{leaving, settling, waiting};
use crate::stages::changed::{Changed, slot};
use crate::stages::waking::{self, Waking};
use crate::stages::ways::Ways;
use crate::world::World;

/// The daily rates (see [`waiting`]) of what a household in a place may do.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// Leave for another place.
    pub leave: f64,
    /// Set out for a further country, if the household would go at all.
    pub onward: f64,
    /// The daily chance of that rate.
    pub leave_chance: f64,
    /// Waiting times are drawn by this rate, which is that of leaving or above and changes seldom.
    pub leave_at_most: f64,
    /// Share of those whom it wakes who leave, so that `leave` comes out (thinning; Lewis and Shedler 1979).
    pub leave_share: f64,
    /// Settle here for good.
    pub settle: f64,
    /// Uniform numbers below this mean waiting to leave or move on beyond the end of the run: no logarithm needed.
    pub sleeps_on: f64,
}

impl Rates {
    /// The rates of a chance of leaving and of what people wake by, in a run of so many days.
    fn new(leave: f64, waking: &Waking, settle: f64, onward: f64, days: u32) -> Self {
        let at_most = waking.leave_at_most;
        let leave_at_most = waiting::rate(at_most);
        Self {
            leave: waiting::rate(leave),
            leave_chance: leave,
            leave_at_most,
            leave_share: if at_most > leave {
                leave / at_most
            } else {
                1.0
            },
            settle,
            onward,
            sleeps_on: waiting::longer_than(leave_at_most + onward, days),
        }
    }
}

/// The plan of a day.
#[derive(Clone, Debug)]
pub struct DayPlan {
    /// What rules tell apart among people.
    profiles: Vec<Profile>,
    /// Rates by place, status and profile.
    rates: Vec<Rates>,
    /// What waiting times were drawn by, likewise; it cannot be found again.
    waking: Vec<Waking>,
    /// Whether they are drawn by bounds.
    is_by_bounds: bool,
    /// Rate at which people of each place set out for home.
    homeward: Vec<f64>,
    /// The ways from each place and what they weigh.
    pub ways: Ways,
    /// Who moves on to further countries.
    pub onward: Onward,
    /// What differs from yesterday.
    pub changed: Changed,
}

impl DayPlan {
    /// An empty plan: the first [`make`](Self::make) changes everything.
    pub fn new(world: &World, profiles: Vec<Profile>, draws: &Draws) -> Self {
        Self {
            profiles,
            rates: Vec::new(),
            waking: Vec::new(),
            is_by_bounds: waking::is_by_bounds(world),
            homeward: vec![0.0; world.places.len()],
            ways: Ways::new(world),
            onward: Onward::new(world, draws),
            changed: Changed::default(),
        }
    }

    /// Makes the plan of a day from the conditions and the counts at its start.
    pub fn make(
        &mut self,
        world: &World,
        conditions: &Conditions,
        onset: &Onset,
        counts: &Counts,
        circumstances: &[Circumstances<'_>],
        day: Day,
    ) {
        self.onward.look(world, conditions);
        self.set_rates(world, onset, counts, circumstances);
        self.open_homes(world, conditions, counts, day);
        self.ways
            .make(world, conditions, counts, circumstances, &self.profiles);
    }

    /// Finds the ways of a day that is over, where people may still be on one of them.
    pub fn remember(&mut self, world: &World, conditions: &Conditions) {
        self.ways.remember(world, conditions, &self.profiles);
    }

    /// The number of profiles.
    pub fn profiles(&self) -> usize {
        self.profiles.len()
    }

    /// What waiting times were last drawn by.
    pub fn waking(&self) -> &[Waking] {
        &self.waking
    }

    /// Takes up what waiting times were last drawn by; false if it cannot be of this plan.
    pub fn take_up(&mut self, waking: Vec<Waking>) -> bool {
        let fits = waking.len() == self.rates.len() && waking.iter().all(Waking::is_sound);
        self.waking = waking;
        fits
    }

    fn set_rates(
        &mut self,
        world: &World,
        onset: &Onset,
        counts: &Counts,
        circumstances: &[Circumstances<'_>],
    ) {
        let settings = &world.settings;
        let days = world.calendar.days() as u32;
        let before = std::mem::take(&mut self.waking);
        self.rates.clear();
        for (index, now) in circumstances.iter().enumerate() {
            let here = PlaceId(index as u32);
            for status in Status::ALL {
                let settle = waiting::rate(settling::chance(&settings.settling, status, now));
                let onward = self.onward.rate(world, here, status, now);
                for profile in &self.profiles {
                    let flight = onset.flight.now(here);
                    let leave = leaving::chance(settings, status, now, flight, profile.heed);
                    let waking = match before.get(self.rates.len()) {
                        Some(&before) if self.is_by_bounds => {
                            Waking::bounded(before, leave, settle, onward)
                        }
                        _ => Waking::by(leave, settle, onward),
                    };
                    self.rates
                        .push(Rates::new(leave, &waking, settle, onward, days));
                    self.waking.push(waking);
                }
            }
        }
        self.changed.note(&before, &self.waking, counts);
    }

    fn open_homes(&mut self, world: &World, conditions: &Conditions, counts: &Counts, day: Day) {
        let before = std::mem::take(&mut self.homeward);
        self.homeward = (0..world.places.len())
            .map(|place| {
                let home = Home {
                    ceasefire_since: conditions.ceasefire_since[place],
                    intensity: conditions.intensity[place],
                    held_by_those_they_fled: conditions.hostile[place],
                };
                let chance = returns::chance(&world.settings.returns, day, home);
                if counts.fled[place] {
                    waiting::rate(chance)
                } else {
                    0.0
                }
            })
            .collect();
        for place in (0..world.places.len()).filter(|&place| self.homeward[place] > 0.0) {
            self.ways.open_way_to(conditions, PlaceId(place as u32));
        }
        self.changed.note_homeward(&before, &self.homeward);
    }

    /// The rates of a household in a place.
    #[inline]
    pub fn rates(&self, place: PlaceId, status: Status, profile: usize) -> Rates {
        self.rates[slot(place, status) * self.profiles.len() + profile]
    }

    /// The rate at which a household returns home: 0 unless it was displaced from a place and return is open.
    #[inline]
    pub fn homeward(&self, status: Status, origin: u32) -> f64 {
        if status != Status::Displaced {
            return 0.0;
        }
        self.homeward.get(origin as usize).copied().unwrap_or(0.0)
    }
}
