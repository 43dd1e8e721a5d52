//! Households and the persons in them.

mod aspect;
mod chunk;
mod composition;
mod crowd;
mod lanes;
mod profile;

pub(crate) use chunk::{Bounds, Kept};
pub use chunk::{CHUNK, Chunk, NEVER, Newcomer};
pub use composition::Composition;
pub use crowd::{Arrivals, Crowd, Section};
pub(crate) use lanes::Lanes;
pub use profile::{Looks, Profile, Profiles};

use crate::network::LinkId;
use crate::place::PlaceId;

/// Sex and age band of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Female, under 18.
    Girls,
    /// Male, under 18.
    Boys,
    /// Female, 18 and over.
    Women,
    /// Male, 18 and over.
    Men,
}

impl Group {
    /// The groups, in the order in which compositions and sheets hold them.
    pub const ALL: [Self; 4] = [Self::Girls, Self::Boys, Self::Women, Self::Men];

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Girls => "girls",
            Self::Boys => "boys",
            Self::Women => "women",
            Self::Men => "men",
        }
    }
}

/// What a household is to the model; each has its own leaving chances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// Displaced and not settled.
    Displaced,
    /// Hosted since before the first day.
    Hosted,
    /// Back home.
    Returned,
    /// Settled where it is for good.
    Settled,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Displaced, Self::Hosted, Self::Returned, Self::Settled];

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Displaced => "displaced",
            Self::Hosted => "hosted",
            Self::Returned => "returned",
            Self::Settled => "settled",
        }
    }
}

/// Where a household comes from: the place it was displaced from, or where it was found on the first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Displaced from this place during the run.
    Home(PlaceId),
    /// In this place as displaced or hosted before the first day.
    Before(PlaceId),
}

impl Origin {
    /// The code of it in a world of `places` places, as sheets key it.
    pub fn code(self, places: usize) -> u32 {
        match self {
            Self::Home(place) => place.0,
            Self::Before(place) => places as u32 + place.0,
        }
    }

    /// The place.
    pub fn place(self) -> PlaceId {
        let (Self::Home(place) | Self::Before(place)) = self;
        place
    }

    /// The origin of a code.
    pub fn from_code(code: u32, places: usize) -> Self {
        match code.checked_sub(places as u32) {
            None => Self::Home(PlaceId(code)),
            Some(place) => Self::Before(PlaceId(place)),
        }
    }
}

/// Where a household is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In a place.
    Place(PlaceId),
    /// On the way along a link.
    Link(LinkId),
}
