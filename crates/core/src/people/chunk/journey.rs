//! Where a household stayed last, and how often it has come to stay elsewhere, in one word.

use super::Chunk;
use crate::place::PlaceId;

/// One journey, above the number of the place.
const JOURNEY: u32 = 1 << 30;

impl Chunk {
    /// The place it stayed in last: where its journey began, if it is on one.
    #[inline]
    pub fn stayed(&self, h: usize) -> PlaceId {
        PlaceId(self.households[h].stayed % JOURNEY)
    }

    /// How often it has come to stay in another place: 0, 1 or, for any number above, 2.
    #[inline]
    pub fn journeys(&self, h: usize) -> u32 {
        self.households[h].stayed / JOURNEY
    }

    /// Notes that it stays in a place from now on, and whether it got there by one more journey.
    pub fn stay(&mut self, h: usize, place: PlaceId, journeyed: bool) {
        let journeys = (self.journeys(h) + u32::from(journeyed)).min(2);
        self.households[h].stayed = journeys * JOURNEY + place.0;
    }
}
