//! The first sheet: where its text and charts stand, on paper too.

use rust_xlsxwriter::{Chart, Format, Worksheet, XlsxError};

use super::sheet::PAPER;
use super::style::Styles;

/// The width of the column of labels, of a column of figures, of the gap beside them and of any other
/// column, in pixels.
const LABELS: u32 = 250;
const FIGURES: u32 = 95;
const GAP: u32 = 20;
const OTHERS: u32 = 64;

/// The columns that the first chart takes.
const CHART_COLUMNS: u32 = 11;

/// The height of a chart, in rows of 20 pixels.
const CHART_ROWS: u32 = 16;
const ROW: u32 = 20;

/// The row below the title, where figures and the first chart begin.
const TOP: u32 = 4;

/// The first sheet while it is being written, from above.
pub(super) struct Frame<'a> {
    sheet: &'a mut Worksheet,
    pub(super) styles: &'a Styles,
    /// The row that is written next.
    pub(super) row: u32,
    /// Columns of figures beside the labels.
    figures: u16,
}

impl<'a> Frame<'a> {
    /// A sheet for so many columns of figures.
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        styles: &'a Styles,
        figures: u16,
    ) -> Result<Self, XlsxError> {
        sheet.set_column_width_pixels(0, LABELS)?;
        sheet.set_column_range_width_pixels(1, figures, FIGURES)?;
        sheet.set_column_width_pixels(figures + 1, GAP)?;
        sheet
            .set_screen_gridlines(false)
            .set_landscape()
            .set_paper_size(PAPER)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer("&L&F&R&P");
        Ok(Self {
            sheet,
            styles,
            row: 0,
            figures,
        })
    }

    /// The title, and what the results are of.
    pub(super) fn title(&mut self, title: &str, lines: [&str; 2]) -> Result<(), XlsxError> {
        self.sheet.set_row_height(0, 27)?;
        self.text(0, title, &self.styles.title)?;
        for line in lines {
            self.row += 1;
            self.text(0, line, &self.styles.subtitle)?;
        }
        self.row = TOP;
        Ok(())
    }

    /// A heading, with headings over the figures beside it.
    pub(super) fn heading(&mut self, heading: &str, beside: &[&str]) -> Result<(), XlsxError> {
        self.text(0, heading, &self.styles.heading)?;
        for (column, text) in (1..).zip(beside) {
            self.text(column, text, &self.styles.heading_right)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A label and persons beside it, an empty cell for NaN.
    pub(super) fn figures(&mut self, label: &str, persons: &[f64]) -> Result<(), XlsxError> {
        self.text(0, label, &self.styles.label)?;
        for (column, &number) in (1..).zip(persons) {
            if number.is_finite() {
                let format = &self.styles.persons;
                self.sheet
                    .write_number_with_format(self.row, column, number, format)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// A label and a text beside it.
    pub(super) fn fact(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        self.text(0, label, &self.styles.label)?;
        self.text(1, text, &self.styles.label)?;
        self.row += 1;
        Ok(())
    }

    /// Puts the first chart beside the figures and the others below, and goes on below them.
    pub(super) fn charts(&mut self, charts: Vec<Chart>) -> Result<(), XlsxError> {
        let height = (CHART_ROWS - 1) * ROW;
        let left = LABELS + u32::from(self.figures) * FIGURES + GAP;
        let right = CHART_COLUMNS * OTHERS;
        let mut charts = charts.into_iter();
        let mut below = self.row.max(TOP) + 1;
        if let Some(mut first) = charts.next() {
            first.set_width(right).set_height(height);
            self.sheet.insert_chart(TOP, self.figures + 2, &first)?;
            below = below.max(TOP + CHART_ROWS);
        }
        let others: Vec<Chart> = charts.collect();
        let width = (left + right) / others.len().max(3) as u32;
        for (index, mut chart) in (0..).zip(others) {
            chart.set_width(width - GAP / 2).set_height(height);
            self.sheet
                .insert_chart_with_offset(below, 0, &chart, index * width, 0)?;
            self.row = below + CHART_ROWS;
        }
        self.row = self.row.max(below);
        Ok(())
    }

    /// Prints what was written, and nothing else.
    pub(super) fn finish(self) -> Result<(), XlsxError> {
        let last = self.figures + 1 + CHART_COLUMNS as u16;
        self.sheet
            .set_print_area(0, 0, self.row.saturating_sub(1), last)?;
        Ok(())
    }

    fn text(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = super::limits::cut(text, super::limits::LONGEST_TEXT);
        self.sheet
            .write_string_with_format(self.row, column, text, format)?;
        Ok(())
    }
}
