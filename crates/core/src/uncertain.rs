//! Settings that are not known for certain: a distribution in place of a number.

/// A setting and what is known of its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// The setting's dotted key, one of [`Settings::knobs`](crate::settings::Settings::knobs) with a number.
    pub key: &'static str,
    /// How its value is distributed; values outside the setting's range are moved to its nearer end.
    pub distribution: Distribution,
}

/// A distribution of one number, with the names and parameters of the crate `rand_distr`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// Evenly between two numbers.
    Uniform {
        /// The smallest.
        low: f64,
        /// The largest.
        high: f64,
    },
    /// A triangle between two numbers.
    Triangular {
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
        /// The most likely.
        mode: f64,
    },
    /// The normal distribution.
    Normal {
        /// The mean.
        mean: f64,
        /// The standard deviation, above 0.
        std_dev: f64,
    },
    /// A number whose natural logarithm is normal.
    LogNormal {
        /// The mean of the logarithm.
        mu: f64,
        /// The standard deviation of the logarithm, above 0.
        sigma: f64,
    },
    /// The beta distribution on 0 to 1.
    Beta {
        /// The first shape, above 0.
        alpha: f64,
        /// The second shape, above 0.
        beta: f64,
    },
    /// The gamma distribution.
    Gamma {
        /// The shape, above 0.
        shape: f64,
        /// The scale, above 0.
        scale: f64,
    },
    /// The exponential distribution.
    Exp {
        /// The rate, above 0.
        lambda: f64,
    },
    /// The Weibull distribution.
    Weibull {
        /// The scale, above 0.
        scale: f64,
        /// The shape, above 0.
        shape: f64,
    },
}
