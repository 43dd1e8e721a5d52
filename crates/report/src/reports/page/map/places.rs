//! The places of the map, and who is there.

use std::collections::BTreeMap;

use geo::Coord;

use super::super::frames::Frames;
use super::steps::Steps;
use crate::finished::tables::{Table, Tables};

/// The share of all moves that the view of where people move shows at least: the rest may be far away.
const SHARE_OF_MOVES: f64 = 0.9;

/// A place that has coordinates.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) country: String,
    pub(super) admin1: String,
    pub(super) at: Coord,
    /// The side that holds it on the first day; empty where nobody does.
    pub(super) control: String,
    /// Most persons present on any day.
    peak: f64,
    /// Persons who set out to or from it.
    pub(super) moves: f64,
}

/// The places that are drawn, in the order of the scenario.
pub(super) struct Places {
    pub(super) drawn: Vec<Place>,
    /// How many more there are.
    pub(super) left_out: usize,
}

impl Places {
    /// Of all places with coordinates at most `most`: first those people move to or from, then those that most
    /// people are in or move to or from.
    pub(super) fn choose(tables: &Tables, most: usize) -> Self {
        let mut places = located(tables);
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by(|&a, &b| {
            let rank = |place: &Place| (place.moves > 0.0, place.peak.max(place.moves));
            let (a, b) = (rank(&places[a]), rank(&places[b]));
            b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
        });
        order.truncate(most);
        order.sort_unstable();
        let left_out = places.len() - order.len();
        let mut kept = order.into_iter().peekable();
        let mut row = 0..;
        places.retain(|_| kept.next_if(|&kept| Some(kept) == row.next()).is_some());
        Self {
            drawn: places,
            left_out,
        }
    }

    /// The places that nine in ten moves lead to or from, or all where nobody moves.
    pub(super) fn of_moves(&self) -> Vec<Coord> {
        let mut places: Vec<&Place> = self.drawn.iter().collect();
        places.sort_by(|a, b| b.moves.total_cmp(&a.moves));
        let enough = places.iter().map(|place| place.moves).sum::<f64>() * SHARE_OF_MOVES;
        let mut sum = 0.0;
        let until_enough = places.iter().take_while(|place| {
            let wanted = sum < enough || enough == 0.0;
            sum += place.moves;
            wanted
        });
        until_enough.map(|place| place.at).collect()
    }

    /// The index of each place by its id.
    pub(super) fn by_id(&self) -> BTreeMap<&str, usize> {
        let ids = self.drawn.iter().enumerate();
        ids.map(|(index, place)| (place.id.as_str(), index))
            .collect()
    }

    /// The places that a target of events names, as docs/formats.md has it.
    pub(super) fn targeted(&self, target: &str, home: &str) -> Vec<usize> {
        let names = |place: &Place, part: &str| match part.split_once(':') {
            Some(("admin1", admin1)) => place.admin1 == admin1.trim(),
            _ if part == "*" => place.country == home,
            _ => place.id == part || place.country == part,
        };
        let parts: Vec<&str> = target.split(';').map(str::trim).collect();
        let places = self.drawn.iter().enumerate();
        let targeted = places.filter(|(_, place)| parts.iter().any(|part| names(place, part)));
        targeted.map(|(index, _)| index).collect()
    }

    /// A number of a table of days and places, by place and frame; NaN where there is no row.
    pub(super) fn numbers(&self, table: &Table, column: &str, frames: &Frames) -> Vec<Vec<f64>> {
        let mut by_place = vec![vec![f64::NAN; frames.count()]; self.drawn.len()];
        let columns = (
            table.dates("date"),
            table.texts("place"),
            table.numbers(column),
        );
        let (Some(dates), Some(ids), Some(numbers)) = columns else {
            return by_place;
        };
        let by_id = self.by_id();
        let of_words = ids.words.iter().map(|id| by_id.get(id.as_str()).copied());
        let of_words: Vec<Option<usize>> = of_words.collect();
        for ((date, &word), &number) in dates.iter().zip(&ids.of_rows).zip(numbers) {
            let frame = date.and_then(|date| frames.at(date));
            if let (Some(frame), Some(place)) = (frame, of_words[word as usize]) {
                by_place[place][frame] = number;
            }
        }
        by_place
    }
}

/// Whole persons, each but the first as its difference from the one before; no row counts as nobody.
pub(super) fn differences(numbers: &[f64]) -> Vec<i64> {
    let mut before = 0;
    let whole = numbers.iter().map(|number| number.round() as i64);
    whole
        .map(|number| number - std::mem::replace(&mut before, number))
        .collect()
}

/// Whole numbers where they change; -1 is none.
pub(super) fn steps(numbers: &[f64]) -> Steps {
    let whole = numbers.iter().map(|number| number.round());
    Steps::of(whole.map(|number| if number.is_nan() { -1 } else { number as i64 }))
}

fn located(tables: &Tables) -> Vec<Place> {
    let Some(locations) = tables.get("locations") else {
        return Vec::new();
    };
    let peaks = tables.get("places").map(peaks).unwrap_or_default();
    let moves = tables.get("flows").map(moves).unwrap_or_default();
    let text = |column: &str, row| locations.texts(column).map_or("", |texts| texts.get(row));
    let number = |column: &str, row: usize| {
        let numbers = locations.numbers(column)?;
        numbers
            .get(row)
            .copied()
            .filter(|number| number.is_finite())
    };
    let place = |row| {
        let id = text("place", row);
        Some(Place {
            at: Coord {
                x: number("longitude", row)?,
                y: number("latitude", row)?,
            },
            id: id.to_owned(),
            name: text("name", row).to_owned(),
            kind: text("kind", row).to_owned(),
            country: text("country", row).to_owned(),
            admin1: text("admin1", row).to_owned(),
            control: text("control", row).to_owned(),
            peak: peaks.get(id).copied().unwrap_or_default(),
            moves: moves.get(id).copied().unwrap_or_default(),
        })
    };
    (0..locations.rows).filter_map(place).collect()
}

/// Most persons present on any day, by place.
fn peaks(places: &Table) -> BTreeMap<&str, f64> {
    folded(places, "place", "present", f64::max)
}

/// Persons who set out to or from a place.
fn moves(flows: &Table) -> BTreeMap<&str, f64> {
    let mut moves = folded(flows, "from", "persons", |a, b| a + b);
    for (place, persons) in folded(flows, "to", "persons", |a, b| a + b) {
        *moves.entry(place).or_default() += persons;
    }
    moves
}

/// A number of all rows of a place in one; empty cells count for nothing.
fn folded<'a>(
    table: &'a Table,
    place: &str,
    number: &str,
    fold: fn(f64, f64) -> f64,
) -> BTreeMap<&'a str, f64> {
    let (Some(ids), Some(numbers)) = (table.texts(place), table.numbers(number)) else {
        return BTreeMap::new();
    };
    let mut of_words = vec![0.0; ids.words.len()];
    for (&word, &number) in ids.of_rows.iter().zip(numbers) {
        if !number.is_nan() {
            let so_far: &mut f64 = &mut of_words[word as usize];
            *so_far = fold(*so_far, number);
        }
    }
    ids.words.iter().map(String::as_str).zip(of_words).collect()
}
