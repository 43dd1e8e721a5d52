//! Tests of ensembles on synthetic worlds.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32};

use refuge_core::synthetic;
use refuge_core::uncertain::{Distribution, Uncertain};

use super::*;
use crate::memory::{Forgetful, Memory};

fn surroundings<'a>(memory: &'a dyn Memory, stop: &'a AtomicBool) -> Surroundings<'a> {
    Surroundings {
        seed: 3,
        memory,
        stop,
        tell: &|_| {},
    }
}

fn run(ensemble: &Ensemble<'_>) -> Outcome {
    let stop = AtomicBool::new(false);
    ensemble.run(&surroundings(&Forgetful, &stop)).unwrap()
}

/// A memory in memory.
#[derive(Default)]
struct Noted {
    pieces: Mutex<BTreeMap<u64, Vec<u8>>>,
    states: Mutex<BTreeMap<u64, Vec<u8>>>,
}

impl Memory for Noted {
    fn recall(&self, piece: u64) -> Option<Vec<u8>> {
        self.pieces.lock().unwrap().get(&piece).cloned()
    }

    fn keep(&self, piece: u64, result: &[u8]) {
        self.pieces.lock().unwrap().insert(piece, result.to_vec());
    }

    fn recall_state(&self, piece: u64) -> Option<Vec<u8>> {
        self.states.lock().unwrap().get(&piece).cloned()
    }

    fn keep_state(&self, piece: u64, state: &[u8]) {
        self.states.lock().unwrap().insert(piece, state.to_vec());
    }

    fn forget_state(&self, piece: u64) {
        self.states.lock().unwrap().remove(&piece);
    }
}

#[test]
fn a_run_has_every_sheet_and_conserves_people() {
    let world = synthetic::world(20_000, 60, 20);
    let outcome = run(&Ensemble::new(&world, 1));
    assert!(!outcome.interrupted);
    assert_eq!(outcome.results.estimates.len(), 9);
    assert_eq!(outcome.persons, outcome.households);
    let totals = outcome.results.estimate("totals").unwrap();
    let last = totals.mean.row(19);
    assert_eq!(
        last[2] + last[3] + last[4] + last[7],
        outcome.persons as f64
    );
}

#[test]
fn persons_and_households_are_means_over_replicates() {
    let mut world = synthetic::world(20_000, 60, 20);
    world.settings.people.household_size = 4.0;
    let (first, all) = (
        run(&Ensemble::new(&world, 1)),
        run(&Ensemble::new(&world, 5)),
    );
    let origins = all.results.estimate("origins").unwrap();
    assert_eq!(
        all.persons as f64,
        origins.mean.values.iter().sum::<f64>().round()
    );
    assert_ne!(first.households, all.households);
}

