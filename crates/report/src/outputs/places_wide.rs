//! places-wide.csv: a column a place, for charts in a spreadsheet.

use refuge_core::observe::Estimate;
use refuge_core::place::Place;

use super::{Run, sheets};
use crate::cell::with_separators;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

const NAME: &str = "places-wide";

/// The most places: spreadsheets have 16,384 columns.
const MOST_PLACES: usize = 16_000;

/// The number of places.csv that is written.
const COLUMN: &str = "present";

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    let places = &run.world.places;
    if places.len() > MOST_PLACES {
        folder.note(&format!("{NAME}.csv"), left_out());
        return Ok(());
    }
    let Some(estimate) = run.results.estimate("places") else {
        return Ok(());
    };
    let mut table = Table::create(folder, NAME, headings(places))?;
    let sheet = &estimate.mean;
    let column = sheet.schema.columns.iter().position(|c| c.name == COLUMN);
    let mut present = vec![0.0; places.len()];
    let mut row = 0;
    for day in sheet.keys.chunk_by(|a, b| a[0] == b[0]) {
        present.fill(0.0);
        for key in day {
            present[key[1] as usize] = column.map_or(f64::NAN, |column| sheet.row(row)[column]);
            row += 1;
        }
        write_day(run, estimate, &mut table, day[0][0], &present)?;
    }
    table.finish()
}

fn write_day(
    run: &Run,
    estimate: &Estimate,
    table: &mut Table,
    day: u32,
    present: &[f64],
) -> Result<(), Error> {
    table.start_row()?;
    table.text(&run.world.calendar.date(day as u16).to_string())?;
    for &persons in present {
        table.number(persons, sheets::decimals(estimate))?;
    }
    table.end_row()
}

fn headings(places: &[Place]) -> Vec<Heading> {
    let place = |place: &Place| {
        let meaning = format!(
            "`{COLUMN}` of places.csv in {}, {}.",
            place.name, place.country
        );
        Heading::new(place.id.as_str(), "persons", meaning)
    };
    let date = Heading::new("date", "date", "The date, by ISO 8601.");
    std::iter::once(date)
        .chain(places.iter().map(place))
        .collect()
}

fn left_out() -> String {
    format!(
        "Left out because a spreadsheet has too few columns for more than {} places: use places.csv.",
        with_separators(MOST_PLACES as f64)
    )
}
