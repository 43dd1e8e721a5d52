//! report.xlsx: a summary with charts, and each table as a sheet, for people who work in a spreadsheet.

mod charts;
mod comparison;
mod days;
mod frame;
mod limits;
mod places;
mod provenance;
mod sheet;
mod style;
mod summary;
#[cfg(test)]
mod tests;

use std::io::{self, BufWriter, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::source::Source;
use crate::error::Error;
use crate::finished::tables::Table;
use crate::folder::Folder;
pub(super) use limits::MOST_CELLS;
use limits::Plan;
use style::Styles;

const FILE: &str = "report.xlsx";

/// How hard the file is compressed, of 9: takes half the time of the usual 6, for a tenth more bytes.
const COMPRESSION: u8 = 3;

/// The sheet that opens first.
const SUMMARY: &str = "Summary";

pub(super) fn write(source: &Source, folder: &mut Folder) -> Result<(), Error> {
    let mut file = BufWriter::new(folder.create(FILE)?);
    let saved = workbook(source, MOST_CELLS)
        .and_then(|mut workbook| workbook.save_to_writer(&mut file))
        .map_err(|error| match error {
            XlsxError::IoError(error) => error,
            error => io::Error::other(error),
        })
        .and_then(|()| file.flush());
    saved.map_err(|error| folder.unfinished(FILE, error))?;
    folder.add_file(FILE, 0);
    Ok(())
}

/// The workbook of a folder, whose tables have at most so many cells in all.
fn workbook(source: &Source, most_cells: usize) -> Result<Workbook, XlsxError> {
    let styles = Styles::new();
    let plan = Plan::of(source.tables.iter(), most_cells);
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    workbook.set_properties(&properties(source)?);
    workbook.add_worksheet().set_name(SUMMARY)?;
    for (name, table) in &plan.sheets {
        add(&mut workbook, name, table, &styles)?;
    }
    let is_comparison = source.run.is_comparison();
    let drawn = if is_comparison {
        comparison::write
    } else {
        summary::write
    };
    let page = workbook.worksheet_from_index(0)?;
    for (name, table) in &drawn(page, source, &plan, &styles)? {
        add(&mut workbook, name, table, &styles)?;
    }
    Ok(workbook)
}

fn add(
    workbook: &mut Workbook,
    name: &str,
    table: &Table,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(name)?;
    sheet::write(sheet, table, styles)
}

/// What the file says of itself: nothing of the clock, so that the same folder gives the same file.
fn properties(source: &Source) -> Result<DocProperties, XlsxError> {
    let run = &source.run;
    let created = match style::date(run.start) {
        Some(date) => date,
        None => ExcelDateTime::from_ymd(2000, 1, 1)?,
    };
    let program = format!("refuge {}", run.refuge_version);
    Ok(DocProperties::new()
        .set_title(limits::cut(&run.title, limits::LONGEST_PROPERTY))
        .set_subject(limits::cut(&run.scenario, limits::LONGEST_PROPERTY))
        .set_author(&program)
        .set_comment("Made of the CSV tables beside it; the sheet `columns` explains each column.")
        .set_creation_datetime(&created))
}
