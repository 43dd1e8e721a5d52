//! Girls, boys, women and men: displaced and in camps, a row a day and group.

use serde::{Deserialize, Serialize};

use super::{Observer, Sheet, is_of_days, schemas};
use crate::calendar::Day;
use crate::people::Group;
use crate::simulation::Today;
use crate::world::World;

/// Makes the sheet `demographics`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Demographics(Sheet);

impl Observer for Demographics {
    fn new(_: &World) -> Self {
        Self(Sheet::new(&schemas::DEMOGRAPHICS))
    }

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

    fn finish(self) -> Sheet {
        self.0
    }

    fn take_up(&mut self, _: &World, next_day: Day) -> bool {
        is_of_days(&self.0, &schemas::DEMOGRAPHICS, next_day)
    }
}
