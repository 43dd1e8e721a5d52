//! Tests of comparisons of made-up worlds.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use refuge_core::synthetic;
use refuge_core::uncertain::{Distribution, Uncertain};
use refuge_core::world::Measure;

use super::*;
use crate::memory::{Forgetful, Memory};

fn surroundings<'a>(memory: &'a dyn Memory, stop: &'a AtomicBool) -> Surroundings<'a> {
    Surroundings {
        seed: 4,
        memory,
        stop,
        tell: &|_| {},
    }
}

fn branches<'a>(worlds: &'a [(&'a str, World)], make: &'a MakeWorld<'a>) -> Vec<Branch<'a>> {
    let branch = |(name, world): &'a (&'a str, World)| Branch {
        name,
        world,
        worlds: make,
    };
    worlds.iter().map(branch).collect()
}

fn unmade(_: &crate::Values) -> Result<World, String> {
    Err("There is none.".to_owned())
}

fn compared(worlds: &[(&str, World)], replicates: u32) -> Comparison {
    let stop = AtomicBool::new(false);
    compare(
        &branches(worlds, &unmade),
        replicates,
        &surroundings(&Forgetful, &stop),
    )
    .unwrap()
}

/// A world and the same with camps that draw more.
fn with_drawing_camps() -> [(&'static str, World); 2] {
    let plain = synthetic::world(20_000, 40, 12);
    let mut drawing = plain.clone();
    drawing.settings.movement.camp_weight = 4.0;
    [("plain", plain), ("drawing", drawing)]
}

fn on_the_last_day(comparison: &Comparison, measure: Measure) -> &Contrast {
    let mut rows = comparison.rows.iter();
    rows.rfind(|row| row.measure == measure).unwrap()
}

#[test]
fn a_branch_is_the_same_as_itself() {
    let [(_, plain), _] = with_drawing_camps();
    let comparison = compared(&[("one", plain.clone()), ("two", plain)], 5);
    assert_eq!(comparison.branches, ["one", "two"]);
    assert_eq!(comparison.rows.len(), 12 * (11 + 2 * 40));
    for row in &comparison.rows {
        let [difference] = row.differences[..] else {
            panic!("one later branch")
        };
        assert_eq!(row.means[0], row.means[1]);
        assert_eq!((difference.mean, difference.quantiles), (0.0, [0.0; 3]));
        let saved = difference.variance_saved;
        assert!(saved == 1.0 || saved.is_nan());
    }
    let varies = comparison
        .rows
        .iter()
        .filter(|row| !row.differences[0].variance_saved.is_nan());
    assert!(varies.count() > 100);
}

#[test]
fn pairing_narrows_the_difference_of_a_policy() {
    let comparison = compared(&with_drawing_camps(), 12);
    let in_camps = on_the_last_day(&comparison, Measure::InCamps);
    let difference = in_camps.differences[0];
    let between = in_camps.means[1] - in_camps.means[0];
    assert!((difference.mean - between).abs() < 1e-9);
    let [low, _, high] = difference.quantiles;
    assert!(
        low > 0.0,
        "camps that draw more have more people: {difference:?}"
    );
    assert!(high - low < difference.unpaired[1] - difference.unpaired[0]);
    assert!(difference.variance_saved > 0.0);
}

#[test]
fn threads_do_not_matter() {
    let worlds = with_drawing_camps();
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        format!("{:?}", pool.install(|| compared(&worlds, 5)))
    };
    assert_eq!(on(1), on(3));
}

/// Remembers in memory, and stops the work once so many pieces are kept.
struct Notebook<'a> {
    kept: Mutex<BTreeMap<u64, Vec<u8>>>,
    stop: &'a AtomicBool,
    enough: usize,
}

