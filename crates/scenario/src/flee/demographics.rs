//! demographics_*.csv: attributes of persons and how often each of their values is drawn.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::place::PlaceId;
use refuge_core::world::Attribute;

use super::locations::Locations;
use super::python;
use crate::folder::Folder;
use crate::problem::{Problem, Problems};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::Table;

const FOLDER: &str = "input_csv";
const PREFIX: &str = "demographics_";
const DEFAULT: &str = "Default";

/// The attributes of all such files, by the names of the files.
pub(super) fn read(
    folder: &mut Folder,
    locations: &Locations,
    problems: &mut Problems,
) -> Vec<Attribute> {
    let files = problems.keep(folder.list(FOLDER, ".csv"));
    let mut attributes: BTreeMap<String, Attribute> = BTreeMap::new();
    for file in files.unwrap_or_default() {
        let Some(name) = attribute_of(&file) else {
            continue;
        };
        let Some(source) = problems.keep(folder.read(&file)) else {
            continue;
        };
        let path = source.path.clone();
        let Some(attribute) = attribute(source, name, locations, problems) else {
            continue;
        };
        if attributes.insert(name.to_owned(), attribute).is_some() {
            problems.add(
                Problem::error(format!("Another file gives the attribute `{name}` already."))
                    .in_file(path)
                    .help("An attribute is named by what stands between `demographics_` and the next `_` or `.`."),
            );
        }
    }
    attributes.into_values().collect()
}

/// The attribute that a file is about: what stands between its first and second underscore.
fn attribute_of(file: &str) -> Option<&str> {
    let name = file.rsplit('/').next()?.strip_prefix(PREFIX)?;
    name.split(['_', '.']).next()
}

fn attribute(
    source: Arc<Source>,
    name: &str,
    locations: &Locations,
    problems: &mut Problems,
) -> Option<Attribute> {
    let table = Table::by_position(source, problems)?;
    let mut rows = table.rows();
    let header = rows.next();
    let column = |wanted: &str| header?.texts().position(|name| name == wanted);
    let (Some(header), Some(values), Some(usual)) = (header, column(name), column(DEFAULT)) else {
        problems.add(
            Problem::error(format!(
                "The file must begin with a header that has the columns `{name}` and `{DEFAULT}`."
            ))
            .in_file(table.path()),
        );
        return None;
    };
    let rows: Vec<Row<'_>> = rows.collect();
    let mut by_place: Vec<(PlaceId, Vec<f64>)> = Vec::new();
    for column in (0..header.len()).filter(|column| ![values, usual].contains(column)) {
        let place = header.at(column, "location");
        let places = locations.named(place.text);
        if !locations.has(place.text) {
            problems.add(locations.unread(place, "column"));
        } else if let Some(weights) = weights(place, column, &rows, problems) {
            by_place.extend(places.iter().map(|&place| (place, weights.clone())));
        }
    }
    tell_odd(name, values, &rows, problems);
    let weights = weights(header.at(usual, DEFAULT), usual, &rows, problems)?;
    let value = |row: &Row<'_>| {
        let value = row.at(values, "value");
        if value.is_empty() {
            problems.add(value.expected("a value of the attribute"));
        }
        value.text.to_owned()
    };
    Some(Attribute {
        name: name.to_owned(),
        values: rows.iter().map(value).collect(),
        weights,
        by_place,
    })
}

/// Tells the first value that no rule about its attribute understands.
fn tell_odd(name: &str, column: usize, rows: &[Row<'_>], problems: &mut Problems) {
    let is_odd = |text: &str| match name {
        "gender" => !["male", "female"].contains(&text),
        "age" => python::float(text).is_none(),
        _ => false,
    };
    let mut cells = rows.iter().map(|row| row.at(column, "value"));
    if let Some(cell) = cells.find(|cell| !cell.is_empty() && is_odd(cell.text)) {
        let wanted = match name {
            "gender" => "only `male` and `female`",
            _ => "only ages that are numbers",
        };
        problems.add(cell.warning(format!(
            "Rules about the {name} of people know {wanted}, not `{}`.",
            cell.text
        )));
    }
}

/// The weights of a column, of which one at least must be above 0.
fn weights(
    heading: Cell<'_>,
    column: usize,
    rows: &[Row<'_>],
    problems: &mut Problems,
) -> Option<Vec<f64>> {
    let weight = |row: &Row<'_>| problems.keep(row.at(column, "weight").amount());
    let weights: Option<Vec<f64>> = rows.iter().map(weight).collect();
    let weights = weights?;
    if weights.iter().sum::<f64>() > 0.0 {
        return Some(weights);
    }
    problems.add(heading.error(format!(
        "No value can be drawn by the column `{}`, because its weights add up to 0.",
        heading.text
    )));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_named_by_its_file() {
        let name = |file| attribute_of(&format!("input_csv/{file}")).map(str::to_owned);
        assert_eq!(name("demographics_age.csv").as_deref(), Some("age"));
        assert_eq!(name("demographics_age_2020.csv").as_deref(), Some("age"));
        assert_eq!(name("locations.csv"), None);
    }
}
