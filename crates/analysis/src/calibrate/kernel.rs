//! The proposals of a population Monte Carlo: draws moved by a normal kernel of twice their covariance.
//!
//! Beaumont, Cornuet, Marin and Robert 2009, "Adaptive approximate Bayesian computation", Biometrika 96:983-990.

use nalgebra::{Cholesky, DMatrix, DVector};
use refuge_core::random::{fine_unit, philox4x32, unit};
use statrs::distribution::{ContinuousCDF, Normal};

/// Added to each variance, so that draws that agree in a parameter still move: a thousandth of its range, squared.
const LEAST_VARIANCE: f64 = 1e-6;

/// Tries to stay within the ranges before a draw stays where it was.
const MOST_TRIES: u32 = 10_000;

/// A mixture of normal kernels around weighted points of the unit cube, cut at its bounds.
pub(super) struct Kernel {
    points: Vec<Vec<f64>>,
    /// The points in coordinates in which the kernel is round.
    round: Vec<DVector<f64>>,
    /// Weights that add up to 1.
    weights: Vec<f64>,
    /// The lower triangle whose square is the covariance of the kernel.
    root: DMatrix<f64>,
    /// The square root of the generalised variance of the points.
    pub(super) spread: f64,
}

/// A proposed point.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Proposal {
    pub(super) point: Vec<f64>,
    /// Points drawn until one lay in the cube.
    pub(super) tries: u32,
}

impl Kernel {
    /// The kernel of some points; `None` if their covariance cannot be used.
    pub(super) fn new(points: Vec<Vec<f64>>, weights: &[f64]) -> Option<Self> {
        let sum: f64 = weights.iter().sum();
        let weights: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
        let mut covariance = covariance(&points, &weights);
        for variance in 0..covariance.nrows() {
            covariance[(variance, variance)] += LEAST_VARIANCE;
        }
        let root = Cholesky::new(2.0 * covariance)?.unpack();
        let mut kernel = Self {
            round: Vec::new(),
            spread: root.diagonal().product(),
            points,
            weights,
            root,
        };
        kernel.round = kernel
            .points
            .iter()
            .map(|point| kernel.rounded(point))
            .collect();
        Some(kernel)
    }

    fn rounded(&self, point: &[f64]) -> DVector<f64> {
        let mut point = DVector::from_column_slice(point);
        self.root.solve_lower_triangular_mut(&mut point);
        point
    }

    /// The proposal of a slot: a function of the key and counter alone.
    pub(super) fn propose(&self, key: [u32; 2], slot: u32, generation: u32) -> Proposal {
        let words = |tries: u32, step: u32| philox4x32([slot, generation, tries, step], key);
        for tries in 0..MOST_TRIES {
            let [high, low, ..] = words(tries, 0);
            let ancestor = &self.points[self.ancestor(fine_unit(high, low))];
            let step = DVector::from_fn(ancestor.len(), |dimension, _| {
                standard_normal(words(tries, 1 + dimension as u32)[0])
            });
            let step = &self.root * step;
            let point: Vec<f64> = ancestor.iter().zip(&step).map(|(at, by)| at + by).collect();
            if point.iter().all(|share| (0.0..=1.0).contains(share)) {
                return Proposal {
                    point,
                    tries: tries + 1,
                };
            }
        }
        Proposal {
            point: self.points[slot as usize % self.points.len()].clone(),
            tries: MOST_TRIES,
        }
    }

    fn ancestor(&self, share: f64) -> usize {
        let mut below = 0.0;
        let reached = |&weight: &f64| {
            below += weight;
            share < below
        };
        let last = self.weights.len() - 1;
        self.weights.iter().position(reached).unwrap_or(last)
    }

    /// The density of the mixture at a point, as if it were not cut.
    pub(super) fn density(&self, at: &[f64]) -> f64 {
        let at = self.rounded(at);
        let of_point = |(point, weight): (&DVector<f64>, &f64)| {
            let square: f64 = at.iter().zip(point).map(|(a, b)| (a - b) * (a - b)).sum();
            weight * (-0.5 * square).exp()
        };
        let sum: f64 = self.round.iter().zip(&self.weights).map(of_point).sum();
        sum / (self.root.diagonal().product() * std::f64::consts::TAU.powf(at.len() as f64 / 2.0))
    }
}

fn standard_normal(word: u32) -> f64 {
    Normal::standard().inverse_cdf(unit(word))
}

/// The covariance of weighted points; the weights add up to 1.
fn covariance(points: &[Vec<f64>], weights: &[f64]) -> DMatrix<f64> {
    let dimensions = points[0].len();
    let mean = |d: usize| {
        points
            .iter()
            .zip(weights)
            .map(|(point, weight)| weight * point[d])
            .sum()
    };
    let mean: Vec<f64> = (0..dimensions).map(mean).collect();
    DMatrix::from_fn(dimensions, dimensions, |a, b| {
        let product = |(point, weight): (&Vec<f64>, &f64)| {
            weight * (point[a] - mean[a]) * (point[b] - mean[b])
        };
        points.iter().zip(weights).map(product).sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_has_twice_the_covariance() {
        // By hand: variance 1/16, twice that 1/8; at 0.25, exp(0) and exp(-1) with equal weight.
        let kernel = Kernel::new(vec![vec![0.25], vec![0.75]], &[3.0, 3.0]).unwrap();
        let expected = 0.5 * (1.0 + (-1.0_f64).exp()) / (std::f64::consts::TAU / 8.0).sqrt();
        assert!((kernel.density(&[0.25]) / expected - 1.0).abs() < 1e-4);
        assert!((kernel.spread - 0.125_f64.sqrt()).abs() < 1e-4);
    }

    #[test]
    fn proposals_stay_in_the_cube_and_repeat() {
        let points = vec![vec![0.01, 0.5], vec![0.02, 0.9], vec![0.9, 0.99]];
        let kernel = Kernel::new(points, &[1.0, 1.0, 2.0]).unwrap();
        for slot in 0..200 {
            let proposal = kernel.propose([1, 2], slot, 3);
            assert!(
                proposal
                    .point
                    .iter()
                    .all(|share| (0.0..=1.0).contains(share))
            );
            assert_eq!(proposal, kernel.propose([1, 2], slot, 3));
        }
        assert_ne!(kernel.propose([1, 2], 0, 3), kernel.propose([1, 2], 0, 4));
    }

    #[test]
    fn ancestors_come_by_their_weight() {
        let points = vec![vec![0.1], vec![0.2], vec![0.3]];
        let kernel = Kernel::new(points, &[1.0, 0.0, 3.0]).unwrap();
        assert_eq!(
            [0.0, 0.24, 0.26, 0.999].map(|share| kernel.ancestor(share)),
            [0, 0, 2, 2]
        );
    }
}
