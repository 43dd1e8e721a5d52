//! Charts that a spreadsheet draws itself, each from a range of cells.

use std::ops::Range;

use rust_xlsxwriter::{
    Chart, ChartAxisDateUnitType, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartMarker, ChartMarkerType, ChartRange, ChartSeries, ChartSolidFill, ChartType,
};

use super::days::{BAND, DATE, DISPLACED, DISPLACED_ONCE, LOW, OBSERVED, WHERE, label};
use super::limits::{DAYS, PLACES};
use super::places::{ALREADY, OCCUPANCY, PLACE, Ranked, SINCE};
use super::style::{
    BLUE, GREEN, GREY, ISO_DATE, LIGHT_GREY, LINES, ORANGE, PERSONS, PURPLE, SKY_BLUE, VERMILION,
};
use crate::finished::tables::Table;

/// How many dates an axis names, about.
const DATES_NAMED: usize = 5;

/// The colours of people in host communities, in camps, on the way and back home.
const WHERE_COLOURS: [u32; 4] = [SKY_BLUE, ORANGE, VERMILION, GREEN];

/// Cells of a sheet that a chart is drawn from.
struct Cells<'a> {
    sheet: &'a str,
    table: &'a Table,
    rows: Range<usize>,
}

impl<'a> Cells<'a> {
    fn all(sheet: &'a str, table: &'a Table) -> Self {
        Self {
            sheet,
            table,
            rows: 0..table.rows,
        }
    }

    /// The range of a column, below the header; none where the column is missing or has no rows.
    fn range(&self, name: &str) -> Option<ChartRange> {
        let column = self.at(name)?;
        let last = self.rows.end.checked_sub(1)?;
        let [first, last] = [self.rows.start, last].map(|row| row as u32 + 1);
        Some(ChartRange::new_from_range(
            self.sheet, first, column, last, column,
        ))
    }

    fn at(&self, name: &str) -> Option<u16> {
        let mut columns = self.table.columns.iter();
        let column = columns.position(|column| column.name == name)?;
        Some(column as u16)
    }

    /// A column over another, named by its header.
    fn series(&self, over: &str, name: &str) -> Option<ChartSeries> {
        let mut series = ChartSeries::new();
        series
            .set_categories(&self.range(over)?)
            .set_values(&self.range(name)?)
            .set_name((self.sheet, 0, self.at(name)?));
        Some(series)
    }
}

/// Those displaced over time, with the band of the replicates and what was observed.
pub(super) fn displaced(days: &Table) -> Option<Chart> {
    let cells = Cells::all(DAYS, days);
    let series = |name| cells.series(DATE, name);
    let mut lines = Chart::new_line();
    let simulated = series(DISPLACED).or_else(|| series(DISPLACED_ONCE));
    lines.push_series(&line(simulated?, BLUE, days.rows));
    if let Some(observed) = series(OBSERVED) {
        lines.push_series(&points(observed));
    }
    let mut chart = match (series(LOW), series(BAND)) {
        (Some(mut low), Some(mut band)) => {
            let mut area = Chart::new(ChartType::AreaStacked);
            low.set_format(ChartFormat::new().set_no_fill().set_no_line())
                .delete_from_legend(true);
            let fill = ChartSolidFill::new()
                .set_color(SKY_BLUE)
                .set_transparency(45)
                .clone();
            band.set_format(ChartFormat::new().set_solid_fill(&fill).set_no_line());
            area.push_series(&low).push_series(&band).combine(&lines);
            area
        }
        _ => lines,
    };
    over_days(&mut chart, "Displaced since the first day", days.rows);
    chart.set_alt_text(
        "Persons displaced since the first day, by date, as simulated and as observed.",
    );
    Some(chart)
}

/// Where everybody is over time.
pub(super) fn whereabouts(days: &Table) -> Option<Chart> {
    let cells = Cells::all(DAYS, days);
    let mut chart = Chart::new(ChartType::AreaStacked);
    for (name, colour) in WHERE.into_iter().zip(WHERE_COLOURS) {
        let mut series = cells.series(DATE, label(name))?;
        series.set_format(&mut filled(colour));
        chart.push_series(&series);
    }
    over_days(&mut chart, "Where people are", days.rows);
    chart.set_alt_text("Persons in host communities, in camps, on the way and back home, by date.");
    Some(chart)
}

/// The fullest camps on the last day; none where no camp has a limit.
pub(super) fn fullest_camps(places: &Ranked) -> Option<Chart> {
    let cells = Cells {
        sheet: PLACES,
        table: &places.table,
        rows: places.camps.clone(),
    };
    if cells.rows.is_empty() {
        return None;
    }
    let mut series = cells.series(PLACE, OCCUPANCY)?;
    let mut labels = rust_xlsxwriter::ChartDataLabel::new();
    labels.show_value().set_num_format("0%").set_font(&small());
    series
        .set_format(&mut filled(ORANGE))
        .set_gap(40)
        .set_data_label(&labels);
    let mut chart = Chart::new_bar();
    chart.push_series(&series);
    over_places(&mut chart, "Fullest camps on the last day", "0%");
    chart.y_axis().set_name("share of capacity");
    chart.legend().set_hidden();
    chart
        .set_alt_text("The camps with the largest share of their capacity taken, on the last day.");
    Some(chart)
}

