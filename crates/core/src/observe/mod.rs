//! What leaves the engine: whole counts at the end of each day, gathered into sheets.
//!
//! A sheet is made by an `Observer` in a file of its own, and named once in [`Observers`].

mod comparison;
mod conflict;
mod demographics;
mod flows;
mod movements;
mod origins;
mod places;
pub mod schemas;
mod scored;
mod sensitivity;
mod sheet;
mod shelter;
mod spread;
mod totals;
mod validation;

pub use comparison::{Comparison, Contrast, Difference};
pub use scored::{Compared, Forecasts, METRICS, Naive, Score};
pub use sensitivity::{Evaluation, Index, Sensitivity};
pub use sheet::{Column, Estimate, Happened, Key, KeyPart, Remark, Results, Schema, Sheet};
pub use shelter::SleepingPlaces;
pub use spread::{Drawn, Spread, SpreadOf};
pub use totals::DayTotals;

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::simulation::{Misfit, Today};
use crate::world::World;

/// Makes a sheet of what it sees at the end of every day.
trait Observer {
    /// Nothing observed yet.
    fn new(world: &World) -> Self;

    /// Looks at the end of a day.
    fn day(&mut self, today: &Today<'_>);

    /// Hands over the sheet after the last day.
    fn finish(self) -> Sheet;

    /// Finds again what was not serialized; false if this cannot have been observed before `next_day`.
    fn take_up(&mut self, world: &World, next_day: Day) -> bool;
}

macro_rules! observers {
    ($($name:ident: $observer:ty,)*) => {
        /// The observers of every sheet.
        ///
        /// Serialized with the [`State`](crate::State) of a run, they are what the run has left so far.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub struct Observers {
            $($name: $observer,)*
        }

        impl Observers {
            /// Observers of a run that has not begun.
            pub fn new(world: &World) -> Self {
                Self {
                    $($name: Observer::new(world),)*
                }
            }

            /// Looks at the end of a day.
            pub fn day(&mut self, today: &Today<'_>) {
                $(self.$name.day(today);)*
            }

            /// The sheets, after the last day.
            pub fn finish(self) -> Vec<Sheet> {
                vec![$(self.$name.finish(),)*]
            }

            /// Goes on with what was observed before `next_day` and serialized then.
            ///
            /// # Errors
            ///
            /// If nobody can have observed this in the world.
            pub fn take_up(mut self, world: &World, next_day: Day) -> Result<Self, Misfit> {
                let fit = $(self.$name.take_up(world, next_day) &&)* true;
                if fit { Ok(self) } else { Err(Misfit) }
            }
        }
    };
}

observers! {
    totals: totals::Totals,
    places: places::Places,
    flows: flows::Flows,
    movements: movements::Movements,
    conflict: conflict::Conflict,
    origins: origins::Origins,
    demographics: demographics::Demographics,
    shelter: shelter::Shelters,
    validation: validation::Validation,
}

/// Whether persons can have been added up on the days before `next_day`.
fn are_sums(persons: &[u64], next_day: Day) -> bool {
    let most = u32::MAX as u64 * next_day as u64;
    persons.iter().all(|&sum| sum <= most)
}

/// Whether a sheet of a schema that is keyed by day has rows of days before `next_day` alone.
fn is_of_days(sheet: &Sheet, schema: &'static Schema, next_day: Day) -> bool {
    let is_before = |key: &Key| key[0] < next_day as u32;
    sheet.schema == schema && sheet.keys.last().is_none_or(is_before)
}

/// The observer of the sheet `validation` alone, for studies that ask for no other.
#[derive(Clone, Debug)]
pub struct Validating(validation::Validation);

impl Validating {
    /// Of a run that has not begun.
    pub fn new(world: &World) -> Self {
        Self(Observer::new(world))
    }

    /// Looks at the end of a day.
    pub fn day(&mut self, today: &Today<'_>) {
        self.0.day(today);
    }

    /// The sheet `validation`, after the last day.
    pub fn finish(self) -> Sheet {
        self.0.finish()
    }
}
