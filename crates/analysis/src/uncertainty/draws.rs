//! The values of uncertain settings that a replicate draws.

use refuge_core::World;
use refuge_core::settings::{Range, Settings};
use refuge_core::uncertain::Uncertain;

use super::inverse::inverse;
use crate::parameter::nine_digits;
use crate::study::MakeWorld;

/// The points of a sequence, after which another one begins.
const POINTS: u32 = 1 << 16;

/// The values of uncertain settings in a replicate under a seed, each within the setting's range.
///
/// Pair j of replicates takes point j of a Sobol sequence scrambled as by Owen (Burley 2020, Journal
/// of Computer Graphics Techniques 9(4):1-20). The dimension of a setting is its place among all
/// settings, so that what is drawn for it does not depend on which others are uncertain.
pub(crate) fn drawn(uncertain: &[Uncertain], seed: u64, replicate: u32) -> Vec<(String, f64)> {
    let pair = replicate / 2;
    let scramble = folded(seed).wrapping_add(pair / POINTS);
    let draw = |setting: &Uncertain| {
        let dimension = Settings::knobs().position(|knob| knob.key == setting.key)?;
        let range = Settings::knobs().nth(dimension)?.range;
        let share = sobol_burley::sample(pair % POINTS, dimension as u32, scramble);
        let value = inverse(setting.distribution, in_the_open(share));
        Some((setting.key.to_owned(), within(range, value)))
    };
    uncertain.iter().filter_map(draw).collect()
}

/// The world of a replicate at the settings that it draws; none where nothing is uncertain.
///
/// # Errors
///
/// If there is no such world: a sentence with what was drawn.
pub(crate) fn drawn_world(
    world: &World,
    worlds: &MakeWorld<'_>,
    seed: u64,
    replicate: u32,
) -> Result<Option<World>, String> {
    if world.uncertain.is_empty() {
        return Ok(None);
    }
    let values = drawn(&world.uncertain, seed, replicate);
    worlds(&values).map(Some).map_err(|sentence| {
        let at = values.iter().map(|(key, value)| format!("{key}={value}"));
        let at: Vec<String> = at.collect();
        format!(
            "Replicate {replicate} drew {}, at which there is no world: {sentence}",
            at.join(", ")
        )
    })
}

/// A seed in half as many bits, by multiplicative hashing.
fn folded(seed: u64) -> u32 {
    (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

/// A share from 0 to below 1 in steps of 2^-24, moved by half a step: it is neither 0 nor 1.
fn in_the_open(share: f32) -> f64 {
    f64::from(share) + f64::from(f32::EPSILON) / 4.0
}

fn within(range: Range, value: f64) -> f64 {
    // A NaN becomes the lower bound.
    match range {
        Range::Number(low, high) => nine_digits(value.max(low).min(high)),
        Range::Whole(low, high) => value.round().max(f64::from(low)).min(f64::from(high)),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use refuge_core::uncertain::Distribution;

    const CAMP: &str = "movement.camp_weight";

    fn uniform(key: &'static str, low: f64, high: f64) -> Uncertain {
        Uncertain {
            key,
            distribution: Distribution::Uniform { low, high },
        }
    }

    fn values(uncertain: &[Uncertain], replicates: u32) -> Vec<f64> {
        let of = |replicate| drawn(uncertain, 5, 2 * replicate)[0].1;
        (0..replicates).map(of).collect()
    }

    #[test]
    fn a_pair_shares_its_draw_and_the_next_has_another() {
        let uncertain = [uniform(CAMP, 0.0, 8.0)];
        assert_eq!(drawn(&uncertain, 1, 6), drawn(&uncertain, 1, 7));
        assert_ne!(drawn(&uncertain, 1, 6), drawn(&uncertain, 1, 8));
        assert_ne!(drawn(&uncertain, 1, 6), drawn(&uncertain, 2, 6));
        assert_ne!(drawn(&uncertain, 1, 6), drawn(&uncertain, 1 << 32, 6));
    }

    #[test]
    fn another_uncertain_setting_changes_no_draw() {
        let camp = uniform(CAMP, 0.0, 8.0);
        let alone = values(std::slice::from_ref(&camp), 50);
        let others = [
            camp,
            uniform("people.household_size", 1.0, 9.0),
            uniform("settling.camp", 0.0, 0.5),
        ];
        assert_eq!(alone, values(&others, 50));
    }

    #[test]
    fn draws_fill_the_range_evenly() {
        // One point of a scrambled Sobol sequence lies in each of the first 64 intervals.
        let mut cells: Vec<u32> = values(&[uniform(CAMP, 0.0, 64.0)], 64)
            .into_iter()
            .map(|value| value as u32)
            .collect();
        cells.sort_unstable();
        assert_eq!(cells, (0..64).collect::<Vec<_>>());
    }

    #[test]
    fn values_are_moved_into_the_range_of_the_setting_and_rounded_as_it_needs() {
        let one = |key, distribution| {
            let drawn = |replicate| drawn(&[Uncertain { key, distribution }], 3, replicate)[0].1;
            (0..40).map(drawn).collect::<Vec<f64>>()
        };
        let low_high = Distribution::Uniform {
            low: -3.0,
            high: 4.0,
        };
        let chances = one("movement.camp_leave", low_high);
        assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
        assert!(chances.contains(&0.0) && chances.contains(&1.0));
        let links = one("movement.awareness_level", low_high);
        assert!(
            links
                .iter()
                .all(|links| [1.0, 2.0, 3.0, 4.0].contains(links))
        );
    }

    #[test]
    fn any_replicate_has_a_draw() {
        let uncertain = [uniform(CAMP, 0.0, 8.0)];
        let last = drawn(&uncertain, u64::MAX, u32::MAX)[0].1;
        assert!((0.0..=8.0).contains(&last));
        assert_ne!(drawn(&uncertain, 9, 2 * POINTS), drawn(&uncertain, 9, 0));
    }
}