/// The places with most people on the last day.
pub(super) fn largest_places(places: &Ranked) -> Option<Chart> {
    let cells = Cells {
        sheet: PLACES,
        table: &places.table,
        rows: places.largest.clone(),
    };
    if cells.rows.is_empty() {
        return None;
    }
    let mut chart = Chart::new(ChartType::BarStacked);
    for (name, colour) in [(ALREADY, PURPLE), (SINCE, BLUE)] {
        let mut series = cells.series(PLACE, name)?;
        series.set_format(&mut filled(colour)).set_gap(40);
        chart.push_series(&series);
    }
    over_places(&mut chart, "People by place on the last day", PERSONS);
    chart.y_axis().set_name("persons");
    chart.set_alt_text("The places with most people on the last day.");
    Some(chart)
}

/// A measure over time, a line a branch: the columns, and the cells that name them.
pub(super) fn by_branch(
    days: &Table,
    title: &str,
    columns: &[(String, ChartRange)],
) -> Option<Chart> {
    let cells = Cells::all(DAYS, days);
    let mut chart = Chart::new_line();
    for ((name, heading), colour) in columns.iter().zip(LINES.into_iter().cycle()) {
        let mut series = cells.series(DATE, name)?;
        series.set_name(heading);
        chart.push_series(&line(series, colour, days.rows));
    }
    over_days(&mut chart, title, days.rows);
    chart.set_alt_text(format!("{title}: persons by date, a line a branch."));
    Some(chart)
}

/// A line; of a single day, which has none, a point.
fn line(mut series: ChartSeries, colour: u32, days: usize) -> ChartSeries {
    series.set_format(ChartFormat::new().set_line(ChartLine::new().set_color(colour).set_width(2)));
    let mut marker = ChartMarker::new();
    if days > 1 {
        marker.set_none();
    } else {
        marker.set_type(ChartMarkerType::Square).set_size(7);
        marker.set_format(&mut filled(colour));
    }
    series.set_marker(&marker);
    series
}

/// Points without a line.
fn points(mut series: ChartSeries) -> ChartSeries {
    let mut marker = ChartMarker::new();
    marker
        .set_type(ChartMarkerType::Circle)
        .set_size(7)
        .set_format(&mut filled(VERMILION));
    series
        .set_format(ChartFormat::new().set_no_line())
        .set_marker(&marker);
    series
}

fn filled(colour: u32) -> ChartFormat {
    ChartFormat::new()
        .set_solid_fill(ChartSolidFill::new().set_color(colour))
        .set_no_line()
        .clone()
}

/// Dates below, persons at the side.
fn over_days(chart: &mut Chart, title: &str, days: usize) {
    plain(chart, title);
    chart
        .x_axis()
        .set_date_axis(true)
        .set_num_format(ISO_DATE)
        .set_major_unit(days.div_ceil(DATES_NAMED).max(1) as u32)
        .set_major_unit_date_type(ChartAxisDateUnitType::Days);
    chart.y_axis().set_name("persons").set_num_format(PERSONS);
    chart.legend().set_position(ChartLegendPosition::Bottom);
}

/// Places at the side, numbers below.
fn over_places(chart: &mut Chart, title: &str, format: &str) {
    plain(chart, title);
    chart.y_axis().set_num_format(format).set_min(0);
    chart.legend().set_position(ChartLegendPosition::Bottom);
}

/// Sober: small grey axes, a faint grid, no frame.
fn plain(chart: &mut Chart, title: &str) {
    let mut bold = ChartFont::new();
    bold.set_size(12).set_bold();
    chart.title().set_name(title).set_font(&bold);
    let mut name = small();
    name.unset_bold();
    let axis_line = ChartLine::new().set_color(GREY).set_width(0.75).clone();
    let grid = ChartLine::new()
        .set_color(LIGHT_GREY)
        .set_width(0.75)
        .clone();
    chart
        .x_axis()
        .set_font(&small())
        .set_name_font(&name)
        .set_format(ChartFormat::new().set_line(&axis_line))
        .set_major_gridlines(false);
    chart
        .y_axis()
        .set_font(&small())
        .set_name_font(&name)
        .set_format(ChartFormat::new().set_no_line())
        .set_major_gridlines(true)
        .set_major_gridlines_line(&grid);
    chart.legend().set_font(&small());
    chart
        .chart_area()
        .set_format(ChartFormat::new().set_no_line());
}

fn small() -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(9).set_color(GREY);
    font
}
