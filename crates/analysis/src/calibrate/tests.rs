//! Known parameters are found again in what the model made with them.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use jiff::civil::date;
use rayon::prelude::*;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::network::{Link, Mode, Network};
use refuge_core::observe::Validating;
use refuge_core::place::{Country, Place, PlaceId, PlaceKind, Traits};
use refuge_core::settings::{OnsetMode, RouteChoice};
use refuge_core::world::{Measure, Observation};
use refuge_core::{Calendar, Sampling, Simulation, World};

use super::search::sobol;
use super::*;
use crate::memory::{Forgetful, Memory};
use crate::quantile::weighted_quantile;
use crate::study::Values;
use crate::testing::world;

const CAMP_WEIGHT: usize = 0;
const TOWN_LEAVE: usize = 1;

fn parameter(key: &str, low: f64, high: f64) -> Parameter {
    Parameter {
        key: key.to_owned(),
        low,
        high,
        whole: false,
    }
}

fn parameters() -> Vec<Parameter> {
    vec![
        parameter("movement.camp_weight", 0.2, 5.0),
        parameter("movement.town_leave", 0.05, 0.6),
    ]
}

fn place(id: &str, kind: PlaceKind, population: u32) -> Place {
    Place {
        id: id.to_owned(),
        name: id.to_owned(),
        kind,
        country: Country::new("SYR").unwrap(),
        admin1: String::new(),
        latitude: 0.0,
        longitude: 0.0,
        population,
        capacity: None,
        control: None,
        traits: Traits::default(),
    }
}

/// Four hundred people who flee a town over two weeks, through another, to a camp or two host communities.
fn small() -> World {
    let mut world = world(Vec::new());
    world.calendar = Calendar::new(date(2020, 1, 1), 25).unwrap();
    world.places = vec![
        place("Town", PlaceKind::Town, 1_000),
        place("Between", PlaceKind::Town, 0),
        place("Camp", PlaceKind::Camp, 0),
        place("Near", PlaceKind::Host, 0),
        place("Far", PlaceKind::Host, 0),
    ];
    let roads = [(0, 1, 40.0), (1, 2, 60.0), (1, 3, 40.0), (1, 4, 150.0)];
    let link = |from, to, distance_km| Link {
        from: PlaceId(from),
        to: PlaceId(to),
        distance_km,
        mode: Mode::Road,
        max_speed_km_per_day: None,
        walk_probability: 0.0,
    };
    let both_ways = |&(a, b, km): &(u32, u32, f64)| [link(a, b, km), link(b, a, km)];
    world.network = Network::new(5, roads.iter().flat_map(both_ways).collect());
    world.settings.people.household_size = 1.0;
    world.settings.onset.mode = OnsetMode::Prescribed;
    world.settings.movement.route_choice = RouteChoice::Local;
    world.prescribed = vec![(0, 30.0), (14, 400.0)];
    // Slight, so that people leave the town as they leave any.
    world.events = vec![Event {
        window: (0, 0),
        until: None,
        lasts: None,
        probability: 1.0,
        change: Change::Conflict(0.01),
        targets: Targets::Places(vec![PlaceId(0)]),
        target: "Town".to_owned(),
        value: "0.01".to_owned(),
        note: String::new(),
        name: String::new(),
        only_if: None,
    }];
    world
}

/// The settings of the test by key.
fn at(base: &World, values: &Values) -> Result<World, String> {
    let mut world = base.clone();
    for (key, value) in values {
        match key.as_str() {
            "movement.camp_weight" => world.settings.movement.camp_weight = *value,
            "movement.host_weight" => world.settings.movement.host_weight = *value,
            "movement.town_leave" => world.settings.movement.town_leave = *value,
            "movement.idp_camp_weight" => world.settings.movement.idp_camp_weight = *value,
            other => return Err(format!("The test has no setting `{other}`.")),
        }
    }
    Ok(world)
}

/// The small world with what it gives at some values as observations.
fn observed_at(truth: &[f64], seed: u64) -> World {
    let mut base = small();
    for place in [1, 2, 3, 4] {
        for day in (2..25).step_by(3) {
            base.observed.push(Observation {
                day,
                measure: Measure::Present,
                places: vec![PlaceId(place)],
                place: base.places[place as usize].id.clone(),
                value: 0.0,
                interpolated: false,
            });
        }
    }
    let keys = parameters().into_iter().map(|parameter| parameter.key);
    let values: Vec<(String, f64)> = keys.zip(truth.iter().copied()).collect();
    let world = at(&base, &values).unwrap();
    let mut simulation = Simulation::new(&world, seed, 0, Sampling::Sleeping);
    let mut observer = Validating::new(&world);
    while let Some(today) = simulation.step(&mut ()) {
        observer.day(&today);
    }
    let sheet = observer.finish();
    for (row, observation) in base.observed.iter_mut().enumerate() {
        observation.value = sheet.row(row)[0];
    }
    base
}

