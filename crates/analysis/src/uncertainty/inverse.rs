//! Inverse distribution functions.

use refuge_core::uncertain::Distribution;
use statrs::function::beta::checked_beta_reg;
use statrs::function::erf::erfc_inv;
use statrs::function::gamma::checked_gamma_lr;

/// The value below which a distribution has a share of its mass, with 0 < `share` < 1; NaN where
/// its parameters make none.
pub(super) fn inverse(distribution: Distribution, share: f64) -> f64 {
    match distribution {
        Distribution::Uniform { low, high } => low + (high - low) * share,
        Distribution::Triangular { min, max, mode } => triangular(min, max, mode, share),
        Distribution::Normal { mean, std_dev } => mean + std_dev * standard_normal(share),
        Distribution::LogNormal { mu, sigma } => (mu + sigma * standard_normal(share)).exp(),
        Distribution::Beta { alpha, beta } => {
            let below = |x| checked_beta_reg(alpha, beta, x).unwrap_or(f64::NAN);
            bisect(below, 1.0, share)
        }
        Distribution::Gamma { shape, scale } => {
            let below = |x| checked_gamma_lr(shape, x).unwrap_or(f64::NAN);
            let mut high = 1.0;
            while below(high) < share {
                high *= 2.0;
            }
            scale * bisect(below, high, share)
        }
        Distribution::Exp { lambda } => exponential(share) / lambda,
        Distribution::Weibull { scale, shape } => scale * exponential(share).powf(1.0 / shape),
    }
}

fn standard_normal(share: f64) -> f64 {
    -std::f64::consts::SQRT_2 * erfc_inv(2.0 * share)
}

fn exponential(share: f64) -> f64 {
    -(-share).ln_1p()
}

fn triangular(min: f64, max: f64, mode: f64, share: f64) -> f64 {
    let width = max - min;
    if share * width < mode - min {
        min + (share * width * (mode - min)).sqrt()
    } else {
        max - ((1.0 - share) * width * (max - mode)).sqrt()
    }
}

/// Where an ascending function on 0 to `high` reaches a share, to the last bit.
fn bisect(below: impl Fn(f64) -> f64, mut high: f64, share: f64) -> f64 {
    let mut low = 0.0;
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if below(middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use statrs::distribution::ContinuousCDF;

    fn near(distribution: Distribution, share: f64, expected: f64) {
        let found = inverse(distribution, share);
        assert!(
            (found - expected).abs() < 1e-6 * expected.abs().max(1.0),
            "{distribution:?} at {share}: {found} is not {expected}"
        );
    }

    #[test]
    fn tabulated_values() {
        let normal = Distribution::Normal {
            mean: 10.0,
            std_dev: 2.0,
        };
        near(normal, 0.975, 10.0 + 2.0 * 1.959_963_984_540);
        let log_normal = Distribution::LogNormal {
            mu: 0.0,
            sigma: 1.0,
        };
        near(log_normal, 0.5, 1.0);
        near(log_normal, 0.95, 1.644_853_626_951_f64.exp());
        // A gamma of shape k / 2 and scale 2 is chi-squared with k degrees of freedom.
        let chi_squared = |freedom: f64| Distribution::Gamma {
            shape: freedom / 2.0,
            scale: 2.0,
        };
        near(chi_squared(1.0), 0.95, 3.841_458_820_694);
        near(chi_squared(10.0), 0.05, 3.940_299_136_119);
        near(chi_squared(10.0), 0.99, 23.209_251_158_954);
    }

    #[test]
    fn worked_by_hand() {
        let low_high = Distribution::Uniform {
            low: -1.0,
            high: 3.0,
        };
        near(low_high, 0.25, 0.0);
        let triangular = Distribution::Triangular {
            min: 0.0,
            max: 4.0,
            mode: 1.0,
        };
        // A quarter of the mass lies below the mode; at the median (4 - x)^2 / 12 = 1/2.
        near(triangular, 0.25, 1.0);
        near(triangular, 0.5, 4.0 - 6.0_f64.sqrt());
        near(triangular, 1.0 / 16.0, 0.5);
        // x^2 (3 - 2 x) = 1/2 at 1/2; with beta 1 the distribution function is x^alpha.
        near(
            Distribution::Beta {
                alpha: 2.0,
                beta: 2.0,
            },
            0.5,
            0.5,
        );
        near(
            Distribution::Beta {
                alpha: 0.5,
                beta: 1.0,
            },
            0.1,
            0.01,
        );
        near(Distribution::Exp { lambda: 2.0 }, 0.5, 2.0_f64.ln() / 2.0);
        let weibull = Distribution::Weibull {
            scale: 3.0,
            shape: 2.0,
        };
        near(weibull, 0.5, 3.0 * 2.0_f64.ln().sqrt());
    }

    #[test]
    fn parameters_that_make_no_distribution_give_no_number() {
        let nothing = Distribution::Gamma {
            shape: -1.0,
            scale: 1.0,
        };
        assert!(inverse(nothing, 0.5).is_nan() || inverse(nothing, 0.5) <= 1.0);
    }

    proptest! {
        #[test]
        fn the_distribution_function_leads_back(
            share in 1e-7..0.999_999_9f64, a in 0.3..20.0f64, b in 0.3..20.0f64
        ) {
            use statrs::distribution::{Beta, Gamma, LogNormal, Normal, Triangular, Weibull};
            let back = |found: f64| {
                prop_assert!((found - share).abs() < 1e-6, "{} is not {}", found, share);
                Ok(())
            };
            let at = |distribution| inverse(distribution, share);
            back(Beta::new(a, b).unwrap().cdf(at(Distribution::Beta { alpha: a, beta: b })))?;
            back(Gamma::new(a, 1.0 / b).unwrap().cdf(at(Distribution::Gamma { shape: a, scale: b })))?;
            back(Weibull::new(a, b).unwrap().cdf(at(Distribution::Weibull { shape: a, scale: b })))?;
            back(Normal::new(a, b).unwrap().cdf(at(Distribution::Normal { mean: a, std_dev: b })))?;
            back(LogNormal::new(a, b).unwrap().cdf(at(Distribution::LogNormal { mu: a, sigma: b })))?;
            let triangular = Distribution::Triangular { min: 0.0, max: a + b, mode: a };
            back(Triangular::new(0.0, a + b, a).unwrap().cdf(at(triangular)))?;
        }
    }
}
