//! flows.geojson: each connection that people took, with all who took it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::layer::Layer;
use super::places::date;
use super::{Gazetteer, geometry, json, rounded};
use crate::error::Error;
use crate::folder::Folder;
use crate::reports::needed::{dates, numbers, table, texts};
use crate::reports::source::Source;

/// All people of a connection.
#[derive(Clone, Copy, Debug, Default)]
struct Flow {
    persons: f64,
    first: Option<Date>,
    last: Option<Date>,
    /// The most persons in an interval of days, and its first date.
    largest: (f64, Option<Date>),
}

impl Flow {
    fn add(&mut self, persons: f64, date: Option<Date>) {
        self.persons += persons;
        self.first = self.first.map_or(date, |first| Some(first).min(date));
        self.last = self.last.max(date);
        if persons > self.largest.0 {
            self.largest = (persons, date);
        }
    }
}

pub(super) fn write(
    source: &Source,
    gazetteer: &Gazetteer<'_>,
    folder: &mut Folder,
) -> Result<(), Error> {
    let flows = table(source, "flows")?;
    let ends = [texts(flows, "from")?, texts(flows, "to")?];
    let [from, to] = ends.map(|ids| gazetteer.rows_of(ids));
    let days = dates(flows, "date")?.iter().zip(numbers(flows, "persons")?);
    // In the order of places in locations.csv.
    let mut connections: BTreeMap<[usize; 2], Flow> = BTreeMap::new();
    for (ends, (&date, &persons)) in from.into_iter().zip(to).zip(days) {
        if let (Some(from), Some(to)) = ends {
            let flow = connections.entry([from, to]).or_default();
            flow.add(persons, date);
        }
    }

    let places = connections.keys().flatten();
    let bbox = geometry::bounds(places.filter_map(|&place| gazetteer.positions[place]));
    let mut layer = Layer::create(folder, "flows", &source.run, bbox)?;
    for (&ends, flow) in &connections {
        let [from, to] = ends.map(|place| gazetteer.positions[place]);
        let line = from.zip(to).map(|(from, to)| geometry::line(from, to));
        layer.add(line, properties(gazetteer, ends, flow))?;
    }
    layer.finish()
}

fn properties(
    gazetteer: &Gazetteer<'_>,
    [from, to]: [usize; 2],
    flow: &Flow,
) -> Map<String, Value> {
    let (largest, largest_date) = flow.largest;
    let properties = [
        ("from", gazetteer.ids.get(from).into()),
        ("to", gazetteer.ids.get(to).into()),
        ("from_name", gazetteer.names.get(from).into()),
        ("to_name", gazetteer.names.get(to).into()),
        ("persons", json(rounded(flow.persons))),
        ("first_date", date(flow.first)),
        ("last_date", date(flow.last)),
        ("largest", json(largest)),
        ("largest_date", date(largest_date)),
    ];
    let owned = properties.map(|(name, value)| (name.to_owned(), value));
    owned.into_iter().collect()
}
