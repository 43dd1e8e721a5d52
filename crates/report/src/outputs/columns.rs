//! columns.csv: what every column of every table means, its own included.

use std::mem;

use super::Run;
use crate::error::Error;
use crate::folder::{Description, Folder, Heading};
use crate::table::Table;

const NAME: &str = "columns";

pub(super) fn write(_: &Run, folder: &mut Folder) -> Result<(), Error> {
    describe(folder)
}

/// Writes what the columns of all tables so far mean.
pub(crate) fn describe(folder: &mut Folder) -> Result<(), Error> {
    let mut descriptions = mem::take(&mut folder.descriptions);
    descriptions.extend(headings().into_iter().map(|heading| Description {
        file: format!("{NAME}.csv"),
        heading,
    }));
    let mut table = Table::create(folder, NAME, headings())?;
    for Description { file, heading } in &descriptions {
        table.start_row()?;
        table.text(file)?;
        table.text(&heading.name)?;
        table.text(heading.unit)?;
        table.text(&heading.meaning)?;
        table.end_row()?;
    }
    table.finish()
}

fn headings() -> Vec<Heading> {
    let text = |name: &str, meaning: &str| Heading::new(name, "text", meaning);
    vec![
        text("file", "The name of a file."),
        text(
            "column",
            "A column of it; empty where the file as a whole is meant.",
        ),
        text("unit", "The unit of the column."),
        text("meaning", "What the column holds."),
    ]
}
