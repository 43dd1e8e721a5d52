//! uncertainty.csv: what of the spread is noise and what comes from uncertain settings.

use refuge_core::observe::{KeyPart, SpreadOf};

use super::Run;
use super::keys::KeyWriter;
use super::sheets::DECIMALS_OF_MEANS;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    if run.results.spreads.is_empty() {
        return Ok(());
    }
    let keys = KeyWriter::new(run.world);
    let mut table = Table::create(folder, "uncertainty", headings())?;
    for of in &run.results.spreads {
        write_row(of, &keys, &mut table)?;
    }
    table.finish()
}

fn write_row(of: &SpreadOf, keys: &KeyWriter, table: &mut Table) -> Result<(), Error> {
    table.start_row()?;
    keys.write(table, KeyPart::Date, u32::from(of.day))?;
    table.text(of.measure)?;
    match of.place {
        Some(place) => keys.write(table, KeyPart::Place, place.0)?,
        None => table.text("")?,
    }
    let spread = of.spread;
    for number in [spread.mean, spread.sd, spread.sd_noise, spread.sd_settings] {
        table.number(number, DECIMALS_OF_MEANS)?;
    }
    table.end_row()
}

fn headings() -> Vec<Heading> {
    let text = |name: &str, meaning: &str| Heading::new(name, "text", meaning);
    let persons = |name: &str, meaning: &str| Heading::new(name, "persons", meaning);
    vec![
        Heading::new(
            "date",
            "date",
            "The date, by ISO 8601. A row is a day and a total, or a day and a place.",
        ),
        text(
            "measure",
            "A column of totals.csv, or `present` of places.csv.",
        ),
        text("place", "The id of the place; empty for the whole world."),
        persons(
            "mean",
            "Mean over the replicates that are complete pairs: an odd last one is left out.",
        ),
        persons(
            "sd",
            "Standard deviation of a replicate: its square is that of `sd_noise` and that of `sd_settings` together.",
        ),
        persons(
            "sd_noise",
            "What of `sd` comes from random numbers, at the same settings.",
        ),
        persons(
            "sd_settings",
            "What of `sd` comes from the uncertain settings.",
        ),
    ]
}
