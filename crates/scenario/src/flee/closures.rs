//! closures.csv.

use std::sync::Arc;

use refuge_core::Day;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::network::{Link, LinkId};
use refuge_core::place::PlaceId;

use super::locations::Locations;
use super::sheet::Sheet;
use crate::problem::{Problem, Problems, nearest, one_of};
use crate::row::{Cell, Row};
use crate::source::Source;

pub(super) const FILE: &str = "input_csv/closures.csv";

const TYPES: [&str; 6] = [
    "country",
    "location",
    "link",
    "camp",
    "idpcamp",
    "remove_forced_redirection",
];

/// Reads closures against the map.
pub(super) struct Reader<'m> {
    pub(super) locations: &'m Locations,
    pub(super) links: &'m [Link],
}

impl Reader<'_> {
    /// The closures as events; those that act outside the run or not at all are none.
    pub(super) fn read(&self, source: Arc<Source>, problems: &mut Problems) -> Vec<Event> {
        let sheet = Sheet::read(source, 5, problems);
        sheet
            .rows()
            .filter_map(|row| self.event(row, problems))
            .collect()
    }

    fn event(&self, row: Row<'_>, problems: &mut Problems) -> Option<Event> {
        let kind = row.at(0, "closure_type");
        let days = problems.keep(days(row));
        let (change, targets) = match kind.text {
            "country" => (Change::Border(0.0), self.borders(row, problems)),
            "location" => (Change::RoadCloses, self.roads(row, problems)),
            "camp" | "idpcamp" => (Change::CampCloses, self.camp(row, problems)),
            "link" | "remove_forced_redirection" => {
                problems.add(without_effect(kind));
                return None;
            }
            _ => {
                problems.add(
                    kind.expected(&one_of(TYPES))
                        .suggest(nearest(kind.text, TYPES)),
                );
                return None;
            }
        };
        let (from, until) = days??;
        Some(Event {
            window: (from, from),
            until,
            lasts: None,
            probability: 1.0,
            change,
            targets: targets?,
            target: row.at(1, "name1").text.to_owned(),
            value: String::new(),
            note: format!("{} closure", kind.text),
        })
    }

    /// The links between two countries, in both directions.
    fn borders(&self, row: Row<'_>, problems: &mut Problems) -> Option<Targets> {
        let one = self.country(row.at(1, "name1"), problems);
        let other = self.country(row.at(2, "name2"), problems);
        let (one, other) = (one?, other?);
        Some(
            self.links_where(|from, to| {
                (from == one && to == other) || (from == other && to == one)
            }),
        )
    }

    fn country<'c>(&self, cell: Cell<'c>, problems: &mut Problems) -> Option<&'c str> {
        let countries = || {
            self.locations
                .list
                .iter()
                .map(|location| location.country.as_str())
        };
        if countries().any(|country| country == cell.text) {
            return Some(cell.text);
        }
        problems.add(
            cell.error(format!("No location lies in the country `{}`.", cell.text))
                .suggest(nearest(cell.text, countries())),
        );
        None
    }

    fn links_where(&self, between: impl Fn(&str, &str) -> bool) -> Targets {
        let country = |place: PlaceId| self.locations.list[place.index()].country.as_str();
        self.links_that(|link| between(country(link.from), country(link.to)))
    }

    fn links_that(&self, fits: impl Fn(&Link) -> bool) -> Targets {
        let links = self.links.iter().zip(0..).filter(|(link, _)| fits(link));
        Targets::Links(links.map(|(_, index)| LinkId(index)).collect())
    }

    /// The links in and out of a location.
    fn roads(&self, row: Row<'_>, problems: &mut Problems) -> Option<Targets> {
        let location = self.locations.find(row.at(1, "name1"), problems)?;
        let here = PlaceId(location as u32);
        Some(self.links_that(|link| link.from == here || link.to == here))
    }

    fn camp(&self, row: Row<'_>, problems: &mut Problems) -> Option<Targets> {
        let cell = row.at(1, "name1");
        let location = self.locations.find(cell, problems)?;
        if !self.locations.list[location].kind.is_camp() {
            problems.add(
                cell.error(format!("`{}` is no camp in locations.csv.", cell.text))
                    .help("A place that becomes a camp later is not run by refuge yet: make it a camp that is closed from day 0 on."),
            );
            return None;
        }
        Some(Targets::Places(vec![PlaceId(location as u32)]))
    }
}

fn without_effect(kind: Cell<'_>) -> Problem {
    kind.warning(format!(
        "A closure of type `{}` has no effect, as in Flee.",
        kind.text
    ))
}

/// The first and last day of a closure; none if it never acts, because it starts before the run
/// or ends on the day it starts.
fn days(row: Row<'_>) -> Result<Option<(Day, Option<Day>)>, Problem> {
    let start = row.at(3, "closure_start").int()?;
    let end = row.at(4, "closure_end").int()?;
    let Ok(from) = Day::try_from(start) else {
        return Ok(None);
    };
    if start == end {
        return Ok(None);
    }
    let last = if end > start {
        Day::try_from(end - 1).ok()
    } else {
        None
    };
    Ok(Some((from, last)))
}
