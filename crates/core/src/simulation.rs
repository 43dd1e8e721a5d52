//! A run of one replicate, day by day.

mod state;

use rayon::prelude::*;

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::forecast::Forecast;
use crate::journeys::Zones;
use crate::observe::{Happened, Remark};
use crate::people::{Arrivals, Crowd, Origin, Profiles, Section};
use crate::place::Place;
use crate::random::Draws;
use crate::rules::circumstances::Circumstances;
use crate::rules::harvest::Season;
use crate::rules::household::Households;
use crate::rules::onset::Onset;
use crate::stages::moves::Mover;
use crate::stages::plan::DayPlan;
use crate::stages::{Stage, Watch, onset};
use crate::timeline::Timeline;
use crate::world::World;

pub use state::{Misfit, State};

/// How the days until a household's next decision are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampling {
    /// Once, as a waiting time: the household sleeps until then.
    #[default]
    Sleeping,
    /// Every day anew: the same in distribution, and the reference that sleeping is tested against.
    Daily,
}

/// A run in progress.
#[derive(Clone, Debug)]
pub struct Simulation<'w> {
    world: &'w World,
    draws: Draws,
    replicate: u32,
    sampling: Sampling,
    has_weather: bool,
    timeline: Timeline,
    conditions: Conditions,
    onset: Onset,
    plan: DayPlan,
    crowd: Crowd,
    counts: Counts,
    next_day: Day,
}

/// The world at the end of a day, for observers.
#[derive(Clone, Copy, Debug)]
pub struct Today<'a> {
    /// The world.
    pub world: &'a World,
    /// The day that has ended.
    pub day: Day,
    /// The state of places and links.
    pub conditions: &'a Conditions,
    /// The counts.
    pub counts: &'a Counts,
    /// The people.
    pub crowd: &'a Crowd,
}

impl<'w> Simulation<'w> {
    /// A run of a world that has not begun, with those in it who are there before the first day.
    pub fn new(world: &'w World, seed: u64, replicate: u32, sampling: Sampling) -> Self {
        let mut simulation = Self::without_people(world, seed, replicate, sampling);
        simulation.populate();
        let Simulation {
            conditions,
            counts,
            onset,
            ..
        } = &mut simulation;
        let places = Circumstances::everywhere(world, conditions, counts, 0);
        onset.look(&world.settings, &places);
        simulation
    }

    fn without_people(world: &'w World, seed: u64, replicate: u32, sampling: Sampling) -> Self {
        let draws = Draws::new(seed, replicate);
        let places = world.places.len();
        let settings = &world.settings;
        let at_risk = |place: &Place| {
            if place.country == world.home || settings.movement.flee_quirks {
                place.population
            } else {
                0
            }
        };
        let residents = world.places.iter().map(at_risk).collect();
        let profiles = Profiles::new(world);
        let timeline = Timeline::draw(world, &draws);
        let mut conditions = Conditions::new(world);
        conditions.forecast = Forecast::new(world, &timeline);
        Self {
            world,
            draws,
            replicate,
            sampling,
            has_weather: world.has_weather(),
            timeline,
            conditions,
            onset: Onset::new(world),
            plan: DayPlan::new(world, profiles.all(), &draws),
            crowd: Crowd::new(
                Households::new(&settings.people),
                profiles,
                world.calendar.days(),
                places,
                settings.movement.avoid_short_stints,
            ),
            counts: Counts::new(residents, world.network.links().len()).between(Zones::new(world)),
            next_day: 0,
        }
    }

    fn populate(&mut self) {
        let there: Vec<Arrivals<'_>> = self
            .world
            .present
            .iter()
            .map(|present| Arrivals {
                place: present.place,
                origin: Origin::Before(present.place).code(self.world.places.len()),
                status: present.status,
                fresh: false,
                persons: present.persons,
                at_most: present.persons,
                known: &present.known,
            })
            .collect();
        self.crowd
            .join(&there, &self.draws, 0, false, &mut self.counts);
    }

    /// Lives through the next day; `None` once the last one is over.
    pub fn step(&mut self, watch: &mut impl Watch) -> Option<Today<'_>> {
        let day = self.next_day;
        if day >= self.world.calendar.days() {
            return None;
        }
        self.counts.begin_day();

        watch.enter(Stage::Events);
        self.conditions.advance(self.world, &self.timeline, day);
        if !self.conditions.just_closed.is_empty() && self.world.settings.movement.flee_quirks {
            self.everywhere(day, |mover, section| mover.shut_in(&mut section.chunk));
        }
        self.onset.flight.look(&self.conditions, &self.draws, day);
        watch.enter(Stage::Onset);
        self.displace(day);
        watch.enter(Stage::Plan);
        self.counts.by_profile = self.crowd.census();
        let (conditions, counts) = (&self.conditions, &self.counts);
        let places = Circumstances::everywhere(self.world, conditions, counts, day);
        self.plan
            .make(self.world, conditions, &self.onset, counts, &places, day);
        self.onset.look(&self.world.settings, &places);
        self.redraw(day);
        self.harvest(day);
        watch.enter(Stage::Move);
        self.decide(day);
        self.travel(day);
        watch.enter(Stage::Settle);
        self.settle(day);
        self.plan.onward.note(&self.counts);
        watch.enter(Stage::Observe);

