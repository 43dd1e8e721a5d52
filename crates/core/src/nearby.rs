//! Nearby: which places are near enough to each other for a conflict in one to be felt in the other.

use crate::place::{EARTH_KM, Place, PlaceId};
use crate::world::World;

/// What weighs less than this is not near.
const LEAST: f64 = 0.01;
/// Far more than rounding can take from a distance.
const ROUNDING_KM: f64 = 1e-6;

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
        let on_globe: Vec<[f64; 3]> = world.places.iter().map(on_globe).collect();
        let near = |here| near(&world.places, &on_globe, here, onset.anticipation_km);
        Self((0..world.places.len()).map(near).collect())
    }

    /// The sum over all places near one of weight times what `of` says of them.
    pub fn sum(&self, here: PlaceId, of: &[f64]) -> f64 {
        let near = self.0.get(here.index()).map_or(&[][..], Vec::as_slice);
        near.iter()
            .map(|&(there, weight)| weight * of[there.index()])
            .sum()
    }
}

/// The places near one. Most are too far even through the Earth, which costs less to tell than the way over it.
fn near(
    places: &[Place],
    on_globe: &[[f64; 3]],
    here: usize,
    scale_km: f64,
) -> Vec<(PlaceId, f64)> {
    let reach_km = -libm::log(LEAST) * scale_km + ROUNDING_KM;
    let weight = |there: &Place| libm::exp(-places[here].km_to(there) / scale_km);
    (0..places.len())
        .filter(|&there| there != here)
        .filter(|&there| is_within(reach_km, on_globe[here], on_globe[there]))
        .map(|there| (PlaceId(there as u32), weight(&places[there])))
        .filter(|&(_, weight)| weight > LEAST)
        .collect()
}

/// A place in km from the centre of the Earth.
fn on_globe(place: &Place) -> [f64; 3] {
    let (latitude, longitude) = (place.latitude.to_radians(), place.longitude.to_radians());
    let from_axis = EARTH_KM * libm::cos(latitude);
    [
        from_axis * libm::cos(longitude),
        from_axis * libm::sin(longitude),
        EARTH_KM * libm::sin(latitude),
    ]
}

fn is_within(km: f64, here: [f64; 3], there: [f64; 3]) -> bool {
    let apart = here.iter().zip(there).map(|(here, there)| here - there);
    apart.map(|along| along * along).sum::<f64>() <= km * km
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn no_place_that_weighs_enough_is_left_out(
            at in prop::array::uniform8((-90.0f64..90.0, -180.0f64..180.0)),
            spread in prop_oneof![Just(1.0), 1e-6f64..1.0],
            scale_km in 0.1f64..10_000.0,
        ) {
            let mut world = synthetic::world(0, 8, 1);
            for (place, (latitude, longitude)) in world.places.iter_mut().zip(at) {
                (place.latitude, place.longitude) = (latitude * spread, longitude * spread);
            }
            world.settings.onset.front_rate = 1.0;
            world.settings.onset.anticipation_km = scale_km;
            let Nearby(near) = Nearby::new(&world);
            let weight = |here: usize, there: usize| {
                libm::exp(-world.places[here].km_to(&world.places[there]) / scale_km)
            };
            for (here, near) in near.iter().enumerate() {
                let others = (0..8).filter(|&there| there != here);
                let all = others.map(|there| (PlaceId(there as u32), weight(here, there)));
                let expected: Vec<_> = all.filter(|&(_, weight)| weight > 0.01).collect();
                prop_assert_eq!(near, &expected);
            }
        }
    }
}
