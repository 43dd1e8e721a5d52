//! Onset: residents become displaced, household by household.

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::people::{Arrivals, Crowd, Origin, Status};
use crate::place::PlaceId;
use crate::random::Draws;
use crate::rules::circumstances::Circumstances;
use crate::rules::onset::Onset;
use crate::world::World;

/// Displaces today's persons from each place.
pub fn displace(
    world: &World,
    onset: &mut Onset,
    conditions: &Conditions,
    draws: &Draws,
    day: Day,
    crowd: &mut Crowd,
    counts: &mut Counts,
) {
    let due = due(world, onset, conditions, draws, day, counts);
    let settings = &world.settings.onset;
    let from_residents = settings.from_residents || !settings.mode.is_flees();
    let leaving: Vec<Arrivals<'_>> = due
        .iter()
        .enumerate()
        .filter(|&(_, &persons)| persons > 0)
        .map(|(place, &persons)| Arrivals {
            place: PlaceId(place as u32),
            origin: Origin::Home(PlaceId(place as u32)).code(due.len()),
            status: Status::Displaced,
            fresh: true,
            persons,
            // Flee displaces people even where no residents are left.
            at_most: if world.settings.movement.flee_quirks {
                persons
            } else {
                counts.residents[place]
            },
            known: &[],
        })
        .collect();
    crowd.join(&leaving, draws, day, from_residents, counts);
}

/// Persons to be displaced today, by place.
fn due(
    world: &World,
    onset: &mut Onset,
    conditions: &Conditions,
    draws: &Draws,
    day: Day,
    counts: &Counts,
) -> Vec<u32> {
    let places = Circumstances::everywhere(world, conditions, counts, day);
    if conditions.conflict_turned {
        onset.look(&world.settings, &places);
    }
    if let Some(newcomers) = onset.newcomers(world, draws, &places, day) {
        return newcomers;
    }
    // Who cannot get out stays a resident, under whoever holds the place.
    let ways_out = counts.residents.iter().zip(&conditions.has_way_out);
    let at_risk: Vec<u32> = ways_out
        .map(|(&n, &way_out)| if way_out { n } else { 0 })
        .collect();
    let displaced = counts.displaced.iter().sum();
    onset.today(day, draws, &at_risk, displaced)
}
