//! What is compared: every column of totals.csv, what people sleep under where that is told apart, and who
//! is in each place and arrives there.

use refuge_core::observe::{DayTotals, SleepingPlaces};
use refuge_core::place::PlaceId;
use refuge_core::shelter::ShelterKind;
use refuge_core::world::Measure;
use refuge_core::{Day, Today, World};

/// The columns of totals.csv, in their order.
const TOTALS: [Measure; 11] = [
    Measure::Displaced,
    Measure::NewlyDisplaced,
    Measure::InTransit,
    Measure::InCamps,
    Measure::InHostCommunities,
    Measure::InternallyDisplaced,
    Measure::Abroad,
    Measure::Returned,
    Measure::Movements,
    Measure::MovedAgain,
    Measure::MovedOn,
];

/// What is counted in every place.
const LOCAL: [Measure; 2] = [Measure::Present, Measure::Arrivals];

/// How many numbers a day has.
pub(super) fn per_day(world: &World) -> usize {
    TOTALS.len() + shelter(world).len() + LOCAL.len() * world.places.len()
}

/// The kinds of shelter, where they are told apart.
fn shelter(world: &World) -> &'static [ShelterKind] {
    if world.tells_shelter_apart() {
        &ShelterKind::ALL
    } else {
        &[]
    }
}

/// Day, measure and place of each number of a run, in the order in which [`note`] leaves them.
pub(super) fn keys(world: &World) -> impl Iterator<Item = (Day, Measure, Option<PlaceId>)> {
    let places = world.places.len() as u32;
    (0..world.calendar.days()).flat_map(move |day| {
        let sleeping = shelter(world).iter().map(|&kind| Measure::Sleeping(kind));
        let whole = TOTALS.into_iter().chain(sleeping);
        let whole = whole.map(move |measure| (day, measure, None));
        let local = LOCAL.into_iter().flat_map(move |measure| {
            let places = (0..places).map(PlaceId);
            places.map(move |place| (day, measure, Some(place)))
        });
        whole.chain(local)
    })
}

/// Adds the numbers of a day to those of the days before.
pub(super) fn note(today: &Today<'_>, numbers: &mut Vec<u64>) {
    let counts = today.counts;
    numbers.extend(DayTotals::of(today).row().map(|count| count as u64));
    let sleeping = SleepingPlaces::of(today);
    let kinds = shelter(today.world).iter();
    numbers.extend(kinds.map(|&kind| u64::from(sleeping.under(kind))));
    let places = (0..today.world.places.len() as u32).map(PlaceId);
    numbers.extend(places.map(|place| u64::from(counts.present(place))));
    numbers.extend(counts.arrivals.iter().copied().map(u64::from));
}

#[cfg(test)]
mod tests {
    use super::*;
    use refuge_core::observe::schemas;
    use refuge_core::shelter::Shelter;
    use refuge_core::{Sampling, Simulation, synthetic};

    #[test]
    fn totals_are_the_columns_of_totals() {
        let words: Vec<&str> = TOTALS.iter().map(|measure| measure.word()).collect();
        let columns: Vec<&str> = schemas::TOTALS.columns.iter().map(|c| c.name).collect();
        assert_eq!(words, columns);
    }

    #[test]
    fn every_number_has_its_key() {
        let mut world = synthetic::world(2_000, 5, 3);
        world.places[1].traits.shelter = Some(Shelter::default());
        world.places[1].capacity = Some(0);
        let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
        let mut numbers = Vec::new();
        let mut expected = Vec::new();
        while let Some(today) = simulation.step(&mut ()) {
            note(&today, &mut numbers);
            let in_open = today.counts.present(PlaceId(1));
            expected.push([u64::from(in_open), u64::from(today.counts.arrivals[3])]);
        }
        assert_eq!(numbers.len(), 3 * per_day(&world));
        assert_eq!(keys(&world).count(), numbers.len());
        let found: Vec<_> = keys(&world).zip(numbers).collect();
        for (nth, of) in [
            (Measure::Sleeping(ShelterKind::Open), None),
            (Measure::Arrivals, Some(PlaceId(3))),
        ]
        .into_iter()
        .enumerate()
        {
            let found = found.iter().filter(|(key, _)| (key.1, key.2) == of);
            let found: Vec<_> = found.map(|(key, number)| (key.0, *number)).collect();
            let expected: Vec<_> = (0..).zip(expected.iter().map(|day| day[nth])).collect();
            assert_eq!(found, expected);
        }
        assert!(expected.iter().any(|day| day[0] > 0 && day[1] > 0));
    }
}
