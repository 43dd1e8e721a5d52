//! region_attributes_IPC.csv: the share of people in need of food by region and day, in percent.

use std::sync::Arc;

use refuge_core::Day;
use refuge_core::event::{Change, Event};
use refuge_core::place::PlaceId;

use super::happening::in_places;
use super::locations::Locations;
use crate::problem::{Problem, Problems};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::Table;

pub(super) const FILE: &str = "input_csv/region_attributes_IPC.csv";

const DAY: &str = "#Day";

/// Hunger over a run, and the places for which it is known.
#[derive(Debug)]
pub(super) struct Hunger {
    pub(super) events: Vec<Event>,
    pub(super) known: Vec<bool>,
}

/// The days of the rows and a region's percentages.
type Points = Vec<(f64, f64)>;

impl Hunger {
    /// Of no place is anything known.
    pub(super) fn unknown(locations: &Locations) -> Self {
        Self {
            events: Vec::new(),
            known: vec![false; locations.list.len()],
        }
    }

    pub(super) fn read(
        source: Arc<Source>,
        locations: &Locations,
        days: Day,
        problems: &mut Problems,
    ) -> Self {
        let mut hunger = Self::unknown(locations);
        let Some(table) = Table::by_position(source, problems) else {
            return hunger;
        };
        let mut rows = table.rows();
        let header = rows.next();
        let Some(header) = header.filter(|header| header.at(0, DAY).text == DAY) else {
            problems.add(
                Problem::error(
                    "The file must begin with a header of `#Day` and the names of regions.",
                )
                .in_file(table.path()),
            );
            return hunger;
        };
        let rows: Vec<Row<'_>> = rows.collect();
        let day = |row: &Row<'_>| problems.keep(row.at(0, "day").float());
        let row_days: Option<Vec<f64>> = rows.iter().map(day).collect();
        let Some(row_days) = row_days.filter(|row_days| covers(row_days, days, &table, problems))
        else {
            return hunger;
        };
        let regions: Vec<&str> = header.texts().skip(1).collect();
        for column in 1..header.len() {
            let region = header.at(column, "region");
            let percent = |row: &Row<'_>| problems.keep(row.at(column, "percent").within(100.0));
            let percents = rows.iter().map_while(percent);
            let points: Points = row_days.iter().copied().zip(percents).collect();
            if region.is_empty() || points.len() < rows.len() {
                continue;
            }
            let places = places(region, &regions, locations, problems);
            for place in &places {
                hunger.known[place.index()] = true;
            }
            if !places.is_empty() {
                let target = target(region.text, &places, locations);
                let events = changes(&points, days).map(|(day, percent)| Event {
                    target: target.clone(),
                    ..in_places(day, Change::Hunger(percent), places.clone())
                });
                hunger.events.extend(events);
            }
        }
        hunger
    }
}

/// Whether every day of the run lies between rows; Flee stops where one does not.
fn covers(row_days: &[f64], days: Day, table: &Table, problems: &mut Problems) -> bool {
    let ascends = row_days.is_sorted_by(|a, b| a < b);
    let last = days.saturating_sub(1) as f64;
    let covers = row_days.first().is_some_and(|first| *first <= 0.0)
        && row_days.last().is_some_and(|end| *end >= last);
    if !ascends || !covers {
        problems.add(
            Problem::error(format!(
                "The rows must lead from day 0 or before to day {last} or later, each after the one above."
            ))
            .in_file(table.path()),
        );
    }
    ascends && covers
}

/// The places of a region, but those that are called like a region: Flee passes them over.
fn places(
    region: Cell<'_>,
    regions: &[&str],
    locations: &Locations,
    problems: &mut Problems,
) -> Vec<PlaceId> {
    let list = locations.list.iter().zip(0..);
    let inside = list.filter(|(location, _)| location.region == region.text);
    let (passed, read): (Vec<_>, Vec<_>) =
        inside.partition(|(location, _)| regions.contains(&location.name.as_str()));
    for (location, _) in &passed {
        problems.add(region.warning(format!(
            "The location `{}` is called like a region, so that Flee knows of no hunger there.",
            location.name
        )));
    }
    if passed.is_empty() && read.is_empty() {
        problems.add(region.warning(format!(
            "The column `{}` is not read, because no location lies in this region.",
            region.text
        )));
    }
    read.into_iter().map(|(_, place)| PlaceId(place)).collect()
}

/// The region, where that names just these places; else nothing, and the places are named.
fn target(region: &str, places: &[PlaceId], locations: &Locations) -> String {
    let inside = locations.list.iter().filter(|place| place.region == region);
    if inside.count() == places.len() && !region.contains(';') {
        format!("admin1:{region}")
    } else {
        String::new()
    }
}

/// The days on which the percentage is another one than on the day before.
fn changes(points: &Points, days: Day) -> impl Iterator<Item = (Day, f64)> {
    let mut before = f64::NAN;
    (0..days)
        .map(|day| (day, on(points, day as f64)))
        .filter(move |&(_, percent)| std::mem::replace(&mut before, percent) != percent)
}

/// The percentage on a day, on a straight line between two rows.
fn on(points: &Points, day: f64) -> f64 {
    let next = points.partition_point(|&(row_day, _)| row_day <= day);
    match (points.get(next.wrapping_sub(1)), points.get(next)) {
        (Some(&(d0, v0)), Some(&(d1, v1))) => v0 + (v1 - v0) / (d1 - d0) * (day - d0),
        (Some(&(_, value)), None) | (None, Some(&(_, value))) => value,
        (None, None) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_change_in_straight_lines() {
        let points = vec![(0.0, 5.0), (10.0, 9.0), (12.0, 9.0)];
        let days: Vec<(Day, f64)> = changes(&points, 13).collect();
        assert_eq!(
            (days[0], days[5], days[10]),
            ((0, 5.0), (5, 7.0), (10, 9.0))
        );
        assert_eq!(days.len(), 11);
    }
}
