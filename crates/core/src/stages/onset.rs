//! Onset: residents become displaced, household by household.

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::people::{Arrivals, Crowd, Origin, Status};
use crate::place::PlaceId;
use crate::random::Draws;
use crate::rules::onset::Onset;

/// Displaces today's persons from each place.
pub fn displace(
    onset: &Onset,
    conditions: &Conditions,
    draws: &Draws,
    day: Day,
    crowd: &mut Crowd,
    counts: &mut Counts,
) {
    // Who cannot get out stays a resident, under whoever holds the place.
    let ways_out = counts.residents.iter().zip(&conditions.has_way_out);
    let at_risk: Vec<u32> = ways_out
        .map(|(&n, &way_out)| if way_out { n } else { 0 })
        .collect();
    let displaced = counts.displaced.iter().sum();
    let due = onset.today(day, draws, &conditions.intensity, &at_risk, displaced);
    let leaving: Vec<Arrivals> = due
        .iter()
        .enumerate()
        .filter(|&(_, &persons)| persons > 0)
        .map(|(place, &persons)| Arrivals {
            place: PlaceId(place as u32),
            origin: Origin::Home(PlaceId(place as u32)).code(due.len()),
            status: Status::Displaced,
            fresh: true,
            persons,
            at_most: counts.residents[place],
        })
        .collect();
    crowd.join(&leaving, draws, day, counts);
}
