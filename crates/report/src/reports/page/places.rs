//! The places as a table, those that gained most people first, and the fullest camps among them.

use jiff::civil::Date;
use serde::Serialize;

use super::estimates::{Estimate, Estimates};
use super::names::Names;
use super::result::bounds;
use super::words::{in_short, known, percent, signed};
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
    /// Whether any place is unable to accept more.
    any_full: bool,
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
    /// The persons of the last day less those of the first.
    change: String,
    interval: String,
    peak: String,
    peak_date: Option<(String, String)>,
    arrivals: String,
    departures: String,
    capacity: String,
    occupancy: String,
    /// Whether it takes nobody more on the last day, in most replicates.
    is_full: bool,
}

/// What places.csv says of a place over all days.
#[derive(Clone, Debug)]
struct Place {
    id: u32,
    last_row: usize,
    first: f64,
    present: Estimate,
    low: f64,
    peak: f64,
    peak_date: Option<Date>,
    arrivals: f64,
    departures: f64,
    capacity: f64,
    occupancy: f64,
    accepting: f64,
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
    all.sort_by(|a, b| b.swing().total_cmp(&a.swing()).then(a.id.cmp(&b.id)));
    all.truncate(MOST_PLACES);
    let by_change = |a: &Place, b: &Place| b.change().total_cmp(&a.change());
    all.sort_by(|a, b| by_change(a, b).then(b.present.mean.total_cmp(&a.present.mean)));
    Some(Places {
        has_interval: all.iter().any(|place| place.present.interval.is_some()),
        are_all: all.len() == count,
        any_full: all.iter().any(Place::is_full),
        of: with_separators(count as f64),
        rows: all.iter().map(|place| texts.row(place)).collect(),
        camps,
    })
}

/// Each place with its sums, peak and last day.
fn gathered(table: &Table) -> Option<Vec<Place>> {
    let (ids, dates) = (table.texts("place")?, table.dates("date")?);
    let [
        present,
        arrivals,
        departures,
        capacity,
        occupancy,
        accepting,
    ] = [
        "present",
        "arrivals",
        "departures",
        "capacity",
        "occupancy",
        "accepting",
    ]
    .map(|column| Estimates::of(table, column));
    let mut places: Vec<Option<Place>> = vec![None; ids.words.len()];
    for (row, (&id, &date)) in ids.of_rows.iter().zip(dates).enumerate() {
        let persons = or_zero(present.mean(row));
        let place = places[id as usize].get_or_insert_with(|| Place::unseen(id, persons));
        place.last_row = row;
        place.arrivals += or_zero(arrivals.mean(row));
        place.departures += or_zero(departures.mean(row));
        place.low = place.low.min(persons);
        if persons > place.peak {
            (place.peak, place.peak_date) = (persons, date);
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
            place.accepting = accepting.mean(row);
        }
    }
    Some(places)
}

impl Place {
    fn unseen(id: u32, persons: f64) -> Self {
        Self {
            id,
            last_row: 0,
            first: persons,
            low: persons,
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
            accepting: f64::NAN,
        }
    }

    /// Persons on the last day less those on the first.
    fn change(&self) -> f64 {
        self.present.mean - self.first
    }

    /// Whether it takes nobody more on the last day, in most replicates.
    fn is_full(&self) -> bool {
        self.accepting < 0.5
    }

    /// Persons on the fullest day less those on the emptiest.
    fn swing(&self) -> f64 {
        self.peak - self.low
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
            change: signed(place.change()),
            interval: place.present.interval.map_or_else(String::new, bounds),
            peak: with_separators(place.peak),
            peak_date: place
                .peak_date
                .map(|date| (date.to_string(), in_short(date))),
            arrivals: with_separators(place.arrivals),
            departures: with_separators(place.departures),
            capacity: known(place.capacity, with_separators),
            occupancy: known(place.occupancy, percent),
            is_full: place.is_full(),
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
    fn a_place_is_unable_to_accept_more_on_the_last_day_alone() {
        let table = "date,place,kind,country,admin1,present,accepting\n\
                     2020-01-01,Atma,camp,SYR,,9,0\n2020-01-01,Azaz,host,SYR,,9,1\n2020-01-01,Gate,crossing,SYR,,0,\n\
                     2020-01-02,Atma,camp,SYR,,8,0.55\n2020-01-02,Azaz,host,SYR,,9,0.45\n2020-01-02,Gate,crossing,SYR,,0,\n";
        let source = source(&json!({}), &[("places", table)]);
        let places = places(&source, &Names::of(&source.tables)).unwrap();
        let full: Vec<&str> = places
            .rows
            .iter()
            .filter(|row| row.is_full)
            .map(|row| row.id.as_str())
            .collect();
        assert_eq!((places.any_full, full), (true, vec!["Azaz"]));
    }

    #[test]
    fn places_that_gained_most_come_first_and_those_that_lost_most_last() {
        let days = [
            ("Hatay", 9000, 9000),
            ("Atma", 10, 1200),
            ("Dana", 800, 200),
        ];
        let row = |day: u32, place: &str, present: i32| {
            format!("2020-01-0{day},{place},town,SYR,,{present},0,0,,\n")
        };
        let first: String = days.iter().map(|(place, n, _)| row(1, place, *n)).collect();
        let last: String = days.iter().map(|(place, _, n)| row(2, place, *n)).collect();
        let places = read(&(first + &last)).rows;
        let shown = places.iter().map(|row| [&*row.name, &row.change]);
        assert_eq!(
            shown.collect::<Vec<_>>(),
            [["Atma", "+1,190"], ["Hatay", "0"], ["Dana", "\u{2212}600"]]
        );
    }

    #[test]
    fn of_many_places_those_that_vary_most_are_shown() {
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
        // p251 has 500 on both days; p250 and p252 change by 2, and the first of them is kept.
        assert!(shown("p251").is_none() && shown("p252").is_none() && shown("p250").is_some());
        let first = &places.rows[0];
        assert_eq!(
            [&*first.id, &first.present, &first.change, &first.arrivals],
            ["p0", "751", "+502", "2"]
        );
        let last = places.rows.last().unwrap();
        assert_eq!(
            [&*last.id, &last.present, &last.peak],
            ["p501", "250", "750"]
        );
        assert_eq!(last.peak_date.as_ref().unwrap().1, "1 Jan 2020");
    }
}
