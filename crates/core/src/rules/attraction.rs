//! Attraction: how much a place draws people who choose where to go.

use crate::place::PlaceKind;
use crate::rules::circumstances::Circumstances;
use crate::rules::floods;
use crate::settings::{Movement, Settings};

/// Score of a place, the same for all people: kind times abroad times conflict (Flee, location score), and
/// where the settings say so, trade, hunger and flood. What it is to some people is in [`affinity`](super::affinity).
///
/// Conflict enters as `conflict_weight` to the power of its intensity, eased as it ages, plus `danger_nearby`
/// times what is fought nearby (our judgement: people do not run to a front that nears).
pub fn score(settings: &Settings, now: &Circumstances<'_>) -> f64 {
    let movement = &settings.movement;
    let mut score = match now.kind {
        PlaceKind::Camp => movement.camp_weight,
        PlaceKind::IdpCamp => movement.camp_weight * movement.idp_camp_weight,
        PlaceKind::Host => movement.host_weight,
        PlaceKind::Town | PlaceKind::FloodZone | PlaceKind::Hub => movement.town_weight,
        PlaceKind::Crossing | PlaceKind::Marker => 1.0,
    };
    if now.abroad {
        let traits = &now.place.traits;
        if movement.economic_pull {
            score *= 1.0 + traits.trade_volume + traits.hdi * traits.hdi;
        }
        score *= movement.foreign_weight;
    } else if settings.food.avoid_hunger && now.day > 0 {
        score *= 1.0 - now.hungry() * now.hungry();
    }
    let own = now.intensity * eased_by_age(movement, now.conflict_age);
    let felt = own + movement.danger_nearby * now.danger_nearby;
    if felt > 0.0 {
        score *= libm::pow(movement.conflict_weight, felt);
    }
    if now.kind == PlaceKind::FloodZone {
        // As in Flee, which loses the forecast of flood zones here.
        score *= if floods::knows_forecast(&settings.floods, now) {
            0.0
        } else {
            floods::weight(&settings.floods, now.flood)
        };
    }
    score
}

/// Factor for the residents of a place, 1 for camps.
pub fn by_residents(movement: &Movement, now: &Circumstances<'_>) -> f64 {
    if movement.population_power == 0.0 || now.kind.is_camp() {
        return 1.0;
    }
    let residents = if movement.population_now {
        now.residents
    } else {
        now.place.population
    };
    libm::pow(residents.max(1) as f64, movement.population_power)
}

/// Factor on the intensity of a conflict that began `age` days ago; the last entry lasts.
pub fn eased_by_age(settings: &Movement, age: u32) -> f64 {
    let interval = (age / settings.conflict_decay_interval_days.max(1)) as usize;
    match settings.conflict_decay.as_slice() {
        [] => 1.0,
        decay => decay[interval.min(decay.len() - 1)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{Country, Place, Traits};

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

    fn settings(movement: Movement) -> Settings {
        Settings {
            movement,
            ..Settings::default()
        }
    }

    #[test]
    fn factors_multiply() {
        let settings = settings(Movement {
            camp_weight: 2.0,
            idp_camp_weight: 1.5,
            foreign_weight: 3.0,
            ..Movement::default()
        });
        let of = |kind, abroad| {
            let place = place(kind);
            let now = Circumstances {
                abroad,
                ..Circumstances::quiet(&place)
            };
            score(&settings, &now)
        };
        assert_eq!(of(PlaceKind::Camp, true), 6.0);
        assert_eq!(of(PlaceKind::IdpCamp, false), 3.0);
        assert_eq!(of(PlaceKind::Town, false), 1.0);
    }

    fn in_conflict(movement: Movement, intensity: f64, conflict_age: u32) -> f64 {
        let town = place(PlaceKind::Town);
        let now = Circumstances {
            intensity,
            conflict_age,
            ..Circumstances::quiet(&town)
        };
        score(&settings(movement), &now)
    }

    #[test]
    fn conflict_repels_less_as_it_ages() {
        let at = |age| {
            let movement = Movement {
                conflict_decay: vec![1.0, 0.1],
                ..Movement::default()
            };
            in_conflict(movement, 1.0, age)
        };
        assert!((at(0) - 0.25).abs() < 1e-12);
        assert!((at(29) - 0.25).abs() < 1e-12);
        assert!((at(30) - 0.870_550_563).abs() < 1e-8);
        assert_eq!(at(30), at(3000));
    }

    #[test]
    fn half_the_intensity_is_the_root_of_the_weight() {
        assert!((in_conflict(Movement::default(), 0.5, 0) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn residents_attract_to_towns_and_not_to_camps() {
        let power = |population_now| Movement {
            population_power: 0.5,
            population_now,
            ..Movement::default()
        };
        let (host, camp) = (place(PlaceKind::Host), place(PlaceKind::Camp));
        let emptied = Circumstances {
            residents: 100,
            ..Circumstances::quiet(&host)
        };
        assert!((by_residents(&power(false), &emptied) - 100.0).abs() < 1e-9);
        assert!((by_residents(&power(true), &emptied) - 10.0).abs() < 1e-9);
        assert_eq!(
            by_residents(&power(true), &Circumstances::quiet(&camp)),
            1.0
        );
    }

    #[test]
    fn trade_and_development_pull_abroad() {
        let mut place = place(PlaceKind::Town);
        (place.traits.trade_volume, place.traits.hdi) = (2.0, 0.5);
        let settings = settings(Movement {
            economic_pull: true,
            ..Movement::default()
        });
        let abroad = Circumstances {
            abroad: true,
            ..Circumstances::quiet(&place)
        };
        assert_eq!(score(&settings, &abroad), 3.25);
        assert_eq!(score(&settings, &Circumstances::quiet(&place)), 1.0);
    }

    #[test]
    fn hunger_repels_at_home_and_floods_in_flood_zones() {
        let mut settings = Settings::default();
        settings.food.avoid_hunger = true;
        settings.floods.weight = vec![1.0, 0.5, 0.25];
        let (town, zone) = (place(PlaceKind::Town), place(PlaceKind::FloodZone));
        let at = |place, day, abroad| Circumstances {
            hunger: Some(50.0),
            flood: 1,
            day,
            abroad,
            ..Circumstances::quiet(place)
        };
        assert_eq!(score(&settings, &at(&town, 1, false)), 0.75);
        assert_eq!(score(&settings, &at(&town, 0, false)), 1.0);
        assert_eq!(score(&settings, &at(&town, 1, true)), 1.0);
        assert_eq!(score(&settings, &at(&zone, 0, false)), 0.5);
        settings.floods.forecast_days = 2;
        assert_eq!(score(&settings, &at(&zone, 0, false)), 0.0);
        assert_eq!(
            score(&settings, &at(&zone, 1, true)),
            0.5,
            "day 0 was the last of the forecast"
        );
    }
}
