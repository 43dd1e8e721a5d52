//! The search for the best values: points spread evenly over the ranges, then CMA-ES from the best of them.
//!
//! CMA-ES: Hansen 2016, "The CMA Evolution Strategy: A Tutorial", arXiv:1604.00772. It works in the
//! unit cube; a point outside is mirrored at the bound that it crossed.

use std::sync::OnceLock;

use cmaes::{CMAESOptions, DVector, ParallelObjectiveFunction};
use rayon::prelude::*;

use super::Failure;
use super::evaluate::Evaluator;

/// The first step of CMA-ES, as a share of the ranges.
const FIRST_STEP: f64 = 0.2;

/// A search ends where its steps are smaller than this share of the ranges.
const SMALLEST_STEP: f64 = 1e-3;

/// Searches begin at least this share of a range apart.
const APART: f64 = 0.2;

/// The most points that Sobol's sequence has.
const LONGEST_SEQUENCE: u32 = 1 << 16;

/// A point that was evaluated: shares of the ranges, and the score of each scenario.
#[derive(Clone, Debug)]
pub(super) struct Tried {
    pub(super) shares: Vec<f64>,
    pub(super) scores: Vec<f64>,
}

/// The best point of a search.
#[derive(Clone, Debug)]
pub(super) struct Best {
    pub(super) shares: Vec<f64>,
    /// The mean score over the scenarios searched for.
    pub(super) score: f64,
}

/// A point of Sobol's sequence, scrambled by a seed.
pub(super) fn sobol(index: u32, parameters: usize, seed: u64) -> Vec<f64> {
    let scramble = (seed ^ (seed >> 32)) as u32;
    let coordinate =
        |dimension| sobol_burley::sample(index % LONGEST_SEQUENCE, dimension, scramble);
    (0..parameters as u32)
        .map(|dimension| f64::from(coordinate(dimension)))
        .collect()
}

/// Evaluates points that are spread evenly over the ranges.
pub(super) fn pool(on: &Evaluator<'_>, points: u32) -> Result<Vec<Tried>, Failure> {
    let cases: Vec<usize> = (0..on.cases.len()).collect();
    let evaluate = |index| {
        let shares = sobol(index, on.parameters.len(), on.around.seed);
        let scores = on.scores(&cases, &shares)?;
        on.step(|| "search over the whole ranges".to_owned());
        Ok(Tried { shares, scores })
    };
    (0..points).into_par_iter().map(evaluate).collect()
}

/// Searches for the best point over some scenarios, from the best points of the pool on, with at most
/// `budget` evaluations. Where one search has ended and evaluations are left, the next begins at the best
/// point far from all before.
pub(super) fn search(
    on: &Evaluator<'_>,
    cases: &[usize],
    pool: &[Tried],
    budget: u64,
) -> Result<Best, Failure> {
    let mut starts: Vec<Best> = pool
        .iter()
        .map(|tried| Best {
            shares: tried.shares.clone(),
            score: mean(cases.iter().map(|&case| tried.scores[case])),
        })
        .collect();
    starts.sort_by(|a, b| a.score.total_cmp(&b.score));
    let mut best = starts.first().cloned().ok_or_else(Failure::no_score)?;
    let mut seen: Vec<Vec<f64>> = Vec::new();
    let mut left = budget;
    for (nth, start) in starts.into_iter().enumerate() {
        if seen
            .iter()
            .any(|other| distance(other, &start.shares) < APART)
        {
            continue;
        }
        let (found, used) = descend(on, cases, &start, left, nth as u64)?;
        seen.extend([start.shares, found.shares.clone()]);
        if found.score < best.score {
            best = found;
        }
        left -= used;
        if used == 0 {
            break;
        }
    }
    on.progress.spare(left);
    if best.score.is_finite() {
        Ok(best)
    } else {
        Err(Failure::no_score())
    }
}

/// One search by CMA-ES, and how many evaluations it took.
fn descend(
    on: &Evaluator<'_>,
    cases: &[usize],
    start: &Best,
    budget: u64,
    nth: u64,
) -> Result<(Best, u64), Failure> {
    let objective = Objective {
        on,
        cases,
        failure: OnceLock::new(),
        best: start.score,
    };
    let options = CMAESOptions::new(start.shares.clone(), FIRST_STEP)
        .tol_x(SMALLEST_STEP)
        .tol_fun(1e-6)
        .seed(on.around.seed.wrapping_add(nth));
    let population = options.population_size as u64;
    let Ok(mut search) = options.build(&objective) else {
        return Ok((start.clone(), 0));
    };
    let mut used = 0;
    while used + population <= budget {
        used += population;
        let ended = search.next_parallel();
        if let Some(failure) = objective.failure.get() {
            return Err(failure.clone());
        }
        if ended.is_some() {
            break;
        }
    }
    let found = search.overall_best_individual().map(|best| Best {
        shares: mirrored(&best.point),
        score: best.value,
    });
    Ok((found.unwrap_or_else(|| start.clone()), used))
}

/// The mean score over scenarios, as CMA-ES asks for it.
struct Objective<'a, 'e> {
    on: &'a Evaluator<'e>,
    cases: &'a [usize],
    failure: OnceLock<Failure>,
    best: f64,
}

impl ParallelObjectiveFunction for &Objective<'_, '_> {
    fn evaluate_parallel(&self, point: &DVector<f64>) -> f64 {
        if self.failure.get().is_some() {
            return f64::NAN;
        }
        let scores = self.on.scores(self.cases, &mirrored(point));
        self.on.step(|| format!("search from {:.3} on", self.best));
        match scores {
            Ok(scores) => mean(scores.into_iter()),
            Err(failure) => {
                self.failure.get_or_init(|| failure);
                f64::NAN
            }
        }
    }
}

/// A point with every coordinate mirrored at 0 and 1 until it lies between them.
fn mirrored(point: &DVector<f64>) -> Vec<f64> {
    let mirror = |&x: &f64| {
        let x = x.rem_euclid(2.0);
        if x > 1.0 { 2.0 - x } else { x }
    };
    point.iter().map(mirror).collect()
}

/// The mean score; infinite where a scenario could not be scored, as when nobody arrives anywhere.
pub(super) fn mean(scores: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = scores.len() as f64;
    let sum: f64 = scores
        .map(|score| if score.is_nan() { f64::INFINITY } else { score })
        .sum();
    sum / count
}

/// The largest difference of a coordinate.
fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter()
        .zip(b)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_outside_are_mirrored_at_the_bounds() {
        let point = DVector::from_vec(vec![-0.25, 1.25, 0.5, 2.25, -1.5]);
        assert_eq!(mirrored(&point), [0.25, 0.75, 0.5, 0.25, 0.5]);
    }

    #[test]
    fn a_scenario_without_a_score_is_never_best() {
        assert_eq!(mean([0.2, 0.4].into_iter()), 0.300_000_000_000_000_04);
        assert_eq!(mean([0.2, f64::NAN].into_iter()), f64::INFINITY);
    }

    #[test]
    fn the_pool_is_spread_evenly() {
        let points: Vec<Vec<f64>> = (0..16).map(|index| sobol(index, 2, 7)).collect();
        for dimension in 0..2 {
            let mut cells: Vec<usize> = points
                .iter()
                .map(|p| (p[dimension] * 16.0) as usize)
                .collect();
            cells.sort_unstable();
            assert_eq!(cells, (0..16).collect::<Vec<usize>>());
        }
    }
}
