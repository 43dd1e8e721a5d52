//! The two naive allocations of the people observed on a day to the places observed on that day.

use std::collections::BTreeMap;

use refuge_core::World;
use refuge_core::observe::{Forecasts, Naive};
use refuge_core::place::PlaceId;
use refuge_core::world::{Measure, Observation};

use super::origins::{Origin, Origins};

/// Fills in both allocations where there are two places or more.
pub(super) fn fill(world: &World, forecasts: &mut [Forecasts]) {
    let observed = &world.observed;
    let day = |index: usize| (observed[index].measure, observed[index].day);
    let mut order: Vec<usize> = (0..observed.len())
        .filter(|&index| counts_who_came(observed[index].measure))
        .collect();
    order.sort_by_key(|&index| (day(index), observed[index].place.as_str()));
    let map = Map::new(world, order.iter().map(|&index| &observed[index]));
    let origins = Origins::of(world);
    let mut last: Option<Day> = None;
    for of_day in order.chunk_by(|&a, &b| day(a) == day(b)) {
        let of_day = apart(observed, of_day);
        let lists: Vec<&[PlaceId]> = of_day.iter().map(|&i| &observed[i].places[..]).collect();
        let origins = origins.on(observed[of_day[0]].day);
        // From one day to the next the same places are observed and the same fled, mostly.
        let same = last
            .take()
            .filter(|last| last.lists == lists && last.origins == origins);
        let today = same.unwrap_or_else(|| Day {
            shares: map.shares(&lists, origins),
            lists,
            origins,
        });
        let total: f64 = of_day.iter().map(|&index| observed[index].value).sum();
        for (at, &index) in of_day.iter().enumerate() {
            if let Some(shares) = &today.shares {
                forecasts[index][Naive::Nearest as usize] = Some(total * shares.nearest[at]);
                forecasts[index][Naive::Gravity as usize] = Some(total * shares.gravity[at]);
            }
        }
        last = Some(today);
    }
}

/// The observations of a day whose places are not counted in a smaller one as well: nobody is shared out twice.
fn apart(observed: &[Observation], of_day: &[usize]) -> Vec<usize> {
    let mut by_size = of_day.to_vec();
    by_size.sort_by_key(|&index| observed[index].places.len());
    let mut counted: Vec<PlaceId> = Vec::new();
    by_size.retain(|&index| {
        let places = &observed[index].places;
        let is_apart = !places.iter().any(|place| counted.contains(place));
        if is_apart {
            counted.extend(places);
        }
        is_apart
    });
    let all = of_day.iter().copied();
    all.filter(|index| by_size.contains(index)).collect()
}

/// Whether a measure counts people where they came to.
fn counts_who_came(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Present
            | Measure::PresentSinceStart
            | Measure::Arrivals
            | Measure::ArrivalsSinceStart
    )
}

/// What decides the shares of a day, and these.
struct Day<'a> {
    lists: Vec<&'a [PlaceId]>,
    origins: &'a [Origin],
    shares: Option<Shares>,
}

/// The share of people in each list of places by both allocations.
#[derive(Debug)]
struct Shares {
    nearest: Vec<f64>,
    gravity: Vec<f64>,
}

/// How far it is by road from anywhere to each observed place.
struct Map<'a> {
    world: &'a World,
    km: BTreeMap<PlaceId, Vec<f64>>,
}

impl<'a> Map<'a> {
    fn new(world: &'a World, observed: impl Iterator<Item = &'a Observation>) -> Self {
        let backwards = world.network.reversed();
        let mut km = BTreeMap::new();
        for &place in observed.flat_map(|observation| &observation.places) {
            km.entry(place)
                .or_insert_with(|| backwards.shortest(place, |_| true, |_| ()));
        }
        Self { world, km }
    }

    /// The shares; none for a single list, or where no origin has a road to any.
    fn shares(&self, lists: &[&[PlaceId]], origins: &[Origin]) -> Option<Shares> {
        let mut shares = Shares {
            nearest: vec![0.0; lists.len()],
            gravity: vec![0.0; lists.len()],
        };
        let pull: Vec<f64> = lists.iter().map(|list| self.population(list)).collect();
        let mut people = 0.0;
        for origin in origins.iter().filter(|_| lists.len() > 1) {
            let km: Vec<f64> = lists
                .iter()
                .map(|list| self.way(origin.place, list))
                .collect();
            let nearest = (0..lists.len()).min_by(|&a, &b| km[a].total_cmp(&km[b]));
            let Some(nearest) = nearest.filter(|&list| km[list].is_finite()) else {
                continue;
            };
            people += origin.residents;
            shares.nearest[nearest] += origin.residents;
            let weights = || pull.iter().zip(&km).map(|(pull, km)| pull / km);
            let whole: f64 = weights().sum();
            for (share, weight) in shares.gravity.iter_mut().zip(weights()) {
                *share += origin.residents * weight / whole;
            }
        }
        let all = shares.nearest.iter_mut().chain(&mut shares.gravity);
        all.for_each(|share| *share /= people);
        (people > 0.0).then_some(shares)
    }

    fn population(&self, list: &[PlaceId]) -> f64 {
        let population = |place: &PlaceId| f64::from(self.world.places[place.index()].population);
        list.iter().map(population).sum::<f64>().max(1.0)
    }

    /// Kilometres from a place to the nearest other one of a list; infinite without a road.
    fn way(&self, from: PlaceId, list: &[PlaceId]) -> f64 {
        let others = list.iter().filter(|&&place| place != from);
        let km = others.filter_map(|place| Some(self.km.get(place)?[from.index()]));
        km.fold(f64::INFINITY, f64::min)
    }
}
