//! closures.csv.

use std::sync::Arc;

use refuge_core::event::{Change, Event, Targets};
use refuge_core::network::{Link, LinkId};
use refuge_core::place::{PlaceId, PlaceKind};

use super::happening;
use super::locations::Locations;
use super::sheet::{Form, Sheet};
use crate::problem::{Problem, Problems, nearest, one_of};
use crate::row::{Cell, Row};
use crate::source::Source;

pub(super) const FILE: &str = "input_csv/closures.csv";

const FORM: Form = Form {
    first: "closure_type",
    known: 5,
    further: &[],
};

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
    /// None where the roads could not be read.
    pub(super) links: Option<&'m [Link]>,
    /// The days of the period, however short the run is.
    pub(super) days: i64,
}

/// What a closure acts on, and what becomes of it at the start and at the end.
struct Closure {
    targets: Targets,
    start: Change,
    end: Change,
}

impl Reader<'_> {
    /// The closures as events, in the order in which Flee carries them out on a day.
    pub(super) fn read(&self, source: Arc<Source>, problems: &mut Problems) -> Vec<Event> {
        let Some(sheet) = Sheet::read(source, FORM, problems) else {
            return Vec::new();
        };
        let events = sheet.rows().flat_map(|row| self.events(row, problems));
        events.collect()
    }

    /// Start and end act each on its own day, also if the other never comes.
    fn events(&self, row: Row<'_>, problems: &mut Problems) -> Vec<Event> {
        let (starts, ends) = (row.at(3, "closure_start"), row.at(4, "closure_end"));
        let start = problems.keep(starts.run_day());
        let end = problems.keep(ends.run_day());
        let Some(closure) = self.closure(row, problems) else {
            return Vec::new();
        };
        self.tell_days(starts, ends, problems);
        let kind = row.at(0, "closure_type").text;
        let event = |day, change| Event {
            note: format!("{kind} closure"),
            ..happening::event(day, change, closure.targets.clone())
        };
        let start = start.flatten().map(|day| event(day, closure.start));
        let end = end.flatten().map(|day| event(day, closure.end));
        start.into_iter().chain(end).collect()
    }

    /// Tells of days that do not do what they seem to say.
    fn tell_days(&self, starts: Cell<'_>, ends: Cell<'_>, problems: &mut Problems) {
        let (Ok(start), Ok(end)) = (starts.int(), ends.int()) else {
            return;
        };
        if start >= self.days {
            problems.add(starts.warning(format!(
                "The closure never begins, because the last day is {}.",
                self.days - 1
            )));
        } else if end < start && end != -1 && start >= 0 {
            problems.add(
                ends.warning(format!(
                    "The closure ends on day {end}, before it begins on day {start}, so it stays closed for good, as in Flee."
                ))
                .help("Write -1 if that is meant."),
            );
        }
    }

    fn closure(&self, row: Row<'_>, problems: &mut Problems) -> Option<Closure> {
        let kind = row.at(0, "closure_type");
        let camp = |end| (Change::Kind(PlaceKind::Town), Change::Kind(end));
        let roads = (Change::RoadCloses, Change::RoadOpens);
        let (targets, (start, end)) = match kind.text {
            "country" => (
                self.border(row, problems),
                (Change::Border(0.0), Change::Border(1.0)),
            ),
            "location" => (self.all_roads(row, problems), roads),
            "link" => {
                problems.add(kind.warning("Flee does not carry out closures of type `link`; here the roads between both places are closed, both ways."));
                (self.road(row, problems), roads)
            }
            "camp" => (self.place(row, problems), camp(PlaceKind::Camp)),
            "idpcamp" => (self.place(row, problems), camp(PlaceKind::IdpCamp)),
            "remove_forced_redirection" => {
                problems.add(kind.warning(
                    "A closure of type `remove_forced_redirection` has no effect, as in Flee.",
                ));
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
        Some(Closure {
            targets: targets?,
            start,
            end,
        })
    }

    fn place(&self, row: Row<'_>, problems: &mut Problems) -> Option<Targets> {
        let location = self.locations.find(row.at(1, "name1"), problems)?;
        Some(Targets::Places(vec![PlaceId(location as u32)]))
    }

    /// The links between two countries, in both directions.
    fn border(&self, row: Row<'_>, problems: &mut Problems) -> Option<Targets> {
        let one = self.country(row.at(1, "name1"), problems);
        let other = self.country(row.at(2, "name2"), problems);
        let (one, other) = (one?, other?);
        let country = |place: PlaceId| self.locations.list[place.index()].country.as_str();
        let crosses = |link: &Link| {
            let ends = (country(link.from), country(link.to));
            ends == (one, other) || ends == (other, one)
        };
        self.links_that(crosses, row, problems)
    }

    fn country<'c>(&self, cell: Cell<'c>, problems: &mut Problems) -> Option<&'c str> {
        let places = self.locations.list.iter();
        let mut countries = places.map(|location| location.country.as_str());
        if countries.clone().any(|country| country == cell.text) {
            return Some(cell.text);
        }
        problems.add(
            cell.error(format!("No location lies in the country `{}`.", cell.text))
                .suggest(nearest(cell.text, &mut countries)),
        );
        None
    }

    /// The links in and out of a location.
    fn all_roads(&self, row: Row<'_>, problems: &mut Problems) -> Option<Targets> {
        let here = PlaceId(self.locations.find(row.at(1, "name1"), problems)? as u32);
        self.links_that(|link| link.from == here || link.to == here, row, problems)
    }

    /// The links between two locations, in both directions.
    fn road(&self, row: Row<'_>, problems: &mut Problems) -> Option<Targets> {
        let one = self.locations.find(row.at(1, "name1"), problems);
        let other = self.locations.find(row.at(2, "name2"), problems);
        let (one, other) = (PlaceId(one? as u32), PlaceId(other? as u32));
        let joins = |link: &Link| {
            let ends = (link.from, link.to);
            ends == (one, other) || ends == (other, one)
        };
        self.links_that(joins, row, problems)
    }

    fn links_that(
        &self,
        fits: impl Fn(&Link) -> bool,
        row: Row<'_>,
        problems: &mut Problems,
    ) -> Option<Targets> {
        let links = self.links?.iter().zip(0..).filter(|(link, _)| fits(link));
        let links: Vec<LinkId> = links.map(|(_, index)| LinkId(index)).collect();
        if links.is_empty() {
            problems.add(
                Problem::warning("The closure has no effect, because no road leads there.")
                    .at(row.mark()),
            );
            return None;
        }
        Some(Targets::Links(links))
    }
}
