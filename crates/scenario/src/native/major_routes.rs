//! major_routes.csv: ways of several roads that people know from end to end.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::place::PlaceId;

use super::places::is_remark;
use super::targets::Map;
use crate::problem::Problems;
use crate::row::Cell;
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "major_routes.csv";

const COLUMNS: Columns = Columns {
    required: &["route", "place"],
    optional: &[],
    unread: is_remark,
};

/// The routes by their number, each with its places in the order of the rows.
pub(super) fn read(
    source: Arc<Source>,
    map: Map<'_>,
    problems: &mut Problems,
) -> Vec<Vec<PlaceId>> {
    let Some(table) = Table::parse(source, &COLUMNS, problems) else {
        return Vec::new();
    };
    let mut routes: BTreeMap<u32, Vec<(PlaceId, Cell<'_>)>> = BTreeMap::new();
    let errors = problems.errors();
    for row in table.whole_rows() {
        let place = row.cell("place");
        let number = problems.keep(
            row.cell("route")
                .count("a whole number, the same for every place of a route"),
        );
        let place = map.atlas.find(place.text, place, problems).zip(Some(place));
        if let (Some(number), Some(stop)) = (number, place) {
            routes.entry(number).or_default().push(stop);
        }
    }
    if problems.errors() == errors {
        for (number, stops) in &routes {
            check(*number, stops, map, problems);
        }
    }
    let places = |stops: Vec<(PlaceId, Cell<'_>)>| stops.iter().map(|stop| stop.0).collect();
    routes.into_values().map(places).collect()
}

/// Tells of a route that leads nowhere, and of places on it that no route of routes.csv joins.
fn check(number: u32, stops: &[(PlaceId, Cell<'_>)], map: Map<'_>, problems: &mut Problems) {
    if let [(_, only)] = stops {
        problems.add(
            only.error(format!("The route {number} has one place only."))
                .help("Give every place of it a row, from its start to its end."),
        );
    }
    for pair in stops.windows(2) {
        let ((from, _), (to, cell)) = (pair[0], pair[1]);
        let mut links = map.network.leaving(from).iter();
        if map.is_whole && !links.any(|&link| map.network.link(link).to == to) {
            let id = |place| &map.atlas.place(place).id;
            problems.add(
                cell.warning(format!(
                    "No route of routes.csv leads from `{}` to `{}`.",
                    id(from),
                    id(to)
                ))
                .help("Name every place that it leads through."),
            );
        }
    }
}
