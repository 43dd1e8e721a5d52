//! All households, in chunks of fixed size, each with its desk.

use rayon::prelude::*;

use crate::calendar::Day;
use crate::counts::{ByGroup, Counts};
use crate::people::lanes::Lanes;
use crate::people::{Bounds, Chunk, Kept, Newcomer, Profile, Profiles, Status, Whereabouts};
use crate::place::PlaceId;
use crate::random::{Draws, Purpose, Subject, unit};
use crate::rules::household::Households;
use crate::stages::moves::Desk;

/// A chunk and its papers: what one thread works on at a time.
#[derive(Clone, Debug)]
pub struct Section {
    /// The households.
    pub chunk: Chunk,
    /// Their papers.
    pub desk: Desk,
}

/// All households of a run.
#[derive(Clone, Debug)]
pub struct Crowd {
    sections: Vec<Section>,
    households: Households,
    profiles: Profiles,
    days: Day,
    places: usize,
    notes_recent: bool,
    /// Households that have come from each origin code so far.
    serials: Vec<u32>,
    lanes: Lanes,
}

/// Persons of one origin who join at once.
#[derive(Clone, Copy, Debug)]
pub struct Arrivals<'w> {
    /// Where they are.
    pub place: PlaceId,
    /// The code of their [`Origin`](super::Origin).
    pub origin: u32,
    /// What they are.
    pub status: Status,
    /// Whether they were displaced just now, and leave today.
    pub fresh: bool,
    /// How many persons there are to be: on the mean if they are fresh, else exactly.
    pub persons: u32,
    /// How many there may be at most: the last household is cut there.
    pub at_most: u32,
    /// Attributes that are known of all of them.
    pub known: &'w [(u16, u16)],
}

/// Households of one kind to be made in one chunk.
#[derive(Clone, Copy)]
pub(super) struct Batch<'w> {
    arrivals: Arrivals<'w>,
    first_serial: u32,
    households: u32,
    /// Size of the last household where it was cut.
    last_size: Option<u32>,
}

impl Batch<'_> {
    /// Whether they were displaced just now.
    pub(super) fn is_fresh(&self) -> bool {
        self.arrivals.fresh
    }

    /// The number of households.
    pub(super) fn households(&self) -> u32 {
        self.households
    }

    /// Cuts off the first `households`.
    pub(super) fn cut_off(&mut self, households: u32) -> Self {
        let mut first = *self;
        first.households = households;
        if households < self.households {
            first.last_size = None;
        }
        self.first_serial += households;
        self.households -= households;
        first
    }
}

impl Crowd {
    /// Nobody yet.
    pub fn new(
        households: Households,
        profiles: Profiles,
        days: Day,
        places: usize,
        notes_recent: bool,
    ) -> Self {
        Self {
            sections: Vec::new(),
            households,
            profiles,
            days,
            places,
            notes_recent,
            serials: vec![0; 2 * places],
            lanes: Lanes::default(),
        }
    }

    /// Which chunks take households now, and what is kept of each chunk.
    pub(crate) fn keep(&self) -> (Lanes, Vec<Kept<'_>>) {
        let chunks = self.sections.iter().map(|section| section.chunk.keep());
        (self.lanes.clone(), chunks.collect())
    }

    /// Brings back what was kept, into a crowd of nobody; `None` if it does not keep within the bounds.
    pub(crate) fn take_up(
        &mut self,
        lanes: Lanes,
        chunks: Vec<Kept<'_>>,
        bounds: &Bounds,
    ) -> Option<()> {
        let section = |kept| {
            Some(Section {
                chunk: Chunk::take_up(kept, bounds)?,
                desk: Desk::default(),
            })
        };
        let sizes: Vec<usize> = chunks.iter().map(Kept::len).collect();
        if !lanes.have_filled(&sizes) {
            return None;
        }
        self.sections = chunks.into_iter().map(section).collect::<Option<_>>()?;
        self.lanes = lanes;
        for section in &self.sections {
            for h in 0..section.chunk.len() {
                self.serials[section.chunk.origin(h) as usize] += 1;
            }
        }
        Some(())
    }

    /// The sections.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The sections, to be changed.
    pub fn sections_mut(&mut self) -> &mut [Section] {
        &mut self.sections
    }

    /// Persons in each place by profile, place after place; empty where no rule asks for it.
    pub fn census(&self) -> Vec<u32> {
        let profiles = self.profiles.all();
        if !profiles.iter().any(Profile::seeks_kin) {
            return Vec::new();
        }
        let nobody = || vec![0; self.places * profiles.len()];
        let count = |mut persons: Vec<u32>, section: &Section| {
            let chunk = &section.chunk;
            for h in 0..chunk.len() {
                if let Whereabouts::Place(place) = chunk.whereabouts(h) {
                    let slot = place.index() * profiles.len() + chunk.profile(h);
                    persons[slot] += chunk.composition(h).persons();
                }
            }
            persons
        };
        let add = |sum: Vec<u32>, more: Vec<u32>| {
            let sums = sum.iter().zip(&more);
            sums.map(|(sum, more)| sum + more).collect()
        };
        let sections = self.sections.par_iter();
        sections.fold(nobody, count).reduce(nobody, add)
    }

