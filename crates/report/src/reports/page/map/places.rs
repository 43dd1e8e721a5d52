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
    /// Those of them who did not move within a foreign country.
    moves_at_home_or_across: f64,
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
    pub(super) fn choose(tables: &Tables, home: &str, most: usize) -> Self {
        let mut places = located(tables, home);
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

    /// The places that nine in ten moves lead to or from, or all where nobody moves. Moves within a foreign
    /// country count only where there are no others: they are spread out, and seldom what the run is about.
    pub(super) fn of_moves(&self) -> Vec<Coord> {
        let sum = |of: fn(&Place) -> f64| self.drawn.iter().map(of).sum::<f64>();
        let counted = sum(|place| place.moves_at_home_or_across);
        let of: fn(&Place) -> f64 = if counted > 0.0 {
            |place| place.moves_at_home_or_across
        } else {
            |place| place.moves
        };
        let mut places: Vec<&Place> = self.drawn.iter().collect();
        places.sort_by(|a, b| of(b).total_cmp(&of(a)));
        let enough = sum(of) * SHARE_OF_MOVES;
        let mut so_far = 0.0;
        let until_enough = places.iter().take_while(|place| {
            let wanted = so_far < enough || enough == 0.0;
            so_far += of(place);
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

fn located(tables: &Tables, home: &str) -> Vec<Place> {
    let Some(locations) = tables.get("locations") else {
        return Vec::new();
    };
    let peaks = tables.get("places").map(peaks).unwrap_or_default();
    let flows = tables.get("flows");
    let all_moves = flows.map(|flows| moves(flows, |_, _| true));
    let all_moves = all_moves.unwrap_or_default();
    let countries: BTreeMap<&str, &str> =
        match (locations.texts("place"), locations.texts("country")) {
            (Some(ids), Some(countries)) => (0..locations.rows)
                .map(|row| (ids.get(row), countries.get(row)))
                .collect(),
            _ => BTreeMap::new(),
        };
    let is_at_home_or_across = |from: &str, to: &str| {
        let [from, to] = [from, to].map(|id| countries.get(id).copied().unwrap_or_default());
        from != to || from == home
    };
    let at_home_or_across = flows
        .map(|flows| moves(flows, is_at_home_or_across))
        .unwrap_or_default();
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
            moves: all_moves.get(id).copied().unwrap_or_default(),
            moves_at_home_or_across: at_home_or_across.get(id).copied().unwrap_or_default(),
        })
    };
    (0..locations.rows).filter_map(place).collect()
}

/// Most persons present on any day, by place.
fn peaks(places: &Table) -> BTreeMap<&str, f64> {
    let (Some(ids), Some(present)) = (places.texts("place"), places.numbers("present")) else {
        return BTreeMap::new();
    };
    let mut peaks = vec![0.0_f64; ids.words.len()];
    for (&word, &present) in ids.of_rows.iter().zip(present) {
        peaks[word as usize] = peaks[word as usize].max(present);
    }
    ids.words.iter().map(String::as_str).zip(peaks).collect()
}

/// Persons who set out to or from a place, on ways that count.
fn moves(flows: &Table, counts: impl Fn(&str, &str) -> bool) -> BTreeMap<&str, f64> {
    let columns = (
        flows.texts("from"),
        flows.texts("to"),
        flows.numbers("persons"),
    );
    let (Some(from), Some(to), Some(persons)) = columns else {
        return BTreeMap::new();
    };
    let mut moves = BTreeMap::new();
    for (row, &persons) in persons.iter().enumerate() {
        let ends = [from.get(row), to.get(row)];
        if !persons.is_nan() && counts(ends[0], ends[1]) {
            for end in ends {
                *moves.entry(end).or_default() += persons;
            }
        }
    }
    moves
}
