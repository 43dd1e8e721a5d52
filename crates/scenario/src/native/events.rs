//! events.csv, and the files of the same form that branches add.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::calendar::{Calendar, Day};
use refuge_core::event::{Change, Event, KINDS, Targets};
use refuge_core::place::PlaceKind;

use super::days;
use super::dependence::{NOT, OnlyIf};
use super::places::{is_remark, labelled};
use super::sides::Sides;
use super::targets::Map;
use super::values;
use crate::dates::date;
use crate::problem::{Mark, Problem, Problems};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "events.csv";

const COLUMNS: Columns = Columns {
    required: &[
        "date",
        "kind",
        "target",
        "value",
        "until",
        "probability",
        "note",
        "source",
    ],
    optional: &["name", "if"],
    unread: is_remark,
};

/// What the rows of an events file are read against.
pub(super) struct Reader<'r> {
    pub(super) map: Map<'r>,
    pub(super) calendar: Option<Calendar>,
    pub(super) ceasefire_factor: f64,
    pub(super) highest_intensity: f64,
    pub(super) shelling_days: Day,
    /// Whether of events that contradict each other the later row is meant to count, as in Flee.
    pub(super) later_counts: bool,
    pub(super) sides: &'r mut Sides,
    pub(super) names: Names,
}

/// What the events are called.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Names given so far, and where; also those of events that could not be understood.
    pub(super) given: BTreeMap<String, Mark>,
    /// Whether some could not be read; if so, what is absent says nothing.
    pub(super) are_lacking: bool,
}

/// An event, what it waits for, and where it was written.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) event: Event,
    pub(super) only_if: Option<OnlyIf>,
    pub(super) mark: Mark,
}

