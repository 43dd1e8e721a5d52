//! A study of a small world: whole, stopped, and taken up again.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use refuge_core::observe::Sensitivity;
use refuge_core::{World, synthetic};

use super::{Findings, Output, Question, sensitivity};
use crate::memory::{Forgetful, Memory};
use crate::parameter::Parameter;
use crate::study::{Surroundings, Values};

fn question(world: &World) -> Question {
    let parameter = |key: &str, low, high, whole| Parameter {
        key: key.to_owned(),
        low,
        high,
        whole,
    };
    Question {
        parameters: vec![
            parameter("movement.town_leave", 0.05, 0.6, false),
            parameter("observe.flow_days", 1.0, 7.0, true),
        ],
        outputs: Output::usual(world),
        trajectories: Some(4),
        samples: Some(8),
        replicates: 2,
    }
}

/// Four trajectories of three points, and eight samples of four.
const ALL: u64 = 4 * 3 + 8 * 4;

fn base() -> World {
    synthetic::world(3_000, 20, 8)
}

/// The world at some settings, with a count of how many were asked for.
fn at(values: &Values, made: &AtomicU32) -> World {
    made.fetch_add(1, Ordering::Relaxed);
    let mut world = base();
    world.settings.movement.town_leave = values[0].1;
    world.settings.observe.flow_days = values[1].1 as u32;
    world
}

/// Studies it, and stops after some evaluations.
fn study(memory: &dyn Memory, stop_after: u64, made: &AtomicU32) -> Findings {
    let stop = AtomicBool::new(false);
    let around = Surroundings {
        seed: 3,
        memory,
        stop: &stop,
        tell: &|step| {
            assert_eq!(step.of, ALL);
            stop.fetch_or(step.done >= stop_after, Ordering::Relaxed);
        },
    };
    sensitivity(&question(&base()), &|values| Ok(at(values, made)), &around).unwrap()
}

fn whole(findings: Findings) -> Sensitivity {
    match findings {
        Findings::Found(sensitivity) => sensitivity,
        Findings::Stopped { done, of } => panic!("stopped after {done} of {of}"),
    }
}

fn undisturbed() -> Sensitivity {
    whole(study(&Forgetful, u64::MAX, &AtomicU32::new(0)))
}

/// Remembers in a map.
#[derive(Default)]
struct Notes(Mutex<BTreeMap<u64, Vec<u8>>>);

impl Memory for Notes {
    fn recall(&self, piece: u64) -> Option<Vec<u8>> {
        self.0.lock().unwrap().get(&piece).cloned()
    }

    fn keep(&self, piece: u64, result: &[u8]) {
        self.0.lock().unwrap().insert(piece, result.to_vec());
    }

    fn recall_state(&self, _: u64) -> Option<Vec<u8>> {
        None
    }

    fn keep_state(&self, _: u64, _: &[u8]) {}

    fn forget_state(&self, _: u64) {}
}

#[test]
fn a_parameter_that_does_nothing_has_no_effect_and_another_has() {
    let found = undisturbed();
    assert_eq!(found.evaluations.len(), ALL as usize);
    assert_eq!(found.indices.len(), 5 * 2 * (3 + 2));
    let of = |output: &str, parameter, name| {
        let output = found
            .outputs
            .iter()
            .position(|known| known == output)
            .unwrap();
        let mut indices = found.indices.iter();
        let index = indices
            .find(|index| (index.output, index.parameter, index.name) == (output, parameter, name));
        index.unwrap().value
    };
    for nothing in ["mu", "mu_star", "sigma", "first", "total"] {
        assert_eq!(of("in_camps", 1, nothing), 0.0);
    }
    assert!(of("in_camps", 0, "mu_star") > 0.0);
    assert!(of("in_camps", 0, "total") > 0.5);
    assert!(
        of("returned", 0, "total").is_nan(),
        "nobody returns in any run"
    );
    let days: Vec<f64> = found.evaluations.iter().map(|run| run.values[1]).collect();
    assert!(
        days.iter()
            .all(|day| day.fract() == 0.0 && (1.0..=7.0).contains(day))
    );
}

#[test]
fn threads_do_not_matter() {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        format!("{:?}", pool.unwrap().install(undisturbed))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn a_study_that_was_stopped_goes_on_where_it_stopped() {
    let (notes, made) = (Notes::default(), AtomicU32::new(0));
    match study(&notes, 13, &made) {
        Findings::Stopped { done, of } => {
            assert_eq!(of, ALL);
            assert!((13..30).contains(&done), "{done}");
            assert_eq!(notes.0.lock().unwrap().len() as u64, done);
        }
        Findings::Found(_) => panic!("it was not stopped"),
    }
    let resumed = whole(study(&notes, u64::MAX, &made));
    assert_eq!(format!("{resumed:?}"), format!("{:?}", undisturbed()));
    // A world that was made when the stop came is made again.
    assert!(u64::from(made.into_inner()) < ALL + 13);
}

#[test]
fn a_point_without_a_world_ends_the_study_with_a_sentence() {
    let around = Surroundings {
        seed: 3,
        memory: &Forgetful,
        stop: &AtomicBool::new(false),
        tell: &|_| {},
    };
    let none = |values: &Values| match values[1].1 {
        7.0 => Err("Seven is too many.".to_owned()),
        _ => Ok(at(values, &AtomicU32::new(0))),
    };
    let said = sensitivity(&question(&base()), &none, &around).unwrap_err();
    assert!(
        said.starts_with("There is no world at movement.town_leave="),
        "{said}"
    );
    assert!(
        said.ends_with(", observe.flow_days=7: Seven is too many."),
        "{said}"
    );
}
