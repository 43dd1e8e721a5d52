//! A run that is saved and taken up again is the run that was never stopped.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod common;

use common::{
    add_perils, attribute, eventful, flee, fleeing_and_moving_on, harvest_in_the_middle, moving_on,
    on_places, present, seek_kin, town,
};
use proptest::prelude::*;
use refuge_core::event::Change;
use refuge_core::observe::Observers;
use refuge_core::place::{PlaceId, PlaceKind};
use refuge_core::settings::{DayBudget, OnsetMode, RouteChoice};
use refuge_core::world::{Measure, Observation};
use refuge_core::{Day, Misfit, Sampling, Simulation, State, World, synthetic};

const SEED: u64 = 5;

/// A run and what has been seen of it.
struct Run<'w> {
    simulation: Simulation<'w>,
    observers: Observers,
    sampling: Sampling,
}

impl<'w> Run<'w> {
    fn new(world: &'w World, sampling: Sampling) -> Self {
        Self {
            simulation: Simulation::new(world, SEED, 2, sampling),
            observers: Observers::new(world),
            sampling,
        }
    }

    /// Lives through the days before one.
    fn live_until(&mut self, day: Day) {
        while self.simulation.next_day() < day
            && let Some(today) = self.simulation.step(&mut ())
        {
            self.observers.day(&today);
        }
    }

    fn saved(&self) -> Vec<u8> {
        postcard::to_allocvec(&(self.simulation.save(), &self.observers)).unwrap()
    }