fn plan(parameters: Vec<Parameter>) -> Plan {
    Plan {
        parameters,
        measure: Measure::Present,
        metric: Metric::of("ard").unwrap(),
        evaluations: 40,
        draws: 100,
        replicates: 1,
        leave_one_out: false,
    }
}

/// Fits worlds, on all days but of those that have a last one.
fn fit_with(
    worlds: &[(World, Option<Day>)],
    plan: &Plan,
    memory: &dyn Memory,
    stop: &AtomicBool,
    seed: u64,
) -> Result<Calibration, Failure> {
    let makers: Vec<_> = worlds
        .iter()
        .map(|(world, _)| |values: &Values| at(world, values))
        .collect();
    let cases: Vec<Case> = worlds
        .iter()
        .zip(&makers)
        .map(|((world, until), make)| Case {
            world,
            make,
            until: *until,
        })
        .collect();
    let around = Surroundings {
        seed,
        memory,
        stop,
        tell: &|_| {},
    };
    calibrate(&cases, plan, around)
}

fn fit(worlds: &[(World, Option<Day>)], plan: &Plan, seed: u64) -> Result<Calibration, Failure> {
    fit_with(worlds, plan, &Forgetful, &AtomicBool::new(false), seed)
}

/// The central 90% of the draws of a parameter.
fn interval(posterior: &Posterior, parameter: usize) -> [f64; 2] {
    let draws: Vec<(f64, f64)> = posterior
        .draws
        .iter()
        .map(|draw| (draw.values[parameter], draw.weight))
        .collect();
    [0.05, 0.95].map(|share| weighted_quantile(&draws, share))
}

#[test]
fn intervals_cover_the_values_that_made_the_data() {
    let fits: Vec<[bool; 2]> = (0..50_u32)
        .into_par_iter()
        .map(|nth| {
            let shares = sobol(nth, 2, 4711);
            let parameters = parameters();
            let truth: Vec<f64> = (0..2).map(|p| parameters[p].at(shares[p])).collect();
            let world = observed_at(&truth, 90_000 + u64::from(nth));
            let fit = fit(&[(world, None)], &plan(parameters), u64::from(nth)).unwrap();
            let posterior = fit.posterior.unwrap();
            [CAMP_WEIGHT, TOWN_LEAVE].map(|p| {
                let [low, high] = interval(&posterior, p);
                (low..=high).contains(&truth[p])
            })
        })
        .collect();
    let covered = [0, 1].map(|p| fits.iter().filter(|fit| fit[p]).count());
    println!("90% intervals that cover, of 50: {covered:?}");
    // Fewer than 40 of 50 has a chance of 1 in 40 for each parameter where intervals cover 90%.
    assert!(covered.iter().all(|&covered| covered >= 40), "{covered:?}");
}

/// A memory that stops the work once it has kept so many pieces more.
struct Interrupting<'s> {
    pieces: Mutex<BTreeMap<u64, Vec<u8>>>,
    left: AtomicUsize,
    stop: &'s AtomicBool,
}

impl Memory for Interrupting<'_> {
    fn recall(&self, piece: u64) -> Option<Vec<u8>> {
        self.pieces.lock().unwrap().get(&piece).cloned()
    }

    fn keep(&self, piece: u64, result: &[u8]) {
        self.pieces.lock().unwrap().insert(piece, result.to_vec());
        if self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.stop.store(true, Ordering::Relaxed);
        }
    }

    fn recall_state(&self, _: u64) -> Option<Vec<u8>> {
        None
    }

    fn keep_state(&self, _: u64, _: &[u8]) {}

    fn forget_state(&self, _: u64) {}
}

/// Two small worlds that the same values made.
fn pair() -> Vec<(World, Option<Day>)> {
    vec![
        (observed_at(&[2.0, 0.3], 11), Some(14)),
        (observed_at(&[2.0, 0.3], 12), None),
    ]
}

fn small_plan() -> Plan {
    Plan {
        evaluations: 20,
        draws: 20,
        leave_one_out: true,
        ..plan(parameters())
    }
}

