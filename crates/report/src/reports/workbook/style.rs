//! How the workbook looks: number formats, colours that colour-blind readers tell apart, and dates.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder};

/// Colours of Okabe and Ito (2008), which readers with any kind of colour vision tell apart.
pub(super) const BLUE: u32 = 0x00_72_B2;
pub(super) const SKY_BLUE: u32 = 0x56_B4_E9;
pub(super) const VERMILION: u32 = 0xD5_5E_00;
pub(super) const ORANGE: u32 = 0xE6_9F_00;
pub(super) const GREEN: u32 = 0x00_9E_73;
pub(super) const PURPLE: u32 = 0xCC_79_A7;
pub(super) const BLACK: u32 = 0x00_00_00;

/// What stands back: text, what was there before, and lines of a grid.
pub(super) const GREY: u32 = 0x59_59_59;
pub(super) const MIDDLE_GREY: u32 = 0x99_99_99;
pub(super) const LIGHT_GREY: u32 = 0xD9_D9_D9;

pub(super) const PERSONS: &str = "#,##0";
pub(super) const ISO_DATE: &str = "yyyy-mm-dd";

/// The formats of cells.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) heading: Format,
    /// A heading over numbers, small enough for its column.
    pub(super) heading_right: Format,
    pub(super) label: Format,
    pub(super) persons: Format,
    pub(super) share: Format,
    pub(super) date: Format,
    /// The header of a table.
    pub(super) header: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let heading = Format::new()
            .set_bold()
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(GREY);
        Self {
            title: Format::new().set_bold().set_font_size(18),
            subtitle: Format::new().set_font_color(GREY),
            heading_right: heading.clone().set_align(FormatAlign::Right).set_shrink(),
            heading,
            label: Format::new().set_align(FormatAlign::Left),
            persons: Format::new().set_num_format(PERSONS),
            share: Format::new().set_num_format("0.0%"),
            date: Format::new().set_num_format(ISO_DATE),
            header: Format::new()
                .set_bold()
                .set_background_color(0xEA_F2_F8)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(GREY),
        }
    }

    /// The format of numbers of this unit, which changes how they look and never what they are.
    pub(super) fn of_unit(&self, unit: &str) -> Option<&Format> {
        match unit {
            "persons" => Some(&self.persons),
            "share" => Some(&self.share),
            "date" => Some(&self.date),
            _ => None,
        }
    }
}

/// A date as a spreadsheet counts it; none before 1900, where its calendar begins.
pub(super) fn date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8).ok()
}
