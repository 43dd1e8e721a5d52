//! Onset: how many residents of each place become displaced on a day.

use rand_distr::{Binomial, Distribution};

use crate::calendar::Day;
use crate::place::{Place, PlaceId, great_circle_km};
use crate::random::{Draws, Purpose, Subject};
use crate::rules::waiting;
use crate::settings::{self, OnsetMode};
use crate::world::World;

/// Who becomes displaced, by the settings of a world.
#[derive(Clone, Debug)]
pub struct Onset {
    mode: OnsetMode,
    conflict_rate: f64,
    anticipation_rate: f64,
    /// For each place those near enough to be anticipated, with their weight.
    near: Vec<Vec<(PlaceId, f64)>>,
    /// Cumulative displaced persons by day, for [`OnsetMode::Prescribed`].
    prescribed: Vec<f64>,
}

impl Onset {
    /// The onset rule of a world.
    pub fn new(world: &World) -> Self {
        let settings = &world.settings.onset;
        // A prescribed number is shared out by the rates; where both are 0, by intensity alone.
        let shares_only = settings.mode == OnsetMode::Prescribed
            && settings.conflict_rate == 0.0
            && settings.anticipation_rate == 0.0;
        let anticipates = settings.mode != OnsetMode::None && settings.anticipation_rate > 0.0;
        Self {
            mode: settings.mode,
            conflict_rate: if shares_only {
                1.0
            } else {
                settings.conflict_rate
            },
            anticipation_rate: settings.anticipation_rate,
            near: if anticipates {
                neighbours(&world.places, settings)
            } else {
                Vec::new()
            },
            prescribed: match settings.mode {
                OnsetMode::Prescribed => prescribed(world),
                _ => Vec::new(),
            },
        }
    }

    /// Rate at which residents of a place flee: from its own conflict and in anticipation of one nearby.
    pub fn rate(&self, place: PlaceId, intensity: &[f64]) -> f64 {
        let own = self.conflict_rate * intensity[place.index()];
        let nearby: f64 = self.near.get(place.index()).map_or(0.0, |near| {
            near.iter()
                .map(|&(p, weight)| weight * intensity[p.index()])
                .sum()
        });
        own + self.anticipation_rate * nearby
    }

    /// Persons who become displaced today, by place.
    ///
    /// `residents` are those still at home who can get out; `displaced` is the number due before today.
    pub fn today(
        &self,
        day: Day,
        draws: &Draws,
        intensity: &[f64],
        residents: &[u32],
        displaced: u64,
    ) -> Vec<u32> {
        let rates = |place: usize| match residents[place] {
            0 => 0.0,
            _ => self.rate(PlaceId(place as u32), intensity),
        };
        match self.mode {
            OnsetMode::None
            | OnsetMode::Sampled
            | OnsetMode::Constant
            | OnsetMode::Share
            | OnsetMode::Poisson => vec![0; residents.len()],
            OnsetMode::Hazard => (0..residents.len())
                .map(|place| fleeing(day, draws, place, residents[place], rates(place)))
                .collect(),
            OnsetMode::Prescribed => {
                let due = (self.prescribed[day as usize] - displaced as f64).max(0.0) as u64;
                let weights: Vec<f64> = residents
                    .iter()
                    .enumerate()
                    .map(|(p, &n)| n as f64 * rates(p))
                    .collect();
                shared_out(due, &weights, residents)
            }
        }
    }
}

fn fleeing(day: Day, draws: &Draws, place: usize, residents: u32, rate: f64) -> u32 {
    if rate <= 0.0 {
        return 0;
    }
    let mut stream = draws.stream(Subject::place(place as u32), day, Purpose::Onset);
    Binomial::new(residents as u64, waiting::chance(rate))
        .map_or(0, |binomial| binomial.sample(&mut stream) as u32)
}

