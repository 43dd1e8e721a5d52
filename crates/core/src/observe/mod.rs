//! What leaves the engine: whole counts at the end of each day, gathered into sheets.
//!
//! A sheet is made by an [`Observer`] in a file of its own, and registered in [`observers`].

mod demographics;
mod flows;
mod origins;
mod places;
pub mod schemas;
mod sheet;
mod totals;
mod validation;

pub use sheet::{Column, Estimate, Happened, Key, KeyPart, Remark, Results, Schema, Score, Sheet};
pub use totals::DayTotals;

use crate::simulation::Today;
use crate::world::World;

/// Makes a sheet of what it sees at the end of every day.
pub trait Observer {
    /// Looks at the end of a day.
    fn day(&mut self, today: &Today<'_>);

    /// Hands over the sheet after the last day.
    fn finish(self: Box<Self>) -> Sheet;
}

/// The observers of every sheet.
pub fn observers(world: &World) -> Vec<Box<dyn Observer>> {
    vec![
        Box::new(totals::Totals::new()),
        Box::new(places::Places::new()),
        Box::new(flows::Flows::new(world)),
        Box::new(origins::Origins::new()),
        Box::new(demographics::Demographics::new()),
        Box::new(validation::Validation::new(world)),
    ]
}

/// The observer of the sheet `validation` alone, for studies that ask for no other.
pub fn validation(world: &World) -> impl Observer {
    validation::Validation::new(world)
}
