//! The numbers that charts of places are drawn from: the fullest camps and the largest places.

use std::ops::Range;

use super::days::{column, table};
use super::limits::{PLACES, cut};
use crate::finished::tables::{Cells, Table, Texts};
use crate::reports::source::Source;

pub(super) const PLACE: &str = "place";
pub(super) const OCCUPANCY: &str = "Share of capacity";
pub(super) const ALREADY: &str = "There on the first day";
pub(super) const SINCE: &str = "More since";

/// How many places a chart names.
const SHOWN: usize = 10;

/// How much of a name a chart has room for.
const LONGEST_LABEL: usize = 28;

/// The table, and which of its rows each chart shows, from the least to the most, as bars are drawn
/// from the axis upwards.
pub(super) struct Ranked {
    pub(super) table: Table,
    pub(super) camps: Range<usize>,
    pub(super) largest: Range<usize>,
}

/// A place on the last day.
struct Standing {
    name: String,
    is_camp: bool,
    /// Persons on the first day and on the last.
    present: [f64; 2],
    /// NaN where there is no limit.
    occupancy: f64,
}

impl Standing {
    /// Persons on the last day beyond those on the first.
    fn since(&self) -> f64 {
        (self.present[1] - self.present[0]).max(0.0)
    }
}

/// The fullest camps, then the places to which most people were added, on the last day.
pub(super) fn ranked(source: &Source) -> Option<Ranked> {
    let all = standings(source)?;
    let [camps, largest] = ranking(&all);
    let rows: Vec<&Standing> = camps.iter().chain(&largest).copied().collect();
    Some(Ranked {
        camps: 0..camps.len(),
        largest: camps.len()..rows.len(),
        table: of_rows(&rows, camps.len()),
    })
}

/// The camps with the largest share of their capacity taken, and the places to which most people were
/// added: not those with most people, who may have been there all along.
fn ranking(all: &[Standing]) -> [Vec<&Standing>; 2] {
    let peopled = all.iter().filter(|place| place.present[1] > 0.0);
    let limited = |place: &&Standing| place.is_camp && place.occupancy.is_finite();
    [
        most(peopled.clone().filter(limited), |place| place.occupancy),
        most(peopled, Standing::since),
    ]
}

/// The places with most of something, and of equals those with most people, from the least on.
fn most<'a>(
    places: impl Iterator<Item = &'a Standing>,
    of: fn(&Standing) -> f64,
) -> Vec<&'a Standing> {
    let mut places: Vec<&Standing> = places.collect();
    places.sort_by(|a, b| {
        let by_most = of(a).total_cmp(&of(b));
        by_most.then(a.present[1].total_cmp(&b.present[1]))
    });
    places.split_off(places.len().saturating_sub(SHOWN))
}

fn of_rows(rows: &[&Standing], camps: usize) -> Table {
    let charts = Texts {
        words: ["Fullest camps", "People by place"]
            .map(str::to_owned)
            .to_vec(),
        of_rows: (0..rows.len()).map(|row| u32::from(row >= camps)).collect(),
    };
    let names = Texts {
        words: rows
            .iter()
            .map(|place| cut(&place.name, LONGEST_LABEL).into_owned())
            .collect(),
        of_rows: (0..rows.len() as u32).collect(),
    };
    let number = |name, unit, meaning, value: fn(&Standing) -> f64| {
        let numbers = rows.iter().map(|place| value(place)).collect();
        column(name, unit, meaning, Cells::Numbers(numbers))
    };
    table(
        PLACES,
        vec![
            column(
                "chart",
                "text",
                "The chart of the sheet Summary.",
                Cells::Texts(charts),
            ),
            column(
                PLACE,
                "text",
                "The name of the place, or its beginning.",
                Cells::Texts(names),
            ),
            number(
                ALREADY,
                "persons",
                "Persons in the place on the last day, as far as it had as many on the first.",
                |place| place.present[1].min(place.present[0]),
            ),
            number(
                SINCE,
                "persons",
                "Persons in the place on the last day beyond those on the first.",
                Standing::since,
            ),
            number(
                OCCUPANCY,
                "share",
                "Persons in the place on the last day over its capacity; empty where there is no limit.",
                |place| place.occupancy,
            ),
        ],
    )
}

/// Every place of places.csv, with its name where locations.csv has one.
fn standings(source: &Source) -> Option<Vec<Standing>> {
    let places = source.tables.get("places")?;
    let dates = places.dates("date")?;
    let (ids, kinds) = (places.texts("place")?, places.texts("kind")?);
    let (present, occupancy) = (places.numbers("present")?, places.numbers("occupancy")?);
    let (first, last) = (dates.first()?, dates.last()?);
    let begins = dates.partition_point(|date| date < last);
    let first_day: std::collections::BTreeMap<&str, f64> = (0..places.rows)
        .take_while(|&row| dates[row] == *first)
        .map(|row| (ids.get(row), present[row]))
        .collect();
    let names = names(source);
    let standing = |row: usize| {
        let id = ids.get(row);
        Standing {
            name: names.get(id).copied().unwrap_or(id).to_owned(),
            is_camp: matches!(kinds.get(row), "camp" | "idp_camp"),
            present: [first_day.get(id).copied().unwrap_or(0.0), present[row]],
            occupancy: occupancy[row],
        }
    };
    Some((begins..places.rows).map(standing).collect())
}

/// The name of each place of locations.csv.
fn names(source: &Source) -> std::collections::BTreeMap<&str, &str> {
    let read = || {
        let locations = source.tables.get("locations")?;
        let (ids, names) = (locations.texts("place")?, locations.texts("name")?);
        let of_rows = (0..locations.rows).map(|row| (ids.get(row), names.get(row)));
        Some(of_rows.filter(|(_, name)| !name.is_empty()).collect())
    };
    read().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(name: &str, present: [f64; 2], occupancy: f64) -> Standing {
        Standing {
            name: name.to_owned(),
            is_camp: !occupancy.is_nan(),
            present,
            occupancy,
        }
    }

    fn names(places: &[&Standing]) -> Vec<String> {
        places.iter().map(|place| place.name.clone()).collect()
    }

    #[test]
    fn the_fullest_camps_and_the_places_with_most_new_people_come_last() {
        let no = f64::NAN;
        let all = [
            standing("city", [500.0, 490.0], no),
            standing("empty", [0.0, 0.0], 0.0),
            standing("large", [0.0, 90.0], 0.3),
            standing("small", [10.0, 20.0], 1.2),
            standing("host", [0.0, 40.0], no),
        ];
        let [camps, largest] = ranking(&all);
        assert_eq!(names(&camps), ["large", "small"]);
        assert_eq!(names(&largest), ["city", "small", "host", "large"]);
        let table = of_rows(&largest, 0);
        let already = [490.0, 10.0, 0.0, 0.0];
        assert_eq!(table.numbers(ALREADY), Some(already.as_slice()));
        assert_eq!(
            table.numbers(SINCE),
            Some([0.0, 10.0, 40.0, 90.0].as_slice())
        );
    }

    #[test]
    fn a_chart_shows_ten_places_at_most() {
        let all: Vec<Standing> = (0..12)
            .map(|n| standing(&n.to_string(), [0.0, f64::from(n + 1)], 0.5))
            .collect();
        let [camps, largest] = ranking(&all);
        assert_eq!((camps.len(), largest.len()), (10, 10));
        assert_eq!(
            (largest[0].name.as_str(), largest[9].name.as_str()),
            ("2", "11")
        );
    }
}
