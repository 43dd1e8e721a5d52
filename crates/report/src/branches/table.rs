//! compare.csv: every number in each branch, and how branches differ.

use refuge_core::World;
use refuge_core::observe::{Comparison, Contrast, Difference, KeyPart};

use super::columns::headings;
use crate::cell::MOST_DECIMALS;
use crate::error::Error;
use crate::folder::Folder;
use crate::outputs::keys::KeyWriter;
use crate::table::Table;

/// Decimals of means and quantiles, as in the tables of an ensemble.
const DECIMALS: usize = 3;

pub(super) fn write(
    comparison: &Comparison,
    world: &World,
    folder: &mut Folder,
) -> Result<(), Error> {
    let keys = KeyWriter::new(world);
    let mut table = Table::create(folder, "compare", headings(&comparison.branches))?;
    for row in &comparison.rows {
        table.start_row()?;
        write_row(row, &keys, &mut table)?;
        table.end_row()?;
    }
    table.finish()
}

fn write_row(row: &Contrast, keys: &KeyWriter, table: &mut Table) -> Result<(), Error> {
    keys.write(table, KeyPart::Date, u32::from(row.day))?;
    table.text(row.measure.word())?;
    match row.place {
        Some(place) => keys.write(table, KeyPart::Place, place.0)?,
        None => table.text("")?,
    }
    for &mean in &row.means {
        table.number(mean, DECIMALS)?;
    }
    row.differences
        .iter()
        .try_for_each(|difference| write_difference(difference, table))
}

fn write_difference(difference: &Difference, table: &mut Table) -> Result<(), Error> {
    let Difference {
        mean,
        quantiles,
        unpaired,
        variance_saved,
    } = *difference;
    for number in [mean].into_iter().chain(quantiles).chain(unpaired) {
        table.number(number, DECIMALS)?;
    }
    table.number(variance_saved, MOST_DECIMALS)
}
