//! Girls, boys, women and men: displaced and in camps, a row a day and group.

use crate::observe::{Observer, Sheet, schemas};
use crate::people::Group;
use crate::simulation::Today;

/// Makes the sheet `demographics`.
pub(super) struct Demographics(Sheet);

impl Demographics {
    /// Nothing observed yet.
    pub(super) fn new() -> Self {
        Self(Sheet::new(&schemas::DEMOGRAPHICS))
    }
}

impl Observer for Demographics {
    fn day(&mut self, today: &Today<'_>) {
        let camps = today
            .world
            .places
            .iter()
            .enumerate()
            .filter(|(_, place)| place.kind.is_camp());
        let mut in_camps = [0u64; 4];
        for (index, _) in camps {
            for (sum, &persons) in in_camps.iter_mut().zip(&today.counts.present[index]) {
                *sum += persons as u64;
            }
        }
        for group in Group::ALL {
            let index = group as usize;
            let row = [today.counts.displaced[index] as f64, in_camps[index] as f64];
            self.0.push([today.day as u32, index as u32, 0], &row);
        }
    }

    fn finish(self: Box<Self>) -> Sheet {
        self.0
    }
}
