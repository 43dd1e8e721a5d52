//! out.csv: the table that Flee prints, for instances of Flee and the tools that read it.

use refuge_core::event::{Change, Event, Targets};
use refuge_core::observe::Estimate;
use refuge_core::place::PlaceKind;
use refuge_core::world::{FleeData, World};

use super::{Run, sheets};
use crate::dialect::Dialect;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

const NAME: &str = "out";

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    let estimate = |sheet| run.results.estimate(sheet);
    let (Some(flee), Some(places), Some(totals)) =
        (&run.world.flee, estimate("places"), estimate("totals"))
    else {
        return Ok(());
    };
    let rows = Rows {
        run,
        flee,
        places,
        totals,
        decimals: sheets::decimals(places),
    };
    let mut table = Table::create_in(Dialect::RFC_4180, folder, NAME, rows.headings())?;
    for day in 0..run.world.calendar.days() as usize {
        let Some(present) = rows.present(day) else {
            break;
        };
        rows.write(&mut table, day, &present)?;
    }
    table.finish()
}

struct Rows<'a> {
    run: &'a Run<'a>,
    flee: &'a FleeData,
    places: &'a Estimate,
    totals: &'a Estimate,
    decimals: usize,
}

impl Rows<'_> {
    fn headings(&self) -> Vec<Heading> {
        let mut headings = vec![
            Heading::new("Day", "days", "Days since the first day, which is day 0."),
            Heading::new(
                "Date",
                "date",
                "The date of the next day, as Flee gives it.",
            ),
        ];
        for camp in &self.flee.camps {
            let name = &self.run.world.places[camp.index()].name;
            let column = |what: &str, unit, meaning: &str| {
                Heading::new(format!("{name} {what}"), unit, format!("{meaning} {name}."))
            };
            headings.extend([
                column("sim", "persons", "People in"),
                column("data", "persons", "People counted in"),
                column("error", "", "Difference of both over the count, in"),
            ]);
        }
        let totals = [
            (
                "Total error",
                "",
                "Sum of the differences over the raw count.",
            ),
            ("refugees in camps (UNHCR)", "persons", "Sum of the counts."),
            (
                "total refugees (simulation)",
                "persons",
                "Displaced people so far, those of the first day included.",
            ),
            (
                "raw UNHCR refugee count",
                "persons",
                "Change of the counts, summed up since the first day.",
            ),
            (
                "refugees in camps (simulation)",
                "persons",
                "People in all these camps.",
            ),
            (
                "refugee_debt",
                "persons",
                "Fall of the counts that newcomers are still to make up.",
            ),
        ];
        headings.extend(totals.map(|(name, unit, meaning)| Heading::new(name, unit, meaning)));
        if self.shows_idps() {
            headings.push(Heading::new(
                "total IDPs",
                "persons",
                "People in places that are camps of internally displaced persons on the day.",
            ));
        }
        headings
    }

    fn shows_idps(&self) -> bool {
        self.run.world.settings.observe.idp_totals
    }

    /// The people in each camp; none after the last day that was run.
    fn present(&self, day: usize) -> Option<Vec<f64>> {
        let camps = self.flee.camps.iter();
        camps
            .map(|camp| self.places.mean.get([day as u32, camp.0, 0], "present"))
            .collect()
    }

    fn write(&self, table: &mut Table, day: usize, present: &[f64]) -> Result<(), Error> {
        let calendar = self.run.world.calendar;
        let data: Vec<i64> = self.flee.data.iter().map(|data| data[day]).collect();
        table.start_row()?;
        table.whole(day as u64)?;
        table.text(&calendar.date(day as u16 + 1).to_string())?;
        for (&sim, &data) in present.iter().zip(&data) {
            table.number(sim, self.decimals)?;
            table.number(data as f64, 0)?;
            table.text(&repr(error(sim, data as f64)))?;
        }
        self.write_totals(table, day, present, &data)?;
        table.end_row()
    }

    fn write_totals(
        &self,
        table: &mut Table,
        day: usize,
        present: &[f64],
        data: &[i64],
    ) -> Result<(), Error> {
        let in_camps: f64 = present.iter().sum();
        let (raw, debt) = (self.flee.raw[day], self.flee.debt[day]);
        let off = present.iter().zip(data);
        let off: f64 = off
            .map(|(sim, &data)| round((sim - data as f64).abs()))
            .sum();
        let is_counted = raw > 0;
        let counted = |number: i64| if is_counted { number as f64 } else { 0.0 };
        table.text(&repr(if is_counted { off / raw as f64 } else { 0.0 }))?;
        table.number(counted(data.iter().sum()), 0)?;
        table.number(self.displaced(day), self.decimals)?;
        table.number(counted(raw), 0)?;
        table.number(in_camps, self.decimals)?;
        table.number(counted(debt), 0)?;
        if self.shows_idps() {
            table.number(self.in_idp_camps(day), self.decimals)?;
        }
        Ok(())
    }

    /// Everybody who has been displaced, those of the first day included.
    fn displaced(&self, day: usize) -> f64 {
        let present = self.run.world.present.iter();
        let before: f64 = present.map(|present| present.persons as f64).sum();
        let since = self.totals.mean.get([day as u32, 0, 0], "displaced");
        before + since.unwrap_or(0.0)
    }

    fn in_idp_camps(&self, day: usize) -> f64 {
        let kinds = kinds(self.run.world, day);
        let camps = (0..)
            .zip(kinds)
            .filter(|(_, kind)| *kind == PlaceKind::IdpCamp);
        camps
            .filter_map(|(place, _)| self.places.mean.get([day as u32, place, 0], "present"))
            .sum()
    }
}

