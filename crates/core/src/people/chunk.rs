//! A fixed number of households, with the agenda of their days.

mod journey;
mod kept;

use std::hint::black_box;

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::network::LinkId;
use crate::people::{Composition, Status, Whereabouts};
use crate::place::PlaceId;
use crate::random::Subject;
use crate::rules::routes::Route;

pub(crate) use kept::{Bounds, Kept};

/// Households in a chunk: small enough that it stays in a core's cache while all of it is worked on.
pub const CHUNK: usize = 1 << 14;

/// The wake day of a household that sleeps past the end of the run.
pub const NEVER: Day = Day::MAX;

const ON_LINK: u32 = 1 << 31;

/// A household: all that a decision or a leg of a journey reads and writes, in half a cache line.
///
/// Those who wake on a day are few and far between, so that the cost of a move is the cost of
/// fetching them: one line here against nine if every field had a column of its own.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[repr(align(32))]
struct Household {
    at: u32,
    origin: u32,
    serial: u32,
    composition: Composition,
    route: u32,
    last_km: f32,
    /// The place it stayed in last, and above that its journeys: none, one or more.
    stayed: u32,
    wake: Day,
    status: u8,
    profile: u8,
}

/// Up to [`CHUNK`] households.
///
/// The agenda is a list of households for each day: a day's work touches those on its list and no
/// other. A household is on one list at most.
#[derive(Clone, Debug)]
pub struct Chunk {
    households: Vec<Household>,
    agenda: Vec<Vec<u16>>,
    /// Lists of days that are over, to be used again.
    spare: Vec<Vec<u16>>,
    /// Recent movement in units of a full day, and the day it was noted; empty unless a rule reads it.
    recent: Vec<(f32, Day)>,
    notes_recent: bool,
    /// Places that households of this chunk may be in, a bit each; none is missing.
    seen: Vec<u64>,
}

const FIRST_LEG: u8 = 1 << 7;
const FRESH: u8 = 1 << 6;
const HOMEWARD: u8 = 1 << 5;
const SHUT_IN: u8 = 1 << 4;
const HARVESTING: u8 = 1 << 3;

/// A household that joins a chunk.
#[derive(Clone, Copy, Debug)]
pub struct Newcomer {
    /// Who it is to the random numbers.
    pub who: Subject,
    /// Where it is.
    pub place: PlaceId,
    /// What it is.
    pub status: Status,
    /// Whether it has just been displaced, and so leaves today for certain.
    pub fresh: bool,
    /// The persons.
    pub composition: Composition,
    /// The number of their profile.
    pub profile: u8,
}

impl Chunk {
    /// An empty chunk for a run of `days` days in `places` places.
    pub fn new(days: Day, places: usize, notes_recent: bool) -> Self {
        Self {
            households: Vec::new(),
            agenda: vec![Vec::new(); days as usize],
            spare: Vec::new(),
            recent: Vec::new(),
            notes_recent,
            seen: vec![0; places.div_ceil(64)],
        }
    }

    /// The number of households.
    pub fn len(&self) -> usize {
        self.households.len()
    }

    /// Whether it has no household.
    pub fn is_empty(&self) -> bool {
        self.households.is_empty()
    }

    /// Makes room for `more` households: twice as much each time, and never for more than a chunk holds.
    pub fn reserve(&mut self, more: usize) {
        let needed = self.len() + more;
        if needed <= self.households.capacity() {
            return;
        }
        let room = needed.max((2 * self.len()).min(CHUNK)) - self.len();
        self.households.reserve_exact(room);
        if self.notes_recent {
            self.recent.reserve_exact(room);
        }
    }

    /// Adds a household that is not on the agenda yet.
    pub fn push(&mut self, newcomer: Newcomer) {
        let fresh = if newcomer.fresh { FRESH } else { 0 };
        self.households.push(Household {
            at: newcomer.place.0,
            origin: newcomer.who.origin,
            serial: newcomer.who.serial,
            composition: newcomer.composition,
            route: Route::NONE.code(),
            last_km: 0.0,
            stayed: newcomer.place.0,
            wake: NEVER,
            status: newcomer.status as u8 | FIRST_LEG | fresh,
            profile: newcomer.profile,
        });
        if self.notes_recent {
            self.recent.push((0.0, 0));
        }
        self.mark(newcomer.place);
    }

