//! locations.csv.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::problem::{Problem, Problems, nearest, one_of};
use crate::row::{Cell, Row};
use crate::source::Source;

use super::sheet::Sheet;

pub(super) const FILE: &str = "input_csv/locations.csv";

/// What Flee makes of a location's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Camp,
    IdpCamp,
    Conflict,
    Hub,
    Marker,
    Town,
}

impl Kind {
    /// The kind of a type, which may hold more than its word, such as `conflict_zone`.
    fn of(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let has = |word| text.contains(word);
        match () {
            () if has("camp") && has("idp") => Some(Self::IdpCamp),
            () if has("camp") => Some(Self::Camp),
            () if has("conflict") => Some(Self::Conflict),
            () if has("forward") => Some(Self::Hub),
            () if has("marker") => Some(Self::Marker),
            () if has("default") || has("town") => Some(Self::Town),
            () => None,
        }
    }

    pub(super) fn is_camp(self) -> bool {
        matches!(self, Self::Camp | Self::IdpCamp)
    }
}

const KINDS: [&str; 6] = [
    "town",
    "conflict_zone",
    "camp",
    "idpcamp",
    "forwarding_hub",
    "marker",
];

/// A row of the file.
#[derive(Debug)]
pub(super) struct Location {
    pub(super) name: String,
    pub(super) region: String,
    pub(super) country: String,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) kind: Kind,
    /// The conflict intensity that it starts with, before conflicts.csv is looked at.
    pub(super) conflict: Option<f64>,
    /// Residents; for a camp its capacity, which is none if 0.
    pub(super) people: u32,
    /// People who are in it before the run besides those of the data.
    pub(super) initial_idps: u32,
    row: usize,
}

/// The rows of the file, and the places that their names stand for.
#[derive(Debug)]
pub(super) struct Locations {
    pub(super) list: Vec<Location>,
    /// Every name, also of rows that were not understood, with the row.
    names: BTreeMap<String, (usize, Option<usize>)>,
    sheet: Sheet,
}

impl Locations {
    pub(super) fn read(source: Arc<Source>, problems: &mut Problems) -> Self {
        let sheet = Sheet::read(source, 8, problems);
        let mut list = Vec::new();
        let mut names: BTreeMap<String, (usize, Option<usize>)> = BTreeMap::new();
        for row in sheet.rows() {
            let name = row.at(0, "name");
            if let Some((first, _)) = names.get(name.text) {
                let first = sheet.row(*first).at(0, "name");
                problems.add(
                    name.error(format!(
                        "The name `{}` is given to two locations.",
                        name.text
                    ))
                    .at(first.mark())
                    .help("Give each a name of its own: Flee mixes them up."),
                );
                continue;
            }
            let location = location(&sheet, row, problems);
            let index = location.is_some().then_some(list.len());
            names.insert(name.text.to_owned(), (row.index, index));
            list.extend(location);
        }
        if names.is_empty() {
            problems.add(Problem::error("The file has no locations.").in_file(sheet.path()));
        }
        Self { list, names, sheet }
    }

    /// The location that a cell names; told if there is none.
    pub(super) fn find(&self, cell: Cell<'_>, problems: &mut Problems) -> Option<usize> {
        let named = self.names.get(cell.text);
        if named.is_none() {
            problems.add(self.unknown(cell));
        }
        named?.1
    }

    /// The location of a name, if it has one that was understood.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.names.get(name)?.1
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

    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.names.keys().map(String::as_str))
    }

    /// A cell of a location's row.
    pub(super) fn cell(&self, location: usize, column: usize, field: &'static str) -> Cell<'_> {
        self.sheet.row(self.list[location].row).at(column, field)
    }
}

fn location(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) -> Option<Location> {
    let name = row.at(0, "name");
    if name.is_empty() {
        problems.add(name.expected("the name of the location"));
    }
    let kind = problems.keep(kind(row.at(5, "location_type")));
    let people = problems.keep(people(row.at(7, "population"), kind));
    let conflict = problems.keep(conflict(sheet, row, kind));
    let (latitude, longitude) = position(sheet, row, problems);
    let initial_idps = further_people(sheet, row, problems);
    refuse_further(sheet, row, problems);
    Some(Location {
        name: name.text.to_owned(),
        region: or_unknown(row.at(1, "region")),
        country: or_unknown(row.at(2, "country")),
        latitude,
        longitude,
        kind: kind?,
        conflict: conflict?,
        people: people?,
        initial_idps,
        row: row.index,
    })
}

fn or_unknown(cell: Cell<'_>) -> String {
    let text = if cell.is_empty() {
        "unknown"
    } else {
        cell.text
    };
    text.to_owned()
}

fn kind(cell: Cell<'_>) -> Result<Kind, Problem> {
    if cell.text.to_lowercase().contains("flood_zone") {
        return Err(cell.error("A location of type `flood_zone` is not run by refuge yet."));
    }
    Kind::of(cell.text).ok_or_else(|| {
        cell.expected(&one_of(KINDS))
            .suggest(nearest(cell.text, KINDS))
    })
}

fn people(cell: Cell<'_>, kind: Option<Kind>) -> Result<u32, Problem> {
    if cell.is_empty() {
        return Ok(0);
    }
    cell.people().map_err(|problem| {
        if kind.is_none() && cell.text.starts_with("pop") {
            problem.help("Begin the header with `#`, so that it is not read as a location.")
        } else {
            problem
        }
    })
}

/// A conflict zone whose date lies ahead is a town until conflicts.csv says otherwise.
fn conflict(sheet: &Sheet, row: Row<'_>, kind: Option<Kind>) -> Result<Option<f64>, Problem> {
    if kind != Some(Kind::Conflict) || row.at(6, "conflict_date").int()? > 0 {
        return Ok(None);
    }
    let intensity = sheet.further(row, "conflict_intensity");
    intensity.map_or(Ok(Some(1.0)), |cell| cell.float().map(Some))
}

/// Latitude and longitude: in this order, unless the header says otherwise.
fn position(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) -> (f64, f64) {
    let swapped = sheet.heading(3).to_lowercase().starts_with("lon")
        || sheet.heading(4).to_lowercase().starts_with("lat");
    let (latitude, longitude) = if swapped { (4, 3) } else { (3, 4) };
    let mut degrees = |column, field, limit: f64| {
        let cell = row.at(column, field);
        if cell.is_empty() {
            return 0.0;
        }
        let Some(degrees) = problems.keep(cell.float()) else {
            return 0.0;
        };
        if degrees.abs() > limit {
            let text = format!("`{field}` must be from -{limit} to {limit}; it is taken as 0.");
            problems.add(cell.warning(text));
            return 0.0;
        }
        degrees
    };
    (
        degrees(latitude, "latitude", 90.0),
        degrees(longitude, "longitude", 180.0),
    )
}

fn further_people(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) -> u32 {
    sheet
        .further(row, "initial_idps")
        .and_then(|cell| problems.keep(cell.people()))
        .unwrap_or(0)
}

/// Columns that would change the run, if it heeded them.
fn refuse_further(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) {
    for field in ["capacity_per_day", "deactivation_probability"] {
        if let Some(cell) = sheet.further(row, field)
            && cell.float().ok() != Some(0.0)
        {
            problems.add(cell.error(format!("The column `{field}` is not run by refuge yet.")));
        }
    }
}
