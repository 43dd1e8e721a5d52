//! What shelter there is.

use super::Conditions;
use crate::calendar::Day;
use crate::event::{Change, Event, Targets};
use crate::timeline::Spell;

impl Conditions {
    /// Shelter in a safe area grows day by day, spread evenly over its places, and stays.
    pub(super) fn build_shelter(&mut self, event: &Event, spell: &Spell, day: Day) {
        if let (Change::SafeArea(per_day), Targets::Places(places)) = (event.change, &event.targets)
        {
            let days = spell.until.map_or(day, |until| until.min(day)) - spell.from + 1;
            let each = (per_day * days as f64 / places.len() as f64) as u32;
            for place in places.iter().map(|place| place.index()) {
                self.capacity[place] = self.capacity[place].map(|room| room.saturating_add(each));
            }
        }
    }
}
