//! places.geojson: each place with its people on the last day, and what went on there before.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::layer::Layer;
use super::{Gazetteer, geometry, json, rounded};
use crate::error::Error;
use crate::finished::Unread;
use crate::finished::tables::Table;
use crate::folder::Folder;
use crate::reports::needed::{dates, numbers, table, texts};
use crate::reports::source::Source;

pub(super) fn write(
    source: &Source,
    gazetteer: &Gazetteer<'_>,
    folder: &mut Folder,
) -> Result<(), Error> {
    let locations = table(source, "locations")?;
    let words = [
        ("kind", texts(locations, "kind")?),
        ("country", texts(locations, "country")?),
        ("admin1", texts(locations, "admin1")?),
    ];
    let population = numbers(locations, "population")?;
    let mut facts = if source.run.is_comparison() {
        compared(source, gazetteer)?
    } else {
        simulated(source, gazetteer)?
    };
    let bbox = geometry::bounds(gazetteer.positions.iter().copied().flatten());
    let mut layer = Layer::create(folder, "places", &source.run, bbox)?;
    for (row, position) in gazetteer.positions.iter().enumerate() {
        let mut properties = Map::new();
        properties.insert("id".to_owned(), gazetteer.ids.get(row).into());
        properties.insert("name".to_owned(), gazetteer.names.get(row).into());
        for (name, column) in words {
            properties.insert(name.to_owned(), column.get(row).into());
        }
        properties.insert("population".to_owned(), json(population[row]));
        properties.append(&mut facts[row]);
        layer.add(position.map(geometry::point), properties)?;
    }
    layer.finish()
}

/// The numbers of a day in places.csv that are shown of the last day.
const LAST_DAY: [&str; 7] = [
    "capacity",
    "present",
    "present_p05",
    "present_p95",
    "occupancy",
    "in_open",
    "accepting",
];

/// What places.csv says of each place.
fn simulated(
    source: &Source,
    gazetteer: &Gazetteer<'_>,
) -> Result<Vec<Map<String, Value>>, Unread> {
    let places = table(source, "places")?;
    let rows = gazetteer.rows_of(texts(places, "place")?);
    let dates = dates(places, "date")?;
    let present = numbers(places, "present")?;
    let moved = [numbers(places, "arrivals")?, numbers(places, "departures")?];
    let last = last_rows(gazetteer, &rows, dates, |_| true);

    let mut peaks: Vec<Option<usize>> = vec![None; gazetteer.positions.len()];
    let mut sums = vec![[0.0; 2]; gazetteer.positions.len()];
    for (row, place) in rows.iter().enumerate() {
        let Some(place) = *place else { continue };
        let higher = |&peak: &usize| present[row].total_cmp(&present[peak]).is_gt();
        if peaks[place].as_ref().is_none_or(higher) {
            peaks[place] = Some(row);
        }
        for (sum, numbers) in sums[place].iter_mut().zip(moved) {
            *sum += numbers[row];
        }
    }
    let facts = last.into_iter().zip(peaks).zip(sums);
    Ok(facts
        .map(|((last, peak), [arrivals, departures])| {
            let mut facts = on_day(places, last, dates, &LAST_DAY, "");
            let peak_date = peak.and_then(|row| dates[row]);
            facts.insert("peak".to_owned(), value(present, peak));
            facts.insert("peak_date".to_owned(), date(peak_date));
            facts.insert("arrivals".to_owned(), json(rounded(arrivals)));
            facts.insert("departures".to_owned(), json(rounded(departures)));
            facts
        })
        .collect())
}

/// What compare.csv says of the people in each place: each branch, and how it differs.
fn compared(source: &Source, gazetteer: &Gazetteer<'_>) -> Result<Vec<Map<String, Value>>, Unread> {
    let compare = table(source, "compare")?;
    let rows = gazetteer.rows_of(texts(compare, "place")?);
    let measures = texts(compare, "measure")?;
    let dates = dates(compare, "date")?;
    let is_present = |row: usize| measures.get(row) == "present";
    let shown: Vec<&str> = compare
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .filter(|name| compare.numbers(name).is_some())
        .filter(|name| {
            !["unpaired_p05", "unpaired_p95", "variance_saved"]
                .iter()
                .any(|left_out| name.ends_with(left_out))
        })
        .collect();
    let last = last_rows(gazetteer, &rows, dates, is_present);
    let facts = last.into_iter();
    Ok(facts
        .map(|last| on_day(compare, last, dates, &shown, "present_"))
        .collect())
}

/// The row of the last day of each place.
fn last_rows(
    gazetteer: &Gazetteer<'_>,
    rows: &[Option<usize>],
    dates: &[Option<Date>],
    counts: impl Fn(usize) -> bool,
) -> Vec<Option<usize>> {
    let mut last: Vec<Option<usize>> = vec![None; gazetteer.positions.len()];
    for (row, place) in rows.iter().enumerate().filter(|&(row, _)| counts(row)) {
        let Some(place) = *place else { continue };
        if last[place].is_none_or(|known| dates[known] <= dates[row]) {
            last[place] = Some(row);
        }
    }
    last
}

/// The date and the numbers of a row, as far as the table has the columns.
fn on_day(
    table: &Table,
    row: Option<usize>,
    dates: &[Option<Date>],
    columns: &[&str],
    prefix: &str,
) -> Map<String, Value> {
    let day = ("date".to_owned(), date(row.and_then(|row| dates[row])));
    let numbers = columns.iter().filter_map(|name| {
        let numbers = table.numbers(name)?;
        Some((format!("{prefix}{name}"), value(numbers, row)))
    });
    std::iter::once(day).chain(numbers).collect()
}

fn value(numbers: &[f64], row: Option<usize>) -> Value {
    row.map_or(Value::Null, |row| json(numbers[row]))
}

pub(super) fn date(date: Option<Date>) -> Value {
    date.map_or(Value::Null, |date| date.to_string().into())
}
