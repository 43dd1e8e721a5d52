//! What the observations leave possible: draws from the posterior by approximate Bayesian computation.
//!
//! A sequential Monte Carlo: generations of runs, each proposed around the nearest runs so far (Toni et al.
//! 2009, Journal of the Royal Society Interface 6:187-202), with the tolerance left to follow from a fixed
//! number of nearest runs (Lenormand, Jabot and Deffuant 2013, Computational Statistics 28:2777-2796). No run is
//! thrown away: it weighs one over the density at which all generations together propose its
//! point (Cornuet, Marin, Mira and Robert 2012, Scandinavian Journal of Statistics 39:798-812). Run k is
//! replicate k, since the observations have noise of their own, which no other run repeats.
//!
//! Distances are between predictions of the parameters from the observations, learned anew from the
//! nearest runs of each generation (Fearnhead and Prangle 2012, Journal of the Royal Statistical Society B
//! 74:419-474). The draws are at last adjusted by a local-linear regression.

use nalgebra::DMatrix;
use rayon::prelude::*;

use super::Failure;
use super::adjust::adjusted;
use super::evaluate::Evaluator;
use super::kernel::Kernel;
use super::linear::Linear;
use super::search::sobol;

/// Runs of the first generation for each draw.
const RUNS_A_DRAW: usize = 2;

/// Generations end when the room that the nearest runs take shrinks by less than this share in each
/// parameter, twice in a row: what is left is the noise of a run.
const LEAST_GAIN: f64 = 0.1;
const MOST_IDLE: u32 = 2;

/// And at the latest after so many generations.
const MOST_GENERATIONS: u32 = 15;

/// Farther than this from the observations, in standard deviations of what a run leaves open, a run does
/// not meet them, and a line that leads to them leads out of all that was run.
pub(super) const FAR: f64 = 2.0;

/// Draws from the posterior.
#[derive(Clone, Debug)]
pub struct Posterior {
    /// The draws, as many as were asked for.
    pub draws: Vec<Draw>,
    /// The largest distance of a draw from the observations, in standard deviations of what a run leaves open.
    pub tolerance: f64,
    /// Generations after the first.
    pub generations: u32,
    /// Runs of all scenarios that it took.
    pub runs: u64,
}

/// A draw from the posterior.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// The value of each parameter.
    pub values: Vec<f64>,
    /// Its weight; the weights of all draws add up to 1.
    pub weight: f64,
    /// How far its run was from the observations, in standard deviations of what a run leaves open.
    pub distance: f64,
}

impl Posterior {
    /// Whether the draws come near the observations; if not, they are only the nearest runs there are.
    pub fn meets(&self) -> bool {
        self.tolerance <= FAR
    }

    /// The effective number of draws: that of equal weight that would say as much (Kish 1965).
    pub fn effective_draws(&self) -> f64 {
        let squares: f64 = self
            .draws
            .iter()
            .map(|draw| draw.weight * draw.weight)
            .sum();
        squares.recip()
    }
}

/// A run at a point, and how far it came from the observations.
#[derive(Clone)]
pub(super) struct Particle {
    pub(super) shares: Vec<f64>,
    features: Vec<f64>,
    /// The density at which all generations propose the point, times the number of runs.
    proposed: f64,
    /// The parameters predicted from its run, less those from the observations, over what a run leaves open.
    pub(super) away: Vec<f64>,
    pub(super) distance: f64,
}

impl Particle {
    /// The weight of the point: the prior is even over the cube.
    pub(super) fn weight(&self) -> f64 {
        self.proposed.recip()
    }
}

/// A generation's proposals: the kernel, and how many points it proposed for each that lay in the cube.
struct Generation {
    kernel: Kernel,
    points: f64,
}

impl Generation {
    fn density(&self, at: &[f64]) -> f64 {
        self.points * self.kernel.density(at)
    }
}