#[test]
fn neither_interruptions_nor_threads_change_a_bit() {
    let undisturbed = format!("{:?}", fit(&pair(), &small_plan(), 5).unwrap());
    let stop = AtomicBool::new(false);
    let memory = Interrupting {
        pieces: Mutex::default(),
        left: AtomicUsize::new(0),
        stop: &stop,
    };
    let mut interruptions = 0;
    let resumed = loop {
        stop.store(false, Ordering::Relaxed);
        memory.left.store(100, Ordering::Relaxed);
        match fit_with(&pair(), &small_plan(), &memory, &stop, 5) {
            Ok(fit) => break fit,
            Err(failure) => assert!(matches!(failure, Failure::Stopped), "{failure:?}"),
        }
        interruptions += 1;
    };
    assert!(interruptions >= 3, "{interruptions}");
    assert_eq!(format!("{resumed:?}"), undisturbed);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let fit = pool.install(|| fit(&pair(), &small_plan(), 5).unwrap());
        assert_eq!(format!("{fit:?}"), undisturbed, "{threads} threads");
    }
}

#[test]
fn a_suite_is_scored_as_it_stands_fitted_and_left_out() {
    let fit = fit(&pair(), &small_plan(), 5).unwrap();
    let rows: Vec<(Option<usize>, FittedOn, bool)> = fit
        .suite
        .iter()
        .map(|row| (row.case, row.fitted_on, row.after))
        .collect();
    let of = |fitted_on, after| [Some(0), Some(1), None].map(|case| (case, fitted_on, after));
    let expected = [FittedOn::Nothing, FittedOn::All, FittedOn::AllButIt]
        .map(|fitted_on| [of(fitted_on, false), of(fitted_on, true)].concat())
        .concat();
    assert_eq!(rows, expected);
    let value = |case, fitted_on, after| {
        let row = fit
            .suite
            .iter()
            .find(|row| (row.case, row.fitted_on, row.after) == (case, fitted_on, after));
        row.unwrap().value
    };
    assert_eq!(value(None, FittedOn::All, false), fit.score);
    assert!(fit.score < value(None, FittedOn::Nothing, false));
    // Only the first world has days after the fitted ones, and the mean is of what there is.
    assert!(value(Some(1), FittedOn::All, true).is_nan());
    assert_eq!(
        value(Some(0), FittedOn::All, true),
        value(None, FittedOn::All, true)
    );
    for left_out in fit
        .suite
        .iter()
        .filter(|row| row.fitted_on == FittedOn::AllButIt)
    {
        assert_eq!(left_out.values.is_empty(), left_out.case.is_none());
    }
}

#[test]
fn what_the_observations_do_not_tell_apart_stops_before_a_posterior() {
    let alike = |first: &str, second: &str| {
        let both = [first, second].map(|key| parameter(key, 0.5, 4.0)).to_vec();
        let world = observed_at(&[2.0, 0.3], 11);
        match fit(&[(world, None)], &plan(both), 1) {
            Err(Failure::Alike { distinction, .. }) => (distinction.unseen(), distinction.alike),
            other => panic!("{other:?}"),
        }
    };
    let (camp, host) = ("movement.camp_weight", "movement.host_weight");
    assert_eq!(alike(camp, host), (vec![], vec![0, 1]));
    assert_eq!(alike("movement.idp_camp_weight", camp), (vec![0], vec![]));
}

#[test]
fn without_a_posterior_the_best_values_are_found_all_the_same() {
    let both = vec![
        parameter("movement.camp_weight", 0.5, 4.0),
        parameter("movement.host_weight", 0.5, 4.0),
    ];
    let world = observed_at(&[2.0, 0.3], 11);
    let plan = Plan {
        draws: 0,
        ..plan(both)
    };
    let fit = fit(&[(world, None)], &plan, 1).unwrap();
    assert!(fit.posterior.is_none() && fit.distinction.is_none());
    // The candidates of the search, and nothing but them.
    assert!(fit.evaluations <= 40, "{}", fit.evaluations);
    // Only their ratio shows.
    let ratio = fit.best[0] / fit.best[1];
    assert!((1.6..2.4).contains(&ratio), "{ratio}");
}

#[test]
fn nothing_to_fit_to_is_told_with_what_there_is() {
    let world = observed_at(&[2.0, 0.3], 11);
    let told = |measure, until| {
        let plan = Plan {
            measure,
            ..plan(parameters())
        };
        match fit(&[(world.clone(), until)], &plan, 1) {
            Err(Failure::Wrong(told)) => told,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        told(Measure::Abroad, None),
        "There is no observation of `abroad` in `winter` after its first day up to 2020-01-25: it observes present. Name another measure with `--observed`, or a later day with `--until`."
    );
    assert!(
        told(Measure::Present, Some(1))
            .contains("`present` in `winter` after its first day up to 2020-01-02:")
    );
}
