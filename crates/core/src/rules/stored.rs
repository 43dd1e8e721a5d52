//! Stored scores: the attraction of places as Flee's fixed routes know it, some of it a day old.

use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::place::PlaceId;
use crate::rules::attraction;
use crate::rules::circumstances::{Circumstances, at_level};
use crate::settings::{Floods, Settings};
use crate::world::World;

/// The scores that fixed routes are weighed with.
///
/// Flee scores places one by one and finds the routes of each at once, so that a place sees those after it
/// in the order of places as they were the day before.
#[derive(Clone, Debug)]
pub struct StoredScores {
    settings: Settings,
    yesterday: Vec<f64>,
    today: Vec<f64>,
    /// Factor of today's flood.
    flooded: Vec<f64>,
}

impl StoredScores {
    /// The scores before the first day, when no flood is known yet.
    pub fn new(world: &World) -> Self {
        let mut settings = world.settings.clone();
        // Residents draw people when they choose, and not before.
        settings.movement.population_power = 0.0;
        let places = world.places.len();
        let conditions = Conditions::new(world);
        let counts = Counts::new(vec![0; places], world.network.links().len());
        let dry = Settings {
            floods: Floods::default(),
            ..settings.clone()
        };
        let today = Circumstances::everywhere(world, &conditions, &counts, 0)
            .iter()
            .map(|now| attraction::score(&dry, now))
            .collect();
        Self {
            settings,
            yesterday: vec![0.0; places],
            today,
            flooded: vec![1.0; places],
        }
    }

    /// Scores all places on the next day.
    pub fn look(&mut self, places: &[Circumstances<'_>]) {
        let scores = places
            .iter()
            .map(|now| attraction::score(&self.settings, now))
            .collect();
        self.yesterday = std::mem::replace(&mut self.today, scores);
        let weights = &self.settings.floods.weight;
        self.flooded = places
            .iter()
            .map(|now| at_level(weights, now.flood).filter(|_| now.flood > 0))
            .map(|factor| factor.unwrap_or(1.0))
            .collect();
    }

    /// The score of a place as the routes from `here` know it.
    pub fn seen_from(&self, here: PlaceId, end: PlaceId) -> f64 {
        let scores = if end <= here {
            &self.today
        } else {
            &self.yesterday
        };
        scores[end.index()] * self.flooded[end.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::PlaceKind;
    use crate::synthetic;

    #[test]
    fn a_place_sees_those_after_it_as_they_were_yesterday() {
        let mut world = synthetic::world(0, 3, 3);
        world.places[2].kind = PlaceKind::Camp;
        world.settings.movement.camp_weight = 3.0;
        world.settings.movement.conflict_weight = 0.25;
        let mut stored = StoredScores::new(&world);
        let place = world.places[0].clone();
        let quiet = Circumstances::quiet(&place);
        let fought = Circumstances {
            intensity: 1.0,
            ..quiet
        };
        stored.look(&[fought; 3]);
        let seen =
            |stored: &StoredScores| [0, 1, 2].map(|end| stored.seen_from(PlaceId(1), PlaceId(end)));
        assert_eq!(
            seen(&stored),
            [0.25, 0.25, 3.0],
            "a camp before the first day"
        );
        stored.look(&[quiet; 3]);
        assert_eq!(seen(&stored), [1.0, 1.0, 0.25]);
    }

    #[test]
    fn a_flood_counts_at_once_and_residents_never() {
        let mut world = synthetic::world(0, 2, 2);
        world.places[1].kind = PlaceKind::FloodZone;
        world.settings.movement.population_power = 1.0;
        world.settings.floods.weight = vec![0.5, 0.25];
        let mut stored = StoredScores::new(&world);
        let (town, zone) = (world.places[0].clone(), world.places[1].clone());
        let flooded = Circumstances {
            flood: 1,
            ..Circumstances::quiet(&zone)
        };
        stored.look(&[Circumstances::quiet(&town), flooded]);
        assert_eq!(stored.seen_from(PlaceId(0), PlaceId(0)), 1.0);
        assert_eq!(stored.seen_from(PlaceId(0), PlaceId(1)), 0.25);
        assert_eq!(stored.seen_from(PlaceId(1), PlaceId(1)), 0.0625);
    }
}