/// The kind of each place on a day, by the events that are certain.
fn kinds(world: &World, day: usize) -> Vec<PlaceKind> {
    let mut kinds: Vec<PlaceKind> = world.places.iter().map(|place| place.kind).collect();
    let turns = world.events.iter().filter_map(|event| match event.change {
        Change::Kind(kind) if holds(event, day) => Some((event, kind)),
        _ => None,
    });
    let mut turns: Vec<(&Event, PlaceKind)> = turns.collect();
    turns.sort_by_key(|(event, _)| event.window.0);
    for (event, kind) in turns {
        if let Targets::Places(places) = &event.targets {
            for place in places {
                kinds[place.index()] = kind;
            }
        }
    }
    kinds
}

/// Whether an event is in force on a day for certain.
fn holds(event: &Event, day: usize) -> bool {
    let (first, last) = event.window;
    let ended = event.until.is_some_and(|until| (until as usize) < day);
    event.probability >= 1.0 && first == last && first as usize <= day && !ended
}

fn error(sim: f64, data: f64) -> f64 {
    if data < 1e-5 {
        return 0.0;
    }
    round((sim / data - 1.0).abs())
}

/// To four decimals, as Python rounds: by the exact value of the number, halves to even.
fn round(number: f64) -> f64 {
    format!("{number:.4}").parse().unwrap_or(number)
}

/// The shortest text that gives the number back, in Python's form.
fn repr(number: f64) -> String {
    let magnitude = number.abs();
    if number == 0.0 || (1e-4..1e16).contains(&magnitude) {
        return format!("{number:?}");
    }
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ('-', exponent),
        None => ('+', exponent),
    };
    format!("{digits}e{sign}{exponent:0>2}")
}

#[cfg(test)]
mod tests {
    use refuge_core::place::PlaceId;
    use refuge_core::world::Present;
    use refuge_core::{World, people::Status};
    use tempfile::TempDir;

    use super::*;
    use crate::testing::{provenance, read, results, shelling, world};

