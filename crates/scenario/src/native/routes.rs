//! routes.csv.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::network::{Link, Mode};
use refuge_core::place::PlaceId;

use super::places::{Atlas, is_remark, labelled};
use crate::problem::Problems;
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "routes.csv";

const COLUMNS: Columns = Columns {
    required: &["from", "to", "distance_km", "mode"],
    optional: &["oneway", "max_speed_km_per_day"],
    unread: is_remark,
};

/// The links of all routes: each row gives one forward and, unless one-way, one back.
pub(super) fn read(source: Arc<Source>, atlas: &Atlas, problems: &mut Problems) -> Vec<Link> {
    let Some(table) = Table::parse(source, &COLUMNS, problems) else {
        return Vec::new();
    };
    let mut links = Vec::new();
    let mut ways = BTreeMap::new();
    for row in table.whole_rows() {
        let Some((link, oneway)) = link(row, atlas, problems) else {
            continue;
        };
        let back = Link {
            from: link.to,
            to: link.from,
            ..link.clone()
        };
        let directions = std::iter::once(link).chain((!oneway).then_some(back));
        let mut doubled = None;
        for link in directions {
            let way = (link.from, link.to, link.mode.word());
            doubled = ways.insert(way, row.index).or(doubled);
            links.push(link);
        }
        if let Some(earlier) = doubled {
            problems.add(
                row.cell("from")
                    .warning("A route of this mode between these places was given before.")
                    .at(labelled(table.row(earlier).cell("from").mark(), "here"))
                    .help("Remove one of the two, unless there are two ways."),
            );
        }
    }
    links
}

fn link(row: Row<'_>, atlas: &Atlas, problems: &mut Problems) -> Option<(Link, bool)> {
    let ends = ends(row, atlas, problems);
    let distance = problems.keep(row.cell("distance_km").positive());
    let mode = row
        .cell("mode")
        .optional(|cell| cell.word(&Mode::ALL, |mode| mode.word()));
    let mode = problems.keep(mode);
    let speed = problems.keep(row.cell("max_speed_km_per_day").optional(Cell::positive));
    let oneway = row
        .cell("oneway")
        .optional(|cell| cell.word(&["yes", "no"], |word| word));
    let oneway = problems.keep(oneway);
    let (from, to) = ends?;
    let link = Link {
        from,
        to,
        distance_km: distance?,
        mode: *mode?.unwrap_or(&Mode::Road),
        max_speed_km_per_day: speed?,
    };
    Some((link, oneway? == Some(&"yes")))
}

fn ends(row: Row<'_>, atlas: &Atlas, problems: &mut Problems) -> Option<(PlaceId, PlaceId)> {
    let (from, to) = (row.cell("from"), row.cell("to"));
    if from.text == to.text && !from.is_empty() {
        problems.add(to.error(format!("The route leads from `{}` to itself.", to.text)));
        return None;
    }
    let ends = (
        atlas.find(from.text, from, problems),
        atlas.find(to.text, to, problems),
    );
    Some((ends.0?, ends.1?))
}
