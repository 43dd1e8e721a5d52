//! places.geojson and flows.geojson (RFC 7946): the places and the flows as layers of a map.

mod flows;
mod geometry;
mod layer;
mod places;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use super::needed::{numbers, table, texts};
use super::source::Source;
use crate::error::Error;
use crate::finished::Unread;
use crate::finished::tables::Texts;
use crate::folder::Folder;
use geometry::Position;

pub(super) fn write(source: &Source, folder: &mut Folder) -> Result<(), Error> {
    let gazetteer = Gazetteer::of(source)?;
    places::write(source, &gazetteer, folder)?;
    if source.run.is_comparison() {
        return Ok(());
    }
    flows::write(source, &gazetteer, folder)
}

/// The places of locations.csv, by id.
struct Gazetteer<'s> {
    ids: &'s Texts,
    names: &'s Texts,
    /// Where each place is; none where that is not known.
    positions: Vec<Option<Position>>,
    rows: BTreeMap<&'s str, usize>,
}

impl<'s> Gazetteer<'s> {
    fn of(source: &'s Source) -> Result<Self, Unread> {
        let locations = table(source, "locations")?;
        let (ids, names) = (texts(locations, "place")?, texts(locations, "name")?);
        let latitudes = numbers(locations, "latitude")?;
        let longitudes = numbers(locations, "longitude")?;
        let at = longitudes.iter().zip(latitudes);
        Ok(Self {
            ids,
            names,
            positions: at
                .map(|(&lon, &lat)| geometry::position(lon, lat))
                .collect(),
            rows: (0..locations.rows).map(|row| (ids.get(row), row)).collect(),
        })
    }

    /// The row of each place that a column of ids names; none for an id that is no place.
    fn rows_of(&self, ids: &Texts) -> Vec<Option<usize>> {
        let words = ids.words.iter();
        let rows: Vec<Option<usize>> = words
            .map(|id| self.rows.get(id.as_str()).copied())
            .collect();
        let of_rows = ids.of_rows.iter();
        of_rows.map(|&word| rows[word as usize]).collect()
    }
}

/// A number as JSON has it: a whole one without decimals, `null` for NaN.
fn json(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT {
        return Value::from(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// A sum of numbers of the tables, which have six decimals at most.
fn rounded(sum: f64) -> f64 {
    (sum * 1e6).round() / 1e6
}
