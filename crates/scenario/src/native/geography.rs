//! Where places lie, against where the other places of their country do.

use std::collections::BTreeMap;

use refuge_core::place::{Country, PlaceId, great_circle_km};

use super::places::Atlas;
use crate::problem::Problems;

/// A country's spread below this says nothing: its places are near each other by chance.
const SMALLEST_SPREAD_KM: f64 = 50.0;

/// Warns of places that lie far from their country's others and would not with latitude and
/// longitude exchanged, and of countries that look like a slip for another.
pub(super) fn check(atlas: &Atlas, problems: &mut Problems) {
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
        let points = || places.iter().map(|&place| atlas.point(place));
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

/// The lower median, which one stray value of four cannot move.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values[(values.len() - 1) / 2]
}

fn swapped(atlas: &Atlas, places: &[PlaceId], extent: &Extent, problems: &mut Problems) {
    for &id in places {
        let (latitude, longitude) = atlas.point(id);
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
            && extent.remoteness(atlas.point(only)) < 1.5
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
