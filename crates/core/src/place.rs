//! Places and the countries and sides they belong to.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::shelter::Shelter;

/// Index of a place in [`World::places`](crate::World::places).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlaceId(pub u32);

impl PlaceId {
    /// The index as `usize`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Index of a side of the conflict in [`World::sides`](crate::World::sides).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side(pub u16);

/// A country by its ISO 3166-1 alpha-3 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country([u8; 3]);

impl Country {
    /// A code that ISO leaves to users, for places that are made up.
    pub const NOWHERE: Self = Self(*b"XXX");

    /// The country of a code of three capital letters; `None` for any other text.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(bytes))
    }

    /// The code of three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What a place is to people who are displaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A settlement that people may flee from and shelter in.
    Town,
    /// A settlement where the ground floods, with an attraction of its own at each flood level (DFlee).
    FloodZone,
    /// A refugee camp.
    Camp,
    /// A camp of internally displaced persons.
    IdpCamp,
    /// A host community: a city or province where people live among residents.
    Host,
    /// A border crossing: passed through, never a destination.
    Crossing,
    /// A forwarding hub, where people are sent on.
    Hub,
    /// A point of the road network without meaning of its own: passed through.
    Marker,
}

impl PlaceKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Town,
        Self::FloodZone,
        Self::Camp,
        Self::IdpCamp,
        Self::Host,
        Self::Crossing,
        Self::Hub,
        Self::Marker,
    ];

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Town => "town",
            Self::FloodZone => "flood_zone",
            Self::Camp => "camp",
            Self::IdpCamp => "idp_camp",
            Self::Host => "host",
            Self::Crossing => "crossing",
            Self::Hub => "hub",
            Self::Marker => "marker",
        }
    }

    /// Whether it is a camp of either kind.
    pub fn is_camp(self) -> bool {
        matches!(self, Self::Camp | Self::IdpCamp)
    }

    /// Whether people choose it as the end of a journey.
    pub fn is_destination(self) -> bool {
        !matches!(self, Self::Crossing | Self::Marker)
    }
}

/// A place on the map.
#[derive(Clone, Debug)]
pub struct Place {
    /// The name used in every file: ASCII, starting with a letter, without a space.
    pub id: String,
    /// The name people read, in any script.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// The country it lies in.
    pub country: Country,
    /// The first-level administrative unit, such as a governorate or province.
    pub admin1: String,
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
    /// Residents on the first day, in persons; those of the home country can be displaced.
    pub population: u32,
    /// Displaced persons it can shelter; `None` means no limit.
    pub capacity: Option<u32>,
    /// The side that holds it on the first day, where that matters.
    pub control: Option<Side>,
    /// What only some rules ask for.
    pub traits: Traits,
}

/// What only some rules ask of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Traits {
    /// Intensity, 0 to 1, of a conflict that goes on since the day before the run; 0 where there is none.
    pub conflict: f64,
    /// Chance a day that a displaced household leaves, in place of that of the kind.
    pub leave: Option<f64>,
    /// Chance a day that a household settles here for good, in place of that of the kind.
    pub settle: Option<f64>,
    /// Trade volume, for `movement.economic_pull`.
    pub trade_volume: f64,
    /// Human development index, for `movement.economic_pull`.
    pub hdi: f64,
    /// Room by kind of shelter, which adds up to the capacity; `None` where kinds are not told apart.
    pub shelter: Option<Shelter>,
}

impl Place {
    /// Kilometres to another place as the crow flies.
    pub fn km_to(&self, other: &Self) -> f64 {
        let at = |place: &Self| (place.latitude, place.longitude);
        great_circle_km(at(self), at(other))
    }
}

/// Mean radius of the Earth in km.
pub(crate) const EARTH_KM: f64 = 6371.0;

/// Kilometres between two points on the Earth's surface by the haversine formula.
pub fn great_circle_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat1, lon1) = (from.0.to_radians(), from.1.to_radians());
    let (lat2, lon2) = (to.0.to_radians(), to.1.to_radians());
    let half = |angle: f64| {
        let s = libm::sin(angle / 2.0);
        s * s
    };
    let h = half(lat2 - lat1) + libm::cos(lat1) * libm::cos(lat2) * half(lon2 - lon1);
    2.0 * EARTH_KM * libm::asin(h.sqrt().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_three_capitals() {
        assert_eq!(Country::new("SYR").unwrap().code(), "SYR");
        assert_eq!(Country::new("Syria"), None);
        assert_eq!(Country::new("syr"), None);
    }

    #[test]
    fn distance_from_idlib_to_aleppo() {
        let km = great_circle_km((35.93062, 36.63393), (36.20124, 37.16117));
        assert!((km - 56.1).abs() < 0.1, "{km}");
    }
}