        self.next_day += 1;
        Some(self.today(day))
    }

    fn displace(&mut self, day: Day) {
        let Self {
            world,
            onset,
            conditions,
            draws,
            crowd,
            counts,
            ..
        } = self;
        onset::displace(world, onset, conditions, draws, day, crowd, counts);
    }

    /// Draws waiting times again where chances changed; during a harvest nobody waits for one.
    fn redraw(&mut self, day: Day) {
        if self.season(day).today {
            return;
        }
        if self.plan.changed.any && (self.sampling == Sampling::Sleeping || day == 0) {
            self.everywhere(day, |mover, section| mover.redraw(&mut section.chunk));
        }
    }

    /// Counts people at home when a harvest begins, and where they are when it has ended.
    fn harvest(&mut self, day: Day) {
        let season = self.season(day);
        match (season.yesterday, season.today) {
            (false, true) => self.everywhere(day, |mover, section| {
                mover.call_all_home(&mut section.chunk, &mut section.desk);
            }),
            (true, false) => self.everywhere(day, |mover, section| {
                mover.let_all_go(&mut section.chunk, &mut section.desk);
            }),
            _ => return,
        }
        self.count();
        self.plan
            .ways
            .refresh(self.world, &self.conditions, &self.counts);
    }

    fn season(&self, day: Day) -> Season {
        Season::of(&self.world.settings.food, &self.world.calendar, day)
    }

    fn decide(&mut self, day: Day) {
        let is_awake = |section: &Section| section.chunk.is_awake(day);
        self.wherever(day, is_awake, |mover, section| {
            mover.decide_all(&mut section.chunk, &mut section.desk);
        });
        self.count();
    }

    /// Lets travellers go in batches, and looks at capacities again between them.
    fn travel(&mut self, day: Day) {
        for batch in 0..self.world.settings.movement.batches as usize {
            self.plan
                .ways
                .refresh(self.world, &self.conditions, &self.counts);
            let travels = |section: &Section| section.desk.has_travellers(batch);
            self.wherever(day, travels, |mover, section| {
                mover.travel_all(&mut section.chunk, &mut section.desk, batch);
            });
            self.count();
        }
    }

    fn settle(&mut self, day: Day) {
        let becomes = |section: &Section| section.desk.is_becoming();
        self.wherever(day, becomes, |mover, section| {
            mover.settle_all(&mut section.chunk, &mut section.desk);
        });
        self.count();
    }

    /// Does the same in every section, on as many threads as there are.
    fn everywhere(&mut self, day: Day, act: impl Fn(&Mover<'_>, &mut Section) + Sync) {
        self.wherever(day, |_| true, act);
    }

    /// Does the same in the sections where there is something to do, each a piece of work of its own.
    fn wherever(
        &mut self,
        day: Day,
        has_work: impl Fn(&Section) -> bool,
        act: impl Fn(&Mover<'_>, &mut Section) + Sync,
    ) {
        let mover = Mover {
            world: self.world,
            conditions: &self.conditions,
            plan: &self.plan,
            draws: &self.draws,
            day,
            sampling: self.sampling,
            has_weather: self.has_weather,
            season: self.season(day),
        };
        let sections = self.crowd.sections_mut().iter_mut();
        let mut busy: Vec<&mut Section> = sections.filter(|section| has_work(section)).collect();
        busy.par_iter_mut()
            .with_max_len(1)
            .for_each(|section| act(&mover, section));
    }

    /// Counts what the sections have noted down; whole numbers, so that no order matters.
    fn count(&mut self) {
        for section in self.crowd.sections_mut() {
            for entry in section.desk.journal.drain(..) {
                self.counts.enter(&entry);
            }
            for journey in section.desk.journeys.drain(..) {
                self.counts.end_journey(&journey);
            }
        }
    }

    fn today(&self, day: Day) -> Today<'_> {
        Today {
            world: self.world,
            day,
            conditions: &self.conditions,
            counts: &self.counts,
            crowd: &self.crowd,
        }
    }

    /// What happens in this replicate; which captures fail is known once their days are over.
    pub fn happened(&self) -> Vec<Happened> {
        let mut all = self.timeline.happened(self.replicate);
        for happened in &mut all {
            if happened.remark == Remark::Nothing {
                happened.remark = self.conditions.fate(self.world, happened.event);
            }
            if happened.remark == Remark::CaptureFailsInPart {
                happened.withstood = self.conditions.withstood(happened.event).collect();
            }
        }
        all
    }

    /// The counts as they are now.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }
}
