//! What is compared: every column of totals.csv, and who is in each place and arrives there.

use refuge_core::observe::DayTotals;
use refuge_core::place::PlaceId;
use refuge_core::world::Measure;
use refuge_core::{Day, Today, World};

/// The columns of totals.csv, in their order.
const TOTALS: [Measure; 10] = [
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
];

/// What is counted in every place.
const LOCAL: [Measure; 2] = [Measure::Present, Measure::Arrivals];

/// How many numbers a day has.
pub(super) fn per_day(world: &World) -> usize {
    TOTALS.len() + LOCAL.len() * world.places.len()
}

/// Day, measure and place of each number of a run, in the order in which [`note`] leaves them.
pub(super) fn keys(world: &World) -> impl Iterator<Item = (Day, Measure, Option<PlaceId>)> {
    let places = world.places.len() as u32;
    (0..world.calendar.days()).flat_map(move |day| {
        let whole = TOTALS.map(|measure| (day, measure, None));
        let local = LOCAL.into_iter().flat_map(move |measure| {
            let places = (0..places).map(PlaceId);
            places.map(move |place| (day, measure, Some(place)))
        });
        whole.into_iter().chain(local)
    })
}

/// Adds the numbers of a day to those of the days before.
pub(super) fn note(today: &Today<'_>, numbers: &mut Vec<u64>) {
    let counts = today.counts;
    numbers.extend(DayTotals::of(today).row().map(|count| count as u64));
    let places = (0..today.world.places.len() as u32).map(PlaceId);
    numbers.extend(places.map(|place| u64::from(counts.present(place))));
    numbers.extend(counts.arrivals.iter().copied().map(u64::from));
}

#[cfg(test)]
mod tests {
    use super::*;
    use refuge_core::observe::schemas;
    use refuge_core::{Sampling, Simulation, synthetic};

    #[test]
    fn totals_are_the_columns_of_totals() {
        let words: Vec<&str> = TOTALS.iter().map(|measure| measure.word()).collect();
        let columns: Vec<&str> = schemas::TOTALS.columns.iter().map(|c| c.name).collect();
        assert_eq!(words, columns);
    }

    #[test]
    fn every_number_has_its_key() {
        let world = synthetic::world(2_000, 5, 3);
        let mut simulation = Simulation::new(&world, 1, 0, Sampling::Sleeping);
        let mut numbers = Vec::new();
        let mut expected = Vec::new();
        while let Some(today) = simulation.step(&mut ()) {
            note(&today, &mut numbers);
            expected.push((today.day, u64::from(today.counts.arrivals[3])));
        }
        assert_eq!(numbers.len(), 3 * per_day(&world));
        assert_eq!(keys(&world).count(), numbers.len());
        let arrivals = |key: &(Day, Measure, Option<PlaceId>)| {
            key.1 == Measure::Arrivals && key.2 == Some(PlaceId(3))
        };
        let found = keys(&world).zip(numbers);
        let found = found.filter(|(key, _)| arrivals(key));
        assert_eq!(
            found.map(|(key, n)| (key.0, n)).collect::<Vec<_>>(),
            expected
        );
        assert!(expected.iter().any(|(_, persons)| *persons > 0));
    }
}
