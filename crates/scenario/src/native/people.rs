//! people.csv: who is there before the first day, besides residents.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::people::Status;
use refuge_core::place::{PlaceId, PlaceKind};
use refuge_core::world::Present;

use super::places::{Atlas, is_remark};
use crate::problem::Problems;
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "people.csv";

/// More than the refugees and displaced of the whole world would need memory that few machines have.
const MOST_PERSONS: u64 = 1_000_000_000;

const COLUMNS: Columns = Columns {
    required: &["place", "status", "persons"],
    optional: &[],
    unread: is_remark,
};

/// The people of all rows; more than a place has room for is told.
pub(super) fn read(source: Arc<Source>, atlas: &Atlas, problems: &mut Problems) -> Vec<Present> {
    let Some(table) = Table::parse(source, &COLUMNS, problems) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut inside: BTreeMap<PlaceId, (u64, u64, Cell<'_>)> = BTreeMap::new();
    for row in table.whole_rows() {
        if let Some(present) = present(row, atlas, problems) {
            let cell = row.cell("persons");
            let (total, displaced, last) = inside.entry(present.place).or_insert((0, 0, cell));
            *total += present.persons as u64;
            if present.status == Status::Displaced {
                *displaced += present.persons as u64;
            }
            *last = cell;
            all.push(present);
        }
    }
    let together: u64 = inside.values().map(|(total, ..)| total).sum();
    if let Some((.., cell)) = inside.values().last()
        && together > MOST_PERSONS
    {
        problems.add(cell.error(format!(
            "There are {together} persons before the first day, but a run takes at most {MOST_PERSONS}."
        )));
    }
    for (place, (total, displaced, cell)) in inside {
        check_room(atlas, place, total, displaced, cell, problems);
    }
    all
}

fn present(row: Row<'_>, atlas: &Atlas, problems: &mut Problems) -> Option<Present> {
    let place = row.cell("place");
    let place = atlas.find(place.text, place, problems);
    let statuses = &[Status::Hosted, Status::Displaced];
    let status = problems.keep(row.cell("status").word(statuses, |status| status.word()));
    let persons = problems.keep(row.cell("persons").persons());
    Some(Present {
        place: place?,
        status: *status?,
        persons: persons?,
        known: Vec::new(),
    })
}

fn check_room(
    atlas: &Atlas,
    id: PlaceId,
    total: u64,
    displaced: u64,
    cell: Cell<'_>,
    problems: &mut Problems,
) {
    let place = atlas.place(id);
    let residents = place.population as u64;
    if place.kind == PlaceKind::Town && residents > 0 && displaced > residents {
        problems.add(cell.error(format!(
            "{displaced} displaced persons start in `{}`, but its population is {residents}.",
            place.id
        )));
    }
    if let Some(capacity) = place.capacity
        && (place.kind.is_camp() || place.kind == PlaceKind::Host)
        && total > capacity as u64
    {
        problems.add(cell.warning(format!(
            "{total} persons start in `{}`, but its capacity is {capacity}.",
            place.id
        )));
    }
}
