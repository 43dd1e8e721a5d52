//! A table as a sheet: one header row with notes, real dates and numbers, nothing that is computed.

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use super::limits::{LONGEST_TEXT, cut};
use super::style::{Styles, date};
use crate::cell::with_separators;
use crate::finished::tables::{Cells, Column, Table};

/// Most columns whose header has a note; of a wider table the sheet `columns` tells the meanings.
const MOST_NOTES: usize = 500;

/// Room that a note leaves for what the file format puts before its text.
const LONGEST_NOTE: usize = LONGEST_TEXT - 100;

/// Bounds of the width of a column, in characters.
const WIDTHS: [usize; 2] = [8, 48];

/// Wider tables keep their key columns in view.
const NARROW: usize = 8;

/// Most columns that are still legible on a page of their width.
const MOST_ON_A_PAGE: usize = 12;

/// A4.
pub(super) const PAPER: u8 = 9;

/// Writes a table into an empty sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &Table,
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(at, width(column) as f64)?;
        if let Some(format) = styles.of_unit(&column.unit) {
            sheet.set_column_format(at, format)?;
        }
        let name = cut(&column.name, LONGEST_TEXT);
        sheet.write_string_with_format(0, at, name, &styles.header)?;
        if usize::from(at) < MOST_NOTES {
            sheet.insert_note(0, at, &note(column))?;
        }
    }
    for (row, at) in (0..table.rows).zip(1..) {
        for (column, to) in table.columns.iter().zip(0..) {
            write_cell(sheet, (at, to), column, row)?;
        }
    }
    arrange(sheet, table)
}

/// Writes a cell; the column has its number format.
fn write_cell(
    sheet: &mut Worksheet,
    (at, to): (u32, u16),
    column: &Column,
    row: usize,
) -> Result<(), XlsxError> {
    match &column.cells {
        Cells::Numbers(numbers) => {
            if let Some(&number) = numbers.get(row).filter(|number| number.is_finite()) {
                sheet.write_number(at, to, number)?;
            }
        }
        Cells::Dates(dates) => {
            if let Some(day) = dates.get(row).copied().flatten() {
                match date(day) {
                    Some(date) => sheet.write_datetime(at, to, &date)?,
                    None => sheet.write_string(at, to, day.to_string())?,
                };
            }
        }
        Cells::Texts(texts) => {
            let text = texts.get(row);
            if !text.is_empty() {
                sheet.write_string(at, to, cut(text, LONGEST_TEXT))?;
            }
        }
    }
    Ok(())
}

/// What the header's note says: unit and meaning, as columns.csv has them.
fn note(column: &Column) -> Note {
    let text = match column.unit.as_str() {
        "" | "text" | "date" => column.meaning.clone(),
        unit => format!("Unit: {unit}. {}", column.meaning),
    };
    Note::new(cut(&text, LONGEST_NOTE))
        .add_author_prefix(false)
        .set_author("refuge")
        .set_width(280)
        .set_height(90)
}

/// The width of a column, in characters: its header with the button of the filter, or its longest cell.
fn width(column: &Column) -> usize {
    let longest = match &column.cells {
        Cells::Dates(_) => 10,
        Cells::Texts(texts) => texts
            .words
            .iter()
            .map(|word| word.chars().take(WIDTHS[1]).count())
            .max()
            .unwrap_or(0),
        Cells::Numbers(numbers) => {
            let finite = numbers.iter().filter(|number| number.is_finite());
            let largest = finite.fold(0.0f64, |largest, number| largest.max(number.abs()));
            with_separators(largest).len() + 1
        }
    };
    let header = column.name.chars().take(WIDTHS[1]).count() + 4;
    longest.max(header).clamp(WIDTHS[0], WIDTHS[1])
}

/// Keeps the header in view, lets readers filter, and prints on pages as wide as the table.
fn arrange(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let Some(last) = (table.columns.len() as u16).checked_sub(1) else {
        return Ok(());
    };
    sheet.set_freeze_panes(1, keys(table))?;
    sheet.autofilter(0, 0, table.rows as u32, last)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(PAPER);
    if table.columns.len() <= MOST_ON_A_PAGE {
        sheet.set_print_fit_to_pages(1, 0);
    }
    sheet.set_footer("&L&A&R&P");
    Ok(())
}

/// The leading columns that stay in view while a wide table is scrolled.
fn keys(table: &Table) -> u16 {
    if table.columns.len() <= NARROW {
        return 0;
    }
    let leading = table.columns.iter().take(3);
    let place = leading
        .zip(1..)
        .find(|(column, _)| column.name == "place")
        .map(|(_, keys)| keys);
    place.unwrap_or(1)
}
