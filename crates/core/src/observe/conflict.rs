//! Every place under attack, a row a day of it.

use serde::{Deserialize, Serialize};

use super::{Observer, Sheet, is_of_days, schemas};
use crate::calendar::Day;
use crate::simulation::Today;
use crate::world::World;

/// Makes the sheet `conflict`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Conflict(Sheet);

impl Observer for Conflict {
    fn new(_: &World) -> Self {
        Self(Sheet::new(&schemas::CONFLICT))
    }

    fn day(&mut self, today: &Today<'_>) {
        for (index, &intensity) in today.conditions.intensity.iter().enumerate() {
            if intensity > 0.0 {
                self.0
                    .push([today.day as u32, index as u32, 0], &[intensity]);
            }
        }
    }

    fn finish(self) -> Sheet {
        self.0
    }

    fn take_up(&mut self, _: &World, next_day: Day) -> bool {
        is_of_days(&self.0, &schemas::CONFLICT, next_day)
    }
}
