//! The first sheet of a run: the last day in figures, charts, and where the numbers come from.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::charts;
use super::days::{observations, of_run};
use super::frame::Frame;
use super::limits::{DAYS, PLACES, Plan};
use super::places::ranked;
use super::provenance;
use super::style::Styles;
use crate::finished::tables::Table;
use crate::reports::source::Source;
use crate::summary::{TOTALS, is_told};

/// Columns of figures: the mean and its band.
const FIGURES: u16 = 3;

/// Fills the first sheet, and gives the sheets that its charts are drawn from.
pub(super) fn write(
    sheet: &mut Worksheet,
    source: &Source,
    plan: &Plan,
    styles: &Styles,
) -> Result<Vec<(&'static str, Table)>, XlsxError> {
    let mut frame = Frame::new(sheet, styles, FIGURES)?;
    let [what, how] = provenance::subtitle(&source.run);
    frame.title(&source.run.title, [&what, &how])?;
    last_day(&mut frame, source)?;
    observed(&mut frame, source)?;
    let (days, places) = (of_run(source), ranked(source));
    let over_days = [charts::displaced, charts::whereabouts];
    let over_places = [charts::fullest_camps, charts::largest_places];
    let of_days = over_days.iter().filter_map(|draw| draw(days.as_ref()?));
    let of_places = over_places.iter().filter_map(|draw| draw(places.as_ref()?));
    frame.charts(of_days.chain(of_places).collect())?;
    provenance::write(&mut frame, source, plan)?;
    frame.finish()?;
    let days = days.map(|table| (DAYS, table));
    let places = places.map(|ranked| (PLACES, ranked.table));
    Ok(days.into_iter().chain(places).collect())
}

/// The totals of the last day, with their band where there are replicates.
fn last_day(frame: &mut Frame, source: &Source) -> Result<(), XlsxError> {
    let Some(totals) = source.tables.get("totals") else {
        return Ok(());
    };
    let on = format!("On {}", provenance::last_date(&source.run));
    let has_band = totals.column("displaced_p05").is_some();
    let beside: &[&str] = if has_band {
        &["persons", "5%", "95%"]
    } else {
        &["persons"]
    };
    frame.heading(&on, beside)?;
    for (column, label) in TOTALS {
        let figures = with_band(totals, column, totals.rows.saturating_sub(1));
        if is_told(column, figures.iter().copied()) {
            frame.figures(label, &figures)?;
        }
    }
    Ok(())
}

/// A total of a day, followed by its band where there are replicates.
fn with_band(totals: &Table, column: &str, row: usize) -> Vec<f64> {
    ["", "_p05", "_p95"]
        .iter()
        .filter_map(|bound| totals.numbers(&format!("{column}{bound}"))?.get(row))
        .copied()
        .collect()
}

/// The last observation of those displaced, beside what was simulated for that day.
fn observed(frame: &mut Frame, source: &Source) -> Result<(), XlsxError> {
    let observations = observations(&source.tables, source.run.interpolated);
    let (Some(&(date, persons)), Some(totals)) = (observations.last(), source.tables.get("totals"))
    else {
        return Ok(());
    };
    let dates = totals.dates("date").unwrap_or_default();
    let Ok(row) = dates.binary_search(&Some(date)) else {
        return Ok(());
    };
    frame.row += 1;
    frame.heading(&format!("Last observation, {date}"), &["persons"])?;
    let follows = source.run.settings["onset"]["mode"] == "prescribed";
    let observed = if follows {
        "Displaced, observed and followed"
    } else {
        "Displaced, observed"
    };
    frame.figures(observed, &[persons])?;
    frame.figures("Displaced, simulated", &with_band(totals, "displaced", row))
}
