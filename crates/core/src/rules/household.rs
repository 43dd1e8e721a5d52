//! Households: how many persons they have, and of which sex and age band.

use crate::calendar::Day;
use crate::people::{Composition, Group, Looks};
use crate::random::{Draws, Purpose, Subject, unit};
use crate::settings::People;

/// The largest household.
pub const LARGEST: u32 = 20;

/// Sizes and compositions under one set of [`People`] settings.
///
/// Sizes are 1 + Poisson(mean - 1), cut at [`LARGEST`] (our judgement: it fits a mean alone). The first
/// person is an adult wherever households have more than one; the others are children often enough to make
/// the shares come out over all persons.
#[derive(Clone, Debug)]
pub struct Households {
    /// Entry k is the chance of a size up to k + 1.
    size_up_to: Vec<f64>,
    child: f64,
    head_is_adult: bool,
    girl: f64,
    woman: f64,
}

impl Households {
    /// The households of these settings.
    pub fn new(settings: &People) -> Self {
        let mean = settings.household_size.clamp(1.0, LARGEST as f64);
        let head_is_adult = mean > 1.0;
        let share = settings.children_share;
        let child = if head_is_adult {
            (share * mean / (mean - 1.0)).min(1.0)
        } else {
            share
        };
        Self {
            size_up_to: shifted_poisson(mean - 1.0),
            child,
            head_is_adult,
            girl: settings.girls_share,
            woman: settings.women_share,
        }
    }

    /// Whether every person is a household of their own.
    pub fn are_single(&self) -> bool {
        !self.head_is_adult
    }

    /// The size of a household.
    #[inline]
    pub fn size(&self, draws: &Draws, who: Subject) -> u32 {
        if !self.head_is_adult {
            return 1;
        }
        let u = unit(draws.words(who, 0, Purpose::HouseholdSize, 0)[0]);
        self.size_up_to
            .iter()
            .position(|&up_to| u <= up_to)
            .map_or(LARGEST, |k| k as u32 + 1)
    }

    /// Who the `size` persons of a household are; where every person is a household of their own,
    /// attributes may say more than shares.
    #[inline]
    pub fn composition(&self, draws: &Draws, who: Subject, size: u32, looks: Looks) -> Composition {
        const NO_DAY: Day = 0;
        let looks = if self.are_single() {
            looks
        } else {
            Looks::default()
        };
        let mut composition = Composition::default();
        let mut words = [0; 4];
        for person in 0..size {
            if person % 4 == 0 {
                words = draws.words(who, NO_DAY, Purpose::Composition, (person / 4) as u8);
            }
            let word = words[person as usize % 4];
            let head = person == 0 && self.head_is_adult;
            let drawn_child = !head && half(word & 0xFFFF) < self.child;
            let is_child = looks.child.unwrap_or(drawn_child);
            let females = if is_child { self.girl } else { self.woman };
            let is_female = looks.female.unwrap_or(half(word >> 16) < females);
            composition.add(match (is_child, is_female) {
                (true, true) => Group::Girls,
                (true, false) => Group::Boys,
                (false, true) => Group::Women,
                (false, false) => Group::Men,
            });
        }
        composition
    }
}

fn half(bits: u32) -> f64 {
    (bits as f64 + 0.5) / 65_536.0
}

fn shifted_poisson(mean: f64) -> Vec<f64> {
    let mut chance = libm::exp(-mean);
    let mut up_to = 0.0;
    (0..LARGEST)
        .map(|k| {
            up_to += chance;
            chance *= mean / (k + 1) as f64;
            up_to
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(household_size: f64) -> People {
        People {
            household_size,
            children_share: 0.6,
            women_share: 0.525,
            ..People::default()
        }
    }

    fn composition(of: &Households, draws: &Draws, who: Subject, size: u32) -> Composition {
        of.composition(draws, who, size, Looks::default())
    }

    fn totals(household_size: f64) -> (u32, Composition, [u64; 4]) {
        let households = Households::new(&settings(household_size));
        let draws = Draws::new(7, 0);
        let mut groups = [0u64; 4];
        let mut persons = 0;
        let mut last = Composition::default();
        for serial in 0..20_000 {
            let who = Subject { origin: 1, serial };
            last = composition(&households, &draws, who, households.size(&draws, who));
            persons += last.persons();
            for (sum, count) in groups.iter_mut().zip(last.counts()) {
                *sum += count as u64;
            }
        }
        (persons, last, groups)
    }

    #[test]
    fn mean_size_and_shares_come_out() {
        for size in [1.0, 5.3] {
            let (persons, _, [girls, boys, women, men]) = totals(size);
            let share = |count: u64| count as f64 / persons as f64;
            assert!((persons as f64 / 20_000.0 - size).abs() < 0.06, "{persons}");
            assert!((share(girls + boys) - 0.6).abs() < 0.01);
            assert!((share(women) - 0.21).abs() < 0.01);
            assert!((share(men) - 0.19).abs() < 0.01);
        }
    }

    #[test]
    fn every_larger_household_has_an_adult() {
        let households = Households::new(&settings(5.3));
        let draws = Draws::new(1, 0);
        for serial in 0..1000 {
            let who = Subject { origin: 0, serial };
            let [_, _, women, men] = composition(&households, &draws, who, 5).counts();
            assert!(women + men > 0);
        }
    }

    #[test]
    fn attributes_say_who_single_persons_are() {
        let draws = Draws::new(1, 0);
        let girl = Looks {
            child: Some(true),
            female: Some(true),
        };
        let girls = |size| {
            let households = Households::new(&settings(size));
            let of = |serial| {
                let who = Subject { origin: 0, serial };
                households.composition(&draws, who, 1, girl).counts()[0]
            };
            (0..100).map(of).sum::<u32>()
        };
        assert_eq!(girls(1.0), 100);
        assert_eq!(
            girls(5.3),
            0,
            "the first person of a larger household is an adult"
        );
    }

    #[test]
    fn literal_households() {
        let households = Households::new(&settings(5.3));
        let draws = Draws::new(2020, 0);
        let sizes: Vec<u32> = (0..8)
            .map(|serial| households.size(&draws, Subject { origin: 0, serial }))
            .collect();
        assert_eq!(sizes, [4, 4, 5, 4, 6, 3, 7, 3]);
        let who = Subject {
            origin: 0,
            serial: 0,
        };
        assert_eq!(
            composition(&households, &draws, who, 6).counts(),
            [3, 1, 2, 0]
        );
    }
}
