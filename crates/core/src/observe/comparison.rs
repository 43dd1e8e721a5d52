//! Branches of a scenario side by side, as reports show them.

use crate::calendar::Day;
use crate::place::PlaceId;
use crate::world::Measure;

/// Branches that were run with the same random numbers; each later one is compared with the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The names of the branches.
    pub branches: Vec<String>,
    /// Replicates of each branch.
    pub replicates: u32,
    /// A number a day, measure and place: days ascend, then measures in their order, then places.
    pub rows: Vec<Contrast>,
}

/// A number in every branch.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// The day.
    pub day: Day,
    /// What is counted.
    pub measure: Measure,
    /// Where; nowhere in particular for measures of the whole world.
    pub place: Option<PlaceId>,
    /// The mean over replicates in each branch.
    pub means: Vec<f64>,
    /// How each branch but the first differs from it.
    pub differences: Vec<Difference>,
}

/// How a number in a later branch differs from that in the first: later less first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The mean over pairs of the same replicate.
    pub mean: f64,
    /// The 5, 50 and 95% quantiles over these pairs.
    pub quantiles: [f64; 3],
    /// The 5 and 95% quantiles over pairs that share no random numbers; NaN where there are too few.
    pub unpaired: [f64; 2],
    /// The share of variance that pairing saves: 1 - var(paired difference) / (var(first) + var(later));
    /// NaN where nothing varies.
    pub variance_saved: f64,
}
