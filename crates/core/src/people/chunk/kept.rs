//! What is kept of a chunk, to go on with it later: its households, and when each wakes.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{CHUNK, Chunk, Household, NEVER, ON_LINK};
use crate::calendar::Day;
use crate::people::{Origin, Status, Whereabouts};

/// What the world does not say of a chunk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Kept<'a> {
    households: Cow<'a, [Household]>,
    recent: Cow<'a, [(f32, Day)]>,
}

impl Kept<'_> {
    /// The number of households.
    pub(crate) fn len(&self) -> usize {
        self.households.len()
    }
}

/// What a household may be in a world on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Days of the run.
    pub(crate) days: Day,
    /// The day that comes next.
    pub(crate) next_day: Day,
    /// Places of the world.
    pub(crate) places: usize,
    /// Links of the world.
    pub(crate) links: usize,
    /// Profiles that rules tell apart.
    pub(crate) profiles: usize,
    /// Legs of routes that people may follow.
    pub(crate) legs: usize,
    /// Whether recent movement is noted.
    pub(crate) notes_recent: bool,
    /// Whether people may be counted at home for a harvest.
    pub(crate) harvest: bool,
}

impl Chunk {
    /// What is kept of it.
    pub(crate) fn keep(&self) -> Kept<'_> {
        Kept {
            households: Cow::Borrowed(&self.households),
            recent: Cow::Borrowed(&self.recent),
        }
    }

    /// Makes the chunk again; `None` if its households do not keep within the bounds.
    pub(crate) fn take_up(kept: Kept<'_>, bounds: &Bounds) -> Option<Self> {
        let households = kept.households.into_owned();
        let recent = kept.recent.into_owned();
        let noted = if bounds.notes_recent {
            households.len()
        } else {
            0
        };
        if households.len() > CHUNK || recent.len() != noted {
            return None;
        }
        let mut chunk = Self {
            households,
            recent,
            ..Self::new(bounds.days, bounds.places, bounds.notes_recent)
        };
        if !(0..chunk.len()).all(|h| chunk.keeps_within(bounds, h)) {
            return None;
        }
        chunk.redraw(bounds.next_day, |_, _| None);
        Some(chunk)
    }

    /// Whether a household is one that a run could have made, so that nothing it does later fails.
    fn keeps_within(&self, bounds: &Bounds, h: usize) -> bool {
        let Household { at, origin, .. } = self.households[h];
        let is_somewhere = if at & ON_LINK == 0 {
            (at as usize) < bounds.places
        } else {
            ((at & !ON_LINK) as usize) < bounds.links
        };
        is_somewhere
            && (origin as usize) < 2 * bounds.places
            && self.stayed(h).index() < bounds.places
            && self.journeys(h) <= 2
            && self.profile(h) < bounds.profiles
            && self.route(h).is_within(bounds.places, bounds.legs)
            && self.stands_to_reason(bounds, h)
    }

    /// Whether who is back home is in a place, and who harvests is called home by a harvest and sleeps.
    fn stands_to_reason(&self, bounds: &Bounds, h: usize) -> bool {
        let returned = self.status(h) == Status::Returned;
        let Whereabouts::Place(here) = self.whereabouts(h) else {
            return !returned && !self.is_harvesting(h);
        };
        let wakes = (bounds.next_day..NEVER).contains(&self.wake(h));
        let elsewhere = Origin::from_code(self.origin(h), bounds.places).place() != here;
        !self.is_harvesting(h) || (bounds.harvest && !wakes && !(returned && elsewhere))
    }
}
