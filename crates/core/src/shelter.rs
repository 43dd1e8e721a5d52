//! What people sleep under: the kinds of shelter that a place may have room in.

use serde::{Deserialize, Serialize};

/// A kind of shelter, in the order in which people take them: the first that has room is taken.
///
/// The classes are those of the shelter cluster and of HNAP for north-west Syria (February 2020).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ShelterKind {
    /// With a host family.
    HostFamily,
    /// A rented room or house.
    Rented,
    /// A home built for displaced persons, as in a safe area.
    Built,
    /// A school, mosque or other public building.
    PublicBuilding,
    /// An unfinished or damaged building.
    Unfinished,
    /// A tent or makeshift shelter.
    Tent,
    /// No shelter: in the open or under trees.
    Open,
}

impl ShelterKind {
    /// Every kind, in the order in which they are taken.
    pub const ALL: [Self; 7] = [
        Self::HostFamily,
        Self::Rented,
        Self::Built,
        Self::PublicBuilding,
        Self::Unfinished,
        Self::Tent,
        Self::Open,
    ];

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::HostFamily => "host_family",
            Self::Rented => "rented",
            Self::Built => "built",
            Self::PublicBuilding => "public_building",
            Self::Unfinished => "unfinished",
            Self::Tent => "tent",
            Self::Open => "open",
        }
    }
}
