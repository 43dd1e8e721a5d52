//! The places as a table: those with most people, and the fullest camps among them.

use jiff::civil::Date;
use serde::Serialize;

use super::estimates::{Estimate, Estimates};
use super::names::Names;
use super::result::bounds;
use super::words::{in_short, known, percent};
use crate::cell::with_separators;
use crate::finished::tables::{Table, Texts};
use crate::reports::source::Source;

/// How many places the page shows.
const MOST_PLACES: usize = 500;
/// How many of the fullest camps.
const MOST_CAMPS: usize = 10;

/// The table of places.
#[derive(Debug, Serialize)]
pub(super) struct Places {
    rows: Vec<Row>,
    /// How many places there are, shown or not.
    of: String,
    are_all: bool,
    has_interval: bool,
    camps: Vec<Row>,
}

/// A place, with every number as it is shown.
#[derive(Clone, Debug, Serialize)]
struct Row {
    id: String,
    name: String,
    kind: String,
    area: String,
    present: String,
    interval: String,
    peak: String,
    peak_date: Option<(String, String)>,
    arrivals: String,
    departures: String,
    capacity: String,
    occupancy: String,
}

/// What places.csv says of a place over all days.
#[derive(Clone, Debug)]
struct Place {
    id: u32,
    last_row: usize,
    present: Estimate,
    peak: f64,
    peak_date: Option<Date>,
    arrivals: f64,
    departures: f64,
    capacity: f64,
    occupancy: f64,
}

pub(super) fn places(source: &Source, names: &Names) -> Option<Places> {
    let table = source.tables.get("places")?;
    let texts = Descriptions {
        ids: table.texts("place")?,
        kinds: table.texts("kind")?,
        countries: table.texts("country")?,
        areas: table.texts("admin1")?,
        names,
    };
    let mut all = gathered(table)?;
    let count = all.len();
    let camps = fullest(&all, &texts);
    all.sort_by(|a, b| b.peak.total_cmp(&a.peak).then(a.id.cmp(&b.id)));
    all.truncate(MOST_PLACES);
    let by_present = |a: &Place, b: &Place| b.present.mean.total_cmp(&a.present.mean);
    all.sort_by(|a, b| by_present(a, b).then(b.peak.total_cmp(&a.peak)));
    Some(Places {
        has_interval: all.iter().any(|place| place.present.interval.is_some()),
        are_all: all.len() == count,
        of: with_separators(count as f64),
        rows: all.iter().map(|place| texts.row(place)).collect(),
        camps,
    })
}

/// Each place with its sums, peak and last day.
fn gathered(table: &Table) -> Option<Vec<Place>> {
    let (ids, dates) = (table.texts("place")?, table.dates("date")?);
    let [present, arrivals, departures, capacity, occupancy] =
        ["present", "arrivals", "departures", "capacity", "occupancy"]
            .map(|column| Estimates::of(table, column));
    let mut places: Vec<Option<Place>> = vec![None; ids.words.len()];
    for (row, (&id, &date)) in ids.of_rows.iter().zip(dates).enumerate() {
        let place = places[id as usize].get_or_insert_with(|| Place::unseen(id));
        place.last_row = row;
        place.arrivals += or_zero(arrivals.mean(row));
        place.departures += or_zero(departures.mean(row));
        if present.mean(row) > place.peak {
            (place.peak, place.peak_date) = (present.mean(row), date);
        }
    }
    let last_date = dates.last().copied().flatten();
    let mut places: Vec<Place> = places.into_iter().flatten().collect();
    for place in &mut places {
        let row = place.last_row;
        if dates[row] == last_date {
            place.present = present.get(row);
            place.capacity = capacity.mean(row);
            place.occupancy = occupancy.mean(row);
        }
    }
    Some(places)
}

impl Place {
    fn unseen(id: u32) -> Self {
        Self {
            id,
            last_row: 0,
            present: Estimate {
                mean: 0.0,
                interval: None,
            },
            peak: 0.0,
            peak_date: None,
            arrivals: 0.0,
            departures: 0.0,
            capacity: f64::NAN,
            occupancy: f64::NAN,
        }
    }
}

fn or_zero(number: f64) -> f64 {
    if number.is_nan() { 0.0 } else { number }
}