impl Memory for Notebook<'_> {
    fn recall(&self, piece: u64) -> Option<Vec<u8>> {
        self.kept.lock().unwrap().get(&piece).cloned()
    }

    fn keep(&self, piece: u64, result: &[u8]) {
        let mut kept = self.kept.lock().unwrap();
        assert!(kept.insert(piece, result.to_vec()).is_none(), "done twice");
        if kept.len() >= self.enough {
            self.stop.store(true, Ordering::Relaxed);
        }
    }

    fn recall_state(&self, _: u64) -> Option<Vec<u8>> {
        None
    }

    fn keep_state(&self, _: u64, _: &[u8]) {}

    fn forget_state(&self, _: u64) {}
}

#[test]
fn what_was_stopped_is_complete_as_far_as_it_goes_and_goes_on() {
    let worlds = with_drawing_camps();
    let stop = AtomicBool::new(false);
    let mut notebook = Notebook {
        kept: Mutex::default(),
        stop: &stop,
        enough: 5,
    };
    let part = compare(
        &branches(&worlds, &unmade),
        6,
        &surroundings(&notebook, &stop),
    )
    .unwrap();
    assert!(part.replicates < 6);
    let expected = compared(&worlds, part.replicates);
    if part.replicates > 0 {
        assert_eq!(format!("{part:?}"), format!("{expected:?}"));
    }
    stop.store(false, Ordering::Relaxed);
    notebook.enough = usize::MAX;
    let whole = compare(
        &branches(&worlds, &unmade),
        6,
        &surroundings(&notebook, &stop),
    )
    .unwrap();
    assert_eq!(format!("{whole:?}"), format!("{:?}", compared(&worlds, 6)));
    let pieces: Vec<u64> = notebook.kept.into_inner().unwrap().into_keys().collect();
    let expected = (0..2u64).flat_map(|branch| (0..6).map(move |k| (branch << 32) + k));
    assert_eq!(pieces, expected.collect::<Vec<_>>());
}

#[test]
fn branches_share_the_draws_of_uncertain_settings() {
    let mut plain = synthetic::world(5_000, 20, 8);
    plain.uncertain = vec![Uncertain {
        key: "movement.camp_leave",
        distribution: Distribution::Uniform {
            low: 0.0,
            high: 0.9,
        },
    }];
    let asked = Mutex::new(Vec::new());
    let make = |values: &crate::Values| {
        asked.lock().unwrap().push(values[0].1.to_bits());
        let mut world = plain.clone();
        world.settings.movement.camp_leave = values[0].1;
        Ok(world)
    };
    let worlds = [("one", plain.clone()), ("two", plain.clone())];
    let stop = AtomicBool::new(false);
    let comparison = compare(
        &branches(&worlds, &make),
        6,
        &surroundings(&Forgetful, &stop),
    )
    .unwrap();
    assert!(
        comparison
            .rows
            .iter()
            .all(|row| row.differences[0].mean == 0.0)
    );
    let mut asked = asked.into_inner().unwrap();
    asked.sort_unstable();
    assert_eq!(asked.len(), 12);
    asked.dedup();
    assert_eq!(
        asked.len(),
        3,
        "two replicates of two branches share each draw"
    );
    let wrong = compare(
        &branches(&worlds, &unmade),
        6,
        &surroundings(&Forgetful, &stop),
    );
    let wrong = wrong.unwrap_err();
    assert!(
        wrong.starts_with("Branch `one`: Replicate 0 drew movement.camp_leave=0."),
        "{wrong}"
    );
    assert!(
        wrong.ends_with("at which there is no world: There is none."),
        "{wrong}"
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let stop = AtomicBool::new(false);
    let around = surroundings(&Forgetful, &stop);
    let wrong =
        |worlds: &[(&str, World)]| compare(&branches(worlds, &unmade), 2, &around).unwrap_err();
    let [plain, _] = with_drawing_camps();
    assert_eq!(wrong(std::slice::from_ref(&plain)), TOO_FEW);
    assert_eq!(
        wrong(&[plain, ("short", synthetic::world(20_000, 40, 11))]),
        "The branches `plain` and `short` cannot be compared, since they differ in days or places."
    );
}