/// Finds `draws` draws for what was observed, in features.
pub(super) fn posterior(
    on: &Evaluator<'_>,
    observed: &[f64],
    draws: u32,
) -> Result<Posterior, Failure> {
    let seed = on.around.seed;
    let key = [seed as u32, (seed >> 32) as u32];
    let draws = draws as usize;
    let first = (0..RUNS_A_DRAW * draws).map(|run| sobol(run as u32, on.parameters.len(), seed));
    let mut all = run(on, 0, first.collect(), &[], (RUNS_A_DRAW * draws) as f64)?;
    let evenly = all.len() as f64;
    let mut generations: Vec<Generation> = Vec::new();
    let mut idle = 0;
    loop {
        measure(&mut all, observed, draws);
        let nearest = &all[..draws];
        let weights: Vec<f64> = nearest.iter().map(Particle::weight).collect();
        let points = nearest
            .iter()
            .map(|particle| particle.shares.clone())
            .collect();
        let kernel = Kernel::new(points, &weights);
        let number = generations.len() as u32 + 1;
        let gains = (1.0 - LEAST_GAIN).powi(on.parameters.len() as i32);
        let before = generations
            .last()
            .map_or(f64::INFINITY, |last| last.kernel.spread);
        let shrinks = kernel
            .as_ref()
            .is_some_and(|kernel| kernel.spread < gains * before);
        idle = if shrinks { 0 } else { idle + 1 };
        let Some(kernel) = kernel.filter(|_| idle < MOST_IDLE && number <= MOST_GENERATIONS) else {
            return Ok(Posterior {
                tolerance: all[draws - 1].distance,
                draws: adjusted(nearest, |shares| on.values(shares)),
                generations: number - 1,
                runs: (all.len() * on.cases.len()) as u64,
            });
        };
        let proposals: Vec<_> = (0..draws as u32)
            .map(|slot| kernel.propose(key, slot, number))
            .collect();
        let points = proposals
            .iter()
            .map(|proposal| f64::from(proposal.tries))
            .sum();
        let generation = Generation { kernel, points };
        let add =
            |particle: &mut Particle| particle.proposed += generation.density(&particle.shares);
        all.par_iter_mut().for_each(add);
        generations.push(generation);
        let points = proposals
            .into_iter()
            .map(|proposal| proposal.point)
            .collect();
        let begun = all.len() as u32;
        all.extend(run(on, begun, points, &generations, evenly)?);
    }
}

/// Runs the points of a generation, each in a replicate of its own.
fn run(
    on: &Evaluator<'_>,
    begun: u32,
    points: Vec<Vec<f64>>,
    generations: &[Generation],
    evenly: f64,
) -> Result<Vec<Particle>, Failure> {
    on.progress.expect(points.len() as u64);
    let one = |(nth, shares): (usize, Vec<f64>)| {
        let features = on.features(&shares, begun + nth as u32)?;
        on.step(|| "posterior".to_owned());
        let proposed: f64 = generations
            .iter()
            .map(|generation| generation.density(&shares))
            .sum();
        Ok(Particle {
            shares,
            features,
            proposed: evenly + proposed,
            away: Vec::new(),
            distance: 0.0,
        })
    };
    points.into_par_iter().enumerate().map(one).collect()
}

/// Learns to predict the parameters from the features of the nearest runs so far and of the latest,
/// measures by it how far each run is from the observations, and sorts the nearest first.
///
/// A run that was learned from is predicted by what the others teach: its own noise would make it look
/// more telling than the observations are.
fn measure(particles: &mut [Particle], observed: &[f64], draws: usize) {
    let latest = particles.len() - draws;
    let learned: Vec<usize> = (0..latest.min(RUNS_A_DRAW * draws))
        .chain(latest..particles.len())
        .collect();
    let features = DMatrix::from_fn(learned.len(), observed.len(), |row, column| {
        particles[learned[row]].features[column]
    });
    let shares = DMatrix::from_fn(learned.len(), particles[0].shares.len(), |row, column| {
        particles[learned[row]].shares[column]
    });
    let (prediction, others) = Linear::fit(&features, &shares);
    let target = prediction.predict(observed);
    let measured = |(index, particle): (usize, &mut Particle)| {
        let predicted = match learned.binary_search(&index) {
            Ok(row) => others.row(row).transpose(),
            Err(_) => prediction.predict(&particle.features),
        };
        let away = predicted - &target;
        let scaled = away
            .iter()
            .zip(&prediction.residual_sd)
            .map(|(away, sd)| away / sd.max(1e-9));
        particle.away = scaled.collect();
        particle.distance = particle.away.iter().map(|a| a * a).sum::<f64>().sqrt();
    };
    particles.par_iter_mut().enumerate().for_each(measured);
    particles.sort_by(|a, b| a.distance.total_cmp(&b.distance));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The draws of runs on a line through the observations, all moved this far away from them.
    fn draws(moved: f64) -> Vec<f64> {
        let particles: Vec<Particle> = [0.3, 0.4, 0.5, 0.6, 0.7]
            .iter()
            .map(|&share: &f64| {
                let away = 10.0 * (share - 0.5) / 2.0 + moved;
                Particle {
                    shares: vec![share],
                    features: Vec::new(),
                    proposed: 1.0,
                    away: vec![away],
                    distance: away.abs(),
                }
            })
            .collect();
        let draws = adjusted(&particles, <[f64]>::to_vec);
        draws.iter().map(|draw| draw.values[0]).collect()
    }

    #[test]
    fn draws_are_moved_to_the_observations_only_where_they_are_near() {
        // Near them, all runs say that the share is a half; far from them, the draws are the runs.
        assert!(draws(0.0).iter().all(|share| (share - 0.5).abs() < 0.01));
        let far = draws(3.0);
        for (draw, run) in far.iter().zip([0.3, 0.4, 0.5, 0.6, 0.7]) {
            assert!((draw - run).abs() < 1e-9, "{far:?}");
        }
    }
}
