//! Differences between branches over replicates: in pairs that share their random numbers, and in
//! pairs that do not.

use std::collections::VecDeque;

use refuge_core::observe::Difference;

use crate::moments::Moments;
use crate::sample::Sample;

/// How far apart the replicates of an unpaired difference are. Uncertain settings are drawn for two
/// replicates in a row, so that those next to each other may share them.
const APART: usize = 2;

/// The numbers of a replicate, by branch.
pub(super) type Numbers = Vec<Vec<u64>>;

/// Numbers and their differences over replicates, in memory that does not grow with their count.
pub(super) struct Pairs {
    branches: usize,
    replicates: usize,
    /// Of each number, branch after branch.
    moments: Vec<Moments>,
    /// Of each number, later branch after later branch.
    spreads: Vec<Spread>,
    first: Vec<Numbers>,
    last: VecDeque<Numbers>,
}

/// Differences of a number in a later branch from that in the first.
#[derive(Clone, Default)]
struct Spread {
    paired: Sample,
    unpaired: Sample,
}

impl Pairs {
    /// No replicate yet of branches with so many numbers.
    pub(super) fn new(branches: usize, numbers: usize) -> Self {
        Self {
            branches,
            replicates: 0,
            moments: vec![Moments::default(); branches * numbers],
            spreads: vec![Spread::default(); (branches - 1) * numbers],
            first: Vec::new(),
            last: VecDeque::new(),
        }
    }

    /// Adds the next replicate of all branches.
    pub(super) fn push(&mut self, numbers: Numbers) {
        for (branch, numbers) in numbers.iter().enumerate() {
            let moments = self.moments.iter_mut().skip(branch).step_by(self.branches);
            for (moments, &number) in moments.zip(numbers) {
                moments.push(number as f64);
            }
        }
        self.compare(&numbers[0], &numbers, |spread| &mut spread.paired);
        if self.replicates < APART {
            self.first.push(numbers.clone());
        }
        if self.last.len() == APART
            && let Some(before) = self.last.pop_front()
        {
            self.compare(&before[0], &numbers, |spread| &mut spread.unpaired);
        }
        self.last.push_back(numbers);
        self.replicates += 1;
    }

    /// Adds the differences of later branches in one replicate from the first branch in another.
    fn compare(&mut self, first: &[u64], later: &Numbers, of: impl Fn(&mut Spread) -> &mut Sample) {
        for (branch, later) in later.iter().skip(1).enumerate() {
            let spreads = self.spreads.iter_mut().skip(branch);
            let spreads = spreads.step_by(self.branches - 1);
            for (spread, (&first, &later)) in spreads.zip(first.iter().zip(later)) {
                of(spread).push(later as f64 - first as f64);
            }
        }
    }

    /// How many replicates there are.
    pub(super) fn replicates(&self) -> usize {
        self.replicates
    }

    /// The means of each number by branch, and its differences.
    pub(super) fn finish(mut self) -> impl Iterator<Item = (Vec<f64>, Vec<Difference>)> {
        let last = std::mem::take(&mut self.last);
        let first = std::mem::take(&mut self.first);
        if self.replicates >= 2 * APART {
            // The first replicates of later branches follow the last ones of the first branch.
            for (before, after) in last.iter().zip(&first) {
                self.compare(&before[0], after, |spread| &mut spread.unpaired);
            }
        } else {
            self.spreads
                .iter_mut()
                .for_each(|spread| spread.unpaired = Sample::new());
        }
        let Self {
            branches,
            moments,
            spreads,
            ..
        } = self;
        let numbers = moments.len() / branches;
        (0..numbers).map(move |number| {
            let moments = &moments[number * branches..][..branches];
            let spreads = &spreads[number * (branches - 1)..][..branches - 1];
            let differences = spreads.iter().zip(&moments[1..]);
            let differences =
                differences.map(|(spread, later)| difference(spread, &moments[0], later));
            (
                moments.iter().map(Moments::mean).collect(),
                differences.collect(),
            )
        })
    }
}