impl Reader<'_> {
    /// The events of a file, none if it could not be read.
    pub(super) fn read(
        &mut self,
        source: Option<Arc<Source>>,
        problems: &mut Problems,
    ) -> Vec<Written> {
        let table = source.and_then(|source| Table::parse(source, &COLUMNS, problems));
        self.names.are_lacking |= !table.as_ref().is_some_and(Table::is_whole);
        let Some(table) = table else {
            return Vec::new();
        };
        let rows = table.whole_rows();
        rows.filter_map(|row| self.event(row, problems)).collect()
    }

    fn event(&mut self, row: Row<'_>, problems: &mut Problems) -> Option<Written> {
        self.keep_name(row.cell("name"), problems);
        let window = self.window(row.cell("date"), problems);
        let until = problems.keep(self.until(row.cell("until"), window));
        let probability = row
            .cell("probability")
            .optional(|cell| cell.number(0.0, 1.0));
        let probability = problems.keep(probability);
        let change = self.change(row, problems);
        let targets = self.targets(row, problems);
        let (until, change) = (until?, change?);
        if matches!(change, Change::Ultimatum { .. }) && until.is_none() {
            problems.add(row.cell("until").expected("the last day of the ultimatum"));
            return None;
        }
        let unlimited =
            until.is_none() && matches!(change, Change::Shelling(_) | Change::AirStrike(_));
        let event = Event {
            window: window?,
            until,
            lasts: unlimited.then_some(self.shelling_days),
            probability: probability?.unwrap_or(1.0),
            change,
            targets: targets?,
            target: row.cell("target").text.to_owned(),
            value: row.cell("value").text.to_owned(),
            note: row.cell("note").text.to_owned(),
            name: row.cell("name").text.to_owned(),
            only_if: None,
        };
        Some(Written {
            event,
            only_if: OnlyIf::of(row.cell("if")),
            mark: row.mark(),
        })
    }

    fn keep_name(&mut self, cell: Cell<'_>, problems: &mut Problems) {
        if cell.is_empty() {
            return;
        }
        if cell.text.starts_with(NOT) {
            problems.add(
                cell.error(format!("The name `{}` begins with `{NOT}`.", cell.text))
                    .help("Leave it out: in the column `if`, `!` before a name means that the event is not in force."),
            );
        }
        if let Some(first) = self.names.given.insert(cell.text.to_owned(), cell.mark()) {
            problems.add(
                cell.error(format!("The name `{}` is given to two events.", cell.text))
                    .at(labelled(first, "first given here")),
            );
        }
    }

    /// The days on which it may begin.
    fn window(&self, cell: Cell<'_>, problems: &mut Problems) -> Option<(Day, Day)> {
        let (first, last) = cell.text.split_once("..").unwrap_or((cell.text, cell.text));
        let dates = date(first.trim()).and_then(|first| Ok((first, date(last.trim())?)));
        let (first, last) = match dates {
            Ok(dates) => dates,
            Err(help) => {
                let wanted =
                    "a date such as 2020-02-05, or a range of dates such as 2020-02-05..2020-02-08";
                problems.add(cell.expected(wanted).help_if(help));
                return None;
            }
        };
        if last < first {
            problems.add(cell.error(format!("The range ends on {last}, before it starts.")));
            return None;
        }
        let calendar = self.calendar?;
        let days = (calendar.day(first), calendar.day(last));
        let (Some(first_day), Some(last_day)) = days else {
            let problem = days::outside(cell, calendar);
            problems.add(if first < calendar.start() {
                problem.help("State what was so before the period on its first day.")
            } else {
                problem
            });
            return None;
        };
        Some((first_day, last_day))
    }

    /// The last day in force; one after the period counts as its last day.
    fn until(&self, cell: Cell<'_>, window: Option<(Day, Day)>) -> Result<Option<Day>, Problem> {
        let until = cell.optional(Cell::date)?;
        let (Some(until), Some(calendar), Some((_, begins))) = (until, self.calendar, window)
        else {
            return Ok(None);
        };
        let begins = calendar.date(begins);
        if until < begins {
            return Err(cell.error(format!(
                "The event ends on {until}, but may begin as late as {begins}."
            )));
        }
        Ok(Some(calendar.day(until).unwrap_or(calendar.days() - 1)))
    }

    fn change(&mut self, row: Row<'_>, problems: &mut Problems) -> Option<Change> {
        let kind = problems.keep(row.cell("kind").word(&KINDS, |kind| kind))?;
        let value = row.cell("value");
        problems.keep(match *kind {
            "conflict" => value
                .number(0.0, self.highest_intensity)
                .map(Change::Conflict),
            "shelling" => value.number(0.0, 1.0).map(Change::Shelling),
            "air_strike" => value.number(0.0, 1.0).map(Change::AirStrike),
            "capture" => values::capture(value, self.sides),
            "ceasefire" => values::ceasefire(value, self.ceasefire_factor),
            "border" => values::border(value),
            "camp" => values::camp(value),
            "kind" => values::kind(value),
            "flood" => values::flood(value),
            "hunger" => value.number(0.0, 100.0).map(Change::Hunger),
            "observation_post" => values::nothing(value, Change::ObservationPost),
            "demilitarised_zone" => value.number(0.0, 1.0).map(Change::DemilitarisedZone),
            "summit" => values::nothing(value, Change::Summit),
            "ultimatum" => values::ultimatum(value, self.sides),
            "weather" => value.number(0.0, 0.99).map(Change::Weather),
            "shelter" => values::shelter(value),
            "safe_area" => value.positive().map(Change::SafeArea),
            _ => values::road(value),
        })
    }

    fn targets(&self, row: Row<'_>, problems: &mut Problems) -> Option<Targets> {
        let target = row.cell("target");
        match row.cell("kind").text {
            "border" => self.map.borders(target, problems).map(Targets::Links),
            "road" => self.map.roads(target, problems).map(Targets::Links),
            "camp" => self.camps(target, row.cell("value"), problems),
            kind if KINDS.contains(&kind) => self
                .map
                .places(target, |_| true, problems)
                .map(Targets::Places),
            _ => None,
        }
    }

    /// Any place may be given room, but only a camp or host opens and closes.
    fn camps(&self, target: Cell<'_>, value: Cell<'_>, problems: &mut Problems) -> Option<Targets> {
        let makes_room = value.text.starts_with(values::CAPACITY);
        let shelters = |kind: PlaceKind| kind.is_camp() || kind == PlaceKind::Host;
        let places = self.map.places(target, shelters, problems)?;
        let atlas = self.map.atlas;
        for place in places.iter().map(|&place| atlas.place(place)) {
            if !shelters(place.kind) && !makes_room {
                problems.add(target.error(format!(
                    "`{}` is a {}; only a camp, idp_camp or host opens or closes.",
                    place.id,
                    place.kind.word()
                )));
                return None;
            }
        }
        Some(Targets::Places(places))
    }
}
