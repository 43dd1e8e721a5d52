//! Settings that a study varies.

/// A setting with a number, and the range in which a study varies it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The setting's dotted key.
    pub key: String,
    /// The lowest value.
    pub low: f64,
    /// The highest value.
    pub high: f64,
    /// Whether only whole numbers are meant.
    pub whole: bool,
}

impl Parameter {
    /// The value at a share of the way from the lowest to the highest, with at most nine significant
    /// digits, so that it can be printed and typed again.
    pub fn at(&self, share: f64) -> f64 {
        let value = self.low + (self.high - self.low) * share.clamp(0.0, 1.0);
        if self.whole {
            value.round()
        } else {
            nine_digits(value)
        }
    }

    /// The value at a share of all that there are, where each is as likely as any other: the same as
    /// [`at`](Self::at), but that the outermost of whole numbers count as much as those between.
    pub fn evenly(&self, share: f64) -> f64 {
        if self.whole {
            let count = self.high - self.low + 1.0;
            (self.low + (share * count).floor()).clamp(self.low, self.high)
        } else {
            self.at(share)
        }
    }

    /// The share of the way at which a value lies, which leads back to it; 0 where there is no way to go.
    pub fn share(&self, value: f64) -> f64 {
        if self.high > self.low {
            (value - self.low) / (self.high - self.low)
        } else {
            0.0
        }
    }
}

/// A number with at most nine significant digits, where platforms and their last bits agree.
pub(crate) fn nine_digits(value: f64) -> f64 {
    format!("{value:.8e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lie_in_the_range_and_whole_ones_are_whole() {
        let mut parameter = Parameter {
            key: "movement.awareness_level".to_owned(),
            low: 1.0,
            high: 4.0,
            whole: false,
        };
        assert_eq!(parameter.at(0.5), 2.5);
        assert_eq!(parameter.at(1.0 / 3.0), 2.0);
        assert_eq!(parameter.share(2.5), 0.5);
        assert_eq!(parameter.at(2.0), 4.0);
        parameter.whole = true;
        assert_eq!(parameter.at(0.45), 2.0);
        let evenly = [0.0, 0.24, 0.26, 0.51, 0.74, 0.76, 1.0].map(|share| parameter.evenly(share));
        assert_eq!(evenly, [1.0, 1.0, 2.0, 3.0, 3.0, 4.0, 4.0]);
    }

    #[test]
    fn numbers_are_short_enough_to_be_typed_again() {
        assert_eq!(nine_digits(1.0 / 3.0), 0.333_333_333);
        assert_eq!(nine_digits(0.0), 0.0);
        assert_eq!(nine_digits(-12_345_678_912.0), -12_345_678_900.0);
    }
}
