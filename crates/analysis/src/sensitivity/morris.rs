//! Screening by elementary effects (Morris 1991, Technometrics 33:161-174).
//!
//! Each trajectory starts on a grid of four levels and changes one parameter after another by two
//! thirds of its range; what the output changes by, over that step, is an elementary effect. Whole
//! parameters take the nearest whole value, and their step is that between two such.

use refuge_core::random::Draws;

use super::resample::{Estimate, below, bootstrap, words};
use crate::parameter::Parameter;

/// The name in files.
pub(super) const NAME: &str = "morris";

/// The mean of the effects, the mean of their sizes (Campolongo et al. 2007, Environmental
/// Modelling & Software 22:1509-1518) and their standard deviation.
pub(super) const INDICES: [&str; 3] = ["mu", "mu_star", "sigma"];

/// Levels of the grid, and the step between the start and the end of a change, as Morris advises.
const LEVELS: usize = 4;
const STEP: f64 = 2.0 / 3.0;

/// Steps of the draws for each use of them in a study.
const START: u8 = 1;
const ORDER: u8 = 2;

/// The points of a screening.
pub(super) struct Morris {
    parameters: usize,
    seed: u64,
    trajectories: Vec<Trajectory>,
}

struct Trajectory {
    /// The points, one more than there are parameters.
    points: Vec<Vec<f64>>,
    /// For each parameter: the point before it changes, and the signed change.
    changes: Vec<(usize, f64)>,
}

impl Morris {
    /// As many trajectories through the unit cube of the parameters.
    pub(super) fn new(parameters: &[Parameter], trajectories: u32, seed: u64) -> Self {
        let draws = Draws::new(seed, 0);
        let trajectory = |number| trajectory(&draws, number, parameters);
        Self {
            parameters: parameters.len(),
            seed,
            trajectories: (0..trajectories).map(trajectory).collect(),
        }
    }

    /// The points, trajectory after trajectory.
    pub(super) fn points(&self) -> impl Iterator<Item = &[f64]> {
        let points = self.trajectories.iter().flat_map(|path| &path.points);
        points.map(Vec::as_slice)
    }

    /// The indices of each parameter for each output; an output is what it is at every point.
    pub(super) fn indices(&self, outputs: &[Vec<f64>]) -> Vec<Estimate> {
        let effects: Vec<Vec<f64>> = outputs
            .iter()
            .flat_map(|output| (0..self.parameters).map(|p| self.effects(output, p)))
            .collect();
        let statistic = |rows: &[usize]| {
            let effects = effects.iter();
            effects.flat_map(|of| summary(of, rows)).collect()
        };
        bootstrap(self.trajectories.len(), self.seed, &statistic)
    }

    /// The elementary effect of a parameter in each trajectory, over its whole range.
    fn effects(&self, output: &[f64], parameter: usize) -> Vec<f64> {
        let paths = output.chunks(self.parameters + 1);
        let paths = self.trajectories.iter().zip(paths);
        paths
            .map(|(path, values)| {
                let (before, change) = path.changes[parameter];
                (values[before + 1] - values[before]) / change
            })
            .collect()
    }
}

fn trajectory(draws: &Draws, number: u32, parameters: &[Parameter]) -> Trajectory {
    let start = |parameter: usize| {
        let [level, upward, ..] = words(draws, number, parameter as u32, START);
        let lowest = below(level, LEVELS / 2) as f64 / (LEVELS - 1) as f64;
        if below(upward, 2) == 0 {
            (lowest, STEP)
        } else {
            (lowest + STEP, -STEP)
        }
    };
    let count = parameters.len();
    let starts: Vec<(f64, f64)> = (0..count).map(start).collect();
    let mut point: Vec<f64> = starts.iter().map(|(share, _)| *share).collect();
    let mut points = vec![point.clone()];
    let mut changes = vec![(0, 0.0); count];
    for (before, parameter) in order(draws, number, count).into_iter().enumerate() {
        let (start, step) = starts[parameter];
        point[parameter] += step;
        points.push(point.clone());
        let whole = &parameters[parameter];
        let change = if whole.whole {
            whole.share(whole.at(point[parameter])) - whole.share(whole.at(start))
        } else {
            step
        };
        changes[parameter] = (before, change);
    }
    Trajectory { points, changes }
}

