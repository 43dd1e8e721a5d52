//! location_changes.csv: places that become another kind of place during the run.

use std::sync::Arc;

use refuge_core::event::{Change, Event};
use refuge_core::place::PlaceId;

use super::happening::in_places;
use super::location::Kind;
use super::locations::Locations;
use super::sheet::{Form, Sheet};
use crate::problem::Problems;
use crate::row::Row;
use crate::source::Source;

/// Flee looks for it in the folder that it is run in, which is that of the instance.
pub(super) const FILE: &str = "location_changes.csv";

const FORM: Form = Form {
    first: "name",
    known: 3,
    further: &[],
};

/// The changes as events; a place that becomes a conflict zone is one at this intensity.
pub(super) fn read(
    source: Arc<Source>,
    locations: &Locations,
    intensity: i64,
    problems: &mut Problems,
) -> Vec<Event> {
    let Some(sheet) = Sheet::read(source, FORM, problems) else {
        return Vec::new();
    };
    let events = sheet
        .rows()
        .flat_map(|row| events(row, locations, intensity, problems));
    events.collect()
}

fn events(
    row: Row<'_>,
    locations: &Locations,
    intensity: i64,
    problems: &mut Problems,
) -> Vec<Event> {
    let place = locations.find(row.at(0, "name"), problems);
    let new_type = row.at(1, "new_type");
    let kind = problems.keep(Kind::read(new_type));
    let day = problems.keep(row.at(2, "day").run_day());
    let (Some(place), Some(kind), Some(Some(day))) = (place, kind, day) else {
        return Vec::new();
    };
    let event = |change| in_places(day, change, vec![PlaceId(place as u32)]);
    let mut events = vec![event(Change::Kind(kind.place()))];
    if kind == Kind::Conflict {
        if intensity != 1 {
            problems.add(
                new_type
                    .error(format!("A place that becomes a conflict zone has the `default_conflict_intensity`, of which Flee takes the whole part, {intensity}: it must be 1."))
                    .help("For another intensity give the place a column in conflicts.csv."),
            );
        }
        events.push(event(Change::Conflict(intensity as f64)));
    }
    events
}
