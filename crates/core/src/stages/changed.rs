//! What differs from yesterday: whose waiting times are to be drawn again.

use crate::counts::Counts;
use crate::people::Status;
use crate::place::PlaceId;
use crate::stages::waking::Waking;

/// Places, and people by origin, whose waiting times are to be drawn again.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    rates: Vec<bool>,
    homeward: Vec<bool>,
    /// The places with a changed rate, a bit each.
    pub places: Vec<u64>,
    /// Whether any chance of returning home changed.
    pub any_homeward: bool,
    /// Whether anything changed.
    pub any: bool,
}

impl Changed {
    /// Notes where people wake by other chances than before; where there is nobody, none need draw again.
    pub(super) fn note(&mut self, before: &[Waking], now: &[Waking], counts: &Counts) {
        let places = counts.present.len();
        let each = now.len() / (places * Status::ALL.len()).max(1);
        let is_new = |(slot, now): (usize, &[Waking])| {
            let before = before.get(slot * each..(slot + 1) * each);
            before.is_none_or(|before| !before.iter().zip(now).all(|(a, b)| a.wakes_as(b)))
        };
        self.rates = now.chunks(each.max(1)).enumerate().map(is_new).collect();
        self.places = vec![0; places.div_ceil(64)];
        for slot in (0..self.rates.len()).filter(|&slot| self.rates[slot]) {
            let place = slot / Status::ALL.len();
            let people = match Status::ALL[slot % Status::ALL.len()] {
                Status::Returned => &counts.returned,
                Status::Hosted | Status::Displaced | Status::Settled => &counts.present,
            };
            if people[place] != [0; 4] {
                self.places[place / 64] |= 1 << (place % 64);
            }
        }
    }

    /// Notes whose chances of returning home changed, after [`note`](Self::note).
    pub(super) fn note_homeward(&mut self, before: &[f64], now: &[f64]) {
        self.homeward = before.iter().zip(now).map(|(a, b)| a != b).collect();
        self.any_homeward = self.homeward.contains(&true);
        self.any = self.any_homeward || self.places.iter().any(|&places| places != 0);
    }

    /// Whether a household in a place must draw again.
    #[inline]
    pub fn concerns(&self, place: PlaceId, status: Status, origin: u32) -> bool {
        self.rates[slot(place, status)]
            || (status == Status::Displaced
                && self.homeward.get(origin as usize).is_some_and(|&c| c))
    }
}

/// The number of those of a status in a place.
#[inline]
pub(super) fn slot(place: PlaceId, status: Status) -> usize {
    place.index() * Status::ALL.len() + status as usize
}
