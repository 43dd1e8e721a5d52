//! observed/*.csv: what was counted outside the model.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::place::PlaceId;
use refuge_core::world::{Measure, Observation};
use refuge_core::{Calendar, Day};

use super::places::{is_remark, labelled};
use super::targets::Map;
use super::{days, shelter};
use crate::problem::{Mark, Problem, Problems};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::{Columns, Table};

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

/// Tells of two counts of the same, in one file or in two.
pub(super) fn check_doubled(
    observed: &[(Observation, Mark)],
    calendar: Option<Calendar>,
    problems: &mut Problems,
) {
    let Some(calendar) = calendar else {
        return;
    };
    let mut first_of: BTreeMap<_, &Mark> = BTreeMap::new();
    for (observation, mark) in observed {
        let places = (&observation.places, &observation.to);
        let counted = (
            observation.day,
            observation.since,
            observation.measure,
            places,
        );
        if let Some(first) = first_of.get(&counted).copied() {
            let measure = observation.measure.word();
            let place = match observation.place.as_str() {
                "" => String::new(),
                place => format!(" in `{place}`"),
            };
            let date = calendar.date(observation.day);
            problems.add(
                Problem::error(format!("`{measure}`{place} is observed twice on {date}."))
                    .at(mark.clone())
                    .at(labelled(first.clone(), "first observed here"))
                    .help("Keep the count that is to be compared, and remove the other."),
            );
        } else {
            first_of.insert(counted, mark);
        }
    }
}

/// Tells of a count of a kind of shelter where the scenario tells no kinds apart.
pub(super) fn check_shelter(observed: &[(Observation, Mark)], problems: &mut Problems) {
    let of_shelter = |measure| matches!(measure, Measure::Sleeping(_));
    let first = observed.iter().find(|(seen, _)| of_shelter(seen.measure));
    if let Some((observation, mark)) = first {
        let text = format!(
            "`{}` is observed, but the scenario has no {}.",
            observation.measure.word(),
            shelter::FILE
        );
        problems.add(Problem::error(text).at(mark.clone()).help(
            "Say in that file what room there is in each place, in the columns `place`, `kind` and `persons`.",
        ));
    }
}

/// Adds a number for each day between two observations of the same, on the line between them; there are
/// no days between counts of a period.
pub(super) fn interpolate(observed: &mut Vec<Observation>) {
    let is_of_day = |of: &&Observation| of.since.is_none();
    let mut counted: Vec<&Observation> = observed.iter().filter(is_of_day).collect();
    counted.sort_by_key(|of| (of.measure, of.place.as_str(), of.day));
    let pairs = counted.windows(2).map(|pair| (pair[0], pair[1]));
    let same =
        |(a, b): &(&Observation, &Observation)| (a.measure, &a.place) == (b.measure, &b.place);

    let between: Vec<Observation> = pairs.filter(same).flat_map(|(a, b)| line(a, b)).collect();
    observed.extend(between);
}

/// The days between two observations.
fn line<'a>(from: &'a Observation, to: &'a Observation) -> impl Iterator<Item = Observation> + 'a {
    let slope = (to.value - from.value) / (to.day - from.day).max(1) as f64;
    (from.day + 1..to.day).map(move |day| Observation {
        day,
        value: from.value + slope * (day - from.day) as f64,
        interpolated: true,
        ..from.clone()
    })
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

/// A cumulative count that falls was probably revised or misread.
pub(super) fn check_displaced(observed: &[(Observation, Mark)], problems: &mut Problems) {
    for pair in series(observed).windows(2) {
        let ((before, at), (after, mark)) = (pair[0], pair[1]);
        if after.value < before.value {
            problems.add(
                Problem::warning(format!(
                    "`displaced` is cumulative, but falls from {} to {}.",
                    before.value, after.value
                ))
                .at(mark.clone())
                .at(labelled(at.clone(), "the higher count"))
                .help("Nobody is counted as newly displaced until the series passes its highest count."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(day: Day, measure: Measure, place: &str, value: f64) -> Observation {
        Observation {
            place: place.to_owned(),
            ..Observation::of_world(day, measure, value)
        }
    }

    #[test]
    fn days_between_counts_of_the_same_are_on_the_line_between_them() {
        let mut observed = vec![
            seen(6, Measure::Present, "Atma", 100.0),
            seen(2, Measure::Present, "Atma", 200.0),
            seen(4, Measure::Present, "Qah", 7.0),
            seen(3, Measure::Arrivals, "Atma", 9.0),
            seen(4, Measure::Arrivals, "Atma", 1.0),
        ];
        for day in [20, 30] {
            observed.push(Observation {
                since: Some(day - 9),
                ..seen(day, Measure::Departures, "Atma", 50.0)
            });
        }
        interpolate(&mut observed);
        let added: Vec<(Measure, &str, Day, f64, bool)> = observed[7..]
            .iter()
            .map(|of| {
                (
                    of.measure,
                    of.place.as_str(),
                    of.day,
                    of.value,
                    of.interpolated,
                )
            })
            .collect();
        let atma = |day, value| (Measure::Present, "Atma", day, value, true);
        assert_eq!(added, [atma(3, 175.0), atma(4, 150.0), atma(5, 125.0)]);
    }
}