    /// Of the two camps, one has 0 and then 1000 people, the other 0 and then 100.
    fn instance() -> World {
        let mut world = world();
        world.present = vec![Present {
            place: PlaceId(1),
            status: Status::Displaced,
            persons: 6,
            known: Vec::new(),
        }];
        world.flee = Some(FleeData {
            camps: vec![PlaceId(1), PlaceId(2)],
            data: vec![vec![0, 1190], vec![6, 0]],
            raw: vec![306, 1490],
            debt: vec![0, 7],
        });
        world
    }

    fn out(world: &World) -> String {
        let dir = TempDir::new().unwrap();
        let mut folder = Folder::new(dir.path().to_owned(), dir.path().to_owned(), 10);
        let run = Run {
            world,
            results: &results(),
            provenance: &provenance(),
        };
        write(&run, &mut folder).unwrap();
        read(dir.path(), "out.csv")
    }

    #[test]
    fn the_table_is_that_of_flee() {
        insta::assert_snapshot!(out(&instance()));
    }

    #[test]
    fn what_has_no_unit_has_an_empty_one() {
        let dir = TempDir::new().unwrap();
        let mut folder = Folder::new(dir.path().to_owned(), dir.path().to_owned(), 10);
        let run = Run {
            world: &instance(),
            results: &results(),
            provenance: &provenance(),
        };
        write(&run, &mut folder).unwrap();
        let headings = folder
            .descriptions
            .iter()
            .map(|described| &described.heading);
        let errors = headings.filter(|heading| heading.name.to_lowercase().ends_with("error"));
        let units: Vec<&str> = errors.map(|heading| heading.unit).collect();
        assert_eq!(units, ["", "", ""]);
    }

    #[test]
    fn without_a_count_the_totals_are_empty() {
        let mut world = instance();
        if let Some(flee) = &mut world.flee {
            flee.raw = vec![0, -5];
        }
        let out = out(&world);
        let last = out.lines().last().unwrap();
        assert!(last.ends_with(",0.0,0,1206,0,1100,0"), "{last}");
    }

    #[test]
    fn people_in_idp_camps_have_a_column_of_their_own() {
        let mut world = instance();
        world.settings.observe.idp_totals = true;
        let last = |world: &World| {
            let out = out(world);
            let cell = |line: &str| line.rsplit(',').next().map(str::to_owned);
            (
                out.lines().next().and_then(cell),
                out.lines().last().and_then(cell),
            )
        };
        let shown = |count: &str| (Some("total IDPs".to_owned()), Some(count.to_owned()));
        assert_eq!(last(&world), shown("1100"));
        for (day, place, kind) in [
            (1, 2, PlaceKind::IdpCamp),
            (0, 2, PlaceKind::Town),
            (1, 1, PlaceKind::Town),
        ] {
            world.events.push(Event {
                window: (day, day),
                change: Change::Kind(kind),
                targets: Targets::Places(vec![PlaceId(place)]),
                ..shelling("", "", "")
            });
        }
        assert_eq!(last(&world), shown("100"));
        for (until, probability) in [(Some(0), 1.0), (None, 0.5)] {
            world.events.push(Event {
                window: (0, 0),
                until,
                probability,
                change: Change::Kind(PlaceKind::IdpCamp),
                targets: Targets::Places(vec![PlaceId(0), PlaceId(1)]),
                ..shelling("", "", "")
            });
        }
        assert_eq!(last(&world), shown("100"), "ended, or not certain");
    }

    #[test]
    fn numbers_have_the_form_of_python() {
        let texts = [1.0, 0.1664, 5e-5, 1.25e-7, 0.0001, 190.0 / 1490.0, 1e16].map(repr);
        let python = [
            "1.0",
            "0.1664",
            "5e-05",
            "1.25e-07",
            "0.0001",
            "0.12751677852348994",
            "1e+16",
        ];
        assert_eq!(texts, python);
        assert_eq!([0.166_45, 0.00005, 2.5].map(round), [0.1664, 0.0001, 2.5]);
    }
}
