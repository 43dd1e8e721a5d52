//! Made-up worlds of any size, for tests, benches and runs at scale.

use std::collections::BTreeSet;

use jiff::civil::date;
use rand::RngExt;

use crate::calendar::{Calendar, Day};
use crate::event::{Change, Event, Targets};
use crate::network::{Link, Mode, Network};
use crate::people::Status;
use crate::place::{Country, Place, PlaceId, PlaceKind, Traits};
use crate::random::{Draws, Purpose, Stream, Subject};
use crate::settings::{Movement, Onset, OnsetMode, People, RouteChoice, Settings};
use crate::world::{Present, World};

/// The days over which people are displaced.
const DISPLACING: Day = 100;

/// A synthetic world: the same for the same numbers.
///
/// Places lie on a plane, each joined to its 4 to 8 nearest by roads of 10 to 300 km. A third are towns
/// (leaving chance 0.3 a day), two thirds camps and host communities (0.001). Of the people 95% are
/// settled in these at the start, and 5% are displaced from towns evenly over the first 100 days.
/// Every household is one person.
pub fn world(people: u32, places: u32, days: u32) -> World {
    let count = places.max(3);
    let mut random = Draws::new(count as u64, 0).stream(Subject::place(0), 0, Purpose::World);
    let displaced = people / 20;
    let points = scatter(count, &mut random);
    let links = roads(&points, &mut random);
    let places: Vec<Place> = (0..count)
        .map(|index| place(index, count, points[index as usize], displaced))
        .collect();
    let calendar = Calendar::cut(date(2020, 1, 1), days);
    World {
        name: format!("synthetic-{people}-{count}"),
        title: format!("A synthetic world of {people} people and {count} places"),
        calendar,
        home: Country::NOWHERE,
        sides: Vec::new(),
        network: Network::new(places.len(), links),
        events: vec![unrest(&places)],
        present: settled(&places, people - displaced),
        observed: Vec::new(),
        prescribed: vec![(DISPLACING - 1, displaced as f64)],
        newcomers: Vec::new(),
        attributes: Vec::new(),
        major_routes: Vec::new(),
        flee: None,
        settings: settings(),
        uncertain: Vec::new(),
        calibrated_until: None,
        places,
    }
}

fn settings() -> Settings {
    Settings {
        people: People {
            household_size: 1.0,
            ..People::default()
        },
        onset: Onset {
            mode: OnsetMode::Prescribed,
            ..Onset::default()
        },
        // Unrest only marks where people are displaced from: it neither repels nor drives anyone on.
        movement: Movement {
            route_choice: RouteChoice::Local,
            conflict_weight: 1.0,
            conflict_leave: 0.3,
            town_leave: 0.3,
            camp_leave: 0.001,
            host_leave: 0.001,
            ..Movement::default()
        },
        ..Settings::default()
    }
}

/// Points on a square with a mean spacing of 40 km, in km.
fn scatter(count: u32, random: &mut Stream) -> Vec<(f64, f64)> {
    let side = (count as f64).sqrt() * SPACING_KM;
    (0..count)
        .map(|_| (random.random::<f64>() * side, random.random::<f64>() * side))
        .collect()
}

const SPACING_KM: f64 = 40.0;

fn place(index: u32, count: u32, (x, y): (f64, f64), displaced: u32) -> Place {
    let side = (count as f64).sqrt() * SPACING_KM;
    let kind = match index % 3 {
        0 => PlaceKind::Town,
        1 => PlaceKind::Camp,
        _ => PlaceKind::Host,
    };
    let towns = count.div_ceil(3);
    Place {
        id: format!("P{index}"),
        name: format!("Place {index}"),
        kind,
        country: Country::NOWHERE,
        admin1: String::new(),
        latitude: (y / side - 0.5) * 100.0,
        longitude: (x / side - 0.5) * 300.0,
        population: if kind == PlaceKind::Town {
            2 * displaced.div_ceil(towns)
        } else {
            0
        },
        capacity: None,
        control: None,

        traits: Traits::default(),
    }
}

