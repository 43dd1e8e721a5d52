//! Whole numbers of persons: who is where, and what moved today.

use crate::journeys::{Journey, Moved, Zones};
use crate::network::LinkId;
use crate::people::{Composition, Status};
use crate::place::PlaceId;

/// Persons by group, in the order of [`Group::ALL`](crate::people::Group::ALL).
pub type ByGroup = [u32; 4];

/// What a household did, as those who move people note it down.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it did.
    pub what: Deed,
    /// The place it concerns.
    pub place: PlaceId,
    /// The link taken or left; any, where there is none.
    pub link: LinkId,
    /// The persons.
    pub composition: Composition,
}

/// What a household can do that changes a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It left the place for the link.
    Left(Status),
    /// It arrived in the place from the link.
    Arrived,
    /// It became something else in the place.
    Became(Status),
    /// It is counted in the place no longer, without having left.
    Uncounted,
    /// It is counted in the place, without having arrived.
    Counted,
}

/// Where a household is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// In a place, not back home.
    Present(PlaceId),
    /// Back home in a place.
    Returned(PlaceId),
    /// On a link.
    OnLink(LinkId),
}

/// The counts of the world; all but today's are stocks.
#[derive(Clone, Debug)]
pub struct Counts {
    /// Persons in each place who are not back home.
    pub present: Vec<ByGroup>,
    /// Persons in each place who are back home.
    pub returned: Vec<ByGroup>,
    /// Residents of each place who have not been displaced.
    pub residents: Vec<u32>,
    /// Whether anybody has been displaced from each place.
    pub fled: Vec<bool>,
    /// Persons on each link.
    pub on_link: Vec<u32>,
    /// Persons displaced since the first day.
    pub displaced: [u64; 4],
    /// Persons who became displaced today.
    pub newly_displaced: u64,
    /// Persons who arrived in each place today.
    pub arrivals: Vec<u32>,
    /// Persons who left each place today.
    pub departures: Vec<u32>,
    /// Persons who set out on each link today.
    pub set_out: Vec<u32>,
    /// Movements of persons since the first day: the persons of every [`Journey`].
    pub movements: u64,
    /// Persons displaced in this run who have moved a second time.
    pub moved_again: u64,
    /// Persons who came to stay in a country of `onward.to` since the first day, each counted every time.
    pub moved_on: u64,
    /// Persons whose journey ended today, by zones.
    pub moved: Moved,
    zones: Zones,
    /// Persons in each place by profile at the start of the day, place after place; empty unless a rule asks.
    pub by_profile: Vec<u32>,
    /// Persons who are agents.
    pub persons: u64,
    /// Households.
    pub households: u64,
}

impl Counts {
    /// Nobody but residents, in `links` links.
    pub fn new(residents: Vec<u32>, links: usize) -> Self {
        let places = residents.len();
        Self {
            present: vec![[0; 4]; places],
            returned: vec![[0; 4]; places],
            residents,
            fled: vec![false; places],
            on_link: vec![0; links],
            displaced: [0; 4],
            newly_displaced: 0,
            arrivals: vec![0; places],
            departures: vec![0; places],
            set_out: vec![0; links],
            movements: 0,
            moved_again: 0,
            moved_on: 0,
            moved: Moved::default(),
            zones: Zones::default(),
            by_profile: Vec::new(),
            persons: 0,
            households: 0,
        }
    }

    /// The same, with movements counted between zones.
    #[must_use]
    pub fn between(self, zones: Zones) -> Self {
        Self {
            moved: Moved::new(zones.count()),
            zones,
            ..self
        }
    }

    /// Forgets what happened yesterday.
    pub fn begin_day(&mut self) {
        self.newly_displaced = 0;
        self.arrivals.fill(0);
        self.departures.fill(0);
        self.set_out.fill(0);
        self.moved.clear();
    }

    /// Adds persons who join the agents in a place.
    pub fn join(&mut self, place: PlaceId, persons: ByGroup, households: u64) {
        add(&mut self.present[place.index()], persons);
        self.persons += persons.iter().sum::<u32>() as u64;
        self.households += households;
    }

    /// Counts persons who have become displaced; with `from_residents` the place has so many fewer.
    pub fn displace(&mut self, place: PlaceId, persons: ByGroup, from_residents: bool) {
        let sum: u32 = persons.iter().sum();
        if from_residents {
            let residents = &mut self.residents[place.index()];
            *residents = residents.saturating_sub(sum);
        }
        self.fled[place.index()] |= sum > 0;
        self.newly_displaced += sum as u64;
        for (total, more) in self.displaced.iter_mut().zip(persons) {
            *total += more as u64;
        }
    }

    /// Counts a household that has been among the agents before.
    pub fn find(&mut self, at: Counted, household: Composition) {
        let groups = household.counts();
        match at {
            Counted::Present(place) => add(&mut self.present[place.index()], groups),
            Counted::Returned(place) => add(&mut self.returned[place.index()], groups),
            Counted::OnLink(link) => self.on_link[link.index()] += household.persons(),
        }
        self.persons += household.persons() as u64;
        self.households += 1;
    }

    /// Counts what a household did.
    #[inline]
    pub fn enter(&mut self, entry: &Entry) {
        let (place, link) = (entry.place.index(), entry.link.index());
        let groups = entry.composition.counts();
        let persons = entry.composition.persons();
        match entry.what {
            Deed::Left(status) => {
                let from = match status {
                    Status::Returned => &mut self.returned,
                    _ => &mut self.present,
                };
                subtract(&mut from[place], groups);
                self.departures[place] += persons;
                self.on_link[link] += persons;
                self.set_out[link] += persons;
            }
            Deed::Arrived => {
                add(&mut self.present[place], groups);
                self.arrivals[place] += persons;
                self.on_link[link] -= persons;
            }
            Deed::Became(Status::Returned) => {
                subtract(&mut self.present[place], groups);
                add(&mut self.returned[place], groups);
            }
            Deed::Became(_) => {}
            Deed::Uncounted => subtract(&mut self.present[place], groups),
            Deed::Counted => add(&mut self.present[place], groups),
        }
    }

    /// Counts a journey that has ended.
    #[inline]
    pub fn end_journey(&mut self, journey: &Journey) {
        let Journey {
            from, to, persons, ..
        } = *journey;
        self.movements += persons as u64;
        if journey.is_second {
            self.moved_again += persons as u64;
        }
        if journey.is_onward {
            self.moved_on += persons as u64;
        }
        self.moved
            .add(self.zones.of(from), self.zones.of(to), persons);
    }

    /// Persons in a place by profile at the start of the day; empty unless a rule asks.
    pub fn by_profile(&self, place: PlaceId) -> &[u32] {
        let profiles = self.by_profile.len() / self.present.len().max(1);
        &self.by_profile[place.index() * profiles..(place.index() + 1) * profiles]
    }

    /// Persons in a place who are not back home.
    pub fn present(&self, place: PlaceId) -> u32 {
        self.present[place.index()].iter().sum()
    }
}

#[inline]
fn add(to: &mut ByGroup, persons: ByGroup) {
    for (sum, more) in to.iter_mut().zip(persons) {
        *sum += more;
    }
}

#[inline]
fn subtract(from: &mut ByGroup, persons: ByGroup) {
    for (sum, less) in from.iter_mut().zip(persons) {
        *sum -= less;
    }
}