    /// Who a household is to the random numbers.
    #[inline]
    pub fn who(&self, h: usize) -> Subject {
        Subject {
            origin: self.households[h].origin,
            serial: self.households[h].serial,
        }
    }

    /// The code of its [`Origin`](super::Origin).
    #[inline]
    pub fn origin(&self, h: usize) -> u32 {
        self.households[h].origin
    }

    /// Its persons.
    #[inline]
    pub fn composition(&self, h: usize) -> Composition {
        self.households[h].composition
    }

    /// The number of its profile.
    #[inline]
    pub fn profile(&self, h: usize) -> usize {
        self.households[h].profile as usize
    }

    /// Where it is.
    #[inline]
    pub fn whereabouts(&self, h: usize) -> Whereabouts {
        match self.households[h].at {
            at if at & ON_LINK == 0 => Whereabouts::Place(PlaceId(at)),
            at => Whereabouts::Link(LinkId(at & !ON_LINK)),
        }
    }

    /// Puts it in a place.
    #[inline]
    pub fn enter(&mut self, h: usize, place: PlaceId) {
        self.households[h].at = place.0;
        self.households[h].status &= !SHUT_IN;
        self.mark(place);
    }

    /// Puts it on a link, and says what is left to cover on the day it arrives.
    #[inline]
    pub fn take_link(&mut self, h: usize, link: LinkId, last_km: f64) {
        self.households[h].at = link.0 | ON_LINK;
        self.households[h].last_km = last_km as f32;
    }

    /// Kilometres left on the day it arrives.
    #[inline]
    pub fn last_km(&self, h: usize) -> f64 {
        self.households[h].last_km as f64
    }

    /// What is left of its route.
    #[inline]
    pub fn route(&self, h: usize) -> Route {
        Route::from_code(self.households[h].route)
    }

    /// Gives it a route.
    #[inline]
    pub fn set_route(&mut self, h: usize, route: Route) {
        self.households[h].route = route.code();
    }

    /// What it is to the model.
    #[inline]
    pub fn status(&self, h: usize) -> Status {
        Status::ALL[(self.households[h].status & 0b11) as usize]
    }

    /// Changes what it is to the model; its next journey starts anew.
    pub fn set_status(&mut self, h: usize, status: Status) {
        self.households[h].status = FIRST_LEG | status as u8;
    }

    /// Whether it is, or will be, on the first link of its journey.
    #[inline]
    pub fn is_on_first_leg(&self, h: usize) -> bool {
        self.households[h].status & FIRST_LEG != 0
    }

    /// Notes that it has completed a leg.
    #[inline]
    pub fn end_first_leg(&mut self, h: usize) {
        self.households[h].status &= !FIRST_LEG;
    }

    /// Whether it was displaced today and has not decided yet.
    #[inline]
    pub fn is_fresh(&self, h: usize) -> bool {
        self.households[h].status & FRESH != 0
    }

    /// Whether it was displaced today; asked once.
    #[inline]
    pub fn take_fresh(&mut self, h: usize) -> bool {
        let fresh = self.households[h].status & FRESH != 0;
        self.households[h].status &= !FRESH;
        fresh
    }

    /// Whether it is on its way home.
    #[inline]
    pub fn is_homeward(&self, h: usize) -> bool {
        self.households[h].status & HOMEWARD != 0
    }

    /// Notes whether it is on its way home.
    #[inline]
    pub fn set_homeward(&mut self, h: usize, homeward: bool) {
        let others = self.households[h].status & !HOMEWARD;
        self.households[h].status = if homeward { others | HOMEWARD } else { others };
    }

    /// Whether the road it is on has closed since it set out.
    #[inline]
    pub fn is_shut_in(&self, h: usize) -> bool {
        self.households[h].status & SHUT_IN != 0
    }