/// Joins every place to its 4 to 8 nearest, both ways.
fn roads(points: &[(f64, f64)], random: &mut Stream) -> Vec<Link> {
    let grid = Grid::new(points);
    let mut joined: BTreeSet<(u32, u32)> = BTreeSet::new();
    for here in 0..points.len() {
        let wanted = random.random_range(4..=8);
        for there in grid.nearest(points, here).into_iter().take(wanted) {
            joined.insert((there.min(here as u32), there.max(here as u32)));
        }
    }
    let both_ways = |(a, b): (u32, u32)| {
        let distance_km =
            (1.3 * distance(points[a as usize], points[b as usize])).clamp(10.0, 300.0);
        let link = move |from, to| Link {
            from: PlaceId(from),
            to: PlaceId(to),
            distance_km,
            mode: Mode::Road,
            max_speed_km_per_day: None,

            walk_probability: 0.0,
        };
        [link(a, b), link(b, a)]
    };
    joined.into_iter().flat_map(both_ways).collect()
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
}

/// Points by cell of a square grid, so that near ones are found without looking at all.
struct Grid {
    cell_km: f64,
    width: usize,
    cells: Vec<Vec<u32>>,
}

impl Grid {
    fn new(points: &[(f64, f64)]) -> Self {
        let width = ((points.len() as f64).sqrt() / 2.0).ceil() as usize;
        let cell_km = (points.len() as f64).sqrt() * SPACING_KM / width as f64;
        let mut grid = Self {
            cell_km,
            width,
            cells: vec![Vec::new(); width * width],
        };
        for (index, &point) in points.iter().enumerate() {
            let (column, row) = grid.cell(point);
            grid.cells[row * width + column].push(index as u32);
        }
        grid
    }

    fn cell(&self, point: (f64, f64)) -> (usize, usize) {
        let along = |km: f64| ((km / self.cell_km) as usize).min(self.width - 1);
        (along(point.0), along(point.1))
    }

    /// Points in the cells around one, nearest first, the point itself left out.
    fn nearest(&self, points: &[(f64, f64)], here: usize) -> Vec<u32> {
        let (column, row) = self.cell(points[here]);
        let around = |at: usize| at.saturating_sub(2)..(at + 3).min(self.width);
        let mut near: Vec<u32> = around(row)
            .flat_map(|row| around(column).map(move |column| row * self.width + column))
            .flat_map(|cell| self.cells[cell].iter().copied())
            .filter(|&there| there as usize != here)
            .collect();
        near.sort_by(|&a, &b| {
            let km = |there: u32| distance(points[here], points[there as usize]);
            km(a).total_cmp(&km(b)).then(a.cmp(&b))
        });
        near
    }
}

/// Conflict of the least weight in all towns: where the displaced come from.
fn unrest(places: &[Place]) -> Event {
    let towns = places
        .iter()
        .enumerate()
        .filter(|(_, place)| place.kind == PlaceKind::Town);
    Event {
        window: (0, 0),
        until: None,
        lasts: None,
        probability: 1.0,
        change: Change::Conflict(1.0),
        targets: Targets::Places(towns.map(|(index, _)| PlaceId(index as u32)).collect()),
        target: "*".into(),
        value: "1".into(),
        note: String::new(),
        name: String::new(),
        only_if: None,
    }
}

/// People spread evenly over camps and host communities.
fn settled(places: &[Place], persons: u32) -> Vec<Present> {
    let homes: Vec<u32> = (0..places.len() as u32)
        .filter(|&index| places[index as usize].kind != PlaceKind::Town)
        .collect();
    let (each, rest) = (persons / homes.len() as u32, persons as usize % homes.len());
    homes
        .iter()
        .enumerate()
        .map(|(nth, &place)| Present {
            place: PlaceId(place),
            status: Status::Displaced,
            persons: each + u32::from(nth < rest),
            known: Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_as_described() {
        let world = world(10_000, 300, 50);
        assert_eq!(
            world
                .places
                .iter()
                .filter(|place| place.kind == PlaceKind::Town)
                .count(),
            100
        );
        assert_eq!(
            world
                .present
                .iter()
                .map(|present| present.persons)
                .sum::<u32>(),
            9_500
        );
        let links = world.network.links();
        assert!(
            links
                .iter()
                .all(|link| (10.0..=300.0).contains(&link.distance_km))
        );
        let degrees = (0..300).map(|place| world.network.leaving(PlaceId(place)).len());
        assert!(degrees.clone().all(|degree| degree >= 4));
        assert_eq!(degrees.sum::<usize>(), links.len());
    }
}
