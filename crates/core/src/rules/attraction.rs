//! Attraction: how much a place draws people who choose where to go.

use crate::place::{Place, PlaceKind};
use crate::settings::Movement;

/// What decides the attraction of a place on a day besides the place itself.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// Whether it lies abroad.
    pub abroad: bool,
    /// Conflict intensity, 0 to 1.
    pub intensity: f64,
    /// Days since the conflict there began.
    pub conflict_age: u32,
}

/// Attraction of a place: kind times abroad times conflict times residents of the first day (Flee, location score).
///
/// Conflict enters as `conflict_weight` to the power of its intensity, eased as it ages.
pub fn score(settings: &Movement, place: &Place, now: Circumstances) -> f64 {
    let mut score = match place.kind {
        PlaceKind::Camp => settings.camp_weight,
        PlaceKind::IdpCamp => settings.camp_weight * settings.idp_camp_weight,
        PlaceKind::Host => settings.host_weight,
        PlaceKind::Town | PlaceKind::FloodZone | PlaceKind::Hub => settings.town_weight,
        PlaceKind::Crossing | PlaceKind::Marker => 1.0,
    };
    if now.abroad {
        score *= settings.foreign_weight;
    }
    if now.intensity > 0.0 {
        let felt = now.intensity * eased_by_age(settings, now.conflict_age);
        score *= libm::pow(settings.conflict_weight, felt);
    }
    if settings.population_power > 0.0 && !place.kind.is_camp() {
        score *= libm::pow(place.population.max(1) as f64, settings.population_power);
    }
    score
}

/// Factor on the intensity of a conflict that began `age` days ago; the last entry lasts.
fn eased_by_age(settings: &Movement, age: u32) -> f64 {
    let interval = (age / settings.conflict_decay_interval_days.max(1)) as usize;
    match settings.conflict_decay.as_slice() {
        [] => 1.0,
        decay => decay[interval.min(decay.len() - 1)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{Country, Traits};

    fn place(kind: PlaceKind) -> Place {
        Place {
            id: "A".into(),
            name: "A".into(),
            kind,
            country: Country::new("SYR").unwrap(),
            admin1: String::new(),
            latitude: 0.0,
            longitude: 0.0,
            population: 10_000,
            capacity: None,
            control: None,

            traits: Traits::default(),
        }
    }

    fn quiet() -> Circumstances {
        Circumstances {
            abroad: false,
            intensity: 0.0,
            conflict_age: 0,
        }
    }

    #[test]
    fn factors_multiply() {
        let settings = Movement {
            camp_weight: 2.0,
            idp_camp_weight: 1.5,
            foreign_weight: 3.0,
            ..Movement::default()
        };
        let abroad = Circumstances {
            abroad: true,
            ..quiet()
        };
        assert_eq!(score(&settings, &place(PlaceKind::Camp), abroad), 6.0);
        assert_eq!(score(&settings, &place(PlaceKind::IdpCamp), quiet()), 3.0);
        assert_eq!(score(&settings, &place(PlaceKind::Town), quiet()), 1.0);
    }

    #[test]
    fn conflict_repels_less_as_it_ages() {
        let settings = Movement {
            conflict_decay: vec![1.0, 0.1],
            ..Movement::default()
        };
        let at = |age| {
            score(
                &settings,
                &place(PlaceKind::Town),
                Circumstances {
                    intensity: 1.0,
                    conflict_age: age,
                    ..quiet()
                },
            )
        };
        assert!((at(0) - 0.25).abs() < 1e-12);
        assert!((at(29) - 0.25).abs() < 1e-12);
        assert!((at(30) - 0.870_550_563).abs() < 1e-8);
        assert_eq!(at(30), at(3000));
    }

    #[test]
    fn half_the_intensity_is_the_root_of_the_weight() {
        let settings = Movement::default();
        let half = Circumstances {
            intensity: 0.5,
            ..quiet()
        };
        assert!((score(&settings, &place(PlaceKind::Town), half) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn residents_attract_to_towns_and_not_to_camps() {
        let settings = Movement {
            population_power: 0.5,
            ..Movement::default()
        };
        assert!((score(&settings, &place(PlaceKind::Host), quiet()) - 100.0).abs() < 1e-9);
        assert_eq!(score(&settings, &place(PlaceKind::Camp), quiet()), 1.0);
    }
}
