//! What people sleep under: the kinds of shelter that a place may have room in.

use serde::{Deserialize, Serialize};

/// A kind of shelter, from the best to none.
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
    /// Every kind, from the best to none.
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

/// Persons by kind of shelter: those whom a place has room for, or those who sleep there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shelter([u32; ShelterKind::ALL.len()]);

impl Shelter {
    /// Adds persons of a kind, as far as all kinds together stay a number of 32 bits.
    pub fn add(&mut self, kind: ShelterKind, persons: u32) {
        self.0[kind as usize] += persons.min(u32::MAX - self.total());
    }

    /// The persons of a kind.
    pub fn of(&self, kind: ShelterKind) -> u32 {
        self.0[kind as usize]
    }

    /// The persons of all kinds.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Without what is in the open.
    #[must_use]
    pub fn under_roof(mut self) -> Self {
        self.0[ShelterKind::Open as usize] = 0;
        self
    }

    /// Other persons in the same shares: whole persons by the sums up to each kind, rounded down, so that
    /// none is lost. Nobody where there are no shares.
    #[must_use]
    pub fn shared_by(&self, persons: u32) -> Self {
        let all = u64::from(self.total().max(1));
        let (mut sum, mut given) = (0, 0);
        Self(self.0.map(|share| {
            sum += u64::from(share);
            let up_to_here = (u64::from(persons) * sum / all) as u32;
            let here = up_to_here - given;
            given = up_to_here;
            here
        }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shares_are_kept_and_nobody_is_lost() {
        let room = Shelter([30, 0, 0, 0, 50, 20, 0]);
        assert_eq!(room.shared_by(10), Shelter([3, 0, 0, 0, 5, 2, 0]));
        // 0.3, 0.8 and 1 of a person: it is counted where the sum reaches 1.
        assert_eq!(room.shared_by(1), Shelter([0, 0, 0, 0, 0, 1, 0]));
        assert_eq!(room.shared_by(100), room);
        assert_eq!(Shelter::default().shared_by(7), Shelter::default());
    }

    #[test]
    fn room_never_overflows() {
        let mut room = Shelter::default();
        room.add(ShelterKind::Tent, u32::MAX - 1);
        room.add(ShelterKind::Open, 5);
        assert_eq!((room.total(), room.of(ShelterKind::Open)), (u32::MAX, 1));
    }

    proptest! {
        #[test]
        fn shares_add_up_and_no_kind_has_more_than_its_share_rounded_up(
            room in prop::array::uniform7(0_u32..500_000_000),
            persons: u32,
        ) {
            let (room, all) = (Shelter(room), room.iter().map(|&n| u64::from(n)).sum::<u64>());
            prop_assume!(all > 0);
            let shared = room.shared_by(persons);
            prop_assert_eq!(shared.total(), persons);
            for kind in ShelterKind::ALL {
                let exact = u64::from(persons) * u64::from(room.of(kind));
                prop_assert!(u64::from(shared.of(kind)) <= exact.div_ceil(all));
            }
        }
    }
}