/// The camps with people by their occupancy, and those without a limit after them.
fn fullest(all: &[Place], texts: &Descriptions) -> Vec<Row> {
    let is_camp = |place: &&Place| {
        let kind = texts.kinds.get(place.last_row);
        matches!(kind, "camp" | "idp_camp") && place.present.mean > 0.0
    };
    let mut camps: Vec<&Place> = all.iter().filter(is_camp).collect();
    camps.sort_by(|a, b| {
        let by_occupancy = or_zero(b.occupancy).total_cmp(&or_zero(a.occupancy));
        by_occupancy.then(b.present.mean.total_cmp(&a.present.mean))
    });
    camps.truncate(MOST_CAMPS);
    camps.into_iter().map(|place| texts.row(place)).collect()
}

/// The texts of the rows of places.csv.
struct Descriptions<'a> {
    ids: &'a Texts,
    kinds: &'a Texts,
    countries: &'a Texts,
    areas: &'a Texts,
    names: &'a Names<'a>,
}

impl Descriptions<'_> {
    fn row(&self, place: &Place) -> Row {
        let row = place.last_row;
        let id = self.ids.get(row);
        let area = match (self.areas.get(row), self.countries.get(row)) {
            ("", country) => country.to_owned(),
            (area, country) => format!("{area}, {country}"),
        };
        Row {
            id: id.to_owned(),
            name: self.names.get(id).to_owned(),
            kind: kind(self.kinds.get(row)).to_owned(),
            area,
            present: with_separators(place.present.mean),
            interval: place.present.interval.map_or_else(String::new, bounds),
            peak: with_separators(place.peak),
            peak_date: place
                .peak_date
                .map(|date| (date.to_string(), in_short(date))),
            arrivals: with_separators(place.arrivals),
            departures: with_separators(place.departures),
            capacity: known(place.capacity, with_separators),
            occupancy: known(place.occupancy, percent),
        }
    }
}

/// A kind of place in words.
fn kind(word: &str) -> &str {
    match word {
        "idp_camp" => "camp for displaced",
        "host" => "host community",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::literal::source;
    use super::*;

    const HEADER: &str =
        "date,place,kind,country,admin1,present,arrivals,departures,capacity,occupancy\n";

    fn read(rows: &str) -> Places {
        let table = format!("{HEADER}{rows}");
        let source = source(&json!({}), &[("places", &table)]);
        places(&source, &Names::of(&source.tables)).unwrap()
    }

    #[test]
    fn the_fullest_camps_come_first_and_those_without_a_limit_last() {
        let camps = read(
            "2020-01-01,Atma,camp,SYR,,90,0,0,100,0.9\n2020-01-01,Qah,idp_camp,SYR,,80,0,0,80,1\n\
             2020-01-01,Dana,camp,SYR,,500,0,0,,\n2020-01-01,Rajo,camp,SYR,,0,0,0,9,0\n\
             2020-01-01,Hish,town,SYR,,70,0,0,70,1\n",
        )
        .camps;
        let names: Vec<&str> = camps.iter().map(|camp| camp.name.as_str()).collect();
        assert_eq!(names, ["Qah", "Atma", "Dana"]);
    }

    #[test]
    fn of_many_places_those_with_the_highest_peaks_are_shown() {
        let day = |day: u32, sign: i64| {
            let rows = (0..502).map(move |place: i64| {
                let present = 500 + sign * (place - 251);
                format!("2020-01-0{day},p{place},town,SYR,,{present},1,0,,\n")
            });
            rows.collect::<Vec<_>>().concat()
        };
        let places = read(&(day(1, 1) + &day(2, -1)));
        assert_eq!((places.rows.len(), places.are_all), (500, false));
        assert_eq!(places.of, "502");
        let shown = |id: &str| places.rows.iter().find(|row| row.id == id);
        assert!(shown("p251").is_none() && shown("p252").is_none());
        let first = &places.rows[0];
        assert_eq!(
            [&*first.id, &first.present, &first.arrivals],
            ["p0", "751", "2"]
        );
        let last = shown("p501").unwrap();
        assert_eq!([&*last.present, &last.peak], ["250", "750"]);
        assert_eq!(last.peak_date.as_ref().unwrap().1, "1 Jan 2020");
    }
}
