//! The chart of a comparison.

use jiff::civil::Date;
use serde::Serialize;

use super::super::estimates::Estimates;
use super::super::frames::Frames;
use super::super::measures::measure;
use super::series::{MOST_DAYS, Series, dates_of, rows_of};
use crate::reports::source::Source;

/// What is drawn by branch.
const MEASURES: [&str; 4] = ["displaced", "in_camps", "abroad", "returned"];

#[derive(Serialize)]
pub(super) struct Charts {
    branches: Vec<Measured>,
}

/// A measure in each branch.
#[derive(Serialize)]
struct Measured {
    name: String,
    dates: Vec<Date>,
    branches: Vec<Branch>,
}

/// A branch: its mean, and the band of its difference from the first laid around that one's mean.
#[derive(Serialize)]
struct Branch {
    name: String,
    #[serde(flatten)]
    series: Series,
}

pub(super) fn charts(source: &Source) -> Option<Charts> {
    let table = source.tables.get("compare")?;
    let (all, places) = (table.dates("date")?, table.texts("place")?);
    let measures = table.texts("measure")?;
    let frames = Frames::new(source.run.start, source.run.days, MOST_DAYS);
    let days = rows_of(all, &frames);
    let names: Vec<&str> = source
        .run
        .branches
        .iter()
        .map(|branch| branch.name.as_str())
        .collect();
    let drawn = MEASURES.iter().map(|&word| {
        let of_world = |&row: &usize| measures.get(row) == word && places.get(row).is_empty();
        let rows: Vec<usize> = days.iter().copied().filter(of_world).collect();
        let first = names
            .first()
            .map(|name| Series::of(&Estimates::of(table, name), &rows));
        let first = first.unwrap_or_default();
        let branches = names.iter().enumerate().map(|(index, name)| {
            let mut series = Series::of(&Estimates::of(table, name), &rows);
            if index > 0 {
                let difference = match names.len() {
                    2 => "difference".to_owned(),
                    _ => format!("{name}_difference"),
                };
                let difference = Series::of(&Estimates::of(table, &difference), &rows);
                series.band = around(&first, &difference);
            }
            Branch {
                name: (*name).to_owned(),
                series,
            }
        });
        Measured {
            name: measure(word).to_owned(),
            dates: dates_of(all, &rows),
            branches: branches.collect(),
        }
    });
    Some(Charts {
        branches: drawn.collect(),
    })
}

/// The band of a difference, moved to where it begins: the mean of the first branch.
fn around(first: &Series, difference: &Series) -> Vec<[Option<f64>; 2]> {
    let bands = first.mean.iter().zip(&difference.band);
    let moved = bands.map(|(&mean, band)| band.map(|end| Some(mean? + end?)));
    moved.collect()
}
