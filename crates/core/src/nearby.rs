//! Nearby: which places are near enough to each other for a conflict in one to be felt in the other.

use crate::place::{Place, PlaceId};
use crate::world::World;

/// What weighs less than this is not near.
const LEAST: f64 = 0.01;

/// For each place the others near it, with the weight exp(-distance / `onset.anticipation_km`) of what
/// happens there; none where no rule asks for it.
#[derive(Clone, Debug)]
pub struct Nearby(Vec<Vec<(PlaceId, f64)>>);

impl Nearby {
    /// Finds what is near each place of a world.
    pub fn new(world: &World) -> Self {
        let (onset, movement) = (&world.settings.onset, &world.settings.movement);
        let rates = [
            onset.anticipation_rate,
            onset.front_rate,
            movement.danger_nearby,
        ];
        if rates.iter().all(|&rate| rate == 0.0) {
            return Self(Vec::new());
        }
        let places = 0..world.places.len();
        Self(
            places
                .map(|here| near(&world.places, here, onset.anticipation_km))
                .collect(),
        )
    }

    /// The sum over all places near one of weight times what `of` says of them.
    pub fn sum(&self, here: PlaceId, of: &[f64]) -> f64 {
        let near = self.0.get(here.index()).map_or(&[][..], Vec::as_slice);
        near.iter()
            .map(|&(there, weight)| weight * of[there.index()])
            .sum()
    }
}

fn near(places: &[Place], here: usize, scale_km: f64) -> Vec<(PlaceId, f64)> {
    let weight = |there: &Place| libm::exp(-places[here].km_to(there) / scale_km);
    (0..places.len())
        .filter(|&there| there != here)
        .map(|there| (PlaceId(there as u32), weight(&places[there])))
        .filter(|&(_, weight)| weight > LEAST)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    #[test]
    fn weights_fall_with_distance_and_nothing_far_is_felt() {
        let mut world = synthetic::world(0, 3, 1);
        for (place, longitude) in world.places.iter_mut().zip([0.0, 0.1, 1.0]) {
            (place.latitude, place.longitude) = (0.0, longitude);
        }
        let (fire, first) = ([0.0, 0.5, 1.0], PlaceId(0));
        assert_eq!(Nearby::new(&world).sum(first, &fire), 0.0, "no rule asks");
        world.settings.movement.danger_nearby = 1.0;
        // A tenth of a degree of the equator is 11.12 km, and a degree 111 km: e^-1.112 and e^-11.1.
        let felt = Nearby::new(&world).sum(first, &fire);
        assert!((felt - 0.5 * 0.328_9).abs() < 1e-4, "{felt}");
    }
}