#[test]
fn threads_do_not_matter() {
    let world = synthetic::world(30_000, 60, 15);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let outcome = pool.unwrap().install(|| run(&Ensemble::new(&world, 5)));
        format!("{:?}", outcome.results)
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn a_replicate_is_the_same_whatever_their_number() {
    let world = synthetic::world(2_000, 30, 10);
    let each = |replicates| {
        let ensemble = Ensemble {
            each: true,
            ..Ensemble::new(&world, replicates)
        };
        run(&ensemble).results.each
    };
    let (few, many) = (each(10), each(23));
    assert_eq!(few[7], many[7]);
    assert_ne!(few[7], few[8]);
    assert_eq!(many.len(), 23);
}

const MOST: u32 = crate::sample::MOST_EXACT as u32;

#[test]
fn beyond_the_most_exact_means_go_on_and_quantiles_stay_near() {
    let world = synthetic::world(500, 12, 4);
    let ensemble = Ensemble {
        each: true,
        ..Ensemble::new(&world, MOST + 40)
    };
    let results = run(&ensemble).results;
    let totals = results.estimate("totals").unwrap();
    let mut present: Vec<f64> = results.each.iter().map(|sheet| sheet.row(3)[2]).collect();
    let mean = present.iter().sum::<f64>() / f64::from(MOST + 40);
    assert_eq!(totals.mean.row(3)[2], mean);
    present.sort_unstable_by(f64::total_cmp);
    let width = totals.mean.schema.columns.len();
    let middle = totals.quantiles[3 * width + 2][1];
    let exact = crate::quantile::quantile(&present, 0.5);
    assert!(
        (middle - exact).abs() <= 0.01 * exact + 1.0,
        "{middle} {exact}"
    );
}

#[test]
fn what_was_complete_is_recalled_and_changes_nothing() {
    let world = synthetic::world(2_000, 30, 10);
    let (noted, stop) = (Noted::default(), AtomicBool::new(false));
    let ensemble = Ensemble::new(&world, 6);
    let whole = ensemble.run(&surroundings(&noted, &stop)).unwrap();
    assert_eq!(noted.pieces.lock().unwrap().len(), 6);
    noted
        .pieces
        .lock()
        .unwrap()
        .retain(|piece, _| [0, 1, 4].contains(piece));
    noted.keep(1, b"damaged");
    let told = Mutex::new(Vec::new());
    let again = ensemble
        .run(&Surroundings {
            tell: &|step| told.lock().unwrap().push(step),
            ..surroundings(&noted, &stop)
        })
        .unwrap();
    assert_eq!(
        format!("{:?}", whole.results),
        format!("{:?}", again.results)
    );
    let told = told.into_inner().unwrap();
    assert_eq!(told.len(), 2 + 4 * 10);
    assert!(told.iter().all(|step| step.of == 60));
    assert!(told.iter().any(|step| step.done == 60));
}

#[test]
fn a_stopped_run_says_so_and_has_no_results() {
    let world = synthetic::world(1_000, 30, 10);
    let stop = AtomicBool::new(true);
    let ensemble = Ensemble::new(&world, 2);
    let outcome = ensemble.run(&surroundings(&Forgetful, &stop)).unwrap();
    assert!(outcome.interrupted && outcome.results.estimates.is_empty());
    assert_eq!(outcome.replicates_done, 0);
}

#[test]
fn a_stop_keeps_the_replicates_that_are_complete() {
    let world = synthetic::world(1_000, 30, 10);
    let (stop, days) = (AtomicBool::new(false), AtomicU32::new(0));
    let tell = |_| {
        if days.fetch_add(1, Ordering::Relaxed) == 205 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let ensemble = Ensemble::new(&world, 100_000);
    let around = Surroundings {
        tell: &tell,
        ..surroundings(&Forgetful, &stop)
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    let outcome = pool.unwrap().install(|| ensemble.run(&around)).unwrap();
    assert!(outcome.interrupted);
    let done = outcome.replicates_done;
    assert!((10..=20).contains(&done), "{done}");
    let complete = run(&Ensemble::new(&world, done));
    assert_eq!(
        format!("{:?}", outcome.results),
        format!("{:?}", complete.results)
    );
}

#[test]
fn a_run_goes_on_from_its_last_state() {
    let world = synthetic::world(3_000, 30, 20);
    let ensemble = Ensemble {
        checkpoint_every: Some(4),
        ..Ensemble::new(&world, 1)
    };
    let whole = run(&ensemble);
    let noted = Noted::default();
    for (stop_after, begins, ends) in [(6, 0, 6), (3, 6, 9), (99, 9, 20)] {
        let (stop, told) = (AtomicBool::new(false), Mutex::new(Vec::new()));
        let tell = |step: Step| {
            let mut told = told.lock().unwrap();
            told.push(step.done);
            let recalled = usize::from(begins > 0);
            stop.store(told.len() == stop_after + recalled, Ordering::Relaxed);
        };
        let around = Surroundings {
            tell: &tell,
            ..surroundings(&noted, &stop)
        };
        let outcome = ensemble.run(&around).unwrap();
        assert_eq!(u64::from(outcome.days_done), ends);
        let told = told.into_inner().unwrap();
        assert_eq!(told[0], begins.max(1));
        assert_eq!(told[told.len() - 1], ends);
        assert_eq!(noted.states.lock().unwrap().len(), usize::from(ends < 20));
        if ends == 20 {
            assert_eq!(
                format!("{:?}", outcome.results),
                format!("{:?}", whole.results)
            );
        }
    }
}

#[test]
fn a_killed_run_goes_on_from_its_last_checkpoint() {
    let world = synthetic::world(3_000, 30, 20);
    let ensemble = Ensemble {
        checkpoint_every: Some(6),
        ..Ensemble::new(&world, 1)
    };
    let (noted, stop) = (Noted::default(), AtomicBool::new(false));
    let whole = ensemble.run(&surroundings(&noted, &stop)).unwrap();
    // As if it had been killed before it was complete, in turn with a state that is whole and damaged.
    for damaged in [false, true] {
        let kept = Noted::default();
        let half = Mutex::new(None);
        let tell = |step: Step| {
            if step.done == 17 {
                *half.lock().unwrap() = kept.recall_state(0);
            }
        };
        let around = Surroundings {
            tell: &tell,
            ..surroundings(&kept, &stop)
        };
        ensemble.run(&around).unwrap();
        let mut state = half.into_inner().unwrap().unwrap();
        if damaged {
            state.truncate(state.len() / 2);
        }
        kept.pieces.lock().unwrap().clear();
        kept.keep_state(0, &state);
        let first = Mutex::new(None);
        let tell = |step: Step| {
            first.lock().unwrap().get_or_insert(step.done);
        };
        let around = Surroundings {
            tell: &tell,
            ..surroundings(&kept, &stop)
        };
        let again = ensemble.run(&around).unwrap();
        assert_eq!(
            format!("{:?}", again.results),
            format!("{:?}", whole.results)
        );
        let begun = first.into_inner().unwrap();
        assert_eq!(begun, Some(if damaged { 1 } else { 12 }));
    }
}

fn uncertain_world() -> World {
    let mut world = synthetic::world(20_000, 30, 10);
    world.uncertain = vec![Uncertain {
        key: "movement.camp_leave",
        distribution: Distribution::Uniform {
            low: 0.0,
            high: 0.9,
        },
    }];
    world
}

#[test]
fn uncertain_settings_are_drawn_for_pairs_and_their_part_is_told() {
    let world = uncertain_world();
    let worlds = |values: &crate::Values| {
        let mut at = world.clone();
        at.settings.movement.camp_leave = values[0].1;
        Ok(at)
    };
    let ensemble = Ensemble {
        worlds: Some(&worlds),
        ..Ensemble::new(&world, 21)
    };
    let results = run(&ensemble).results;
    assert_eq!(results.drawn.len(), 21);
    assert_eq!(results.drawn[6].value, results.drawn[7].value);
    let in_transit = results
        .spreads
        .iter()
        .find(|of| (of.day, of.measure) == (5, "in_transit"))
        .unwrap()
        .spread;
    // Ten pairs: the last replicate has none.
    assert!(
        in_transit.sd_settings > in_transit.sd_noise,
        "{in_transit:?}"
    );
    assert!(results.spreads.is_sorted_by_key(|of| of.day));
    let present = results.spreads.iter().filter(|of| of.place.is_some());
    assert_eq!(present.count(), 300);
}

#[test]
fn a_draw_without_a_world_ends_the_run_with_its_values() {
    let world = uncertain_world();
    let ensemble = Ensemble {
        worlds: Some(&|_| Err("The town is gone.".to_owned())),
        ..Ensemble::new(&world, 1)
    };
    let stop = AtomicBool::new(false);
    let sentence = ensemble.run(&surroundings(&Forgetful, &stop)).unwrap_err();
    assert!(
        sentence.starts_with("Replicate 0 drew movement.camp_leave=0."),
        "{sentence}"
    );
    assert!(
        sentence.ends_with("at which there is no world: The town is gone."),
        "{sentence}"
    );
}

#[test]
fn a_step_says_where_it_is() {
    let world = synthetic::world(1_000, 30, 1);
    let said = Mutex::new(Vec::new());
    let stop = AtomicBool::new(false);
    let around = Surroundings {
        tell: &|step| said.lock().unwrap().push(step.stage),
        ..surroundings(&Forgetful, &stop)
    };
    Ensemble::new(&world, 1).run(&around).unwrap();
    Ensemble::new(&world, 2).run(&around).unwrap();
    let said = said.into_inner().unwrap();
    assert!(said[0].starts_with("day 1 of 1, "), "{said:?}");
    assert!(said[0].ends_with(" displaced so far"), "{said:?}");
    assert!(
        said[1..]
            .iter()
            .any(|words| words.starts_with("replicate 2 of 2, ")),
        "{said:?}"
    );
}

#[test]
fn large_numbers_are_grouped() {
    let words = [0, 999, 1_000, 12_345_678].map(grouped);
    assert_eq!(words, ["0", "999", "1,000", "12,345,678"]);
}
