//! Indices of Sobol' (2001, Mathematics and Computers in Simulation 55:271-280): the share of the
//! variance of an output that a parameter decides by itself, and with all others together.
//!
//! The design is that of Saltelli et al. 2010 (Computer Physics Communications 181:259-270): two
//! samples A and B from the halves of one Sobol' sequence, and for each parameter A with the column
//! of B. First order as there (table 2, b), total order as Jansen 1999.

use super::resample::{Estimate, bootstrap};

/// The name in files.
pub(super) const NAME: &str = "sobol";

/// First and total order.
pub(super) const INDICES: [&str; 2] = ["first", "total"];

/// The most samples, and parameters, that the sequence has points and dimensions for.
pub const MOST_SAMPLES: u32 = 1 << 16;
/// As [`MOST_SAMPLES`], for parameters: each takes two dimensions.
pub const MOST_PARAMETERS: usize = sobol_burley::NUM_DIMENSIONS as usize / 2;

/// The points of a design.
pub(super) struct Sobol {
    parameters: usize,
    samples: u32,
    seed: u64,
}

impl Sobol {
    /// A design of as many samples, each with two points and one more for each parameter.
    pub(super) fn new(parameters: usize, samples: u32, seed: u64) -> Self {
        Self {
            parameters,
            samples,
            seed,
        }
    }

    /// The points of each sample: A, B, and A with each column of B.
    pub(super) fn points(&self) -> impl Iterator<Item = Vec<f64>> {
        (0..self.samples).flat_map(|sample| {
            let half = |from: usize| -> Vec<f64> {
                let dimensions = from..from + self.parameters;
                dimensions
                    .map(|dimension| self.share(sample, dimension))
                    .collect()
            };
            let (a, b) = (half(0), half(self.parameters));
            let mixed = (0..self.parameters).map(|parameter| {
                let mut mixed = a.clone();
                mixed[parameter] = b[parameter];
                mixed
            });
            let mixed: Vec<Vec<f64>> = mixed.collect();
            [a.clone(), b].into_iter().chain(mixed)
        })
    }

    fn share(&self, sample: u32, dimension: usize) -> f64 {
        let scramble = (self.seed ^ self.seed >> 32) as u32;
        f64::from(sobol_burley::sample(sample, dimension as u32, scramble))
    }

    /// The indices of each parameter for each output; an output is what it is at every point.
    pub(super) fn indices(&self, outputs: &[Vec<f64>]) -> Vec<Estimate> {
        let statistic = |rows: &[usize]| {
            let outputs = outputs.iter();
            outputs
                .flat_map(|output| self.of_output(output, rows))
                .collect()
        };
        bootstrap(self.samples as usize, self.seed, &statistic)
    }

