//! Checks that need more than one file.

use std::collections::BTreeMap;

use refuge_core::network::Network;
use refuge_core::place::{Country, Place, PlaceId, great_circle_km};
use refuge_core::settings::{OnsetMode, Settings};
use refuge_core::world::{Measure, Observation, Present};

use super::manifest::Manifest;
use super::places::{Atlas, FILE};
use crate::problem::{Mark, Problem, Problems};

/// Places near each other by nature: a spread below this is not taken as a measure of a country.
const SMALLEST_SPREAD_KM: f64 = 50.0;

/// Warns of places that nobody can come to.
pub(super) fn reachability(
    atlas: &Atlas,
    network: &Network,
    present: &[Present],
    problems: &mut Problems,
) {
    let mut peopled: Vec<bool> = atlas
        .places
        .iter()
        .map(|place| place.population > 0)
        .collect();
    for group in present {
        peopled[group.place.index()] = true;
    }
    let mut joined = vec![false; atlas.places.len()];
    for link in network.links() {
        joined[link.from.index()] = true;
        joined[link.to.index()] = true;
    }
    let reached = reached(network, &peopled);
    for id in atlas.ids() {
        let place = &atlas.place(id).id;
        let text = if !joined[id.index()] {
            format!("No route leads to or from `{place}`.")
        } else if !reached[id.index()] {
            format!("Nobody can reach `{place}`: no way leads there from a place with people.")
        } else {
            continue;
        };
        if let Some(cell) = atlas.cell(id, "id") {
            problems.add(cell.warning(text));
        }
    }
}

/// Which places are peopled, or can be come to from one that is.
fn reached(network: &Network, peopled: &[bool]) -> Vec<bool> {
    let mut reached = peopled.to_vec();
    let all = (0..peopled.len() as u32).map(PlaceId);
    let mut frontier: Vec<PlaceId> = all.filter(|place| peopled[place.index()]).collect();
    while let Some(place) = frontier.pop() {
        for &link in network.leaving(place) {
            let to = network.link(link).to;
            if !std::mem::replace(&mut reached[to.index()], true) {
                frontier.push(to);
            }
        }
    }
    reached
}

/// Warns of places that lie far from their country's others and would not with latitude and
/// longitude exchanged, and of countries that look like a slip for another.
pub(super) fn geography(atlas: &Atlas, problems: &mut Problems) {
    let mut by_country: BTreeMap<Country, Vec<PlaceId>> = BTreeMap::new();
    for id in atlas.ids() {
        by_country
            .entry(atlas.place(id).country)
            .or_default()
            .push(id);
    }
    let extents: BTreeMap<Country, Extent> = by_country
        .iter()
        .filter_map(|(&country, places)| Some((country, Extent::of(atlas, places)?)))
        .collect();
    for (country, places) in &by_country {
        if let Some(extent) = extents.get(country) {
            swapped(atlas, places, extent, problems);
        } else if let [only] = places.as_slice() {
            foreign(atlas, *only, &extents, problems);
        }
    }
}

/// Where the places of a country lie: a middle, and the median distance from it.
struct Extent {
    middle: (f64, f64),
    spread_km: f64,
}

impl Extent {
    /// Needs three places to tell the odd one out.
    fn of(atlas: &Atlas, places: &[PlaceId]) -> Option<Self> {
        if places.len() < 3 {
            return None;
        }
        let points = || places.iter().map(|&place| point(atlas, place));
        let middle = (
            median(points().map(|point| point.0)),
            median(points().map(|point| point.1)),
        );
        let spread = median(points().map(|point| great_circle_km(middle, point)));
        Some(Self {
            middle,
            spread_km: spread.max(SMALLEST_SPREAD_KM),
        })
    }

    /// Distance from the middle as a multiple of the usual one.
    fn remoteness(&self, point: (f64, f64)) -> f64 {
        great_circle_km(self.middle, point) / self.spread_km
    }
}

fn point(atlas: &Atlas, place: PlaceId) -> (f64, f64) {
    let place = atlas.place(place);
    (place.latitude, place.longitude)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

fn swapped(atlas: &Atlas, places: &[PlaceId], extent: &Extent, problems: &mut Problems) {
    for &id in places {
        let (latitude, longitude) = point(atlas, id);
        let far = extent.remoteness((latitude, longitude)) > 5.0;
        if far && extent.remoteness((longitude, latitude)) < 3.0 {
            let place = atlas.place(id);
            if let Some(cell) = atlas.cell(id, "latitude") {
                problems.add(
                    cell.warning(format!(
                        "`{}` lies far from the other places of {}, but among them with latitude and longitude swapped.",
                        place.id, place.country
                    ))
                    .help(format!("Should it be latitude {longitude} and longitude {latitude}?")),
                );
            }
        }
    }
}

/// A country with a single place among those of a country whose code differs in one letter.
fn foreign(
    atlas: &Atlas,
    only: PlaceId,
    extents: &BTreeMap<Country, Extent>,
    problems: &mut Problems,
) {
    let written = atlas.place(only).country;
    let like = extents.iter().find(|(country, extent)| {
        strsim::damerau_levenshtein(country.code(), written.code()) == 1
            && extent.remoteness(point(atlas, only)) < 1.5
    });
    if let (Some((country, _)), Some(cell)) = (like, atlas.cell(only, "country")) {
        problems.add(
            cell.warning(format!(
                "`{written}` is the country of this place alone, which lies among the places of `{country}`."
            ))
            .suggest(Some(country.code())),
        );
    }
}

/// Tells if nobody is at home in the home country.
pub(super) fn home(manifest: &Manifest, atlas: &Atlas, problems: &mut Problems) {
    let Some((home, mark)) = &manifest.home else {
        return;
    };
    if !atlas.places.is_empty() && atlas.places.iter().all(|place| place.country != *home) {
        problems.add(
            Problem::error(format!(
                "No place of {FILE} lies in the home country `{home}`."
            ))
            .at(mark.clone())
            .help("`country` is the one that people are displaced in."),
        );
    }
}

/// Tells if there is nothing that makes people flee, or nobody who could.
pub(super) fn onset(
    manifest: &Manifest,
    settings: &Settings,
    observed: &[(Observation, Mark)],
    atlas: &Atlas,
    problems: &mut Problems,
) {
    let mode = settings.onset.mode;
    let placed = |problem: Problem| match &manifest.onset_mode {
        Some(mark) => problem.at(mark.clone()),
        None => problem,
    };
    if mode == OnsetMode::Prescribed
        && !observed
            .iter()
            .any(|(o, _)| o.measure == Measure::Displaced)
    {
        problems.add(
            placed(Problem::error(
                "`onset.mode` is `prescribed`, but no observed series `displaced` is there to follow.",
            ))
            .help("Add rows of the measure `displaced` to a file in observed/, or choose `hazard`."),
        );
    }
    let home = manifest.home.as_ref().map(|(home, _)| *home);
    let resident = |place: &Place| Some(place.country) == home && place.population > 0;
    if mode != OnsetMode::None && !atlas.places.is_empty() && !atlas.places.iter().any(resident) {
        problems.add(
            placed(Problem::warning(
                "Nobody can be displaced: no place of the home country has residents.",
            ))
            .help("Give the towns that people flee from a `population`."),
        );
    }
}
