//! The state of a run: what is kept at the end of a day, so that the run can go on from there.
//!
//! Only what chance has made of people is kept. What follows from the world and its random numbers is
//! found again: conditions and routes by going through the days that are over, counts by counting. What
//! waits were drawn by, how often people moved and how many went on abroad day by day is kept besides.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Sampling, Simulation};
use crate::calendar::Day;
use crate::counts::{Counted, Counts};
use crate::people::{Bounds, Chunk, Crowd, Kept, Lanes, Origin, Status, Whereabouts};
use crate::place::PlaceId;
use crate::rules::circumstances::Circumstances;
use crate::stages::waking::Waking;
use crate::world::World;

/// The state of a run between two days: all that [`Simulation::restore`] needs besides the world.
///
/// It is about as large as the run's memory, and borrows from the run until it is serialized.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State<'a> {
    days: Day,
    places: u32,
    links: u32,
    next_day: Day,
    movements: u64,
    moved_on: u64,
    /// What waiting times were last drawn by.
    waking: Cow<'a, [Waking]>,
    lanes: Lanes,
    chunks: Vec<Kept<'a>>,
    /// Persons who moved on to further countries on each day: word of them brings others.
    crossed: Cow<'a, [u32]>,
}

/// A state, or what was observed with it, that no run of the world can have come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit;

impl fmt::Display for Misfit {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("What was kept of the run belongs to another world, or is damaged.")
    }
}

impl std::error::Error for Misfit {}

impl<'w> Simulation<'w> {
    /// The day that [`step`](Self::step) lives through next.
    pub fn next_day(&self) -> Day {
        self.next_day
    }

    /// The state after the days that are over.
    pub fn save(&self) -> State<'_> {
        let (lanes, chunks) = self.crowd.keep();
        State {
            days: self.world.calendar.days(),
            places: self.world.places.len() as u32,
            links: self.world.network.links().len() as u32,
            next_day: self.next_day,
            movements: self.counts.movements,
            moved_on: self.counts.moved_on,
            waking: Cow::Borrowed(self.plan.waking()),
            lanes,
            chunks,
            crossed: Cow::Borrowed(self.plan.onward.crossed()),
        }
    }

    /// The run that was saved: with the same world, seed, replicate and sampling it goes on as if it
    /// had never stopped.
    ///
    /// Counts of the last day's movements are not kept; [`counts`](Self::counts) has stocks alone
    /// until the next step.
    ///
    /// # Errors
    ///
    /// If no run of the world can have come to this state.
    pub fn restore(
        world: &'w World,
        seed: u64,
        replicate: u32,
        sampling: Sampling,
        state: State<'_>,
    ) -> Result<Self, Misfit> {
        let is_of_world = state.days == world.calendar.days()
            && state.places as usize == world.places.len()
            && state.links as usize == world.network.links().len()
            && state.next_day <= state.days
            // Nobody ends two journeys on a day.
            && state.movements <= u32::MAX as u64 * state.next_day as u64
            && state.moved_on <= state.movements;
        if !is_of_world {
            return Err(Misfit);
        }
        let mut simulation = Self::without_people(world, seed, replicate, sampling);
        simulation.pass_days(state.next_day);
        let bounds = simulation.bounds();
        simulation
            .crowd
            .take_up(state.lanes, state.chunks, &bounds)
            .ok_or(Misfit)?;
        let crossed = state.crossed.into_owned();
        if !simulation.plan.onward.take_up(crossed, state.next_day) {
            return Err(Misfit);
        }
        simulation.count_people()?;
        simulation.counts.movements = state.movements;
        simulation.counts.moved_on = state.moved_on;
        simulation.look_around();
        if !simulation.plan.take_up(state.waking.into_owned()) {
            return Err(Misfit);
        }
        Ok(simulation)
    }

    /// Goes through days that are over, as far as they are the same whatever people did.
    fn pass_days(&mut self, next_day: Day) {
        for day in 0..next_day {
            self.conditions.advance(self.world, &self.timeline, day);
            self.plan.remember(self.world, &self.conditions);
        }
        self.next_day = next_day;
    }

    fn bounds(&self) -> Bounds {
        Bounds {
            days: self.world.calendar.days(),
            next_day: self.next_day,
            places: self.world.places.len(),
            links: self.world.network.links().len(),
            profiles: self.plan.profiles(),
            legs: self.plan.ways.legs(),
            notes_recent: self.world.settings.movement.avoid_short_stints,
            harvest: self.season(self.next_day).yesterday,
        }
    }

    /// Counts all who are there, and takes those who were displaced from the residents.
    fn count_people(&mut self) -> Result<(), Misfit> {
        let onset = &self.world.settings.onset;
        let from_residents = onset.from_residents || !onset.mode.is_flees();
        let chunks = || self.crowd.sections().iter().map(|section| &section.chunk);
        let persons = chunks().map(|chunk| {
            let persons = (0..chunk.len()).map(|h| chunk.composition(h).persons() as u64);
            persons.sum::<u64>()
        });
        if persons.sum::<u64>() > u32::MAX as u64 {
            return Err(Misfit);
        }
        for chunk in chunks() {
            for h in 0..chunk.len() {
                count(&mut self.counts, chunk, h, from_residents);
            }
        }
        self.counts.begin_day();
        Ok(())
    }

    /// Looks at the last day as the run did then, and knows the ways that people follow.
    fn look_around(&mut self) {
        let (world, conditions) = (self.world, &self.conditions);
        let today = self.next_day.saturating_sub(1);
        let places = Circumstances::everywhere(world, conditions, &self.counts, today);
        if self.next_day > 0 {
            self.onset.flight.look(conditions, &self.draws, today);
            self.plan
                .make(world, conditions, &self.onset, &self.counts, &places, today);
            for place in followed(&self.crowd, world.places.len()) {
                self.plan.ways.open_way_to(conditions, place);
            }
        }
        self.onset.look(&world.settings, &places);
    }
}

fn count(counts: &mut Counts, chunk: &Chunk, h: usize, from_residents: bool) {
    let origin = Origin::from_code(chunk.origin(h), counts.present.len());
    let household = chunk.composition(h);
    let at = match chunk.whereabouts(h) {
        Whereabouts::Link(link) => Counted::OnLink(link),
        Whereabouts::Place(here) if chunk.status(h) == Status::Returned => Counted::Returned(here),
        Whereabouts::Place(_) if chunk.is_harvesting(h) => Counted::Present(origin.place()),
        Whereabouts::Place(here) => Counted::Present(here),
    };
    counts.find(at, household);
    if let Origin::Home(place) = origin {
        counts.displace(place, household.counts(), from_residents);
        if chunk.journeys(h) > 1 {
            counts.moved_again += household.persons() as u64;
        }
    }
}

/// The places that somebody is on the shortest way to.
fn followed(crowd: &Crowd, places: usize) -> Vec<PlaceId> {
    let mut is_followed = vec![false; places];
    for chunk in crowd.sections().iter().map(|section| &section.chunk) {
        for place in (0..chunk.len()).filter_map(|h| chunk.route(h).place()) {
            is_followed[place.index()] = true;
        }
    }
    let all = (0..places as u32).map(PlaceId);
    all.filter(|place| is_followed[place.index()]).collect()
}
