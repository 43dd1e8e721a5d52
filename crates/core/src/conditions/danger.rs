//! What people are afraid of besides the fighting around them: a front that nears, and fighting nearby.

use super::Conditions;
use crate::calendar::Day;
use crate::place::PlaceId;

impl Conditions {
    /// Notes the day on which places fell to a side that people flee; one that is theirs no more is forgotten.
    pub(super) fn note_taken(&mut self, hostile_before: &[bool], day: Day) {
        let hostile = self.hostile.iter().zip(hostile_before);
        for (taken, held) in self.taken_on.iter_mut().zip(hostile) {
            match held {
                (true, false) => *taken = Some(day),
                (true, true) => {}
                (false, _) => *taken = None,
            }
        }
    }

    pub(super) fn find_danger_nearby(&mut self) {
        let places = (0..self.intensity.len() as u32).map(PlaceId);
        self.danger_nearby = places
            .map(|place| self.nearby.sum(place, &self.intensity))
            .collect();
    }
}
