//! agents.csv: persons who are known one by one.

use std::sync::Arc;

use refuge_core::people::Status;
use refuge_core::place::PlaceId;
use refuge_core::world::{Attribute, Present};

use super::locations::Locations;
use crate::problem::{Problem, Problems};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::Table;

pub(super) const FILE: &str = "input_csv/agents.csv";

/// The persons, one row each at every location of its name; values that no demographics file has
/// are added to the attributes with weight 0.
pub(super) fn read(
    source: Arc<Source>,
    locations: &Locations,
    attributes: &mut [Attribute],
    problems: &mut Problems,
) -> Vec<Present> {
    let Some(table) = Table::by_position(source, problems) else {
        return Vec::new();
    };
    let mut rows = table.rows();
    let header = rows.next().filter(|row| {
        let first = row.at(0, "location").text;
        !first.starts_with('#') && !locations.has(first)
    });
    let Some(header) = header else {
        problems.add(
            Problem::error(
                "The first row must be a header: the word `location` and the names of attributes.",
            )
            .in_file(table.path()),
        );
        return Vec::new();
    };
    let columns = columns(header, attributes, problems);
    let mut present: Vec<Present> = Vec::new();
    for row in rows.filter(|row| !row.at(0, "").text.starts_with('#')) {
        let location = row.at(0, "location");
        if !locations.has(location.text) {
            problems.add(locations.unread(location, "location"));
        }
        let known = known(row, &columns, attributes);
        for place in locations.named(location.text) {
            add(&mut present, place, &known);
        }
    }
    present
}

/// The columns whose attribute is drawn for other persons, by attribute.
fn columns(
    header: Row<'_>,
    attributes: &[Attribute],
    problems: &mut Problems,
) -> Vec<(usize, usize)> {
    let cells = (1..header.len()).map(|column| (column, header.at(column, "attribute")));
    let of = |cell: Cell<'_>| {
        attributes
            .iter()
            .position(|attribute| attribute.name == cell.text)
    };
    let mut columns = Vec::new();
    for (column, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
        match of(cell) {
            Some(attribute) => columns.push((column, attribute)),
            None => problems.add(cell.warning(format!(
                "The attribute `{}` is not read, because no file demographics_{}.csv says how it is drawn for others.",
                cell.text, cell.text
            ))),
        }
    }
    columns
}

fn known(
    row: Row<'_>,
    columns: &[(usize, usize)],
    attributes: &mut [Attribute],
) -> Vec<(u16, u16)> {
    let mut known = Vec::new();
    for &(column, index) in columns {
        let text = row.at(column, "value").text;
        if text.is_empty() {
            continue;
        }
        let attribute = &mut attributes[index];
        let value = attribute.values.iter().position(|value| value == text);
        let value = value.unwrap_or_else(|| {
            attribute.values.push(text.to_owned());
            attribute.weights.push(0.0);
            for (_, weights) in &mut attribute.by_place {
                weights.push(0.0);
            }
            attribute.values.len() - 1
        });
        known.push((index as u16, value as u16));
    }
    known
}

/// Adds a person; those who follow each other and are alike are counted together.
fn add(present: &mut Vec<Present>, place: PlaceId, known: &[(u16, u16)]) {
    match present.last_mut() {
        Some(last) if last.place == place && last.known == known => last.persons += 1,
        _ => present.push(Present {
            place,
            status: Status::Displaced,
            persons: 1,
            known: known.to_vec(),
        }),
    }
}
