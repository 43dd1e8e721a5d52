//! Onset: residents become displaced, household by household.

use crate::calendar::Day;
use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::people::{Arrivals, Crowd, Origin, Status};
use crate::place::PlaceId;
use crate::random::Draws;
use crate::rules::onset::Onset;

/// Displaces today's persons from each place.
///
/// Households leave whole, so that a place may give a few more than its number: `ahead` keeps how many,
/// and they count towards the next days.
pub fn displace(
    onset: &Onset,
    conditions: &Conditions,
    draws: &Draws,
    day: Day,
    crowd: &mut Crowd,
    counts: &mut Counts,
    ahead: &mut [u32],
) {
    let displaced: u64 = counts.displaced.iter().sum();
    let due_before = displaced - ahead.iter().map(|&n| n as u64).sum::<u64>();
    let due = onset.today(
        day,
        draws,
        &conditions.intensity,
        &counts.residents,
        due_before,
    );
    let mut leaving = Vec::new();
    for (place, &due) in due.iter().enumerate() {
        let covered = due.min(ahead[place]);
        ahead[place] -= covered;
        if due > covered {
            let place_id = PlaceId(place as u32);
            leaving.push(Arrivals {
                place: place_id,
                origin: Origin::Home(place_id).code(ahead.len()),
                status: Status::Displaced,
                fresh: true,
                persons: due - covered,
                at_most: counts.residents[place],
            });
        }
    }
    let brought = crowd.join(&leaving, draws, day, counts);
    for (arrivals, brought) in leaving.iter().zip(brought) {
        ahead[arrivals.place.index()] += brought.saturating_sub(arrivals.persons);
    }
}
