//! shelter.csv: room for displaced persons in places, by kind of shelter.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::place::PlaceId;
use refuge_core::shelter::{Shelter, ShelterKind};

use super::places::{Atlas, FILE as PLACES, is_remark, labelled};
use crate::limits::MOST_PERSONS;
use crate::problem::Problems;
use crate::row::Row;
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "shelter.csv";

const COLUMNS: Columns = Columns {
    required: &["place", "kind", "persons"],
    optional: &[],
    unread: is_remark,
};

/// Gives places the room that the rows state; a capacity that says another sum is told.
pub(super) fn read(source: Arc<Source>, atlas: &mut Atlas, problems: &mut Problems) {
    let Some(table) = Table::parse(source, &COLUMNS, problems) else {
        return;
    };
    let errors = problems.errors();
    let mut rooms: BTreeMap<(PlaceId, ShelterKind), (u32, Row<'_>)> = BTreeMap::new();
    for row in table.whole_rows() {
        let Some((place, kind, persons)) = room(row, atlas, problems) else {
            continue;
        };
        if let Some((_, first)) = rooms.get(&(place, kind)) {
            let text = format!(
                "The room of `{}` in `{}` is given twice.",
                atlas.place(place).id,
                kind.word()
            );
            problems.add(
                row.cell("kind")
                    .error(text)
                    .at(labelled(first.cell("kind").mark(), "first given here")),
            );
        } else {
            rooms.insert((place, kind), (persons, row));
        }
    }
    let mut by_place: BTreeMap<PlaceId, (Shelter, u64, Row<'_>)> = BTreeMap::new();
    for ((place, kind), (persons, row)) in rooms {
        let (room, sum, last) = by_place
            .entry(place)
            .or_insert((Shelter::default(), 0, row));
        room.add(kind, persons);
        *sum += u64::from(persons);
        *last = row;
    }
    // Sums of rows that were not all understood say nothing.
    let is_whole = table.is_whole() && problems.errors() == errors;
    for (place, (room, sum, last)) in by_place {
        if is_whole {
            check_sum(place, sum, last, atlas, problems);
        }
        atlas.shelter(place, room);
    }
}

fn room(
    row: Row<'_>,
    atlas: &Atlas,
    problems: &mut Problems,
) -> Option<(PlaceId, ShelterKind, u32)> {
    let place = row.cell("place");
    let place = atlas.find(place.text, place, problems);
    let kind = row.cell("kind").word(&ShelterKind::ALL, |kind| kind.word());
    let kind = problems.keep(kind);
    let persons = problems.keep(row.cell("persons").persons());
    Some((place?, *kind?, persons?))
}

fn check_sum(place: PlaceId, sum: u64, last: Row<'_>, atlas: &Atlas, problems: &mut Problems) {
    let id = &atlas.place(place).id;
    let persons = last.cell("persons");
    if sum > MOST_PERSONS {
        problems.add(persons.error(format!(
            "There is room for {sum} persons in `{id}`, but a place has room for at most {MOST_PERSONS}."
        )));
    }
    if let Some(capacity) = atlas.place(place).capacity
        && u64::from(capacity) != sum
    {
        let problem = persons.error(format!(
            "The room of `{id}` adds up to {sum} persons, but its capacity in {PLACES} is {capacity}."
        ));
        let stated = atlas.cell(place, "capacity");
        let problem = match stated {
            Some(cell) => problem.at(labelled(cell.mark(), "stated here")),
            None => problem,
        };
        problems.add(problem.help(
            "Leave the capacity empty: where shelter.csv has rows for a place, it is their sum.",
        ));
    }
}
