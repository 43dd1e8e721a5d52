//! The flagship from its files to its files, and the parts of that: loading, running, writing.
#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(
    clippy::unwrap_used,
    reason = "a bench that cannot be set up should stop"
)]

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use criterion::{Criterion, criterion_group, criterion_main};
use refuge_analysis::{Ensemble, Forgetful, Outcome, Surroundings};
use refuge_report::{Machine, Provenance, Target, Wanted};
use refuge_scenario::{Options, Scenario};

fn scenario() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/idlib-2020")
}

fn load(set: &[&str]) -> Scenario {
    let set = set.iter().map(|&change| change.to_owned()).collect();
    refuge_scenario::load(
        &scenario(),
        &Options {
            set,
            ..Options::default()
        },
    )
    .unwrap()
}

fn run(scenario: &Scenario) -> Outcome {
    let around = Surroundings {
        seed: 2020,
        memory: &Forgetful,
        stop: &AtomicBool::new(false),
        tell: &|_| {},
    };
    Ensemble::new(&scenario.world, 1).run(&around).unwrap()
}

fn write(scenario: &Scenario, outcome: &Outcome, folder: &Path) -> usize {
    let run = Provenance {
        scenario: scenario.world.name.clone(),
        scenario_hash: scenario.hash.clone(),
        branch: None,
        branch_title: None,
        what_if: false,
        changes: Vec::new(),
        seed: 2020,
        replicates: 1,
        replicates_asked: 1,
        quantiles: "exact",
        persons: outcome.persons,
        households: outcome.households,
        machine: Machine {
            os: String::new(),
            arch: String::new(),
            threads: rayon::current_num_threads(),
        },
        wall_s: 0.0,
        stages: outcome.stages.clone(),
    };
    let target = Target {
        force: true,
        ..Target::new(folder)
    };
    refuge_report::write(
        &target,
        &scenario.world,
        &outcome.results,
        &run,
        &Wanted::NOTHING,
    )
    .unwrap()
    .files
    .len()
}

fn parts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("flagship");
    group.sample_size(10);
    group.bench_function("load", |bencher| bencher.iter(|| load(&[])));
    let households = load(&[]);
    group.bench_function("run, households", |bencher| {
        bencher.iter(|| run(&households));
    });
    let persons = load(&["people.household_size=1"]);
    group.bench_function("run, every person an agent", |bencher| {
        bencher.iter(|| run(&persons));
    });
    let outcome = run(&households);
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out");
    group.bench_function("write", |bencher| {
        bencher.iter(|| write(&households, &outcome, &target));
    });
    group.bench_function("all of it, every person an agent", |bencher| {
        bencher.iter(|| {
            let scenario = load(&["people.household_size=1"]);
            write(&scenario, &run(&scenario), &target)
        });
    });
    group.finish();
}

criterion_group!(flagship, parts);
criterion_main!(flagship);
