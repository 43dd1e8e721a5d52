//! The parts of a row's key as columns and cells of text.

use refuge_core::observe::KeyPart;
use refuge_core::observe::schemas::ON_THE_WAY;
use refuge_core::people::{Group, Origin};
use refuge_core::place::PlaceId;
use refuge_core::shelter::ShelterKind;
use refuge_core::{Day, World};

use crate::error::Error;
use crate::folder::Heading;
use crate::table::Table;

/// Where people are who are in no place; no id has a space in it.
const IN_TRANSIT: &str = "in transit";

/// The kind of shelter where kinds are not told apart.
const UNKNOWN: &str = "unknown";

/// The columns of a part.
pub(crate) fn headings(part: KeyPart) -> Vec<Heading> {
    let text = |name: &str, meaning: &str| Heading::new(name, "text", meaning);
    let date = Heading::new("date", "date", "The date, by ISO 8601.");
    match part {
        KeyPart::Date => vec![date],
        KeyPart::DateAndDay => vec![
            date,
            Heading::new("day", "days", "Days since the first day, which is day 0."),
        ],
        KeyPart::Place => vec![text(
            "place",
            "The id of the place; `in transit` for people on the way.",
        )],
        KeyPart::PlaceInFull => vec![
            text("place", "The id of the place."),
            text(
                "kind",
                "The kind of the place: town, camp, idp_camp, host, crossing, hub or marker.",
            ),
            text(
                "country",
                "The country of the place, by ISO 3166-1 alpha-3.",
            ),
            text(
                "admin1",
                "The first-level administrative unit of the place.",
            ),
        ],
        KeyPart::From => vec![text("from", "The id of the place where the link starts.")],
        KeyPart::To => vec![text("to", "The id of the place where the link ends.")],
        KeyPart::FromUnit => vec![
            text(
                "from_country",
                "The country of the first-level unit that people left, by ISO 3166-1 alpha-3.",
            ),
            text("from_admin1", "The first-level unit that people left."),
        ],
        KeyPart::ToUnit => vec![
            text(
                "to_country",
                "The country of the first-level unit that they came to, by ISO 3166-1 alpha-3.",
            ),
            text("to_admin1", "The first-level unit that they came to."),
        ],
        KeyPart::Origin => vec![text(
            "origin",
            "The id of the place that people were displaced from; `before the run:` and the id of the place they were in for those displaced earlier.",
        )],
        KeyPart::Group => vec![text(
            "group",
            "The group of people: girls and boys are under 18, women and men are 18 and over.",
        )],
        KeyPart::Shelter => vec![text(
            "kind",
            "The kind of shelter: host_family, rented, built, public_building, unfinished, tent or open (none); `unknown` in places without rows in shelter.csv of the scenario.",
        )],
        KeyPart::Observation => vec![
            date,
            text(
                "measure",
                "What was observed: a column of totals.csv, or of places.csv for a place, or a kind of shelter.",
            ),
            text(
                "place",
                "The place as the scenario names it, of movements from and to where (`->`); empty for the whole world.",
            ),
        ],
    }
}

/// Writes keys as cells; dates are formatted once.
pub(crate) struct KeyWriter<'a> {
    world: &'a World,
    dates: Vec<String>,
}

impl<'a> KeyWriter<'a> {
    pub(crate) fn new(world: &'a World) -> Self {
        let days = 0..world.calendar.days();
        Self {
            world,
            dates: days
                .map(|day| world.calendar.date(day).to_string())
                .collect(),
        }
    }

    /// Writes the cells of a part.
    pub(crate) fn write(&self, table: &mut Table, part: KeyPart, key: u32) -> Result<(), Error> {
        match part {
            KeyPart::Date => self.date(table, key),
            KeyPart::DateAndDay => {
                self.date(table, key)?;
                table.whole(key as u64)
            }
            KeyPart::Place if key == ON_THE_WAY => table.text(IN_TRANSIT),
            KeyPart::Place | KeyPart::From | KeyPart::To => table.text(self.id(PlaceId(key))),
            KeyPart::FromUnit | KeyPart::ToUnit => self.unit(table, PlaceId(key)),
            KeyPart::PlaceInFull => self.place_in_full(table, PlaceId(key)),
            KeyPart::Origin => self.origin(table, key),
            KeyPart::Group => table.text(Group::ALL[key as usize].word()),
            KeyPart::Shelter => {
                let kind = ShelterKind::ALL.get(key as usize);
                table.text(kind.map_or(UNKNOWN, |kind| kind.word()))
            }
            KeyPart::Observation => self.observation(table, key),
        }
    }

    fn date(&self, table: &mut Table, day: u32) -> Result<(), Error> {
        match self.dates.get(day as usize) {
            Some(date) => table.text(date),
            None => table.text(&self.world.calendar.date(day as Day).to_string()),
        }
    }

    fn place_in_full(&self, table: &mut Table, place: PlaceId) -> Result<(), Error> {
        let place = &self.world.places[place.index()];
        table.text(&place.id)?;
        table.text(place.kind.word())?;
        table.text(place.country.code())?;
        table.text(&place.admin1)
    }

    /// The first-level unit of a place, with its country, as names of units repeat.
    fn unit(&self, table: &mut Table, place: PlaceId) -> Result<(), Error> {
        let place = &self.world.places[place.index()];
        table.text(place.country.code())?;
        table.text(&place.admin1)
    }

    fn origin(&self, table: &mut Table, code: u32) -> Result<(), Error> {
        match Origin::from_code(code, self.world.places.len()) {
            Origin::Home(place) => table.text(self.id(place)),
            Origin::Before(place) => table.text(&format!("before the run: {}", self.id(place))),
        }
    }

    fn observation(&self, table: &mut Table, index: u32) -> Result<(), Error> {
        let observation = &self.world.observed[index as usize];
        self.date(table, observation.day as u32)?;
        table.text(observation.measure.word())?;
        table.text(&observation.place)
    }

    /// Writes the first day of the period that an observation counts; empty where it says none.
    pub(crate) fn since(&self, table: &mut Table, index: u32) -> Result<(), Error> {
        match self.world.observed[index as usize].since {
            Some(day) => self.date(table, day as u32),
            None => table.text(""),
        }
    }

    fn id(&self, place: PlaceId) -> &str {
        &self.world.places[place.index()].id
    }
}