/// Shares `due` persons out in proportion to weights, nobody beyond the residents of a place;
/// what rounding leaves goes to the largest remainders, ties to the first place.
fn shared_out(due: u64, weights: &[f64], residents: &[u32]) -> Vec<u32> {
    let mut shares = vec![0u32; weights.len()];
    let mut due = due;
    loop {
        let open =
            |place: usize, shares: &[u32]| weights[place] > 0.0 && shares[place] < residents[place];
        let total: f64 = (0..weights.len())
            .filter(|&p| open(p, &shares))
            .map(|p| weights[p])
            .sum();
        if due == 0 || total <= 0.0 {
            return shares;
        }
        let all = due;
        let mut remainders: Vec<(f64, usize)> = Vec::new();
        for place in 0..weights.len() {
            if !open(place, &shares) {
                continue;
            }
            let exact = all as f64 * weights[place] / total;
            let whole = (exact as u64).min((residents[place] - shares[place]) as u64);
            shares[place] += whole as u32;
            due -= whole;
            remainders.push((exact - whole as f64, place));
        }
        remainders.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, place) in remainders {
            if due > 0 && shares[place] < residents[place] {
                shares[place] += 1;
                due -= 1;
            }
        }
    }
}

/// For each place the others whose weight exp(-distance / `anticipation_km`) is above 1%.
fn neighbours(places: &[Place], settings: &settings::Onset) -> Vec<Vec<(PlaceId, f64)>> {
    let at = |place: &Place| (place.latitude, place.longitude);
    let near = |here: usize| {
        let weight = |there: &Place| {
            libm::exp(-great_circle_km(at(&places[here]), at(there)) / settings.anticipation_km)
        };
        let others = places
            .iter()
            .enumerate()
            .filter(|&(there, _)| there != here);
        others
            .map(|(there, place)| (PlaceId(there as u32), weight(place)))
            .filter(|&(_, weight)| weight > 0.01)
            .collect()
    };
    (0..places.len()).map(near).collect()
}

/// The prescribed series by day: moved forward by the lag, joined by straight lines, and level after its end.
///
/// What would have fled before the first day flees on it.
fn prescribed(world: &World) -> Vec<f64> {
    let lag = world.settings.onset.lag_days as f64;
    let mut points: Vec<(f64, f64)> = vec![(-1.0, 0.0)];
    for &(day, value) in &world.prescribed {
        let day = (day as f64 - lag).max(0.0);
        let (_, so_far) = points[points.len() - 1];
        points.retain(|&(earlier, _)| earlier < day);
        points.push((day, value.max(so_far)));
    }
    let at = |day: f64| {
        let next = points.partition_point(|&(d, _)| d < day);
        match (points.get(next.wrapping_sub(1)), points.get(next)) {
            (Some(&(d0, v0)), Some(&(d1, v1))) => v0 + (v1 - v0) * (day - d0) / (d1 - d0),
            (_, Some(&(_, value))) | (Some(&(_, value)), None) => value,
            (None, None) => 0.0,
        }
    };
    (0..world.calendar.days())
        .map(|day| at(day as f64))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_follow_weights_and_add_up() {
        assert_eq!(shared_out(10, &[1.0, 1.0, 2.0], &[100; 3]), [3, 2, 5]);
        assert_eq!(shared_out(7, &[0.0, 1.0], &[100; 2]), [0, 7]);
    }

    #[test]
    fn nobody_leaves_an_empty_place_and_others_make_up_for_it() {
        assert_eq!(shared_out(10, &[3.0, 1.0], &[4, 100]), [4, 6]);
        assert_eq!(shared_out(10, &[3.0, 1.0], &[4, 3]), [4, 3]);
        assert_eq!(shared_out(10, &[0.0, 0.0], &[4, 3]), [0, 0]);
    }

    #[test]
    fn the_number_fleeing_has_the_mean_of_the_hazard() {
        let draws = Draws::new(3, 0);
        let total: u32 = (0..400).map(|day| fleeing(day, &draws, 2, 1000, 0.1)).sum();
        let expected = 400.0 * 1000.0 * waiting::chance(0.1);
        assert!(
            (total as f64 / expected - 1.0).abs() < 0.01,
            "{total} against {expected}"
        );
        assert_eq!(fleeing(0, &draws, 2, 1000, 0.0), 0);
    }
}
