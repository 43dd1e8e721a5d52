//! What the map of the page draws.
//!
//! All of it is bounded: a world of many places or days is drawn with fewer, and the page says so.

mod flows;
mod land;
mod outlines;
mod places;
mod states;
mod steps;
#[cfg(test)]
mod tests;
mod view;

use geo::Coord;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::frames::Frames;
use crate::finished::tables::Table;
use crate::reports::source::Source;
use flows::Flows;
use land::Drawn;
use outlines::Outlines;
use places::{Places, differences, steps};
use states::{Border, Ceasefire, Control, States};
use steps::Steps;
use view::View;

/// The largest number of places.
const MOST_PLACES: usize = 400;
/// The largest number of days.
const MOST_FRAMES: u32 = 400;
/// The largest number of days times places.
const MOST_COUNTS: u32 = 100_000;

/// The map of a run.
#[derive(Serialize)]
struct Map<'a> {
    start: Date,
    /// The days that are shown, from 0.
    days: &'a [u32],
    replicates: u32,
    home: &'a str,
    places: Drawing<'a>,
    /// Persons displaced so far, by frame.
    displaced: Vec<i64>,
    flows: Flows,
    control: Control,
    attacks: Vec<(usize, Steps)>,
    borders: Vec<Border>,
    ceasefires: Vec<Ceasefire>,
    /// Where people move, and all places.
    views: [View; 2],
    land: Option<Drawn>,
    places_left_out: usize,
}

/// The places, column by column.
#[derive(Serialize)]
struct Drawing<'a> {
    id: Vec<&'a str>,
    name: Vec<&'a str>,
    kind: Vec<&'a str>,
    country: Vec<&'a str>,
    longitude: Vec<f64>,
    latitude: Vec<f64>,
    /// Persons present by frame, each as the difference from the frame before.
    present: Vec<Vec<i64>>,
    /// Persons it can shelter; -1 is no limit.
    capacity: Vec<Steps>,
    /// 1 while it takes people in, 0 while it does not, in most replicates; -1 where that is not told.
    accepting: Vec<Steps>,
}

/// Why there is no map.
#[derive(Serialize)]
struct Without {
    reason: &'static str,
}

/// The data of the map, as script/map.js reads them: those of a run, the reason why it has none, or nothing for a
/// comparison.
pub(super) fn data(source: &Source) -> Value {
    let Some(table) = source.tables.get("places") else {
        return Value::Null;
    };
    let places = Places::choose(&source.tables, &source.run.home, MOST_PLACES);
    let at: Vec<Coord> = places.drawn.iter().map(|place| place.at).collect();
    if at.len() > 1 && at.iter().all(|place| *place == at[0]) {
        return without("All places have the same coordinates, so that there is no map.");
    }
    let views = View::of(&places.of_moves()).zip(View::of(&at));
    let Some((moves, all)) = views else {
        return without("No place has coordinates, so that there is no map.");
    };
    let most = MOST_COUNTS / at.len().max(1) as u32;
    let frames = Frames::new(source.run.start, source.run.days, MOST_FRAMES.min(most));
    let states = States {
        source,
        places: &places,
        frames: &frames,
    };
    let borders = states.borders();
    let views = [moves, all];
    let outlines = Outlines::read().ok();
    let land =
        outlines.and_then(|outlines| land::draw(&outlines, &views, &source.run.home, &borders));
    let flows = source.tables.get("flows");
    let map = Map {
        start: source.run.start,
        days: &frames.days,
        replicates: source.run.replicates,
        home: &source.run.home,
        places: drawing(&places, table, &frames),
        displaced: displaced(source, &frames),
        flows: flows
            .map(|table| Flows::read(table, &places, &frames))
            .unwrap_or_default(),
        control: states.control(),
        attacks: states.attacks(),
        ceasefires: states.ceasefires(),
        borders,
        views,
        land,
        places_left_out: places.left_out,
    };
    serde_json::to_value(map).unwrap_or_default()
}

fn without(reason: &'static str) -> Value {
    serde_json::to_value(Without { reason }).unwrap_or_default()
}

fn drawing<'a>(places: &'a Places, table: &Table, frames: &Frames) -> Drawing<'a> {
    let drawn = &places.drawn;
    let present = places.numbers(table, "present", frames);
    let capacity = places.numbers(table, "capacity", frames);
    let accepting = places.numbers(table, "accepting", frames);
    Drawing {
        id: drawn.iter().map(|place| place.id.as_str()).collect(),
        name: drawn.iter().map(|place| place.name.as_str()).collect(),
        kind: drawn.iter().map(|place| place.kind.as_str()).collect(),
        country: drawn.iter().map(|place| place.country.as_str()).collect(),
        longitude: drawn.iter().map(|place| place.at.x).collect(),
        latitude: drawn.iter().map(|place| place.at.y).collect(),
        present: present.iter().map(|row| differences(row)).collect(),
        capacity: capacity.iter().map(|row| steps(row)).collect(),
        accepting: accepting.iter().map(|row| steps(row)).collect(),
    }
}

/// Persons displaced so far, by frame.
fn displaced(source: &Source, frames: &Frames) -> Vec<i64> {
    let mut displaced = vec![0; frames.count()];
    let totals = source.tables.get("totals");
    let columns = totals.and_then(|table| table.dates("date").zip(table.numbers("displaced")));
    for (date, persons) in columns
        .into_iter()
        .flat_map(|(dates, persons)| dates.iter().zip(persons))
    {
        if let Some(frame) = date.and_then(|date| frames.at(date)) {
            displaced[frame] = persons.round() as i64;
        }
    }
    displaced
}
