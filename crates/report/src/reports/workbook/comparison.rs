//! The first sheet of a comparison: branches on the last day, how they differ, and charts of them.

use rust_xlsxwriter::{ChartRange, Worksheet, XlsxError};

use super::days::{in_branch, label, of_comparison};
use super::frame::Frame;
use super::limits::{DAYS, Plan};
use super::style::Styles;
use super::{SUMMARY, charts, provenance};
use crate::finished::tables::Table;
use crate::reports::source::Source;
use crate::summary::{TOTALS, is_told};

/// What charts show of each branch.
const DRAWN: [&str; 4] = ["displaced", "in_camps", "abroad", "returned"];

/// Fewest columns of figures: a difference and its band.
const FEWEST_FIGURES: u16 = 3;

/// Fills the first sheet, and gives the sheet that its charts are drawn from.
pub(super) fn write(
    sheet: &mut Worksheet,
    source: &Source,
    plan: &Plan,
    styles: &Styles,
) -> Result<Vec<(&'static str, Table)>, XlsxError> {
    let names = source.run.branches.iter().map(|branch| branch.name.clone());
    let branches: Vec<String> = names.collect();
    let figures = (branches.len() as u16).max(FEWEST_FIGURES);
    let mut frame = Frame::new(sheet, styles, figures)?;
    let [what, how] = provenance::subtitle(&source.run);
    frame.title(&source.run.title, [&what, &how])?;
    let headings = frame.row;
    let rows = rows_of_last_day(source);
    means(&mut frame, source, &branches, &rows)?;
    let days = of_comparison(source, &DRAWN, &branches);
    let drawn = days.as_ref().map(|days| {
        let chart = |measure: &&str| {
            let column = |(at, branch): (u16, &String)| {
                let heading = ChartRange::new_from_range(SUMMARY, headings, at, headings, at);
                (in_branch(measure, branch), heading)
            };
            let columns: Vec<_> = (1..).zip(&branches).map(column).collect();
            charts::by_branch(days, label(measure), &columns)
        };
        DRAWN.iter().filter_map(chart).collect()
    });
    frame.charts(drawn.unwrap_or_default())?;
    differences(&mut frame, source, &branches, &rows)?;
    frame.row += 1;
    provenance::write(&mut frame, source, plan)?;
    frame.finish()?;
    Ok(days.map(|days| (DAYS, days)).into_iter().collect())
}

/// The row of compare.csv that holds each total of the last day, with what to call it.
fn rows_of_last_day(source: &Source) -> Vec<(&'static str, usize)> {
    let rows = || {
        let compare = source.tables.get("compare")?;
        let (dates, places) = (compare.dates("date")?, compare.texts("place")?);
        let measures = compare.texts("measure")?;
        let begins = dates.partition_point(|date| Some(date) < dates.last());
        let row = |(name, label): (&str, &'static str)| {
            let is_total = |row: &usize| places.get(*row).is_empty() && measures.get(*row) == name;
            let row = (begins..compare.rows).find(is_total)?;
            let branches = source.run.branches.iter();
            let means = branches.map(|branch| cell(source, &branch.name, row));
            is_told(name, means).then_some((label, row))
        };
        Some(TOTALS.into_iter().filter_map(row).collect())
    };
    rows().unwrap_or_default()
}

/// The totals of the last day, a column a branch.
fn means(
    frame: &mut Frame,
    source: &Source,
    branches: &[String],
    rows: &[(&str, usize)],
) -> Result<(), XlsxError> {
    let on = format!("On {}, persons", provenance::last_date(&source.run));
    let beside: Vec<&str> = branches.iter().map(String::as_str).collect();
    frame.heading(&on, &beside)?;
    for &(label, row) in rows {
        let persons: Vec<f64> = beside.iter().map(|&name| cell(source, name, row)).collect();
        frame.figures(label, &persons)?;
    }
    Ok(())
}

/// How each branch differs from the first on the last day.
fn differences(
    frame: &mut Frame,
    source: &Source,
    branches: &[String],
    rows: &[(&str, usize)],
) -> Result<(), XlsxError> {
    let Some((first, others)) = branches.split_first() else {
        return Ok(());
    };
    for branch in others {
        // Where there is a single one, the columns do not name it.
        let name = match others {
            [_] => "difference".to_owned(),
            _ => format!("{branch}_difference"),
        };
        let bounds = ["", "_p05", "_p95"].map(|bound| name.clone() + bound);
        let beside: &[&str] = match source.run.replicates {
            0 | 1 => &["persons"],
            _ => &["persons", "5%", "95%"],
        };
        frame.heading(&format!("{branch} less {first}"), beside)?;
        for &(label, row) in rows {
            let persons = bounds.each_ref().map(|name| cell(source, name, row));
            frame.figures(label, &persons[..beside.len()])?;
        }
        frame.row += 1;
    }
    Ok(())
}

/// A number of compare.csv; NaN where it is missing.
fn cell(source: &Source, column: &str, row: usize) -> f64 {
    let compare = source.tables.get("compare");
    let numbers = compare.and_then(|compare| compare.numbers(column));
    let number = numbers.and_then(|numbers| numbers.get(row));
    number.copied().unwrap_or(f64::NAN)
}