    /// Makes households for all of `arrivals`, and counts them.
    ///
    /// Those who are fresh are on today's agenda; the others wait to be drawn.
    pub fn join(
        &mut self,
        all: &[Arrivals<'_>],
        draws: &Draws,
        today: Day,
        from_residents: bool,
        counts: &mut Counts,
    ) {
        let mut jobs: Vec<Vec<Batch<'_>>> = Vec::new();
        for &arrivals in all {
            let batch = self.measure(arrivals, draws, today);
            self.serials[arrivals.origin as usize] += batch.households;
            self.lanes.share_out(batch, &mut jobs);
        }
        let (days, places, notes) = (self.days, self.places, self.notes_recent);
        self.sections
            .resize_with(self.lanes.sections(), || Section {
                chunk: Chunk::new(days, places, notes),
                desk: Desk::default(),
            });
        jobs.resize(self.sections.len(), Vec::new());
        let (households, profiles) = (&self.households, &self.profiles);
        let tallies: Vec<Vec<(Arrivals<'_>, ByGroup, u64)>> = self
            .sections
            .par_iter_mut()
            .zip(jobs)
            .map(|(section, batches)| {
                let more: u32 = batches.iter().map(|batch| batch.households).sum();
                section.chunk.reserve(more as usize);
                batches
                    .iter()
                    .map(|batch| {
                        fill(
                            &mut section.chunk,
                            *batch,
                            households,
                            profiles,
                            draws,
                            today,
                        )
                    })
                    .collect()
            })
            .collect();
        for (arrivals, persons, households) in tallies.into_iter().flatten() {
            counts.join(arrivals.place, persons, households);
            if arrivals.fresh {
                counts.displace(arrivals.place, persons, from_residents);
            }
        }
    }

    /// How many households it takes.
    ///
    /// Households leave whole: where the last one has more persons than are left of a number to be
    /// displaced, it goes with the chance that keeps the mean.
    fn measure<'w>(&self, arrivals: Arrivals<'w>, draws: &Draws, today: Day) -> Batch<'w> {
        let first_serial = self.serials[arrivals.origin as usize];
        let mut batch = Batch {
            arrivals,
            first_serial,
            households: 0,
            last_size: None,
        };
        if self.households.are_single() {
            batch.households = arrivals.persons.min(arrivals.at_most);
            return batch;
        }
        let mut persons = 0;
        while persons < arrivals.persons.min(arrivals.at_most) {
            let who = Subject {
                origin: arrivals.origin,
                serial: first_serial + batch.households,
            };
            let size = self.households.size(draws, who);
            let left = arrivals.persons - persons;
            if arrivals.fresh && size > left {
                let word = draws.words(who, today, Purpose::LastHousehold, 0)[0];
                if unit(word) * size as f64 >= left as f64 {
                    break;
                }
            }
            batch.households += 1;
            persons = persons.saturating_add(size);
            if persons > arrivals.at_most {
                batch.last_size = Some(size - (persons - arrivals.at_most));
                persons = arrivals.at_most;
            }
        }
        batch
    }
}

fn fill<'w>(
    chunk: &mut Chunk,
    batch: Batch<'w>,
    households: &Households,
    profiles: &Profiles,
    draws: &Draws,
    today: Day,
) -> (Arrivals<'w>, ByGroup, u64) {
    let arrivals = batch.arrivals;
    let mut groups = [0; 4];
    for serial in batch.first_serial..batch.first_serial + batch.households {
        let who = Subject {
            origin: arrivals.origin,
            serial,
        };
        let is_last = serial + 1 == batch.first_serial + batch.households;
        let cut = batch.last_size.filter(|_| is_last);
        let size = cut.unwrap_or_else(|| households.size(draws, who));
        let (profile, looks) = profiles.draw(draws, who, arrivals.place, arrivals.known);
        let composition = households.composition(draws, who, size, looks);
        for (sum, count) in groups.iter_mut().zip(composition.counts()) {
            *sum += count;
        }
        let place = arrivals.place;
        chunk.push(Newcomer {
            who,
            place,
            status: arrivals.status,
            fresh: arrivals.fresh,
            composition,
            profile,
        });
        if arrivals.fresh {
            chunk.wake_on(chunk.len() - 1, Some(today as u32));
        }
    }
    (arrivals, groups, batch.households as u64)
}
