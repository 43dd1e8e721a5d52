//! observed/*.csv: what was counted outside the model.

mod between;
mod checks;

use std::sync::Arc;

use refuge_core::place::PlaceId;
use refuge_core::world::{Measure, Observation};
use refuge_core::{Calendar, Day};

use super::days;
use super::places::is_remark;
use super::targets::Map;
use crate::problem::{Mark, Problems};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::{Columns, Table};

pub(super) use between::interpolate;
pub(super) use checks::{check_displaced, check_doubled, check_shelter};

/// The name of the folder.
pub(super) const FOLDER: &str = "observed";

const COLUMNS: Columns = Columns {
    required: &["date", "measure", "place", "value", "source"],
    optional: &["since"],
    unread: is_remark,
};

/// The observations of a file that lie in the period.
pub(super) fn read(
    source: Arc<Source>,
    map: Map<'_>,
    calendar: Option<Calendar>,
    problems: &mut Problems,
) -> Vec<(Observation, Mark)> {
    let Some(table) = Table::parse(source, &COLUMNS, problems) else {
        return Vec::new();
    };
    table
        .whole_rows()
        .filter_map(|row| {
            Some((
                observation(row, map, calendar, problems)?,
                row.cell("value").mark(),
            ))
        })
        .collect()
}

fn observation(
    row: Row<'_>,
    map: Map<'_>,
    calendar: Option<Calendar>,
    problems: &mut Problems,
) -> Option<Observation> {
    let day = days::day(row.cell("date"), calendar, problems);
    let value = problems.keep(row.cell("value").persons());
    let measure = problems.keep(row.cell("measure").word(&Measure::ALL, |m| m.word()));
    let place = row.cell("place");
    let measure = *measure?;
    let since = row.cell("since");
    let first = (!since.is_empty()).then(|| first_day(since, measure, day, calendar, problems));
    let (places, to) = match (measure, place.is_empty()) {
        (Measure::Movements, false) => ends(place, map, problems)?,
        (_, _) if measure.is_local() => (map.places(place, |_| true, problems)?, Vec::new()),
        (_, true) => (Vec::new(), Vec::new()),
        (_, false) => {
            problems.add(
                place
                    .error(format!(
                        "`{}` is counted over the whole world, so `place` must be empty.",
                        measure.word()
                    ))
                    .help("In a place, observe `present`, `arrivals` or `departures`."),
            );
            return None;
        }
    };
    Some(Observation {
        since: match first {
            Some(first) => Some(first?),
            None => None,
        },
        places,
        to,
        place: place.text.to_owned(),
        ..Observation::of_world(day?, measure, value? as f64)
    })
}

/// The first day of the period that is counted up to a day.
fn first_day(
    cell: Cell<'_>,
    measure: Measure,
    until: Option<Day>,
    calendar: Option<Calendar>,
    problems: &mut Problems,
) -> Option<Day> {
    if !measure.has_period() {
        problems.add(
            cell.error(format!(
                "`{}` is not counted over a period, so `since` must be empty.",
                measure.word()
            ))
            .help("Give `since` with `arrivals`, `departures` or `movements`."),
        );
        return None;
    }
    let since = days::day(cell, calendar, problems)?;
    if until.is_some_and(|until| since > until) {
        problems.add(
            cell.error("`since` lies after `date`, the last day that is counted.")
                .help("Give the first day of the period as `since`, and its last day as `date`."),
        );
        return None;
    }
    Some(since)
}

/// The places that movements begin and end in, of a cell such as `admin1:Idleb->admin1:Aleppo`.
fn ends(
    cell: Cell<'_>,
    map: Map<'_>,
    problems: &mut Problems,
) -> Option<(Vec<PlaceId>, Vec<PlaceId>)> {
    let sides = cell
        .text
        .split_once("->")
        .filter(|(from, _)| !from.ends_with('<'));
    let Some((from, to)) = sides else {
        problems.add(
            cell.expected("two targets such as `admin1:Idleb->admin1:Aleppo`")
                .help("`movements` go from places to places; leave `place` empty to count all of them."),
        );
        return None;
    };
    let [from, to] = [from, to].map(|side| map.places(cell.part(side), |_| true, problems));
    Some((from?, to?))
}

/// The cumulative series `displaced`, by day.
pub(super) fn displaced(observed: &[(Observation, Mark)]) -> Vec<(Day, f64)> {
    let points = series(observed).into_iter();
    points
        .map(|(observation, _)| (observation.day, observation.value))
        .collect()
}

fn series(observed: &[(Observation, Mark)]) -> Vec<&(Observation, Mark)> {
    let mut series: Vec<&(Observation, Mark)> = observed
        .iter()
        .filter(|(observation, _)| observation.measure == Measure::Displaced)
        .collect();
    series.sort_by_key(|(observation, _)| observation.day);
    series
}
