//! routes.csv.

use std::sync::Arc;

use refuge_core::network::{Link, Mode};
use refuge_core::place::PlaceId;

use super::locations::Locations;
use super::sheet::{Form, Sheet};
use crate::problem::{Problem, Problems};
use crate::row::Row;
use crate::source::Source;

pub(super) const FILE: &str = "input_csv/routes.csv";

const FORM: Form = Form {
    first: "name1",
    known: 4,
    further: &["max_move_speed", "walk_probability"],
};

/// The links of the rows, in Flee's order: there and back, a row at a time; none if one is wrong,
/// so that nothing is said of roads that are only missing for it.
pub(super) fn read(
    source: Arc<Source>,
    locations: &Locations,
    problems: &mut Problems,
) -> Option<Vec<Link>> {
    let sheet = Sheet::read(source, FORM, problems)?;
    let errors = problems.errors();
    let mut links = Vec::new();
    for row in sheet.rows() {
        links.extend(pair(&sheet, row, locations, problems).into_iter().flatten());
    }
    (problems.errors() == errors).then_some(links)
}

fn pair(
    sheet: &Sheet,
    row: Row<'_>,
    locations: &Locations,
    problems: &mut Problems,
) -> Option<Vec<Link>> {
    let from = locations.find(row.at(0, "name1"), problems);
    let to = locations.find(row.at(1, "name2"), problems);
    if from.is_some() && from == to {
        problems.add(
            row.at(1, "name2")
                .error("A road must lead from one location to another, but both are the same.")
                .help("Remove the row, or name the other end of the road."),
        );
    }
    let distance = problems.keep(row.at(2, "distance").positive());
    let forced = forced(row, problems);
    let forced = problems.keep(forced);
    let speed = sheet.further(row, "max_move_speed");
    let speed = speed.map_or(Ok(None), |cell| cell.positive().map(Some));
    let speed = problems.keep(speed);
    let walks = sheet.further(row, "walk_probability");
    let walks = walks.map_or(Ok(0.0), |cell| cell.within(1.0));
    let walks = problems.keep(walks);
    let there = Link {
        from: PlaceId(from? as u32),
        to: PlaceId(to? as u32),
        distance_km: distance?,
        mode: Mode::Road,
        max_speed_km_per_day: speed?,
        walk_probability: walks?,
    };
    let back = Link {
        from: there.to,
        to: there.from,
        ..there.clone()
    };
    Some(match forced? {
        1 => vec![there.clone(), back.clone(), there, back],
        2 => vec![back, there],
        _ => vec![there, back],
    })
}

/// Forced redirection; Flee gives it no effect but that 1 counts the road twice.
fn forced(row: Row<'_>, problems: &mut Problems) -> Result<i64, Problem> {
    let cell = row.at(3, "forced_redirection");
    if cell.is_empty() {
        return Ok(0);
    }
    let forced = cell.int()?;
    if forced == 1 {
        problems.add(
            cell.warning("The road counts twice, because Flee makes it so for a 1 here.")
                .help("Write 0 or nothing if it is one road: nobody is forced to take it."),
        );
    }
    Ok(forced)
}
