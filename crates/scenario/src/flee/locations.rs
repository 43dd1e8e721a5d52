//! locations.csv: the places, and what their names stand for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use refuge_core::place::{Country, PlaceId};
use refuge_core::settings::Movement;

use super::conflicts::Conflicts;
use super::countries::{Countries, iso};
use super::location::{FURTHER, Kind, Location};
use super::sheet::{Form, Sheet};
use crate::problem::{Problem, Problems, nearest};
use crate::row::Cell;
use crate::source::Source;
use crate::spreadsheet::taken_for;

pub(super) const FILE: &str = "input_csv/locations.csv";

const FORM: Form = Form {
    first: "name",
    known: 8,
    further: FURTHER,
};

/// The rows of the file, and the places that their names stand for.
#[derive(Debug)]
pub(super) struct Locations {
    pub(super) list: Vec<Location>,
    /// Every name, also of rows that were not understood, with the rows and places it has.
    names: BTreeMap<String, Vec<(usize, Option<usize>)>>,
    sheet: Sheet,
}

impl Locations {
    pub(super) fn read(
        source: Arc<Source>,
        movement: &Movement,
        problems: &mut Problems,
    ) -> Option<Self> {
        let sheet = Sheet::read(source, FORM, problems)?;
        let mut countries = Countries::default();
        let mut ids = BTreeSet::new();
        let mut list: Vec<Location> = Vec::new();
        let mut names: BTreeMap<String, Vec<(usize, Option<usize>)>> = BTreeMap::new();
        for row in sheet.rows() {
            let name = row.at(0, "name");
            let rows = names.entry(name.text.to_owned()).or_default();
            if let Some(&(first, _)) = rows.first() {
                problems.add(shared(name, sheet.row(first).at(0, "name")));
            }
            let location = Location::read(&sheet, row, movement, problems);
            rows.push((row.index, location.is_some().then_some(list.len())));
            list.extend(location.map(|location| Location {
                id: free_id(&location.name, &mut ids),
                code: countries.code(&location.country),
                ..location
            }));
        }
        if names.is_empty() {
            problems.add(Problem::error("The file has no locations.").in_file(sheet.path()));
            return None;
        }
        let locations = Self { list, names, sheet };
        locations.tell_camps(problems);
        locations.tell_countries(problems);
        Some(locations)
    }

    /// Says which places Flee turns into camps because hardly anybody leaves them.
    fn tell_camps(&self, problems: &mut Problems) {
        let turned = self.list.iter().filter(|place| place.leave.is_some());
        let names: Vec<&str> = turned.map(|place| place.name.as_str()).collect();
        let title = match names.as_slice() {
            [] => return,
            [name] => format!("`{name}` becomes a camp, as in Flee"),
            [first, others @ ..] => format!(
                "`{first}` and {} other places become camps, as in Flee",
                others.len()
            ),
        };
        problems.add(
            Problem::warning(format!(
                "{title}, because of a chance below 0.005 a day to leave."
            ))
            .in_file(self.sheet.path())
            .help("Raise `default_movechance` or `conflict_movechance` if that is not meant."),
        );
    }

    /// Tells of countries that are probably others misspelt.
    fn tell_countries(&self, problems: &mut Problems) {
        let mut countries: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (location, index) in self.list.iter().zip(0..) {
            let places = countries.entry(&location.country).or_default();
            places.push(index);
        }
        for (country, places) in &countries {
            let &[place] = places.as_slice() else {
                continue;
            };
            let others = countries.keys().filter(|other| *other != country);
            let meant = nearest(country, others.copied());
            if meant.is_some() && iso(country).is_none() {
                problems.add(
                    self.cell(place, 2, "country")
                        .warning(format!(
                            "Only this location lies in the country `{country}`."
                        ))
                        .suggest(meant),
                );
            }
        }
    }

