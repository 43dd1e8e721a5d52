//! Which parameters the answer depends on: Morris screening and the indices of Sobol'.
//!
//! Every point is run with the same replicates, so that what differs between two points is the
//! parameters and not chance (common random numbers).

mod morris;
mod output;
mod resample;
mod sobol;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::prelude::*;
use refuge_core::observe::{Evaluation, Index, Sensitivity};

use crate::memory::Forgetful;
use crate::parameter::Parameter;
use crate::replicates::Ensemble;
use crate::study::{MakeWorld, Step, Surroundings};

pub use output::Output;
pub use sobol::{MOST_PARAMETERS, MOST_SAMPLES};

use morris::Morris;
use resample::Estimate;
use sobol::Sobol;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// The settings that are varied: at most [`MOST_PARAMETERS`].
    pub parameters: Vec<Parameter>,
    /// The numbers that are looked at.
    pub outputs: Vec<Output>,
    /// Trajectories of a Morris screening, two or more; none without one.
    pub trajectories: Option<u32>,
    /// Samples for the indices of Sobol', from two to [`MOST_SAMPLES`]; none without them.
    pub samples: Option<u32>,
    /// How often each point is run.
    pub replicates: u32,
}

/// How a study ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Findings {
    /// It was stopped.
    Stopped {
        /// Evaluations that are done.
        done: u64,
        /// Evaluations in all.
        of: u64,
    },
    /// All is done.
    Found(Sensitivity),
}

