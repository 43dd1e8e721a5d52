//! places.csv.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use refuge_core::place::{Country, Place, PlaceId, PlaceKind, Traits};
use refuge_core::shelter::Shelter;

use super::sides::Sides;
use crate::countries::{country, nearest_code};
use crate::problem::{Mark, Problem, Problems, nearest};
use crate::row::{Cell, Row};
use crate::source::Source;
use crate::spreadsheet::taken_for;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "places.csv";

const COLUMNS: Columns = Columns {
    required: &[
        "id",
        "name",
        "kind",
        "country",
        "admin1",
        "latitude",
        "longitude",
        "population",
        "capacity",
    ],
    optional: &[
        "control",
        "conflict",
        "leave",
        "settle",
        "trade_volume",
        "hdi",
    ],
    unread: is_remark,
};

/// Whether a column is for readers of the file alone.
pub(super) fn is_remark(column: &str) -> bool {
    column.ends_with("_code")
        || column.ends_with("_source")
        || ["source", "note", "verified"].contains(&column)
}

/// The places and the rows they were written in.
#[derive(Debug, Default)]
pub(super) struct Atlas {
    /// Those that were understood, in the order of the file.
    pub(super) places: Vec<Place>,
    rows: Vec<usize>,
    by_id: BTreeMap<String, Named>,
    table: Option<Table>,
}

/// What an id stands for; no place if its row was not understood, which is told there.
#[derive(Clone, Copy, Debug)]
struct Named {
    row: usize,
    place: Option<PlaceId>,
}

impl Atlas {
    pub(super) fn read(
        source: Arc<Source>,
        sides: &mut Sides,
        highest_intensity: f64,
        problems: &mut Problems,
    ) -> Self {
        let mut atlas = Self::default();
        let Some(table) = Table::parse(source, &COLUMNS, problems) else {
            return atlas;
        };
        let countries = countries(&table);
        for row in table.rows() {
            let place = row
                .is_whole()
                .then(|| place(row, &countries, sides, highest_intensity, problems));
            atlas.add(place.flatten(), row, &table, problems);
        }
        if atlas.by_id.is_empty() {
            problems.add(Problem::error("The file has no places.").in_file(table.path()));
        }
        atlas.table = Some(table);
        atlas
    }

    fn add(&mut self, place: Option<Place>, row: Row<'_>, table: &Table, problems: &mut Problems) {
        let id = row.cell("id");
        match self.by_id.entry(id.text.to_owned()) {
            Entry::Occupied(earlier) => {
                let first = table.row(earlier.get().row).cell("id");
                problems.add(
                    id.error(format!("The id `{}` is given to two places.", id.text))
                        .at(labelled(first.mark(), "first given here")),
                );
            }
            Entry::Vacant(free) => {
                let index = PlaceId(self.places.len() as u32);
                free.insert(Named {
                    row: row.index,
                    place: place.is_some().then_some(index),
                });
                if let Some(place) = place {
                    self.places.push(place);
                    self.rows.push(row.index);
                }
            }
        }
    }

    /// Whether places.csv names any place; if not, that is told once, and no name can be checked.
    pub(super) fn is_read(&self) -> bool {
        !self.by_id.is_empty()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = PlaceId> + use<> {
        (0..self.places.len() as u32).map(PlaceId)
    }

    /// The codes of the countries that places lie in, in alphabetical order.
    pub(super) fn countries(&self) -> BTreeSet<&str> {
        self.places
            .iter()
            .map(|place| place.country.code())
            .collect()
    }

    /// Gives a place room by kind of shelter, and with it its capacity.
    pub(super) fn shelter(&mut self, place: PlaceId, room: Shelter) {
        let place = &mut self.places[place.index()];
        place.capacity = Some(room.total());
        place.traits.shelter = Some(room);
    }

    pub(super) fn place(&self, place: PlaceId) -> &Place {
        &self.places[place.index()]
    }

    /// Its latitude and longitude.
    pub(super) fn point(&self, place: PlaceId) -> (f64, f64) {
        let place = self.place(place);
        (place.latitude, place.longitude)
    }

    /// Whether a row has this id, understood or not.
    pub(super) fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// The place of an id that a cell names; told if there is none.
    pub(super) fn find(
        &self,
        id: &str,
        cell: Cell<'_>,
        problems: &mut Problems,
    ) -> Option<PlaceId> {
        if id.is_empty() && self.is_read() {
            problems.add(cell.expected("the id of a place"));
            return None;
        }
        self.find_at(id, || cell.mark(), problems)
    }

    /// The place of an id that stands somewhere; told if there is none.
    pub(super) fn find_at(
        &self,
        id: &str,
        mark: impl FnOnce() -> Mark,
        problems: &mut Problems,
    ) -> Option<PlaceId> {
        let named = self.by_id.get(id);
        if named.is_none() && self.is_read() {
            let known = self.by_id.keys().map(String::as_str);
            let near = |known| nearest(id, known).or_else(|| only_longer(id, self.by_id.keys()));
            let near = (!problems.are_many()).then(|| near(known)).flatten();
            problems.add(
                Problem::error(format!("There is no place `{id}` in {FILE}."))
                    .at(mark())
                    .suggest(near),
            );
        }
        named?.place
    }

    /// A cell of a place's row.
    pub(super) fn cell(&self, place: PlaceId, field: &'static str) -> Option<Cell<'_>> {
        let row = self.table.as_ref()?.row(self.rows[place.index()]);
        Some(row.cell(field))
    }
}

/// The only id that begins as a text does, as `Atme_camps` with `Atme`.
fn only_longer<'i>(text: &str, ids: impl Iterator<Item = &'i String>) -> Option<&'i str> {
    let text = text.to_lowercase();
    let mut longer = ids.filter(|id| id.to_lowercase().starts_with(&text));
    let found = longer.next().filter(|_| text.len() >= 3)?;
    longer.next().is_none().then_some(found.as_str())
}