    /// Tells of a home country without conflict, where another one has some.
    pub(super) fn tell_home(&self, conflicts: &Conflicts, problems: &mut Problems) {
        let Some(first) = self.list.first() else {
            return;
        };
        let indices = self.list.iter().enumerate();
        let mut fought = indices.filter(|(index, _)| conflicts.reach(*index));
        let Some((_, other)) = fought.next() else {
            return;
        };
        let at_home = |location: &Location| location.country == first.country;
        if !at_home(other) && !fought.any(|(_, location)| at_home(location)) {
            problems.add(
                self.cell(0, 2, "country")
                    .warning(format!(
                        "`{}` is taken for the home country, because it is that of the first location, but it has no conflict, while `{}` has.",
                        first.country, other.country
                    ))
                    .help("Let a location of the country that people flee from come first."),
            );
        }
    }

    /// The home country: to Flee, that of the first row.
    pub(super) fn home(&self) -> Country {
        self.list
            .first()
            .map_or(Country::NOWHERE, |first| first.code)
    }

    /// The location that a cell names, the last one of its name; told if there is none.
    pub(super) fn find(&self, cell: Cell<'_>, problems: &mut Problems) -> Option<usize> {
        let named = self.names.get(cell.text);
        if named.is_none() {
            problems.add(self.unknown(cell));
        }
        named?.iter().rev().find_map(|(_, location)| *location)
    }

    /// Every location of a name that was understood, in their order.
    pub(super) fn named(&self, name: &str) -> Vec<PlaceId> {
        let rows = self.names.get(name).into_iter().flatten();
        let places = rows.filter_map(|(_, location)| *location);
        places.map(|location| PlaceId(location as u32)).collect()
    }

    /// Whether a row has this name, understood or not.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// An error that says that a cell names no location.
    pub(super) fn unknown(&self, cell: Cell<'_>) -> Problem {
        if cell.is_empty() {
            return cell.expected("the name of a location");
        }
        cell.error(format!(
            "There is no location `{}` in locations.csv.",
            cell.text
        ))
        .suggest(self.nearest(cell.text))
    }

    /// A warning that a column or row is of no location.
    pub(super) fn unread(&self, cell: Cell<'_>, what: &str) -> Problem {
        cell.warning(format!(
            "The {what} `{}` is not read, because no location has this name.",
            cell.text
        ))
        .suggest(self.nearest(cell.text))
    }

    fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.names.keys().map(String::as_str))
    }

    /// A cell of a location's row.
    pub(super) fn cell(&self, location: usize, column: usize, field: &'static str) -> Cell<'_> {
        let row = self.sheet.row(self.list[location].row);
        row.at(column, field)
    }

    /// A cell of a further column of a location's row, unless it is empty.
    pub(super) fn further(&self, location: usize, field: &'static str) -> Option<Cell<'_>> {
        let row = self.sheet.row(self.list[location].row);
        self.sheet.further(row, field)
    }

    /// Whether markers are among them.
    pub(super) fn have_markers(&self) -> bool {
        self.list
            .iter()
            .any(|location| location.kind == Kind::Marker)
    }

    /// The path of the file as the user would type it.
    pub(super) fn path(&self) -> &str {
        self.sheet.path()
    }
}

fn shared(name: Cell<'_>, first: Cell<'_>) -> Problem {
    name.warning(format!(
        "The name `{}` is given to two locations, as Flee allows.",
        name.text
    ))
    .at(first.mark())
    .help("Roads and closures go by the last of them, conflict breaks out in the first and ends in all: give each a name of its own.")
}

/// A name as an id, other than those taken.
fn free_id(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |c: char| c.is_ascii_graphic() && !";><,\"".contains(c);
    let mut id: String = name
        .chars()
        .map(|c| if plain(c) { c } else { '_' })
        .collect();
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) || taken_for(&id).is_some() {
        id.insert_str(0, "place_");
    }
    let numbered = (2..).map(|number| format!("{id}_{number}"));
    let mut candidates = std::iter::once(id.clone()).chain(numbered);
    let free = candidates.find(|candidate| !taken.contains(candidate));
    let free = free.unwrap_or(id);
    taken.insert(free.clone());
    free
}