/// Values of the parameters, and the method that asks for them.
type Point = (&'static str, Vec<f64>);

/// The outputs of a run.
type Run = Vec<f64>;

/// Runs the worlds that the question asks for, side by side, and tells what it finds.
///
/// # Errors
///
/// If there is no world at a point: a sentence that says why.
pub fn sensitivity(
    question: &Question,
    worlds: &MakeWorld<'_>,
    around: &Surroundings<'_>,
) -> Result<Findings, String> {
    let parameters = question.parameters.len();
    let morris = question.trajectories;
    let morris = morris.map(|number| Morris::new(&question.parameters, number, around.seed));
    let sobol = question.samples;
    let sobol = sobol.map(|number| Sobol::new(parameters, number, around.seed));
    let points = points(question, morris.as_ref(), sobol.as_ref());
    let runs = evaluate(question, &points, worlds, around)?;
    if runs.iter().any(Option::is_none) {
        return Ok(stopped(question, &runs, around));
    }
    let runs: Vec<Run> = runs.into_iter().flatten().collect();
    let mut indices = Vec::new();
    if let Some(morris) = &morris {
        let found = morris.indices(&columns(question, &points, &runs, morris::NAME));
        indices.extend(named(question, morris::NAME, &morris::INDICES, &found));
    }
    if let Some(sobol) = &sobol {
        let found = sobol.indices(&columns(question, &points, &runs, sobol::NAME));
        indices.extend(named(question, sobol::NAME, &sobol::INDICES, &found));
    }
    Ok(found(question, points, runs, indices))
}

/// Every point, in the order of the evaluations.
fn points(question: &Question, morris: Option<&Morris>, sobol: Option<&Sobol>) -> Vec<Point> {
    let parameters = &question.parameters;
    let on_grid = |shares: &[f64]| -> Vec<f64> {
        let at = parameters.iter().zip(shares);
        at.map(|(parameter, &share)| parameter.at(share)).collect()
    };
    let evenly = |shares: Vec<f64>| -> Vec<f64> {
        let at = parameters.iter().zip(shares);
        at.map(|(parameter, share)| parameter.evenly(share))
            .collect()
    };
    let screening = morris.into_iter().flat_map(Morris::points);
    let screening = screening.map(|shares| (morris::NAME, on_grid(shares)));
    let design = sobol.into_iter().flat_map(Sobol::points);
    let design = design.map(|shares| (sobol::NAME, evenly(shares)));
    screening.chain(design).collect()
}

/// The run at every point; nothing where it was stopped before.
fn evaluate(
    question: &Question,
    points: &[Point],
    worlds: &MakeWorld<'_>,
    around: &Surroundings<'_>,
) -> Result<Vec<Option<Run>>, String> {
    let (done, failed) = (AtomicU64::new(0), AtomicBool::new(false));
    let at = |(piece, (method, values)): (usize, &Point)| {
        if around.is_stopped() || failed.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let run = run(question, piece as u64, values, worlds, around);
        failed.fetch_or(run.is_err(), Ordering::Relaxed);
        if let Ok(Some(_)) = run {
            (around.tell)(Step {
                done: done.fetch_add(1, Ordering::Relaxed) + 1,
                of: points.len() as u64,
                stage: (*method).to_owned(),
            });
        }
        run
    };
    let runs: Vec<Result<Option<Run>, String>> = points.par_iter().enumerate().map(at).collect();
    runs.into_iter().collect()
}

fn run(
    question: &Question,
    piece: u64,
    values: &[f64],
    worlds: &MakeWorld<'_>,
    around: &Surroundings<'_>,
) -> Result<Option<Run>, String> {
    if let Some(known) = recall(question, piece, around) {
        return Ok(Some(known));
    }
    let keys = question.parameters.iter().map(|parameter| &parameter.key);
    let values: Vec<(String, f64)> = keys.cloned().zip(values.iter().copied()).collect();
    let world = worlds(&values).map_err(|sentence| {
        let at = values.iter().map(|(key, value)| format!("{key}={value}"));
        let at: Vec<String> = at.collect();
        format!("There is no world at {}: {sentence}", at.join(", "))
    })?;
    let by_itself = Surroundings {
        memory: &Forgetful,
        tell: &|_| {},
        ..*around
    };
    let outcome = Ensemble::new(&world, question.replicates).run(&by_itself)?;
    if outcome.interrupted {
        return Ok(None);
    }
    let last = world.calendar.days() - 1;
    let outputs = question.outputs.iter();
    let run: Run = outputs
        .map(|output| output.of(&outcome.results, last))
        .collect();
    let kept = postcard::to_allocvec(&run).map_err(|error| error.to_string())?;
    around.memory.keep(piece, &kept);
    Ok(Some(run))
}

/// The run of an earlier attempt, if it is as one of this question.
fn recall(question: &Question, piece: u64, around: &Surroundings<'_>) -> Option<Run> {
    let kept = around.memory.recall(piece)?;
    let run: Run = postcard::from_bytes(&kept).ok()?;
    (run.len() == question.outputs.len()).then_some(run)
}

/// How far a study has come that was stopped, with what an earlier attempt had done.
fn stopped(question: &Question, runs: &[Option<Run>], around: &Surroundings<'_>) -> Findings {
    let pieces = (0..).zip(runs);
    let done =
        pieces.filter(|(piece, run)| run.is_some() || recall(question, *piece, around).is_some());
    Findings::Stopped {
        done: done.count() as u64,
        of: runs.len() as u64,
    }
}

/// Each output at the points of a method.
fn columns(question: &Question, points: &[Point], runs: &[Run], method: &str) -> Vec<Vec<f64>> {
    let of = |output: usize| {
        let runs = points.iter().zip(runs).filter(|((of, _), _)| *of == method);
        runs.map(|(_, run)| run[output]).collect()
    };
    (0..question.outputs.len()).map(of).collect()
}

/// Estimates by output, parameter and index, each with what it is.
fn named<'f>(
    question: &Question,
    method: &'static str,
    names: &'f [&'static str],
    found: &'f [Estimate],
) -> impl Iterator<Item = Index> + 'f {
    let parameters = question.parameters.len();
    found.iter().enumerate().map(move |(at, estimate)| Index {
        method,
        output: at / names.len() / parameters,
        parameter: at / names.len() % parameters,
        name: names[at % names.len()],
        value: estimate.value,
        interval: estimate.interval,
    })
}

fn found(question: &Question, points: Vec<Point>, runs: Vec<Run>, indices: Vec<Index>) -> Findings {
    let evaluations = points.into_iter().zip(runs);
    let evaluations = evaluations.map(|((method, values), run)| Evaluation {
        method,
        values,
        outputs: run,
    });
    let keys = question
        .parameters
        .iter()
        .map(|parameter| parameter.key.clone());
    let outputs = question
        .outputs
        .iter()
        .map(|output| output.name().to_owned());
    Findings::Found(Sensitivity {
        parameters: keys.collect(),
        outputs: outputs.collect(),
        indices,
        evaluations: evaluations.collect(),
    })
}
