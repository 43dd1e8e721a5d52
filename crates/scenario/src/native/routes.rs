//! routes.csv.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::network::{Link, Mode};
use refuge_core::place::{PlaceId, great_circle_km};

use super::places::{Atlas, is_remark, labelled};
use crate::problem::Problems;
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "routes.csv";

const COLUMNS: Columns = Columns {
    required: &["from", "to", "distance_km", "mode"],
    optional: &["oneway", "max_speed_km_per_day", "walk_probability"],
    unread: is_remark,
};

/// Places nearer to each other than this have no distance to be judged by: each is a point for an
/// area.
const SHORTEST_JUDGED_KM: f64 = 2.0;
/// A route below this share of the great circle is too short; rounding and points that stand for
/// areas stay above.
const SHORTEST_SHARE: f64 = 0.8;
/// A route beyond this multiple of the great circle, and longer by more than a detour, is too long.
const LONGEST_SHARE: f64 = 10.0;
const LONGEST_DETOUR_KM: f64 = 100.0;

/// So many routes that do not fit are told in one warning, which lists the first of them.
const MANY: usize = 5;
const MOST_LISTED: usize = 20;

/// The links of all routes: each row gives one forward and, unless one-way, one back.
pub(super) fn read(source: Arc<Source>, atlas: &Atlas, problems: &mut Problems) -> Vec<Link> {
    let Some(table) = Table::parse(source, &COLUMNS, problems) else {
        return Vec::new();
    };
    let mut links = Vec::new();
    let mut misfits = Vec::new();
    let mut ways = BTreeMap::new();
    for row in table.whole_rows() {
        let Some((link, oneway)) = link(row, atlas, problems) else {
            continue;
        };
        misfits.extend(Misfit::of(&link, atlas, row));
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
    tell(&misfits, problems);
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
    let walks = row
        .cell("walk_probability")
        .optional(|cell| cell.number(0.0, 1.0));
    let walks = problems.keep(walks);
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
        walk_probability: walks?.unwrap_or(0.0),
    };
    Some((link, oneway? == Some(&"yes")))
}

/// A route that is shorter than a straight line, or absurdly longer.
struct Misfit<'t> {
    row: Row<'t>,
    km: f64,
    straight_km: f64,
}

impl<'t> Misfit<'t> {
    fn of(link: &Link, atlas: &Atlas, row: Row<'t>) -> Option<Self> {
        let km = link.distance_km;
        let straight_km = great_circle_km(atlas.point(link.from), atlas.point(link.to));
        let short = straight_km >= SHORTEST_JUDGED_KM && km < SHORTEST_SHARE * straight_km;
        let long = km > LONGEST_SHARE * straight_km && km > straight_km + LONGEST_DETOUR_KM;
        (short || long).then_some(Self {
            row,
            km,
            straight_km,
        })
    }

    fn sentence(&self) -> String {
        let Self {
            km, straight_km, ..
        } = self;
        let only = if km < straight_km { "" } else { "only " };
        format!(
            "The route is {km} km long, but its ends lie {only}{straight_km:.1} km apart in a straight line."
        )
    }

    fn item(&self) -> String {
        let end = |field| self.row.cell(field).text;
        let (from, to) = (end("from"), end("to"));
        format!(
            "`{from}` to `{to}` ({} km, straight {:.1} km)",
            self.km, self.straight_km
        )
    }
}

/// Warns of each route, or of many at once.
fn tell(misfits: &[Misfit<'_>], problems: &mut Problems) {
    let warn = |misfit: &Misfit<'_>, title: String| {
        misfit.row.cell("distance_km").warning(title).help(
            "Check the distance, and the coordinates of both places: one may be wrong, or latitude and longitude swapped.",
        )
    };
    match misfits {
        [first, ..] if misfits.len() >= MANY => {
            let listed = misfits.iter().take(MOST_LISTED).map(Misfit::item);
            let listed: Vec<String> = listed.collect();
            let more = match misfits.len() - listed.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let title = format!(
                "{} routes do not fit the straight lines between their ends: {}{more}.",
                misfits.len(),
                listed.join(", ")
            );
            problems.add(warn(first, title));
        }
        _ => {
            for misfit in misfits {
                problems.add(warn(misfit, misfit.sentence()));
            }
        }
    }
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