    /// Notes that the road it is on has closed.
    pub fn shut_in(&mut self, h: usize) {
        self.households[h].status |= SHUT_IN;
    }

    /// Whether it is counted at home for the harvest.
    #[inline]
    pub fn is_harvesting(&self, h: usize) -> bool {
        self.households[h].status & HARVESTING != 0
    }

    /// Notes whether it is counted at home for the harvest.
    pub fn set_harvesting(&mut self, h: usize, harvesting: bool) {
        let others = self.households[h].status & !HARVESTING;
        self.households[h].status = if harvesting {
            others | HARVESTING
        } else {
            others
        };
    }

    /// Recent movement at the end of the day it was noted; 0 where no rule reads it.
    #[inline]
    pub fn recent(&self, h: usize) -> (f64, Day) {
        self.recent
            .get(h)
            .map_or((0.0, 0), |&(recent, day)| (recent as f64, day))
    }

    /// Notes recent movement at the end of a day.
    #[inline]
    pub fn note_recent(&mut self, h: usize, recent: f64, day: Day) {
        if let Some(slot) = self.recent.get_mut(h) {
            *slot = (recent as f32, day);
        }
    }

    /// The day it wakes.
    #[inline]
    pub fn wake(&self, h: usize) -> Day {
        self.households[h].wake
    }

    /// Puts it on the agenda of a day; past the run's end it never wakes.
    #[inline]
    pub fn wake_on(&mut self, h: usize, day: Option<u32>) {
        self.households[h].wake = NEVER;
        if let Some(day) = day.filter(|&day| (day as usize) < self.agenda.len()) {
            self.households[h].wake = day as Day;
            let list = &mut self.agenda[day as usize];
            if list.capacity() == 0
                && let Some(spare) = self.spare.pop()
            {
                *list = spare;
            }
            list.push(h as u16);
        }
    }

    /// Whether anybody wakes on a day.
    pub fn is_awake(&self, day: Day) -> bool {
        !self.agenda[day as usize].is_empty()
    }

    /// Takes the list of a day: those who wake on it.
    pub fn take_agenda(&mut self, day: Day) -> Vec<u16> {
        std::mem::take(&mut self.agenda[day as usize])
    }

    /// Takes back a list that is worked off.
    pub fn give_back(&mut self, mut list: Vec<u16>) {
        if list.capacity() > 0 {
            list.clear();
            self.spare.push(list);
        }
    }

    /// Looks at each of some households once, in a loop without dependencies, so that their records
    /// come from memory side by side and not one after the other when they are worked on next.
    pub fn fetch(&self, some: &[u16]) {
        black_box(
            some.iter()
                .fold(0, |sum, &h| sum ^ self.households[h as usize].at),
        );
    }

    /// Sets wake days anew where `redraw` gives one, and makes the agenda from today on again.
    ///
    /// `redraw` is asked for every household, and answers `Some(day)` to change its wake day.
    pub fn redraw(
        &mut self,
        today: Day,
        mut redraw: impl FnMut(&Self, usize) -> Option<Option<u32>>,
    ) {
        self.seen.fill(0);
        self.agenda[today as usize..]
            .iter_mut()
            .for_each(Vec::clear);
        for h in 0..self.len() {
            if let Whereabouts::Place(place) = self.whereabouts(h) {
                self.mark(place);
            }
            match redraw(self, h) {
                Some(day) => self.wake_on(h, day),
                None if self.households[h].wake >= today => {
                    self.wake_on(h, Some(self.households[h].wake as u32));
                }
                None => {}
            }
        }
    }

    /// Whether any household may be in one of the places marked.
    pub fn is_in_any(&self, marked: &[u64]) -> bool {
        self.seen
            .iter()
            .zip(marked)
            .any(|(seen, marked)| seen & marked != 0)
    }

    fn mark(&mut self, place: PlaceId) {
        self.seen[place.index() / 64] |= 1 << (place.0 % 64);
    }
}

#[cfg(test)]
mod tests;
