//! Room in places: what events make of it.

use super::Conditions;
use crate::calendar::Day;
use crate::event::{Change, Event, Targets};
use crate::shelter::{Shelter, ShelterKind};
use crate::timeline::Spell;

impl Conditions {
    /// A place has room for so many persons, by kind in the shares that it had; in tents where it had none.
    pub(super) fn set_capacity(&mut self, place: usize, persons: u32) {
        self.capacity[place] = Some(persons);
        if let Some(room) = &mut self.shelter[place] {
            let mut scaled = room.shared_by(persons);
            scaled.add(ShelterKind::Tent, persons - scaled.total());
            *room = scaled;
        }
    }

    /// Shelter that is set up stays while its event is in force; in a safe area it grows day by day, and stays.
    pub(super) fn build_shelter(&mut self, event: &Event, spell: &Spell, day: Day) {
        let Targets::Places(places) = &event.targets else {
            return;
        };
        match event.change {
            Change::SafeArea(per_day) => {
                let days = spell.until.map_or(day, |until| until.min(day)) - spell.from + 1;
                let each = (per_day * days as f64 / places.len() as f64) as u32;
                for place in places {
                    self.add_room(place.index(), ShelterKind::Built, each);
                }
            }
            Change::Shelter(kind, persons) if spell.covers(day) => {
                let (persons, many) = (u64::from(persons), places.len() as u64);
                for (place, nth) in places.iter().zip(1..) {
                    let here = persons * nth / many - persons * (nth - 1) / many;
                    self.add_room(place.index(), kind, here as u32);
                }
            }
            _ => {}
        }
    }

    fn add_room(&mut self, place: usize, kind: ShelterKind, persons: u32) {
        if let Some(room) = &mut self.shelter[place] {
            room.add(kind, persons);
        }
        let of_kinds = self.shelter[place].as_ref().map(Shelter::total);
        let whole = self.capacity[place].map(|room| room.saturating_add(persons));
        self.capacity[place] = of_kinds.or(whole);
    }
}
