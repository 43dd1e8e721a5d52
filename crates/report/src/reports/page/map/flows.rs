//! The ways people take, week by week.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::frames::Frames;
use super::places::Places;
use crate::finished::tables::Table;

/// The largest number of links in a week.
const MOST_LINKS: usize = 300;
/// The largest number of links in all weeks together.
const MOST_ROWS: usize = 40_000;

/// The flows between places that are drawn.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Flows {
    /// From and to, as indices of places.
    links: Vec<[usize; 2]>,
    weeks: Vec<Week>,
    /// Persons on links that are left out, in all weeks.
    left_out: i64,
}

/// What sets out in the days from one on, until the next week begins.
#[derive(Debug, PartialEq, Serialize)]
struct Week {
    day: i64,
    /// Link, persons, link, persons and so on, the largest first.
    persons: Vec<i64>,
}

impl Flows {
    /// The largest flows of the weeks that have frames.
    pub(super) fn read(table: &Table, places: &Places, frames: &Frames) -> Self {
        let mut weeks = by_week(table, places, frames);
        let starts: Vec<i64> = weeks.keys().copied().collect();
        let next = starts.iter().skip(1).copied().chain([i64::MAX]);
        for (&start, next) in starts.iter().zip(next) {
            if frames.from(start) == frames.from(next) {
                weeks.remove(&start);
            }
        }
        let most = MOST_LINKS.min(MOST_ROWS / weeks.len().max(1));
        let mut flows = Self::default();
        let mut known = BTreeMap::new();
        for (day, mut rows) in weeks {
            rows.sort_by_key(|&(link, persons)| (-persons, link));
            let rest = rows.split_off(most.min(rows.len()));
            flows.left_out += rest.iter().map(|(_, persons)| persons).sum::<i64>();
            let mut persons = Vec::with_capacity(2 * rows.len());
            for (link, count) in rows {
                let index = *known.entry(link).or_insert(flows.links.len());
                if index == flows.links.len() {
                    flows.links.push(link);
                }
                persons.extend([index as i64, count]);
            }
            flows.weeks.push(Week { day, persons });
        }
        flows
    }
}

/// The links and whole persons of each week, by its first day; below half a person is nobody.
fn by_week(
    table: &Table,
    places: &Places,
    frames: &Frames,
) -> BTreeMap<i64, Vec<([usize; 2], i64)>> {
    let mut weeks: BTreeMap<i64, Vec<([usize; 2], i64)>> = BTreeMap::new();
    let ends = (table.texts("from"), table.texts("to"));
    let (Some(dates), (Some(from), Some(to)), Some(persons)) =
        (table.dates("date"), ends, table.numbers("persons"))
    else {
        return weeks;
    };
    let by_id = places.by_id();
    for (row, (date, persons)) in dates.iter().zip(persons).enumerate() {
        let link = [from, to].map(|ends| by_id.get(ends.get(row)).copied());
        let persons = persons.round() as i64;
        if let (Some(date), [Some(from), Some(to)], 1..) = (date, link, persons) {
            let week = weeks.entry(frames.day(*date)).or_default();
            week.push(([from, to], persons));
        }
    }
    weeks
}