pub(super) fn labelled(mark: Mark, label: &str) -> Mark {
    Mark {
        label: Some(label.to_owned()),
        ..mark
    }
}

/// The codes of countries in a file, without those that are none.
fn countries(table: &Table) -> Vec<&str> {
    let codes = table.rows().map(|row| row.cell("country").text);
    let known: BTreeSet<&str> = codes.filter(|code| country(code).is_some()).collect();
    known.into_iter().collect()
}

fn place(
    row: Row<'_>,
    countries: &[&str],
    sides: &mut Sides,
    highest_intensity: f64,
    problems: &mut Problems,
) -> Option<Place> {
    let id = problems.keep(id(row.cell("id")));
    let kind = problems.keep(row.cell("kind").word(&PlaceKind::ALL, |kind| kind.word()));
    let country = problems.keep(place_country(row.cell("country"), countries));
    let latitude = problems.keep(degrees(row, "latitude", 90.0));
    let longitude = problems.keep(degrees(row, "longitude", 180.0));
    let population = problems.keep(row.cell("population").optional(Cell::persons));
    let capacity = problems.keep(row.cell("capacity").optional(Cell::persons));
    let traits = traits(row, highest_intensity, problems);
    let control = row.cell("control");
    let control = (!control.is_empty()).then(|| sides.holder(control.text, control.mark()));
    let name = match row.cell("name").text {
        "" => row.cell("id").text,
        name => name,
    };
    Some(Place {
        id: id?,
        name: name.to_owned(),
        kind: *kind?,
        country: country?,
        admin1: row.cell("admin1").text.to_owned(),
        latitude: latitude?,
        longitude: longitude?,
        population: population?.unwrap_or(0),
        capacity: capacity?,
        control,
        traits: traits?,
    })
}

/// What only some rules ask for; an empty cell is 0 or, for a chance, that of the kind.
fn traits(row: Row<'_>, highest_intensity: f64, problems: &mut Problems) -> Option<Traits> {
    let mut up_to = |highest, field| {
        let number = row.cell(field).optional(|cell| cell.number(0.0, highest));
        problems.keep(number)
    };
    let conflict = up_to(highest_intensity, "conflict");
    let (leave, settle, hdi) = (up_to(1.0, "leave"), up_to(1.0, "settle"), up_to(1.0, "hdi"));
    let trade_volume = problems.keep(row.cell("trade_volume").optional(Cell::not_negative));
    Some(Traits {
        conflict: conflict?.unwrap_or(0.0),
        leave: leave?,
        settle: settle?,
        trade_volume: trade_volume?.unwrap_or(0.0),
        hdi: hdi?.unwrap_or(0.0),
        shelter: None,
    })
}

fn id(id: Cell<'_>) -> Result<String, Problem> {
    let wrong = |why: String| {
        Err(id
            .error(format!("The id `{}` {why}.", id.text))
            .help("An id is ASCII and begins with a letter, such as `darkush_camps`; the `name` may be in any script."))
    };
    let forbidden = |c: char| !c.is_ascii_graphic() || ";><,\"".contains(c);
    if id.is_empty() {
        Err(id.error("The place has no id."))
    } else if let Some(c) = id.text.chars().find(|&c| forbidden(c)) {
        wrong(match c {
            ' ' => "has a space".to_owned(),
            _ => format!("has the character `{c}`"),
        })
    } else if !id.text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        wrong("does not begin with a letter".to_owned())
    } else if let Some(other) = taken_for(id.text) {
        Err(id
            .error(format!(
                "The id `{}` is {other} to a spreadsheet or a statistics program.",
                id.text
            ))
            .help(format!(
                "Write it so that every table keeps it, such as `place_{}`; the `name` may be anything.",
                id.text
            )))
    } else {
        Ok(id.text.to_owned())
    }
}

fn place_country(cell: Cell<'_>, countries: &[&str]) -> Result<Country, Problem> {
    country(cell.text).ok_or_else(|| {
        cell.expected("a country's code of three letters by ISO 3166-1")
            .suggest(nearest_code(cell.text, countries))
    })
}

fn degrees(row: Row<'_>, field: &'static str, limit: f64) -> Result<f64, Problem> {
    let cell = row.cell(field);
    cell.number(-limit, limit).map_err(|problem| {
        let beyond = cell.text.parse::<f64>().is_ok_and(|x| x.abs() <= 180.0);
        if beyond {
            problem.help("Are latitude and longitude swapped?")
        } else {
            problem
        }
    })
}
