//! A row of locations.csv.

use refuge_core::place::{Country, PlaceKind, Traits};
use refuge_core::settings::Movement;

use super::sheet::Sheet;
use crate::problem::{Problem, Problems, nearest, one_of};
use crate::row::{Cell, Row};

/// What Flee makes of a location's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Camp,
    IdpCamp,
    Conflict,
    Hub,
    Marker,
    FloodZone,
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
            () if has("flood_zone") => Some(Self::FloodZone),
            () if has("default") || has("town") => Some(Self::Town),
            () => None,
        }
    }

    /// The kind that a cell gives.
    pub(super) fn read(cell: Cell<'_>) -> Result<Self, Problem> {
        Self::of(cell.text).ok_or_else(|| {
            cell.expected(&one_of(KINDS))
                .suggest(nearest(cell.text, KINDS))
        })
    }

    pub(super) fn is_camp(self) -> bool {
        matches!(self, Self::Camp | Self::IdpCamp)
    }

    /// The kind of place that it is.
    pub(super) fn place(self) -> PlaceKind {
        match self {
            Self::Camp => PlaceKind::Camp,
            Self::IdpCamp => PlaceKind::IdpCamp,
            Self::Conflict | Self::Town => PlaceKind::Town,
            Self::Hub => PlaceKind::Hub,
            Self::Marker => PlaceKind::Marker,
            Self::FloodZone => PlaceKind::FloodZone,
        }
    }
}

const KINDS: [&str; 7] = [
    "town",
    "conflict_zone",
    "camp",
    "idpcamp",
    "forwarding_hub",
    "marker",
    "flood_zone",
];

/// Further columns that mean something.
pub(super) const FURTHER: &[&str] = &[
    "conflict_intensity",
    "initial_idps",
    "capacity_per_day",
    "deactivation_probability",
    "farmer_fraction",
    "trade_volume",
    "hdi",
];

/// Below this chance of leaving it a day, Flee takes a place for a camp.
pub(crate) const STAYS: f64 = 0.005;

/// A row of the file.
#[derive(Debug)]
pub(super) struct Location {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) region: String,
    pub(super) country: String,
    pub(super) code: Country,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) kind: Kind,
    /// The conflict intensity that it starts with, before conflicts.csv is looked at.
    pub(super) conflict: Option<f64>,
    /// The chance of leaving it, where that makes a camp of a place that is none by its type.
    pub(super) leave: Option<f64>,
    /// Residents; for a type of camp its capacity, which is none if 0.
    pub(super) people: u32,
    /// People who are in it before the run besides those of the data.
    pub(super) initial_idps: u32,
    /// Room that is added each day.
    pub(super) capacity_per_day: i64,
    pub(super) settle: Option<f64>,
    pub(super) trade_volume: Option<f64>,
    pub(super) hdi: Option<f64>,
    pub(super) row: usize,
}

impl Location {
    /// Reads a row; its id and country code are still to be found.
    pub(super) fn read(
        sheet: &Sheet,
        row: Row<'_>,
        movement: &Movement,
        problems: &mut Problems,
    ) -> Option<Self> {
        let name = row.at(0, "name");
        if name.is_empty() {
            problems.add(name.expected("the name of the location"));
        }
        let kind = problems.keep(Kind::read(row.at(5, "location_type")));
        let people = problems.keep(people(row.at(7, "population")));
        let conflict = problems.keep(conflict(sheet, row, kind));
        let (latitude, longitude) = position(sheet, row, problems);
        let mut further = Further {
            sheet,
            row,
            problems,
        };
        let initial_idps = further.read("initial_idps", Cell::people);
        let capacity_per_day = further.read("capacity_per_day", |cell| {
            cell.int_within(-i64::from(u32::MAX), u32::MAX.into())
        });
        let settle = further.share("deactivation_probability");
        let trade_volume = further.read("trade_volume", Cell::amount);
        let hdi = further.share("hdi");
        let (kind, conflict) = (kind?, conflict?);
        Some(Self {
            name: name.text.to_owned(),
            id: String::new(),
            region: or_unknown(row.at(1, "region")),
            country: or_unknown(row.at(2, "country")),
            code: Country::NOWHERE,
            latitude,
            longitude,
            kind,
            conflict,
            leave: leave(kind, conflict.is_some(), movement).filter(|chance| *chance < STAYS),
            people: people?,
            initial_idps: initial_idps.unwrap_or(0),
            capacity_per_day: capacity_per_day.unwrap_or(0),
            settle,
            trade_volume,
            hdi,
            row: row.index,
        })
    }

    /// Whether it is a camp when the run begins.
    pub(super) fn is_camp(&self) -> bool {
        self.kind.is_camp() || self.leave.is_some()
    }

    /// The kind of place that it is when the run begins.
    pub(super) fn place_kind(&self) -> PlaceKind {
        match self.leave {
            Some(_) => PlaceKind::Camp,
            None => self.kind.place(),
        }
    }

    /// What only some rules ask for.
    pub(super) fn traits(&self, conflict: f64, has_sinks: bool) -> Traits {
        Traits {
            conflict,
            leave: self.leave,
            settle: self.settle.filter(|_| has_sinks && self.is_camp()),
            trade_volume: self.trade_volume.unwrap_or(0.0),
            hdi: self.hdi.unwrap_or(0.0),
            shelter: None,
        }
    }
}

/// The chance that a type is left with, if it can be so low that it makes a camp.
fn leave(kind: Kind, in_conflict: bool, movement: &Movement) -> Option<f64> {
    match kind {
        Kind::Conflict if in_conflict => Some(movement.conflict_leave),
        Kind::Conflict | Kind::Town => Some(movement.town_leave),
        _ => None,
    }
}

fn or_unknown(cell: Cell<'_>) -> String {
    let text = if cell.is_empty() {
        "unknown"
    } else {
        cell.text
    };
    text.to_owned()
}

fn people(cell: Cell<'_>) -> Result<u32, Problem> {
    if cell.is_empty() {
        return Ok(0);
    }
    cell.people()
}

/// A conflict zone whose date lies ahead is a town until conflicts.csv says otherwise.
fn conflict(sheet: &Sheet, row: Row<'_>, kind: Option<Kind>) -> Result<Option<f64>, Problem> {
    if kind != Some(Kind::Conflict) || row.at(6, "conflict_date").int()? > 0 {
        return Ok(None);
    }
    let intensity = sheet.further(row, "conflict_intensity");
    intensity.map_or(Ok(Some(1.0)), |cell| cell.amount().map(Some))
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

/// The further columns of a row.
struct Further<'s, 'p> {
    sheet: &'s Sheet,
    row: Row<'s>,
    problems: &'p mut Problems,
}

impl<'s> Further<'s, '_> {
    fn read<T>(
        &mut self,
        field: &'static str,
        read: impl Fn(&Cell<'s>) -> Result<T, Problem>,
    ) -> Option<T> {
        let cell = self.sheet.further(self.row, field)?;
        self.problems.keep(read(&cell))
    }

    fn share(&mut self, field: &'static str) -> Option<f64> {
        self.read(field, |cell| cell.within(1.0))
    }
}