    /// First and total order of each parameter, of the samples with these numbers.
    fn of_output(&self, output: &[f64], samples: &[usize]) -> Vec<f64> {
        // Counted from the first, an output that never differs is 0, which no mean of it misses by rounding.
        let at = |sample: usize, point: usize| {
            output[sample * (self.parameters + 2) + point] - output[0]
        };
        let mean = |of: &dyn Fn(usize) -> f64| {
            let sum: f64 = samples.iter().map(|&sample| of(sample)).sum();
            sum / samples.len() as f64
        };
        let middle = mean(&|sample| f64::midpoint(at(sample, 0), at(sample, 1)));
        let variance = mean(&|sample| {
            f64::midpoint(
                (at(sample, 0) - middle).powi(2),
                (at(sample, 1) - middle).powi(2),
            )
        });
        let of_parameter = |parameter: usize| {
            let mixed = |sample| at(sample, parameter + 2);
            // Taking the mean off B changes no expectation, and much of the variance.
            let alone = mean(&|s| (at(s, 1) - middle) * (mixed(s) - at(s, 0)));
            let in_all = mean(&|s| (at(s, 0) - mixed(s)).powi(2)) / 2.0;
            [alone / variance, in_all / variance]
        };
        (0..self.parameters).flat_map(of_parameter).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    fn indices(sobol: &Sobol, function: impl Fn(&[f64]) -> f64) -> Vec<Estimate> {
        sobol.indices(&[sobol.points().map(|point| function(&point)).collect()])
    }

    fn assert_near(found: &[Estimate], expected: &[[f64; 2]], tolerance: f64) {
        assert_eq!(found.len(), 2 * expected.len());
        for (found, expected) in found.iter().zip(expected.as_flattened()) {
            let Estimate { value, interval } = found;
            assert!((value - expected).abs() < tolerance, "{value} {expected}");
            let [low, high] = interval.map(|bound| bound - expected);
            assert!(
                low < tolerance && high > -tolerance,
                "{interval:?} {expected}"
            );
        }
    }

    #[test]
    fn the_function_of_ishigami() {
        // Ishigami and Homma 1990 with a = 7 and b = 0.1 on -pi to pi; values as published, by
        // Saltelli et al. 2008 for one.
        let ishigami = |x: &[f64]| {
            let [x, y, z] = [x[0], x[1], x[2]].map(|share| PI * (2.0 * share - 1.0));
            x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()
        };
        let expected = [[0.3139, 0.5576], [0.4424, 0.4424], [0.0, 0.2437]];
        let found = indices(&Sobol::new(3, 4096, 1), ishigami);
        assert_near(&found, &expected, 0.01);
        // The true values lie in the intervals, and these are narrow.
        for (found, expected) in found.iter().zip(expected.as_flattened()) {
            let [low, high] = found.interval;
            assert!(
                low <= *expected && *expected <= high && high - low < 0.08,
                "{found:?}"
            );
        }
    }

    #[test]
    fn the_g_function_of_sobol() {
        let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
        let g = |x: &[f64]| -> f64 {
            let factors = x.iter().zip(a);
            factors
                .map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a))
                .product()
        };
        // The variance of each factor is 1/3 over (1 + a) squared; all factors have mean 1.
        let variances = a.map(|a: f64| 1.0 / (3.0 * (1.0 + a).powi(2)));
        let product: f64 = variances.iter().map(|variance| 1.0 + variance).product();
        let all = product - 1.0;
        let expected = variances.map(|own| [own / all, own * product / (1.0 + own) / all]);
        let rounded = expected.map(|pair| pair.map(|index| (index * 1000.0).round() / 1000.0));
        // As Saltelli et al. 2010 print them.
        assert_eq!(
            rounded[..4],
            [
                [0.716, 0.787],
                [0.179, 0.242],
                [0.024, 0.034],
                [0.007, 0.010]
            ]
        );
        let found = indices(&Sobol::new(8, 4096, 1), g);
        assert_near(&found, &expected, 0.01);
    }

    #[test]
    fn an_output_that_is_always_the_same_has_no_indices() {
        for (samples, value) in [(16, 3.0), (10, 0.1)] {
            let found = indices(&Sobol::new(2, samples, 1), |_| value);
            assert!(
                found
                    .iter()
                    .all(|index| index.value.is_nan() && index.interval[0].is_nan())
            );
        }
    }

    #[test]
    fn points_fill_the_cube_and_mix_two_samples() {
        let sobol = Sobol::new(2, 8, 5);
        let points: Vec<Vec<f64>> = sobol.points().collect();
        assert_eq!(points.len(), 8 * 4);
        for sample in points.chunks(4) {
            let [a, b, first, second] = sample else {
                panic!("four points")
            };
            assert_eq!([first[0], first[1]], [b[0], a[1]]);
            assert_eq!([second[0], second[1]], [a[0], b[1]]);
        }
        // Each eighth of a parameter's range has one point.
        let mut eighths: Vec<u32> = points
            .iter()
            .step_by(4)
            .map(|a| (a[0] * 8.0) as u32)
            .collect();
        eighths.sort_unstable();
        assert_eq!(eighths, [0, 1, 2, 3, 4, 5, 6, 7]);
    }
}
