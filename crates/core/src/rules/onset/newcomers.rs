//! Newcomers as Flee counts them: by the data, or so many from each place in conflict or under water.

use rand::Rng;
use rand_distr::{Binomial, Distribution, Poisson};

use crate::rules::attraction::eased_by_age;
use crate::rules::circumstances::{Circumstances, at_level};
use crate::settings::{Onset, OnsetMode, Settings};

/// Weight of a place in the draw of newcomers: residents times conflict, eased as it ages, and the hungry.
pub(super) fn weight(settings: &Settings, now: &Circumstances<'_>) -> f64 {
    let onset = &settings.onset;
    if onset.conflict_only && now.intensity == 0.0 {
        return 0.0;
    }
    let eased = eased_by_age(&settings.movement, now.conflict_age);
    let hungry = if onset.from_hunger && now.day > 0 {
        now.hungry()
    } else {
        0.0
    };
    now.residents as f64 * (now.intensity * eased + hungry)
}

/// Draws for each of `due` persons the place they come from, and counts them by place.
///
/// Draws with replacement make a multinomial count: one binomial draw a place, of those who are left.
pub(super) fn sampled(due: u32, weights: &[f64], rng: &mut impl Rng) -> Vec<u32> {
    let Some(last) = weights.iter().rposition(|&weight| weight > 0.0) else {
        return vec![0; weights.len()];
    };
    let mut left = due as u64;
    let mut weight_left: f64 = weights.iter().sum();
    let draw = |(place, &weight): (usize, &f64)| {
        let share = (weight / weight_left).min(1.0);
        weight_left -= weight;
        let drawn = if place == last {
            left
        } else {
            Binomial::new(left, share).map_or(0, |binomial| binomial.sample(rng))
        };
        left -= drawn;
        drawn as u32
    };
    weights.iter().enumerate().map(draw).collect()
}

/// Persons who become displaced from a place on a day.
pub(super) fn daily(onset: &Onset, now: &Circumstances<'_>, rng: &mut impl Rng) -> u32 {
    let pressure = if onset.by_flood {
        at_level(&onset.per_flood_day, now.flood).filter(|_| now.flood > 0)
    } else {
        Some(onset.per_conflict_day * now.intensity)
    };
    let pressure = pressure.unwrap_or(0.0);
    match onset.mode {
        OnsetMode::Share => (pressure * now.residents as f64) as u32,
        // Flee draws around a whole number where floods drive people out.
        OnsetMode::Poisson if onset.by_flood => poisson(pressure.trunc(), rng),
        OnsetMode::Poisson => poisson(pressure, rng),
        _ => pressure as u32,
    }
}

fn poisson(mean: f64, rng: &mut impl Rng) -> u32 {
    Poisson::new(mean).map_or(0, |poisson| poisson.sample(rng) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::random::{Draws, Purpose, Subject};
    use crate::synthetic;

    fn place() -> Place {
        let mut place = synthetic::world(0, 1, 1).places.remove(0);
        place.population = 1000;
        place
    }

    fn stream(day: u16) -> impl Rng {
        Draws::new(2020, 0).stream(Subject::place(0), day, Purpose::Onset)
    }

    #[test]
    fn weights_are_residents_times_conflict_and_hunger() {
        let place = place();
        let mut settings = Settings::default();
        settings.movement.conflict_decay = vec![1.0, 0.1];
        let at = |settings: &Settings, intensity, conflict_age| {
            let now = Circumstances {
                intensity,
                conflict_age,
                hunger: Some(20.0),
                ..Circumstances::quiet(&place)
            };
            weight(settings, &now)
        };
        assert_eq!(at(&settings, 0.5, 29), 500.0);
        assert_eq!(at(&settings, 0.5, 30), 50.0);
        settings.onset.from_hunger = true;
        assert_eq!(at(&settings, 0.5, 30), 250.0);
        assert_eq!(at(&settings, 0.0, 30), 0.0);
        settings.onset.conflict_only = false;
        assert_eq!(at(&settings, 0.0, 30), 200.0);
    }

    #[test]
    fn everybody_comes_from_somewhere_and_shares_come_out() {
        let drawn = sampled(100_000, &[0.0, 1.0, 3.0, 0.0], &mut stream(0));
        assert_eq!(drawn.iter().sum::<u32>(), 100_000);
        assert_eq!((drawn[0], drawn[3]), (0, 0));
        assert!(drawn[1].abs_diff(25_000) < 500, "{drawn:?}");
        assert_eq!(sampled(7, &[0.0, 0.0], &mut stream(0)), [0, 0]);
        assert_eq!(sampled(10, &[1.0, 1.0, 2.0], &mut stream(1)), [2, 1, 7]);
    }

    #[test]
    fn daily_numbers_are_cut_to_whole_persons() {
        let place = place();
        let count = |mode, per_conflict_day, intensity| {
            let onset = Onset {
                mode,
                per_conflict_day,
                ..Onset::default()
            };
            let now = Circumstances {
                intensity,
                ..Circumstances::quiet(&place)
            };
            daily(&onset, &now, &mut stream(0))
        };
        assert_eq!(count(OnsetMode::Share, 0.019, 0.5), 9);
        assert_eq!(count(OnsetMode::Constant, 33.0, 0.5), 16);
        assert_eq!(count(OnsetMode::Constant, 33.0, 0.0), 0);
        assert_eq!(count(OnsetMode::Poisson, 0.0, 1.0), 0);
    }

    #[test]
    fn poisson_numbers_have_their_mean() {
        let total: u32 = (0..400).map(|day| poisson(25.0, &mut stream(day))).sum();
        assert!(total.abs_diff(10_000) < 300, "{total}");
    }

    #[test]
    fn floods_drive_out_by_level() {
        let place = place();
        let onset = Onset {
            mode: OnsetMode::Share,
            by_flood: true,
            per_flood_day: vec![0.0, 0.1, 0.2, 0.5, 0.9],
            ..Onset::default()
        };
        let at = |flood, residents| {
            let now = Circumstances {
                residents,
                flood,
                ..Circumstances::quiet(&place)
            };
            daily(&onset, &now, &mut stream(0))
        };
        assert_eq!([at(0, 1000), at(1, 1000), at(2, 900)], [0, 100, 180]);
    }
}
