//! The local-linear adjustment of draws whose runs did not meet the observations exactly.
//!
//! Beaumont, Zhang and Balding 2002, Genetics 162:2025-2035. Parameters are adjusted on the scale of
//! the logit of their share of the range, so that they stay in it (Blum and François 2010, Statistics and
//! Computing 20:63-73).

use nalgebra::{Cholesky, DMatrix};

use super::posterior::{Draw, FAR, Particle};

/// Shares nearer to a bound than this count as this near: the logit has no value at it.
const NEAREST_BOUND: f64 = 1e-4;

/// The draws of these particles, moved to where a run that met the observations would have been; as they
/// are where that is farther than a line can be trusted.
pub(super) fn adjusted(particles: &[Particle], values: impl Fn(&[f64]) -> Vec<f64>) -> Vec<Draw> {
    let reach = particles
        .iter()
        .map(|particle| particle.distance)
        .fold(0.0, f64::max);
    let weights = weights(particles, reach);
    let logits = DMatrix::from_fn(particles.len(), particles[0].shares.len(), |row, column| {
        logit(particles[row].shares[column])
    });
    let slopes = if reach > FAR {
        DMatrix::zeros(particles[0].away.len() + 1, logits.ncols())
    } else {
        slopes(particles, &weights, &logits)
    };
    let draw = |(row, particle): (usize, &Particle)| {
        let shares = (0..particle.shares.len()).map(|parameter| {
            let expected: f64 = (0..particle.away.len())
                .map(|axis| slopes[(axis + 1, parameter)] * particle.away[axis])
                .sum();
            share(logits[(row, parameter)] - expected)
        });
        Draw {
            values: values(&shares.collect::<Vec<f64>>()),
            weight: weights[row],
            distance: particle.distance,
        }
    };
    particles.iter().enumerate().map(draw).collect()
}

/// Weights by Epanechnikov's kernel over the distance, which add up to 1.
fn weights(particles: &[Particle], reach: f64) -> Vec<f64> {
    // A little beyond the farthest, which would otherwise count for nothing.
    let reach = (reach * 1.01).max(f64::MIN_POSITIVE);
    let weight =
        |particle: &Particle| particle.weight() * (1.0 - (particle.distance / reach).powi(2));
    let weights: Vec<f64> = particles.iter().map(weight).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

/// The weighted least-squares line of each parameter: an intercept and a slope for each axis of the distance;
/// flat where there are too few different draws for a line.
fn slopes(particles: &[Particle], weights: &[f64], logits: &DMatrix<f64>) -> DMatrix<f64> {
    let axes = particles[0].away.len();
    let design = DMatrix::from_fn(particles.len(), axes + 1, |row, column| {
        if column == 0 {
            1.0
        } else {
            particles[row].away[column - 1]
        }
    });
    let weighted = DMatrix::from_fn(particles.len(), axes + 1, |row, column| {
        design[(row, column)] * weights[row]
    });
    match Cholesky::new(weighted.tr_mul(&design)) {
        Some(products) => products.solve(&weighted.tr_mul(logits)),
        None => DMatrix::zeros(axes + 1, logits.ncols()),
    }
}

fn logit(share: f64) -> f64 {
    let share = share.clamp(NEAREST_BOUND, 1.0 - NEAREST_BOUND);
    (share / (1.0 - share)).ln()
}

fn share(logit: f64) -> f64 {
    (1.0 + (-logit).exp()).recip()
}
