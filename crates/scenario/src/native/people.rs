//! people.csv: who is there before the first day, besides residents.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::people::Status;
use refuge_core::place::{PlaceId, PlaceKind};
use refuge_core::world::{Attribute, Present};

use super::attributes;
use super::places::{Atlas, is_remark};
use crate::limits::MOST_PERSONS;
use crate::problem::{Problem, Problems, nearest};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "people.csv";

/// What the rows are read against.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r> {
    pub(super) atlas: &'r Atlas,
    pub(super) attributes: &'r [Attribute],
    /// Whether displaced persons may be more than residents, as where Flee makes them of nobody.
    pub(super) of_nobody: bool,
}

impl Reader<'_> {
    /// The people of all rows; more than a place has room for is told.
    pub(super) fn read(self, source: Arc<Source>, problems: &mut Problems) -> Vec<Present> {
        let attributes = self.attributes.iter();
        let attributes: Vec<&str> = attributes
            .map(|attribute| attribute.name.as_str())
            .collect();
        let columns = Columns {
            required: &["place", "status", "persons"],
            optional: &attributes,
            unread: is_remark,
        };
        let Some(table) = Table::parse(source, &columns, problems) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        let mut inside: BTreeMap<PlaceId, (u64, u64, Cell<'_>)> = BTreeMap::new();
        for row in table.whole_rows() {
            if let Some(present) = self.present(row, problems) {
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
            self.check_room(place, total, displaced, cell, problems);
        }
        all
    }

    fn present(self, row: Row<'_>, problems: &mut Problems) -> Option<Present> {
        let place = row.cell("place");
        let place = self.atlas.find(place.text, place, problems);
        let statuses = &[Status::Hosted, Status::Displaced];
        let status = problems.keep(row.cell("status").word(statuses, |status| status.word()));
        let persons = problems.keep(row.cell("persons").persons());
        let mut known = Vec::new();
        for (index, attribute) in self.attributes.iter().enumerate() {
            let cell = row.cell(&attribute.name);
            let value = problems.keep(cell.optional(|cell| value(cell, attribute)))?;
            known.extend(value.map(|value| (index as u16, value)));
        }
        Some(Present {
            place: place?,
            status: *status?,
            persons: persons?,
            known,
        })
    }

    fn check_room(
        self,
        id: PlaceId,
        total: u64,
        displaced: u64,
        cell: Cell<'_>,
        problems: &mut Problems,
    ) {
        let place = self.atlas.place(id);
        let residents = place.population as u64;
        if place.kind == PlaceKind::Town
            && residents > 0
            && displaced > residents
            && !self.of_nobody
        {
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
}

/// The number of a value of an attribute.
fn value(cell: &Cell<'_>, attribute: &Attribute) -> Result<u16, Problem> {
    let values = || attribute.values.iter().map(String::as_str);
    let found = values().position(|value| value == cell.text);
    found.map(|index| index as u16).ok_or_else(|| {
        cell.expected(&format!("a value of it in {}", attributes::FILE))
            .suggest(nearest(cell.text, values()))
    })
}
