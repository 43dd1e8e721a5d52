//! Charts that a spreadsheet draws itself, each from a range of cells.

use std::ops::Range;

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisDateUnitType, ChartDataLabel, ChartFont, ChartFormat, ChartLayout,
    ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartRange,
    ChartSeries, ChartSolidFill, ChartType,
};

use super::days::{BAND, DATE, DISPLACED, DISPLACED_ONCE, LOW, OBSERVED, WHERE, label};
use super::limits::{DAYS, PLACES};
use super::places::{ALREADY, OCCUPANCY, PLACE, Ranked, SINCE};
use super::style::{
    BLACK, BLUE, GREEN, GREY, ISO_DATE, LIGHT_GREY, MIDDLE_GREY, ORANGE, PERSONS, PURPLE, SKY_BLUE,
    VERMILION,
};
use crate::finished::tables::Table;

/// How many dates an axis names, about.
const DATES_NAMED: usize = 5;

/// The colours of people in host communities, in camps, on the way and back home.
const WHERE_COLOURS: [u32; 4] = [SKY_BLUE, ORANGE, PURPLE, GREEN];

/// How a line looks.
struct Look {
    colour: u32,
    /// Points.
    width: f64,
    dash: ChartLineDashType,
}

impl Look {
    const fn new(colour: u32, width: f64, dash: ChartLineDashType) -> Self {
        Self {
            colour,
            width,
            dash,
        }
    }
}

/// The lines of several branches, in order: told apart without colour too, and where they lie on each
/// other, the first, which is below, is the widest.
const LINES: [Look; 8] = [
    Look::new(BLUE, 3.0, ChartLineDashType::Solid),
    Look::new(VERMILION, 2.0, ChartLineDashType::Solid),
    Look::new(GREEN, 2.0, ChartLineDashType::Dash),
    Look::new(ORANGE, 2.0, ChartLineDashType::RoundDot),
    Look::new(PURPLE, 2.0, ChartLineDashType::DashDot),
    Look::new(BLACK, 1.5, ChartLineDashType::LongDash),
    Look::new(SKY_BLUE, 2.0, ChartLineDashType::SquareDot),
    Look::new(MIDDLE_GREY, 1.5, ChartLineDashType::Solid),
];

/// Cells of a sheet that a chart is drawn from.
struct Cells<'a> {
    sheet: &'a str,
    table: &'a Table,
    rows: Range<usize>,
}

impl<'a> Cells<'a> {
    /// Every day; none where there is a single one, which has no course to draw.
    fn of_days(table: &'a Table) -> Option<Self> {
        let days = Self {
            sheet: DAYS,
            table,
            rows: 0..table.rows,
        };
        (table.rows > 1).then_some(days)
    }

    /// Some places; none where there are none.
    fn of_places(places: &'a Ranked, rows: &Range<usize>) -> Option<Self> {
        let places = Self {
            sheet: PLACES,
            table: &places.table,
            rows: rows.clone(),
        };
        (!rows.is_empty()).then_some(places)
    }

    /// The range of a column, below the header; none where the column is missing.
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

