//! Which of the ways from a place a household takes, by their weights and a random number.

use super::Ways;
use crate::place::PlaceId;
use crate::rules::routes::{Candidate, Route};

impl Ways {
    /// Chooses a way from a place in proportion to the weights for a profile, never one that ends in `not`.
    ///
    /// The second uniform number serves only if the first one falls on `not`.
    #[inline]
    pub fn choose(
        &self,
        here: PlaceId,
        profile: usize,
        not: Option<PlaceId>,
        uniform: f64,
        again: f64,
    ) -> Route {
        let (first, candidates) = self.routes.of(here);
        let first = profile * self.ease.len() + first;
        let cumulative = &self.cumulative[first..first + candidates.len()];
        let total = cumulative.last().copied().unwrap_or(0.0);
        if total <= 0.0 {
            // To Flee, all ways that weigh nothing are as good as each other.
            let any = candidates.get((uniform * candidates.len() as f64) as usize);
            return any
                .filter(|_| self.chooses_full)
                .map_or(Route::NONE, |way| way.route);
        }
        let at = uniform * total;
        let chosen = &candidates[cumulative
            .partition_point(|&sum| sum <= at)
            .min(candidates.len() - 1)];
        if Some(chosen.end) != not {
            return chosen.route;
        }
        pick(candidates, cumulative, |end| Some(end) != not, again)
    }

    /// Chooses a way from a place in proportion to the weights for a profile, among those with an eligible end.
    pub fn choose_among(
        &self,
        here: PlaceId,
        profile: usize,
        is_eligible: impl Fn(PlaceId) -> bool,
        uniform: f64,
    ) -> Route {
        let (first, candidates) = self.routes.of(here);
        let first = profile * self.ease.len() + first;
        let cumulative = &self.cumulative[first..first + candidates.len()];
        pick(candidates, cumulative, is_eligible, uniform)
    }
}

/// Picks one of the candidates with an eligible end in proportion to its weight; none if they all weigh nothing.
fn pick(
    candidates: &[Candidate],
    cumulative: &[f64],
    is_eligible: impl Fn(PlaceId) -> bool,
    uniform: f64,
) -> Route {
    let weight = |index: usize| {
        let before = if index == 0 {
            0.0
        } else {
            cumulative[index - 1]
        };
        cumulative[index] - before
    };
    let eligible = || (0..candidates.len()).filter(|&index| is_eligible(candidates[index].end));
    let mut left = uniform * eligible().map(weight).sum::<f64>();
    let mut last = Route::NONE;
    for index in eligible().filter(|&index| weight(index) > 0.0) {
        last = candidates[index].route;
        left -= weight(index);
        if left < 0.0 {
            break;
        }
    }
    last
}
