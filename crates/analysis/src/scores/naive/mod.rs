//! Naive forecasts: what can be said of each observation from the inputs alone, without the model.

mod allocation;
mod earlier;
mod origins;
#[cfg(test)]
mod tests;

use refuge_core::World;
use refuge_core::observe::Forecasts;

/// What each naive forecast says for each observation of a world, in persons.
///
/// `persistence` repeats the last earlier observation of the same place and measure, and `line` carries the
/// straight line through the last two on, not below 0 (the naive and the drift method of Hyndman and
/// Athanasopoulos 2021, "Forecasting: Principles and Practice", section 5.2, the latter from two points).
/// Both know no observation after the last day that the scenario was fitted to, if it says one: that is when
/// they are made. The other two are
/// told the observed total of the day, which favours them, and only share it among the places observed
/// on that day, two of them or more: `nearest` sends the people of each origin to the place that is
/// nearest by road, the first by name of several; `gravity` shares them by population over road
/// distance, with the population of one person for a place without any (Zipf 1946, "The P1 P2/D
/// hypothesis", American Sociological Review 11:677-686). Origins are the places of the home country
/// that by the scenario are certain to have come into conflict by that day, each with its residents;
/// before there is any, all places with residents. An origin counts as no destination of its own
/// people, and one from which no road leads to any observed place is left out. Of a list of places the
/// nearest is the distance, and all are the population; a list of which some place is observed in a
/// smaller one too is left out. Roads are as long as the scenario says, open or
/// not.
pub(crate) fn naive(world: &World) -> Vec<Forecasts> {
    let mut forecasts = vec![Forecasts::default(); world.observed.len()];
    earlier::fill(world, &mut forecasts);
    allocation::fill(world, &mut forecasts);
    forecasts
}