    /// The step of an axis that reaches as far as the longest row of these columns, stacked.
    fn step(&self, columns: &[&str]) -> f64 {
        let numbers: Vec<&[f64]> = columns
            .iter()
            .filter_map(|name| self.table.numbers(name))
            .collect();
        let rows = self.rows.clone();
        let lengths = rows.map(|row| numbers.iter().map(|column| column[row]).sum::<f64>());
        step(lengths.fold(0.0, f64::max))
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
    let cells = Cells::of_days(days)?;
    let series = |name| cells.series(DATE, name);
    let mut lines = Chart::new_line();
    let simulated = series(DISPLACED).or_else(|| series(DISPLACED_ONCE));
    *lines.add_series() = line(simulated?, &LINES[0]);
    if let Some(observed) = series(OBSERVED) {
        *lines.add_series() = points(observed);
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
    let cells = Cells::of_days(days)?;
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
    let cells = Cells::of_places(places, &places.camps)?;
    let mut series = cells.series(PLACE, OCCUPANCY)?;
    let mut labels = ChartDataLabel::new();
    labels.show_value().set_num_format("0%").set_font(&small());
    series
        .set_format(&mut filled(ORANGE))
        .set_gap(40)
        .set_data_label(&labels);
    let mut chart = Chart::new_bar();
    chart.push_series(&series);
    let title = "Fullest camps on the last day";
    let step = cells.step(&[OCCUPANCY]);
    over_places(&mut chart, title, "share of capacity", "0%", step);
    chart.legend().set_hidden();
    chart
        .set_alt_text("The camps with the largest share of their capacity taken, on the last day.");
    Some(chart)
}

/// The places with most people on the last day.
pub(super) fn largest_places(places: &Ranked) -> Option<Chart> {
    let cells = Cells::of_places(places, &places.largest)?;
    let mut chart = Chart::new(ChartType::BarStacked);
    for (name, colour) in [(ALREADY, MIDDLE_GREY), (SINCE, BLUE)] {
        let mut series = cells.series(PLACE, name)?;
        series.set_format(&mut filled(colour)).set_gap(40);
        chart.push_series(&series);
    }
    let title = "People by place, where most were added";
    let step = cells.step(&[ALREADY, SINCE]);
    over_places(&mut chart, title, "persons", PERSONS, step);
    chart.set_alt_text("The places with most people on the last day.");
    Some(chart)
}

/// A measure over time, a line a branch: the columns, and the cells that name them.
pub(super) fn by_branch(
    days: &Table,
    title: &str,
    columns: &[(String, ChartRange)],
) -> Option<Chart> {
    let cells = Cells::of_days(days)?;
    let mut chart = Chart::new_line();
    for ((name, heading), look) in columns.iter().zip(LINES.iter().cycle()) {
        let mut series = cells.series(DATE, name)?;
        series.set_name(heading);
        *chart.add_series() = line(series, look);
    }
    over_days(&mut chart, title, days.rows);
    chart.set_alt_text(format!("{title}: persons by date, a line a branch."));
    Some(chart)
}

/// A line without markers.
fn line(mut series: ChartSeries, look: &Look) -> ChartSeries {
    let line = ChartLine::new()
        .set_color(look.colour)
        .set_width(look.width)
        .set_dash_type(look.dash)
        .clone();
    series
        .set_format(ChartFormat::new().set_line(&line))
        .set_marker(ChartMarker::new().set_none());
    series
}

/// Points without a line; `push_series` would take them away.
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
    along_categories(chart.x_axis())
        .set_date_axis(true)
        .set_num_format(ISO_DATE)
        .set_major_unit(days.div_ceil(DATES_NAMED).max(1) as u32)
        .set_major_unit_date_type(ChartAxisDateUnitType::Days);
    along_values(chart.y_axis(), "persons", PERSONS);
}

/// Places at the side, with room for each name on a line, and numbers below: of bars the library calls
/// that axis x.
fn over_places(chart: &mut Chart, title: &str, unit: &str, format: &str, step: f64) {
    plain(chart, title);
    along_categories(chart.y_axis()).set_label_interval(1);
    let bars = ChartLayout::new()
        .set_offset(0.4, 0.13)
        .set_dimensions(0.55, 0.62);
    chart.plot_area().set_layout(&bars);
    along_values(chart.x_axis(), unit, format)
        .set_min(0)
        .set_major_unit(step);
}

/// Sober: no frame, the legend below.
fn plain(chart: &mut Chart, title: &str) {
    let mut bold = ChartFont::new();
    bold.set_size(12).set_bold();
    chart.title().set_name(title).set_font(&bold);
    let legend = chart.legend();
    legend
        .set_position(ChartLegendPosition::Bottom)
        .set_font(&small());
    chart
        .chart_area()
        .set_format(ChartFormat::new().set_no_line());
}

fn along_categories(axis: &mut ChartAxis) -> &mut ChartAxis {
    axis.set_font(&small())
        .set_format(&mut lined(GREY))
        .set_major_gridlines(false)
}

fn along_values<'a>(axis: &'a mut ChartAxis, unit: &str, format: &str) -> &'a mut ChartAxis {
    let grid = ChartLine::new()
        .set_color(LIGHT_GREY)
        .set_width(0.75)
        .clone();
    axis.set_name(unit)
        .set_name_font(small().unset_bold())
        .set_num_format(format)
        .set_font(&small())
        .set_format(ChartFormat::new().set_no_line())
        .set_major_gridlines(true)
        .set_major_gridlines_line(&grid)
}

fn lined(colour: u32) -> ChartFormat {
    ChartFormat::new()
        .set_line(ChartLine::new().set_color(colour).set_width(0.75))
        .clone()
}

/// A round step of an axis, of which four reach this far: as many as there is room to name.
fn step(reach: f64) -> f64 {
    let round = |power| [1.0, 2.0, 2.5, 5.0].map(|digits| digits * 10f64.powi(power));
    let mut steps = (-3..12).flat_map(round);
    steps.find(|step| 4.0 * step >= reach).unwrap_or(reach)
}

fn small() -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(9).set_color(GREY);
    font
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_four_reach_far_enough() {
        let steps = [0.86, 1.0, 1.3, 7.0, 40.0, 86_000.0, 510_649.0].map(step);
        let expected = [0.25, 0.25, 0.5, 2.0, 10.0, 25_000.0, 200_000.0];
        assert_eq!(steps, expected);
        assert_eq!(step(0.0), 0.001);
    }
}