/// The parameters in a random order (Fisher and Yates).
fn order(draws: &Draws, number: u32, parameters: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..parameters).collect();
    for last in (1..parameters).rev() {
        let [word, ..] = words(draws, number, last as u32, ORDER);
        order.swap(last, below(word, last + 1));
    }
    order
}

/// The indices of effects, of the trajectories with these numbers.
fn summary(effects: &[f64], trajectories: &[usize]) -> [f64; 3] {
    let count = trajectories.len() as f64;
    let mean = |of: &dyn Fn(f64) -> f64| {
        let sum: f64 = trajectories.iter().map(|&path| of(effects[path])).sum();
        sum / count
    };
    let mu = mean(&|effect| effect);
    let squares = mean(&|effect| (effect - mu).powi(2));
    [
        mu,
        mean(&f64::abs),
        (squares * count / (count - 1.0)).sqrt(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parameters from 0 to 1, or whole ones from 0 to some number.
    fn parameters<const N: usize>(whole: [Option<f64>; N]) -> [Parameter; N] {
        whole.map(|high| Parameter {
            key: String::new(),
            low: 0.0,
            high: high.unwrap_or(1.0),
            whole: high.is_some(),
        })
    }

    #[test]
    fn the_effect_of_a_whole_parameter_is_over_the_values_that_it_takes() {
        // By hand: of 3 x, from 0 to 1 it is 3, and from 0 to 2 it is 6, whatever shares these were.
        let whole = parameters([Some(1.0), Some(2.0)]);
        let found = indices(&Morris::new(&whole, 8, 1), |x| {
            3.0 * (whole[0].at(x[0]) + whole[1].at(x[1]))
        });
        let values: Vec<f64> = found.iter().map(|index| index.value).collect();
        assert_eq!(values, [3.0, 3.0, 0.0, 6.0, 6.0, 0.0]);
    }

    fn indices(morris: &Morris, function: impl Fn(&[f64]) -> f64) -> Vec<Estimate> {
        morris.indices(&[morris.points().map(function).collect()])
    }

    #[test]
    fn every_point_lies_on_the_grid_and_differs_from_the_last_in_one_parameter() {
        let morris = Morris::new(&parameters([None; 5]), 40, 3);
        for path in &morris.trajectories {
            let grid = |share: f64| {
                [0.0, 1.0, 2.0, 3.0]
                    .iter()
                    .any(|level| (share * 3.0 - level).abs() < 1e-9)
            };
            assert!(path.points.iter().flatten().all(|&share| grid(share)));
            for pair in path.points.windows(2) {
                let changed = pair[0].iter().zip(&pair[1]).filter(|(a, b)| a != b);
                let steps: Vec<f64> = changed.map(|(a, b)| (b - a).abs()).collect();
                assert!(steps.len() == 1 && (steps[0] - STEP).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_line_is_known_exactly() {
        let found = indices(&Morris::new(&parameters([None; 3]), 8, 1), |x| {
            2.0 + 3.0 * x[0] - 5.0 * x[1]
        });
        let expected = [3.0, 3.0, 0.0, -5.0, 5.0, 0.0, 0.0, 0.0, 0.0];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found.value - expected).abs() < 1e-12);
            let [low, high] = found.interval;
            assert!((low - expected).abs() < 1e-12 && (high - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn what_changes_sign_has_a_mean_of_nothing_but_a_size_and_a_spread() {
        // The effect of each of x and y in (x - 1/2)(y - 1/2) is the other less a half: by the
        // levels 0, 1/3, 2/3 and 1 it is -1/2, -1/6, 1/6 or 1/2, of mean size 1/3 and variance 5/36.
        let found = indices(&Morris::new(&parameters([None; 2]), 4000, 1), |x| {
            (x[0] - 0.5) * (x[1] - 0.5)
        });
        let expected = [0.0, 1.0 / 3.0, (5.0_f64 / 36.0).sqrt()];
        for (found, expected) in found.iter().zip([expected, expected].concat()) {
            assert!(
                (found.value - expected).abs() < 0.02,
                "{found:?} {expected}"
            );
        }
    }
}
