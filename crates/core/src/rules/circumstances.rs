//! Circumstances: all that the rules see of a place on a day.

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::place::{Place, PlaceId, PlaceKind};
use crate::rules::shelter;
use crate::world::World;

/// A place on a day.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'w> {
    /// The place.
    pub place: &'w Place,
    /// What it is today.
    pub kind: PlaceKind,
    /// Whether it lies abroad.
    pub abroad: bool,
    /// Whether it takes people in.
    pub open: bool,
    /// Displaced persons it can shelter today; `None` means no limit.
    pub capacity: Option<u32>,
    /// Share of those there who are in the open, in whole [`STEPS`](shelter::STEPS).
    pub in_the_open: u8,
    /// Residents who have not been displaced.
    pub residents: u32,
    /// Conflict intensity, 0 to 1.
    pub intensity: f64,
    /// Conflict intensity nearby, weighed and added up.
    pub danger_nearby: f64,
    /// Share of movement that weather keeps back, 0 to 1.
    pub weather: f64,
    /// Days since the conflict there began.
    pub conflict_age: u32,
    /// Whether people leave as they leave a town, because a conflict is over.
    pub calmed: bool,
    /// The place's own chance of leaving, which ends when it becomes another kind.
    pub own_leave: Option<f64>,
    /// Flood level; 0 is none.
    pub flood: u32,
    /// Persons in need of food, in percent; `None` where that is not known.
    pub hunger: Option<f64>,
    /// Flood levels that are forecast, from today on; empty where people know no forecast.
    pub forecast: &'w [u32],
    /// Persons there by profile; empty where no rule asks for it.
    pub persons: &'w [u32],
    /// The day.
    pub day: Day,
}

impl<'w> Circumstances<'w> {
    fn of(
        world: &'w World,
        conditions: &'w Conditions,
        counts: &'w Counts,
        place: PlaceId,
        day: Day,
    ) -> Self {
        let index = place.index();
        Self {
            place: &world.places[index],
            kind: conditions.kind[index],
            abroad: world.is_abroad(place),
            open: conditions.open[index],
            capacity: conditions.capacity[index],
            in_the_open: shelter::steps_in_the_open(
                shelter::room(&world.settings.movement, conditions, index),
                counts.present(place),
            ),
            residents: counts.residents[index],
            intensity: conditions.intensity[index],
            danger_nearby: conditions.danger_nearby[index],
            weather: conditions.weather[index],
            conflict_age: conditions.conflict_age(place, day),
            calmed: conditions.calmed[index],
            own_leave: if conditions.reshaped[index] {
                None
            } else {
                world.places[index].traits.leave
            },
            flood: conditions.flood[index],
            hunger: conditions.hunger[index],
            forecast: conditions.forecast.from(place, day),
            persons: counts.by_profile(place),
            day,
        }
    }

    /// The circumstances of every place today.
    pub fn everywhere(
        world: &'w World,
        conditions: &'w Conditions,
        counts: &'w Counts,
        day: Day,
    ) -> Vec<Self> {
        (0..world.places.len() as u32)
            .map(|place| Self::of(world, conditions, counts, PlaceId(place), day))
            .collect()
    }

    /// Share of persons in need of food, 0 to 1; 0 where that is not known.
    pub fn hungry(&self) -> f64 {
        self.hunger.unwrap_or(0.0) / 100.0
    }

    /// A quiet day in a place that takes people in.
    #[cfg(test)]
    pub fn quiet(place: &'w Place) -> Self {
        Self {
            place,
            kind: place.kind,
            abroad: false,
            open: true,
            capacity: place.capacity,
            in_the_open: 0,
            residents: place.population,
            intensity: 0.0,
            danger_nearby: 0.0,
            weather: 0.0,
            conflict_age: 0,
            calmed: false,
            own_leave: place.traits.leave,
            flood: 0,
            hunger: None,
            forecast: &[],
            persons: &[],
            day: 1,
        }
    }
}

/// The entry of a list by flood level; the last one lasts, and an empty list changes nothing.
pub fn at_level(list: &[f64], level: u32) -> Option<f64> {
    list.get(level as usize).or(list.last()).copied()
}