    fn taken_up(world: &'w World, sampling: Sampling, saved: &[u8]) -> Result<Self, Misfit> {
        let decoded: Result<(State<'_>, Observers), _> = postcard::from_bytes(saved);
        let (state, observers) = decoded.map_err(|_| Misfit)?;
        let simulation = Simulation::restore(world, SEED, 2, sampling, state)?;
        Ok(Self {
            observers: observers.take_up(world, simulation.next_day())?,
            simulation,
            sampling,
        })
    }

    /// The sheets, to the bit.
    fn ended(mut self) -> Vec<u8> {
        self.live_until(Day::MAX);
        postcard::to_allocvec(&self.observers.finish()).unwrap()
    }
}

/// The end of a run that is stopped after every `pause` days, from the first on.
fn with_pauses(world: &World, sampling: Sampling, first: Day, pause: Day) -> Vec<u8> {
    let mut run = Run::new(world, sampling);
    let days = world.calendar.days();
    for day in (first..=days).step_by(pause as usize) {
        run.live_until(day);
        let counted = format!("{:?}", stocks(&run.simulation));
        run = Run::taken_up(world, run.sampling, &run.saved()).unwrap();
        assert_eq!(counted, format!("{:?}", stocks(&run.simulation)));
    }
    run.ended()
}

/// All counts but those of a day's movements.
fn stocks(simulation: &Simulation<'_>) -> impl std::fmt::Debug {
    let counts = simulation.counts();
    let places = (&counts.present, &counts.returned, &counts.residents);
    let whole = (counts.displaced, counts.persons, counts.households);
    let moved = (counts.movements, counts.moved_again, counts.moved_on);
    format!(
        "{places:?} {:?} {:?} {whole:?} {moved:?}",
        counts.fled, counts.on_link
    )
}

fn goes_on(world: &World, sampling: Sampling, first: Day, pause: Day) {
    let undisturbed = Run::new(world, sampling).ended();
    assert_eq!(undisturbed, with_pauses(world, sampling, first, pause));
}

/// An eventful world that is observed; some are on their way to Haven when nobody may choose it any more.
fn observed(days: u32) -> World {
    let mut world = eventful(days);
    on_places(&mut world, 28, None, Change::Kind(PlaceKind::Marker), &[6]);
    world.observed = [
        Measure::ArrivalsSinceStart,
        Measure::Abroad,
        Measure::Arrivals,
        Measure::Movements,
    ]
    .map(|measure| Observation {
        since: measure.has_period().then_some(6),
        places: vec![PlaceId(3)],
        to: vec![PlaceId(4), PlaceId(6)],
        place: "Camp".to_owned(),
        ..Observation::of_world(days as Day - 2, measure, 100.0)
    })
    .to_vec();
    world
}

/// A flood that is forecast, in a world of Flee's rules with fixed routes and people who heed it or not.
fn flooded() -> World {
    let mut places = ["A", "B", "C", "D"].map(|id| town(id, 3_000)).to_vec();
    places[2].kind = PlaceKind::FloodZone;
    places[3].kind = PlaceKind::Camp;
    let roads = [(0, 1, 90.0), (1, 2, 120.0), (2, 3, 200.0), (0, 3, 700.0)];
    let mut world = flee(30, places, &roads);
    world.major_routes = vec![vec![PlaceId(0), PlaceId(1), PlaceId(2)]];
    world.attributes = vec![attribute("floodawareness", &["0", "1"])];
    let settings = &mut world.settings;
    settings.movement.route_choice = RouteChoice::Fixed;
    settings.movement.awareness_level = 2;
    settings.movement.town_leave = 0.4;
    settings.movement.camp_leave = 0.05;
    settings.movement.avoid_short_stints = true;
    settings.onset.mode = OnsetMode::Sampled;
    settings.floods.leave = vec![0.0, 0.6, 0.9];
    settings.floods.weight = vec![1.0, 0.5, 0.2];
    settings.floods.forecast_days = 5;
    settings.floods.forecast_until = 20;
    settings.floods.forecast_weights = vec![1.0, 0.8, 0.6];
    settings.floods.awareness_weights = vec![0.2, 1.0];
    world.newcomers = vec![150; 30];
    present(&mut world, 1, 900);
    on_places(&mut world, 2, None, Change::Conflict(0.7), &[0, 1]);
    on_places(&mut world, 9, None, Change::Conflict(0.0), &[1]);
    on_places(&mut world, 6, Some(12), Change::Flood(2), &[2]);
    on_places(&mut world, 15, None, Change::Flood(1), &[0, 2]);
    on_places(&mut world, 17, None, Change::Kind(PlaceKind::Marker), &[1]);
    world
}

#[test]
fn every_day_may_be_the_last_before_a_pause() {
    goes_on(&observed(40), Sampling::Sleeping, 0, 1);
    goes_on(&flooded(), Sampling::Sleeping, 0, 1);
    let mut perilous = observed(40);
    add_perils(&mut perilous);
    goes_on(&perilous, Sampling::Sleeping, 0, 1);
    goes_on(&moving_on(45), Sampling::Sleeping, 0, 1);
    goes_on(&fleeing_and_moving_on(45), Sampling::Sleeping, 0, 1);
}

#[test]
fn lanes_fill_as_they_would_have() {
    let mut world = synthetic::world(120_000, 60, 40);
    world.settings.movement.route_choice = RouteChoice::Destination;
    goes_on(&world, Sampling::Sleeping, 7, 15);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_run_goes_on_as_if_it_had_never_stopped(
        first in 0u16..40,
        pause in 3u16..30,
        household_size in prop_oneof![Just(1.0), 1.5f64..8.0],
        choice in prop_oneof![
            Just(RouteChoice::Local), Just(RouteChoice::Destination), Just(RouteChoice::Fixed)
        ],
        full_days in any::<bool>(),
        short_stints in any::<bool>(),
        quirks in any::<bool>(),
        awareness in 1u32..4,
        daily in any::<bool>(),
        harvest in any::<bool>(),
        kin in any::<bool>(),
        perils in any::<bool>(),
    ) {
        let mut world = observed(44);
        if perils {
            add_perils(&mut world);
        }
        if harvest {
            harvest_in_the_middle(&mut world);
        }
        if kin {
            seek_kin(&mut world);
        }
        world.settings.people.household_size = household_size;
        let movement = &mut world.settings.movement;
        movement.route_choice = choice;
        movement.awareness_level = awareness;
        movement.day_budget = if full_days { DayBudget::Full } else { DayBudget::Remaining };
        movement.avoid_short_stints = short_stints;
        movement.flee_quirks = quirks;
        let sampling = if daily { Sampling::Daily } else { Sampling::Sleeping };
        goes_on(&world, sampling, first, pause);
    }

    #[test]
    fn damaged_states_are_refused_or_go_on(
        day in 0u16..44,
        cut in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), 0u8..8), 0..4),
        truncates in any::<bool>(),
        harvest in any::<bool>(),
    ) {
        let mut world = observed(44);
        if harvest {
            harvest_in_the_middle(&mut world);
        }
        world.settings.movement.avoid_short_stints = harvest;
        let mut run = Run::new(&world, Sampling::Sleeping);
        run.live_until(day);
        let mut saved = run.saved();
        if truncates {
            let cut = cut.index(saved.len());
            prop_assert!(Run::taken_up(&world, Sampling::Sleeping, &saved[..cut]).is_err());
        }
        for (at, bit) in flips {
            let at = at.index(saved.len());
            saved[at] ^= 1 << bit;
        }
        if let Ok(run) = Run::taken_up(&world, Sampling::Sleeping, &saved) {
            run.ended();
        }
    }
}

#[test]
fn a_state_of_another_world_is_refused() {
    let world = observed(40);
    let mut run = Run::new(&world, Sampling::Sleeping);
    run.live_until(20);
    let refused = |other: World| Run::taken_up(&other, Sampling::Sleeping, &run.saved()).is_err();
    assert!(!refused(world.clone()));
    assert!(refused(observed(41)));
    assert!(refused(flooded()));
    assert!(refused(synthetic::world(100, 7, 40)));
    let mut noting = world.clone();
    noting.settings.movement.avoid_short_stints = true;
    assert!(refused(noting), "recent movement was not noted");
    assert_eq!(
        Misfit.to_string(),
        "What was kept of the run belongs to another world, or is damaged."
    );
}

/// A household takes less than in memory, where it has 32 bytes and its place on an agenda.
#[test]
fn a_state_is_no_larger_than_the_run() {
    let world = synthetic::world(50_000, 60, 40);
    let mut run = Run::new(&world, Sampling::Sleeping);
    run.live_until(20);
    let bytes = postcard::to_allocvec(&run.simulation.save()).unwrap().len();
    let households = run.simulation.counts().households as usize;
    assert!(bytes < 32 * households, "{bytes} for {households}");
}
