//! conflicts.csv: the conflict intensity of each location, a row a day.

use std::sync::Arc;

use super::locations::Locations;
use crate::problem::{Problem, Problems};
use crate::row::Row;
use crate::source::Source;
use crate::table::Table;

pub(super) const FILE: &str = "input_csv/conflicts.csv";

/// Below this, Flee sees no conflict.
const NOTHING: f64 = 1e-6;

/// Conflict in a location at one intensity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fight {
    pub(super) location: usize,
    pub(super) intensity: f64,
    /// The first day.
    pub(super) from: usize,
    /// The first day without it; none if it lasts.
    pub(super) end: Option<usize>,
}

/// Every conflict of the first `days` days, by location.
pub(super) fn read(
    source: Arc<Source>,
    locations: &Locations,
    days: usize,
    problems: &mut Problems,
) -> Vec<Fight> {
    let table = Table::by_position(source, problems);
    let mut rows = table.rows();
    let columns = rows
        .next()
        .map(|header| columns(header, locations, problems));
    let mut series: Vec<Vec<f64>> = vec![Vec::new(); locations.list.len()];
    let rows: Vec<Row<'_>> = rows.collect();
    if rows.len() < days {
        problems.add(
            Problem::error(format!(
                "The table has {} days, but the run has {days}.",
                rows.len()
            ))
            .in_file(table.path())
            .help(format!(
                "Add the missing rows, or shorten the run to {} days in sim_period.csv or with `--days`.",
                rows.len()
            )),
        );
    }
    for (column, location) in columns.unwrap_or_default() {
        let read = |row: &Row<'_>| problems.keep(row.at(column, "intensity").float());
        series[location] = rows.iter().take(days).map_while(read).collect();
    }
    series
        .iter()
        .enumerate()
        .flat_map(|(location, values)| fights(location, locations.list[location].conflict, values))
        .collect()
}

/// The columns of known locations.
fn columns(header: Row<'_>, locations: &Locations, problems: &mut Problems) -> Vec<(usize, usize)> {
    let mut columns = Vec::new();
    for column in 1..header.texts().count() {
        let cell = header.at(column, "location");
        if cell.is_empty() {
            continue;
        }
        if let Some(location) = locations.named(cell.text) {
            columns.push((column, location));
        } else if !locations.has(cell.text) && !["name", "#name"].contains(&cell.text) {
            let name = cell.text;
            problems.add(
                cell.warning(format!(
                    "The column `{name}` is not read, because no location has this name."
                ))
                .suggest(locations.nearest(name)),
            );
        }
    }
    columns
}

/// The conflicts of one location. Flee keeps the intensity of the day on which conflict breaks
/// out, and a zone that starts in conflict ends it only when its column falls to 0.
fn fights(location: usize, start: Option<f64>, values: &[f64]) -> Vec<Fight> {
    let begin = |intensity, from| Fight {
        location,
        intensity,
        from,
        end: None,
    };
    let mut fights: Vec<Fight> = start
        .map(|intensity| begin(intensity, 0))
        .into_iter()
        .collect();
    let mut before = 0.0;
    for (day, &value) in values.iter().enumerate() {
        if value > NOTHING && before < NOTHING {
            if day == 0 {
                fights.clear();
            }
            end(&mut fights, day);
            fights.push(begin(value, day));
        } else if value < NOTHING && before >= NOTHING {
            end(&mut fights, day);
        }
        before = value;
    }
    fights
}

fn end(fights: &mut [Fight], day: usize) {
    if let Some(last) = fights.last_mut() {
        last.end.get_or_insert(day);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The intensity on each day and the day it began.
    fn by_day(start: Option<f64>, values: &[f64]) -> Vec<Option<(f64, usize)>> {
        let fights = fights(0, start, values);
        let on = |day| {
            let now = |f: &&Fight| f.from <= day && f.end.is_none_or(|end| day < end);
            assert!(fights.iter().filter(now).count() < 2);
            fights.iter().find(now).map(|f| (f.intensity, f.from))
        };
        (0..values.len()).map(on).collect()
    }

    #[test]
    fn the_intensity_of_the_first_day_lasts_until_there_is_none() {
        let days = by_day(None, &[0.2, 0.9, 0.9, 0.0, 0.7, 0.1]);
        let first = Some((0.2, 0));
        assert_eq!(
            days,
            [first, first, first, None, Some((0.7, 4)), Some((0.7, 4))]
        );
    }

    #[test]
    fn a_zone_in_conflict_from_the_start_ends_it_when_its_column_falls_to_zero() {
        let days = by_day(Some(1.0), &[0.0, 0.5, 1.0, 0.3, 0.0, 0.0]);
        let later = Some((0.5, 1));
        assert_eq!(days, [Some((1.0, 0)), later, later, later, None, None]);
        assert_eq!(by_day(Some(1.0), &[0.4, 0.0]), [Some((0.4, 0)), None]);
        assert_eq!(by_day(Some(1.0), &[0.0, 0.0]), [Some((1.0, 0)); 2]);
    }
}
