//! major_routes.csv: ways of several roads that people know from end to end.

use std::sync::Arc;

use refuge_core::network::Link;
use refuge_core::place::PlaceId;

use super::locations::Locations;
use crate::problem::{Problem, Problems};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::Table;

pub(super) const FILE: &str = "input_csv/major_routes.csv";

/// The places of each row; to Flee, every row is a route, also one that begins with `#`.
pub(super) fn read(
    source: Arc<Source>,
    locations: &Locations,
    links: &[Link],
    problems: &mut Problems,
) -> Vec<Vec<PlaceId>> {
    let Some(table) = Table::by_position(source, problems) else {
        return Vec::new();
    };
    let routes = table
        .rows()
        .filter_map(|row| chain(row, locations, links, problems));
    routes.collect()
}

fn chain(
    row: Row<'_>,
    locations: &Locations,
    links: &[Link],
    problems: &mut Problems,
) -> Option<Vec<PlaceId>> {
    let cells = (0..row.len()).map(|column| row.at(column, "location"));
    let cells: Vec<Cell<'_>> = cells.filter(|cell| !cell.is_empty()).collect();
    let found: Vec<Option<usize>> = cells
        .iter()
        .map(|cell| locations.find(*cell, problems))
        .collect();
    let places = found.into_iter().collect::<Option<Vec<usize>>>()?;
    let places: Vec<PlaceId> = places.iter().map(|&place| PlaceId(place as u32)).collect();
    if places.len() < 2 {
        problems.add(Problem::error("A major route must have two places or more.").at(row.mark()));
        return None;
    }
    let joined = |ends: &[PlaceId]| {
        links
            .iter()
            .any(|link| [link.from, link.to].as_slice() == ends)
    };
    let gap = places.windows(2).position(|ends| !joined(ends));
    if let Some(gap) = gap {
        let (from, to) = (cells[gap].text, cells[gap + 1]);
        problems.add(
            to.error(format!("No road leads from `{from}` to `{}`.", to.text))
                .help("Name every place along the route, or add the road to routes.csv."),
        );
        return None;
    }
    Some(places)
}
