//! Mean and variance of numbers that come one by one.

/// Count, sum, and squared deviations from the mean, kept up as by Welford (1962, Technometrics 4:419).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moments {
    pub(crate) count: usize,
    sum: f64,
    center: f64,
    squares: f64,
}

impl Moments {
    /// The number 0 so many times.
    pub(crate) fn of_zeros(count: usize) -> Self {
        Self {
            count,
            ..Self::default()
        }
    }

    /// Adds a number.
    pub(crate) fn push(&mut self, value: f64) {
        self.count += 1;
        self.sum += value;
        let off = value - self.center;
        self.center += off / self.count as f64;
        self.squares += off * (value - self.center);
    }

    /// The mean; NaN without numbers.
    pub(crate) fn mean(&self) -> f64 {
        self.sum / self.count as f64
    }

    /// The unbiased variance; NaN for fewer than two numbers.
    pub(crate) fn variance(&self) -> f64 {
        match self.count {
            0 | 1 => f64::NAN,
            count => self.squares / (count - 1) as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_has_no_mean_and_one_number_no_variance() {
        let mut moments = Moments::default();
        assert!(moments.mean().is_nan());
        moments.push(3.0);
        assert!(moments.mean() == 3.0 && moments.variance().is_nan());
    }

    proptest! {
        #[test]
        fn mean_and_variance_are_those_of_the_definition(
            values in prop::collection::vec(-1e3..1e3f64, 2..600)
        ) {
            let mut moments = Moments::default();
            for &value in &values {
                moments.push(value);
            }
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
            prop_assert!((moments.mean() - mean).abs() < 1e-12);
            prop_assert!((moments.variance() - squares / (n - 1.0)).abs() < 1e-6);
        }
    }
}
