//! Floods as they are forecast: the level of every place on every day, known in advance.

use crate::calendar::Day;
use crate::event::{Change, Targets};
use crate::place::PlaceId;
use crate::timeline::Timeline;
use crate::world::World;

/// The flood levels of one replicate; empty where people know no forecast.
#[derive(Clone, Debug, Default)]
pub struct Forecast {
    /// By place and day.
    levels: Vec<Vec<u32>>,
}

impl Forecast {
    /// The forecast of a timeline: what its flood events bring.
    pub fn new(world: &World, timeline: &Timeline) -> Self {
        if world.settings.floods.forecast_days < 2 {
            return Self::default();
        }
        let days = world.calendar.days();
        let mut levels = vec![vec![0; days as usize]; world.places.len()];
        for spell in timeline.spells() {
            let event = &world.events[spell.event as usize];
            let end = spell.until.map_or(days, |until| days.min(until + 1));
            if let (Change::Flood(level), Targets::Places(places)) = (event.change, &event.targets)
            {
                for place in places {
                    levels[place.index()][spell.from as usize..end as usize].fill(level);
                }
            }
        }
        Self { levels }
    }

    /// The levels of a place from a day to the end of the run.
    pub fn from(&self, place: PlaceId, day: Day) -> &[u32] {
        let levels = self.levels.get(place.index());
        levels.map_or(&[], |levels| &levels[day as usize..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::random::Draws;
    use crate::synthetic;

    fn flood(from: Day, until: Option<Day>, level: u32) -> Event {
        Event {
            window: (from, from),
            until,
            lasts: None,
            probability: 1.0,
            change: Change::Flood(level),
            targets: Targets::Places(vec![PlaceId(1)]),
            target: "P1".into(),
            value: level.to_string(),
            note: String::new(),
            name: String::new(),
            only_if: None,
        }
    }

    #[test]
    fn later_floods_replace_earlier_ones_while_they_last() {
        let mut world = synthetic::world(0, 3, 8);
        world.events = vec![flood(5, Some(6), 4), flood(1, None, 1), flood(3, None, 2)];
        let timeline = Timeline::draw(&world, &Draws::new(1, 0));
        let of = |world: &World| Forecast::new(world, &timeline).from(PlaceId(1), 0).to_vec();
        assert_eq!(of(&world), [0; 0], "nobody knows of it");
        world.settings.floods.forecast_days = 2;
        assert_eq!(of(&world), [0, 1, 1, 2, 2, 4, 4, 2]);
        let forecast = Forecast::new(&world, &timeline);
        assert_eq!(forecast.from(PlaceId(1), 6), [4, 2]);
        assert_eq!(forecast.from(PlaceId(0), 6), [0, 0]);
    }
}
