//! conflicts.csv: the conflict intensity of each location, a row a day.

use std::collections::BTreeSet;
use std::sync::Arc;

use refuge_core::Day;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::place::PlaceId;

use super::daily::{Column, Daily};
use super::happening::in_places;
use super::location::Kind;
use super::locations::Locations;
use crate::problem::{Problems, nearest};
use crate::source::Source;

pub(super) const FILE: &str = "input_csv/conflicts.csv";

/// Below this, Flee sees no conflict.
const NOTHING: f64 = 1e-6;

/// Names of a column that stands in many tables for no place.
const HEADINGS: [&str; 2] = ["name", "#name"];

/// The conflicts of a run.
#[derive(Debug)]
pub(super) struct Conflicts {
    pub(super) events: Vec<Event>,
    /// Intensity of a conflict that goes on since before the run, for each location.
    pub(super) before: Vec<f64>,
}

impl Conflicts {
    /// Only those that go on since before the run.
    pub(super) fn before(locations: &Locations) -> Self {
        let zones = locations.list.iter();
        Self {
            events: Vec::new(),
            before: zones.map(|zone| zone.conflict.unwrap_or(0.0)).collect(),
        }
    }

    /// Every conflict of the first `days` days. To Flee it breaks out in the first location of a
    /// name and ends in all of them; what breaks out on the first day replaces what was before.
    pub(super) fn read(
        source: Arc<Source>,
        locations: &Locations,
        days: usize,
        problems: &mut Problems,
    ) -> Self {
        let mut conflicts = Self::before(locations);
        let Some(table) = Daily::read(source, days, problems) else {
            return conflicts;
        };
        tell_without_column(&table, locations, problems);
        let mut beyond = None;
        for column in table.columns() {
            if !is_read(&column, locations, problems) {
                continue;
            }
            let cells = table.cells(&column, "intensity", days);
            let values: Vec<f64> = cells
                .map_while(|cell| {
                    let intensity = problems.keep(cell.amount())?;
                    beyond = beyond.or((intensity > 1.0).then_some(cell));
                    Some(intensity)
                })
                .collect();
            let places = locations.named(column.name.text);
            for turn in turns(&values) {
                let Some(&first) = places.first() else {
                    continue;
                };
                if turn.day == 0 {
                    conflicts.before[first.index()] = 0.0;
                }
                let targets = match turn.intensity {
                    0.0 => places.clone(),
                    _ => vec![first],
                };
                let change = Change::Conflict(turn.intensity);
                let event = in_places(turn.day, change, targets);
                conflicts.events.push(event);
            }
        }
        if let Some(cell) = beyond {
            problems.add(
                cell.warning("Intensities above 1, of which this is one, are taken as they are, as in Flee.")
                    .help("An intensity of 1 is the worst that the settings speak of: scale the table if that is meant."),
            );
        }
        conflicts
    }

    /// Whether a location is in conflict on some day.
    pub(super) fn reach(&self, location: usize) -> bool {
        let begins = |event: &Event| {
            let is_conflict =
                matches!(event.change, Change::Conflict(intensity) if intensity > 0.0);
            let here = PlaceId(location as u32);
            is_conflict && event.targets == Targets::Places(vec![here])
        };
        self.before[location] > 0.0 || self.events.iter().any(begins)
    }
}

fn is_read(column: &Column<'_>, locations: &Locations, problems: &mut Problems) -> bool {
    let name = column.name;
    let is_known = locations.has(name.text);
    if !is_known && !HEADINGS.contains(&name.text) {
        problems.add(locations.unread(name, "column"));
    }
    is_known
}

/// Tells of conflict zones that the table says nothing of.
fn tell_without_column(table: &Daily, locations: &Locations, problems: &mut Problems) {
    let columns: BTreeSet<&str> = table.columns().map(|column| column.name.text).collect();
    for (zone, index) in locations.list.iter().zip(0..) {
        if zone.kind == Kind::Conflict && !columns.contains(zone.name.as_str()) {
            let what = match zone.conflict {
                Some(_) => "ends",
                None => "breaks out",
            };
            problems.add(
                locations
                    .cell(index, 0, "name")
                    .warning(format!(
                        "The conflict zone `{}` has no column in conflicts.csv, so its conflict never {what}.",
                        zone.name
                    ))
                    .suggest(nearest(&zone.name, unread(&columns, locations))),
            );
        }
    }
}

/// The names of columns that are of no location.
fn unread<'c>(columns: &BTreeSet<&'c str>, locations: &Locations) -> Vec<&'c str> {
    let unread = columns.iter().filter(|name| !locations.has(name));
    unread.copied().collect()
}

/// A conflict that breaks out, or ends at intensity 0.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Turn {
    day: Day,
    intensity: f64,
}

/// The turns of a column: Flee keeps the intensity of the day on which a conflict breaks out.
fn turns(values: &[f64]) -> Vec<Turn> {
    let mut before = 0.0;
    let mut turns = Vec::new();
    for (&value, day) in values.iter().zip(0..) {
        if value > NOTHING && before < NOTHING {
            turns.push(Turn {
                day,
                intensity: value,
            });
        } else if value < NOTHING && before >= NOTHING {
            turns.push(Turn {
                day,
                intensity: 0.0,
            });
        }
        before = value;
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_day(values: &[f64]) -> Vec<(Day, f64)> {
        let turns = turns(values).into_iter();
        turns.map(|turn| (turn.day, turn.intensity)).collect()
    }

    #[test]
    fn the_intensity_of_the_first_day_lasts_until_there_is_none() {
        let turns = by_day(&[0.2, 0.9, 0.9, 0.0, 0.7, 0.1]);
        assert_eq!(turns, [(0, 0.2), (3, 0.0), (4, 0.7)]);
    }

    #[test]
    fn a_conflict_ends_only_where_there_was_one_in_the_column() {
        assert_eq!(
            by_day(&[0.0, 0.5, 1.0, 0.3, 0.0, 0.0]),
            [(1, 0.5), (4, 0.0)]
        );
        assert_eq!(by_day(&[0.0, 0.0, -1.0]), []);
    }
}
