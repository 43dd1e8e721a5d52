//! The replicates of an ensemble put together, one by one in their order.

use refuge_core::observe::schemas::{PLACES, TOTALS, VALIDATION};
use refuge_core::observe::{Happened, Key, Results, Schema, Sheet, Spread, SpreadOf};
use refuge_core::place::PlaceId;
use refuge_core::{Day, World};

use super::one::Kept;
use super::{Ensemble, Outcome};
use crate::sample::MOST_EXACT;
use crate::scores::{naive, score};
use crate::tally::Tally;
use crate::uncertainty::Parts;

/// What replicates come to so far; it does not grow with their number, but for what is asked of each.
pub(super) struct Fold<'a> {
    world: &'a World,
    replicates: u32,
    persons: u64,
    households: u64,
    tallies: Vec<Tally>,
    timeline: Vec<Happened>,
    /// The first sheets of validation, as many as scores take as they are.
    validation: Vec<Sheet>,
    /// The totals of each replicate, if they are wanted.
    each: Option<Vec<Sheet>>,
    /// Of totals, and of the first column of places, if settings are uncertain.
    parts: Option<[Parts; 2]>,
}

impl<'a> Fold<'a> {
    pub(super) fn new(ensemble: &Ensemble<'a>) -> Self {
        let parts = || [Parts::new(TOTALS.columns.len()), Parts::new(1)];
        Self {
            world: ensemble.world,
            replicates: 0,
            persons: 0,
            households: 0,
            tallies: Vec::new(),
            timeline: Vec::new(),
            validation: Vec::new(),
            each: ensemble.each.then(Vec::new),
            parts: ensemble.is_uncertain().then(parts),
        }
    }

    /// Adds the next replicate.
    pub(super) fn push(&mut self, kept: Kept) {
        self.replicates += 1;
        self.persons += kept.persons;
        self.households += kept.households;
        self.timeline.extend(kept.happened);
        for sheet in kept.sheets {
            self.tally(&sheet);
            self.look_closer(sheet);
        }
    }

    /// Keeps what is wanted of a sheet besides its estimate.
    fn look_closer(&mut self, sheet: Sheet) {
        if let Some([totals, places]) = &mut self.parts {
            if sheet.schema == &TOTALS {
                totals.push(&sheet);
            } else if sheet.schema == &PLACES {
                places.push(&sheet);
            }
        }
        if sheet.schema == &VALIDATION && self.validation.len() < MOST_EXACT {
            self.validation.push(sheet);
        } else if sheet.schema == &TOTALS
            && let Some(each) = &mut self.each
        {
            each.push(sheet);
        }
    }

    fn tally(&mut self, sheet: &Sheet) {
        let same = |tally: &&mut Tally| tally.schema() == sheet.schema;
        if let Some(tally) = self.tallies.iter_mut().find(same) {
            tally.push(sheet);
        } else {
            let mut tally = Tally::new(sheet.schema);
            tally.push(sheet);
            self.tallies.push(tally);
        }
    }

    /// What all replicates come to.
    pub(super) fn finish(mut self) -> Outcome {
        let validation = self.validation_sheets();
        let mean = |sum: u64| (sum as f64 / f64::from(self.replicates.max(1))).round() as u64;
        Outcome {
            replicates_done: self.replicates,
            persons: mean(self.persons),
            households: mean(self.households),
            results: Results {
                estimates: self.tallies.iter().map(Tally::estimate).collect(),
                scores: score(self.world, &validation),
                naive: naive(self.world),
                spreads: self.parts.as_ref().map_or_else(Vec::new, spreads),
                timeline: self.timeline,
                each: self.each.unwrap_or_default(),
                drawn: Vec::new(),
            },
            ..Outcome::default()
        }
    }

    /// The sheets that are scored: those of all replicates, or as many that stand for them.
    fn validation_sheets(&mut self) -> Vec<Sheet> {
        let tally = self
            .tallies
            .iter()
            .find(|tally| tally.schema() == &VALIDATION);
        match tally {
            Some(tally) if self.replicates as usize > MOST_EXACT => {
                tally.representatives(evenly::<MOST_EXACT>())
            }
            _ => std::mem::take(&mut self.validation),
        }
    }
}

/// The middles of as many equal parts of 0 to 1.
fn evenly<const N: usize>() -> [f64; N] {
    std::array::from_fn(|index| (index as f64 + 0.5) / N as f64)
}

/// The spread of every total and of the people present in every place, by day.
fn spreads([totals, places]: &[Parts; 2]) -> Vec<SpreadOf> {
    let row = |(key, spreads): (Key, Vec<Spread>), schema: &'static Schema| {
        let columns = schema.columns.iter().zip(spreads);
        columns.map(move |(column, spread)| SpreadOf {
            day: key[0] as Day,
            measure: column.name,
            place: (schema == &PLACES).then_some(PlaceId(key[1])),
            spread,
        })
    };
    let of_totals = totals.rows().flat_map(|cells| row(cells, &TOTALS));
    let of_places = places.rows().flat_map(|cells| row(cells, &PLACES));
    let mut all: Vec<SpreadOf> = of_totals.chain(of_places).collect();
    all.sort_by_key(|of| of.day);
    all
}
