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
use crate::summary::TOTALS;

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
    let drawn = [
        days.as_ref().and_then(charts::displaced),
        days.as_ref().and_then(charts::whereabouts),
        places.as_ref().and_then(charts::fullest_camps),
        places.as_ref().and_then(charts::largest_places),
    ];
    frame.charts(drawn.into_iter().flatten().collect())?;
    provenance::write(&mut frame, &source.run, plan)?;
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
    let last = |name: &str| totals.numbers(name).and_then(|numbers| numbers.last());
    let replicated = last("displaced_p05").is_some();
    let beside: &[&str] = match replicated {
        true => &["persons", "5%", "95%"],
        false => &["persons"],
    };
    frame.heading(&on, beside)?;
    for (column, label) in TOTALS {
        let Some(&mean) = last(column) else { continue };
        let bounds = ["p05", "p95"].map(|bound| last(&format!("{column}_{bound}")));
        let figures = std::iter::once(&mean).chain(bounds.into_iter().flatten());
        frame.figures(label, &figures.copied().collect::<Vec<_>>())?;
    }
    Ok(())
}

/// The last observation of those displaced, beside what was simulated for that day.
fn observed(frame: &mut Frame, source: &Source) -> Result<(), XlsxError> {
    let observations = observations(&source.tables, source.run.interpolated);
    let Some(&(date, persons)) = observations.last() else {
        return Ok(());
    };
    frame.row += 1;
    frame.heading(&format!("On {date}"), &["persons"])?;
    frame.figures("Displaced, as observed", &[persons])
}