fn difference(spread: &Spread, first: &Moments, later: &Moments) -> Difference {
    let unpaired = first.variance() + later.variance();
    Difference {
        mean: spread.paired.mean(),
        quantiles: spread.paired.quantiles(),
        unpaired: spread.unpaired.at([0.05, 0.95]),
        variance_saved: if unpaired > 0.0 {
            1.0 - spread.paired.variance() / unpaired
        } else {
            f64::NAN
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The comparison of one number, replicate after replicate.
    fn compared<const B: usize>(replicates: &[[u64; B]]) -> (Vec<f64>, Vec<Difference>) {
        let mut pairs = Pairs::new(B, 1);
        for replicate in replicates {
            pairs.push(replicate.iter().map(|&number| vec![number]).collect());
        }
        assert_eq!(pairs.replicates(), replicates.len());
        pairs.finish().next().unwrap()
    }

    #[test]
    fn worked_by_hand() {
        let (means, differences) = compared(&[[10, 13], [20, 22], [30, 35], [40, 42], [50, 53]]);
        assert_eq!(means, [30.0, 33.0]);
        let [one] = differences[..] else {
            panic!("one later branch")
        };
        // Differences 3, 2, 5, 2, 3: their mean is 3, and 2 + 0 and 3 + 0.8 * 2 are at positions 0.2 and 3.8.
        assert_eq!(one.mean, 3.0);
        assert_eq!(one.quantiles, [2.0, 3.0, 4.6]);
        // Two replicates apart: 35 - 10, 42 - 20, 53 - 30, and around the end 13 - 40, 22 - 50. Sorted
        // -28, -27, 22, 23, 25: -28 + 0.2 * 1 and 23 + 0.8 * 2.
        assert!((one.unpaired[0] + 27.8).abs() < 1e-12);
        assert!((one.unpaired[1] - 24.6).abs() < 1e-12);
        // Variances 6 / 4 against 1000 / 4 and 1006 / 4.
        assert!((one.variance_saved - (1.0 - 6.0 / 2006.0)).abs() < 1e-12);
    }

    #[test]
    fn later_branches_are_compared_with_the_first() {
        let (means, differences) = compared(&[[1, 5, 1], [3, 5, 2]]);
        assert_eq!(means, [2.0, 5.0, 1.5]);
        assert_eq!(differences[0].quantiles, [2.1, 3.0, 3.9]);
        assert_eq!(differences[1].mean, -0.5);
        // Variances 2 of the first, 0 of the second, and 2 of their difference: nothing is saved.
        assert_eq!(differences[0].variance_saved, 0.0);
    }

    #[test]
    fn few_replicates_say_nothing_about_what_pairing_saves() {
        for few in 1..2 * APART {
            let (_, differences) = compared(&vec![[4, 7]; few]);
            assert_eq!(differences[0].quantiles, [3.0; 3]);
            assert!(
                differences[0]
                    .unpaired
                    .iter()
                    .all(|quantile| quantile.is_nan())
            );
            assert!(differences[0].variance_saved.is_nan(), "nothing varies");
        }
        let (_, enough) = compared(&[[4, 7]; 2 * APART]);
        assert_eq!(enough[0].unpaired, [3.0; 2]);
    }

    proptest! {
        #[test]
        fn a_branch_does_not_differ_from_itself(numbers in prop::collection::vec(0..1000u64, 2..40)) {
            let replicates: Vec<[u64; 2]> = numbers.iter().map(|&n| [n, n]).collect();
            let (means, differences) = compared(&replicates);
            prop_assert_eq!(means[0], means[1]);
            prop_assert_eq!((differences[0].mean, differences[0].quantiles), (0.0, [0.0; 3]));
            let varies = numbers.iter().any(|&n| n != numbers[0]);
            let saved = differences[0].variance_saved;
            let expected = if varies { saved == 1.0 } else { saved.is_nan() };
            prop_assert!(expected, "{} is saved", saved);
        }
    }
}
