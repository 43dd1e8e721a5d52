//! What of the spread over replicates is noise, and what comes from uncertain settings.

use crate::calendar::Day;
use crate::place::PlaceId;

/// A number over replicates, and its standard deviation in parts: `sd` squared is the sum of the
/// squares of `sd_noise` and `sd_settings`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The mean.
    pub mean: f64,
    /// The standard deviation of a replicate.
    pub sd: f64,
    /// What of it comes from random numbers, at given settings.
    pub sd_noise: f64,
    /// What of it comes from the settings.
    pub sd_settings: f64,
}

/// The spread of a measure on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpreadOf {
    /// The day.
    pub day: Day,
    /// A column of `totals`, or of `places` where there is a place.
    pub measure: &'static str,
    /// The place; none for the whole world.
    pub place: Option<PlaceId>,
    /// The spread.
    pub spread: Spread,
}

/// The value of an uncertain setting in a replicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The replicate, from 0.
    pub replicate: u32,
    /// The setting's dotted key.
    pub key: String,
    /// The value.
    pub value: f64,
}
