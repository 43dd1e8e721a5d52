//! Whether there is anybody to become displaced on the days on which the data say so.

use refuge_core::Day;
use refuge_core::event::{Change, Targets};
use refuge_core::{World, settings};

use crate::problem::Problem;

/// What makes a place one that newcomers come from, as the events so far have it.
#[derive(Clone, Copy)]
struct Pressure {
    intensity: f64,
    since: i32,
    hunger: f64,
}

/// Refuses days on which people become displaced but nobody lives where there is conflict or hunger.
pub(super) fn check(world: &World) -> Result<(), Problem> {
    let mut places: Vec<Pressure> = world
        .places
        .iter()
        .map(|place| Pressure {
            intensity: place.traits.conflict,
            since: -1,
            hunger: 0.0,
        })
        .collect();
    let mut events: Vec<_> = world.events.iter().collect();
    events.sort_by_key(|event| event.window.0);
    let mut events = events.into_iter().peekable();
    for (&new, day) in world.newcomers.iter().zip(0..) {
        while let Some(event) = events.next_if(|event| event.window.0 <= day) {
            let Targets::Places(targets) = &event.targets else {
                continue;
            };
            for place in targets {
                places[place.index()].apply(event.change, day);
            }
        }
        let mut populated = world.places.iter().zip(&places);
        let sends = populated.any(|(place, pressure)| {
            place.population > 0 && pressure.displaces(&world.settings, day)
        });
        if new > 0 && !sends {
            return Err(nobody(day, new));
        }
    }
    Ok(())
}

impl Pressure {
    fn apply(&mut self, change: Change, day: Day) {
        match change {
            Change::Conflict(intensity) => {
                self.intensity = intensity;
                self.since = day as i32;
            }
            Change::Kind(_) => self.intensity = 0.0,
            Change::Hunger(percent) => self.hunger = percent,
            _ => {}
        }
    }

    fn displaces(self, settings: &settings::Settings, day: Day) -> bool {
        let onset = &settings.onset;
        let decay = &settings.movement.conflict_decay;
        let interval = settings.movement.conflict_decay_interval_days.max(1) as i32;
        let age = (day as i32 - self.since) / interval;
        let eased = decay
            .get((age as usize).min(decay.len().saturating_sub(1)))
            .is_none_or(|eased| *eased > 0.0);
        let fought = self.intensity > 0.0;
        let hungry = onset.from_hunger && day > 0 && self.hunger > 0.0;
        (fought && eased) || (hungry && (fought || !onset.conflict_only))
    }
}

fn nobody(day: Day, new: u32) -> Problem {
    let problem = Problem::error(format!(
        "On day {day}, {new} people become displaced by the data, but no place with residents is in conflict."
    ));
    problem.help("Give such a place a conflict on this day, or cut the run with `--days`.")
}
