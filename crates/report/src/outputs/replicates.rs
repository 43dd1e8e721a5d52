//! replicates.csv: the totals of each replicate, where they were asked for.

use refuge_core::observe::schemas::TOTALS;

use super::keys::{self, KeyWriter};
use super::{Run, sheets};
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    if run.results.each.is_empty() {
        return Ok(());
    }
    let keys = KeyWriter::new(run.world);
    let mut table = Table::create(folder, "replicates", headings())?;
    for (replicate, sheet) in (0..).zip(&run.results.each) {
        for (row, &[day, ..]) in sheet.keys.iter().enumerate() {
            table.start_row()?;
            table.whole(replicate)?;
            keys.write(&mut table, TOTALS.keys[0], day)?;
            for &value in sheet.row(row) {
                table.number(value, sheets::DECIMALS_OF_MEANS)?;
            }
            table.end_row()?;
        }
    }
    table.finish()
}

fn headings() -> Vec<Heading> {
    let replicate = Heading::new(
        "replicate",
        "number",
        "The replicate, from 0. A row is a replicate and day.",
    );
    let columns = TOTALS.columns.iter();
    std::iter::once(replicate)
        .chain(keys::headings(TOTALS.keys[0]))
        .chain(columns.map(|column| Heading::new(column.name, column.unit, column.meaning)))
        .collect()
}
