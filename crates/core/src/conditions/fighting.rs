//! What is fought: ceasefires, shelling, and since when there is conflict.

use super::Conditions;
use crate::calendar::Day;
use crate::event::{Change, Event, Targets};
use crate::place::PlaceId;

impl Conditions {
    /// Conflict goes on at an intensity from a day on; 0 ends it.
    pub(super) fn fight(&mut self, place: usize, intensity: f64, since: Day) {
        self.intensity[place] = intensity;
        if self.as_flee {
            self.conflict_since[place] = since as i32;
            self.calmed[place] = intensity == 0.0;
        }
    }

    /// A ceasefire lowers what conflict there is; of several the last to begin counts, and
    /// the first is how long they have held.
    pub(super) fn hold_fire(&mut self, event: &Event, since: Day, lowered: &mut [f64]) {
        if let (Change::Ceasefire { factor, .. }, Targets::Places(places)) =
            (event.change, &event.targets)
        {
            for place in self.reached(event, places) {
                self.ceasefire_since[place].get_or_insert(since);
                lowered[place] = factor;
            }
        }
    }

    /// Shelling and air strikes are felt over anything else, a ceasefire included: they are its breach.
    pub(super) fn shell(&mut self, event: &Event, fought: &mut [bool]) {
        if let (
            Change::Shelling(intensity) | Change::AirStrike(intensity),
            Targets::Places(places),
        ) = (event.change, &event.targets)
        {
            for place in self.reached(event, places) {
                let intensity = intensity * self.exposed[place];
                self.intensity[place] = self.intensity[place].max(intensity);
                fought[place] |= intensity > 0.0;
                if matches!(event.change, Change::AirStrike(_)) {
                    self.air_strikes[place] = self.air_strikes[place].max(intensity);
                }
            }
        }
    }

    /// A ceasefire that follows another without a day between them carries it on.
    pub(super) fn carry_on(&mut self, truces: &[Option<Day>]) {
        for (since, before) in self.ceasefire_since.iter_mut().zip(truces) {
            if let (Some(since), Some(before)) = (since, before) {
                *since = (*since).min(*before);
            }
        }
    }

    /// Conflict begins where there was none; under a ceasefire it goes on.
    pub(super) fn note_new_conflict(&mut self, fought: Vec<bool>, day: Day) {
        for (place, &fought) in fought.iter().enumerate() {
            if fought && !self.contested[place] && !self.as_flee {
                self.conflict_since[place] = day as i32;
            }
        }
        self.contested = fought;
    }

    /// Whether conflict began or ended anywhere.
    pub(super) fn note_turns(&mut self, before: &[f64], since: &[i32]) {
        self.conflict_turned = (0..before.len()).any(|place| {
            let (was, is) = (before[place] > 0.0, self.intensity[place] > 0.0);
            was != is || (is && since[place] != self.conflict_since[place])
        });
    }

    /// Days since the conflict in a place began.
    pub fn conflict_age(&self, place: PlaceId, day: Day) -> u32 {
        (day as i32 - self.conflict_since[place.index()]) as u32
    }
}
