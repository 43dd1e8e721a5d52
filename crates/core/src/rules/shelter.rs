//! Shelter: what the people in a place sleep under.
//!
//! A function of their number and of today's room alone. People share the room under roofs, tents included, in
//! proportion to it, and are in the open only once all of it is taken (our judgement). In the winter of 2019-20
//! shelter of all kinds filled side by side: of those newly displaced by February 2020 48% were in emergency
//! shelter and 30% in adequate housing (HNAP), of all displaced in March 44% were in tents (Shelter Cluster).
//! If the best were taken first, as good as all who came last would have been in tents. The open does come last:
//! 82,000 were there on 12 February and 17,000 of 948,000 on the 23rd, once more tents stood (OCHA).

use crate::conditions::Conditions;
use crate::settings::Movement;
use crate::shelter::{Shelter, ShelterKind};

/// Steps in which the share of people in the open is felt, so that the waits of all who are in a place are not
/// drawn again with every household that comes.
pub const STEPS: u8 = 20;

/// Room in a place today, by kind; `None` where kinds are not told apart.
pub fn room(settings: &Movement, conditions: &Conditions, place: usize) -> Option<Shelter> {
    let scaled = |room: Shelter| (room.total() as f64 * settings.capacity_scaling) as u32;
    conditions.shelter[place].map(|room| room.shared_by(scaled(room)))
}

/// What `present` persons sleep under.
pub fn sleeping(room: Shelter, present: u32) -> Shelter {
    let roofs = room.under_roof();
    let mut under = roofs.shared_by(present.min(roofs.total()));
    under.add(ShelterKind::Open, present - under.total());
    under
}

/// Share of `present` persons who are in the open, in whole [`STEPS`].
pub fn steps_in_the_open(room: Option<Shelter>, present: u32) -> u8 {
    let in_the_open = room.map_or(0, |room| sleeping(room, present).of(ShelterKind::Open));
    (u64::from(in_the_open) * u64::from(STEPS) / u64::from(present.max(1))) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shelter(rooms: &[(ShelterKind, u32)]) -> Shelter {
        let mut all = Shelter::default();
        for &(kind, persons) in rooms {
            all.add(kind, persons);
        }
        all
    }

    #[test]
    fn roofs_fill_side_by_side_and_the_open_last() {
        let of = |family, tent, open| {
            shelter(&[
                (ShelterKind::HostFamily, family),
                (ShelterKind::Tent, tent),
                (ShelterKind::Open, open),
            ])
        };
        let room = of(300, 100, 50);
        assert_eq!(sleeping(room, 200), of(150, 50, 0));
        assert_eq!(sleeping(room, 400), of(300, 100, 0));
        assert_eq!(sleeping(room, 430), of(300, 100, 30));
        assert_eq!(sleeping(room, 500), of(300, 100, 100));
    }

    #[test]
    fn the_share_in_the_open_goes_by_twentieths() {
        let room = Some(shelter(&[(ShelterKind::Tent, 90)]));
        let steps = |present| steps_in_the_open(room, present);
        // 0, 4 of 94 (4.3%), 5 of 95 (5.3%), 10 of 100 and 90 of 180.
        assert_eq!([0, 90, 94, 95, 100, 180].map(steps), [0, 0, 0, 1, 2, 10]);
        assert_eq!(steps_in_the_open(None, 1_000), 0);
    }

    proptest! {
        #[test]
        fn everybody_sleeps_somewhere_and_no_roof_holds_more_than_it_has_room_for(
            rooms in prop::array::uniform7(0_u32..10_000_000),
            present: u32,
        ) {
            let rooms: Vec<_> = ShelterKind::ALL.into_iter().zip(rooms).collect();
            let room = shelter(&rooms);
            let under = sleeping(room, present);
            prop_assert_eq!(under.total(), present);
            for kind in ShelterKind::ALL {
                let holds = kind == ShelterKind::Open || under.of(kind) <= room.of(kind);
                prop_assert!(holds, "{:?} in {:?}", under, room);
            }
        }
    }
}
