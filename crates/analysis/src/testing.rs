//! Small worlds and sheets for tests.

use jiff::civil::date;
use refuge_core::network::Network;
use refuge_core::observe::{Key, Schema, Sheet};
use refuge_core::place::{Country, Place, PlaceId, PlaceKind, Traits};
use refuge_core::settings::Settings;
use refuge_core::world::{Measure, Observation};
use refuge_core::{Calendar, Day, World};

/// A world of ten days, one town and these observations.
pub(crate) fn world(observed: Vec<Observation>) -> World {
    World {
        name: "winter".to_owned(),
        title: "A winter".to_owned(),
        caveats: Vec::new(),
        calendar: Calendar::new(date(2019, 12, 1), 10).unwrap(),
        home: Country::new("SYR").unwrap(),
        sides: Vec::new(),
        places: vec![place("Atma", PlaceKind::Town, 0)],
        network: Network::new(1, Vec::new()),
        events: Vec::new(),
        present: Vec::new(),
        observed,
        prescribed: Vec::new(),
        newcomers: Vec::new(),
        attributes: Vec::new(),
        major_routes: Vec::new(),
        flee: None,
        settings: Settings::default(),
        uncertain: Vec::new(),
        calibrated_until: None,
    }
}

/// A place with these residents.
pub(crate) fn place(id: &str, kind: PlaceKind, population: u32) -> Place {
    Place {
        id: id.to_owned(),
        name: id.to_owned(),
        kind,
        country: Country::new("SYR").unwrap(),
        admin1: String::new(),
        latitude: 36.0,
        longitude: 36.7,
        population,
        capacity: None,
        control: None,
        traits: Traits::default(),
    }
}

/// Persons counted in a place, or in the whole world.
pub(crate) fn observation(day: Day, measure: Measure, place: &str, value: f64) -> Observation {
    let places = if place.is_empty() {
        Vec::new()
    } else {
        vec![PlaceId(0)]
    };
    Observation {
        places,
        place: place.to_owned(),
        ..Observation::of_world(day, measure, value)
    }
}

/// A sheet of these rows.
pub(crate) fn sheet(schema: &'static Schema, rows: &[(Key, &[f64])]) -> Sheet {
    let mut sheet = Sheet::new(schema);
    for (key, values) in rows {
        sheet.push(*key, values);
    }
    sheet
}
