//! flee.csv: what a Flee instance says was counted in its camps, for out.csv.

use std::sync::Arc;

use refuge_core::Calendar;
use refuge_core::place::PlaceId;
use refuge_core::world::FleeData;

use super::days;
use super::places::Atlas;
use crate::problem::{Problem, Problems};
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "flee.csv";

const COLUMNS: Columns = Columns {
    required: &["date", "raw", "debt"],
    optional: &[],
    unread: is_camp,
};

fn is_camp(column: &str) -> bool {
    !COLUMNS.required.contains(&column)
}

/// The counts of every day; each column besides the first ones is the id of a place.
pub(super) fn read(
    source: Arc<Source>,
    atlas: &Atlas,
    calendar: Option<Calendar>,
    problems: &mut Problems,
) -> Option<FleeData> {
    let errors = problems.errors();
    let table = Table::parse(source, &COLUMNS, problems)?;
    let columns: Vec<usize> = (0..table.header.len())
        .filter(|&column| is_camp(&table.header[column]))
        .collect();
    let camps: Vec<Option<PlaceId>> = columns
        .iter()
        .map(|&column| {
            let mark = || table.header_mark(column);
            atlas.find_at(&table.header[column], mark, problems)
        })
        .collect();
    let rows = days::rows(&table, calendar, problems);
    let mut flee = FleeData {
        data: vec![Vec::new(); columns.len()],
        ..FleeData::default()
    };
    for row in rows.values() {
        flee.raw.extend(problems.keep(row.cell("raw").counted()));
        flee.debt.extend(problems.keep(row.cell("debt").counted()));
        for (data, &column) in flee.data.iter_mut().zip(&columns) {
            let cell = row.at(column, &table.header[column]);
            data.extend(problems.keep(cell.counted()));
        }
    }
    let calendar = calendar.filter(|_| problems.errors() == errors)?;
    if let Some(missing) = (0..calendar.days()).find(|day| !rows.contains_key(day)) {
        problems.add(
            Problem::error(format!(
                "The file has no row for {}.",
                calendar.date(missing)
            ))
            .in_file(table.path())
            .help(format!(
                "It needs one for every day, {} to {}. Or delete the file: then no out.csv is written.",
                calendar.start(),
                calendar.end()
            )),
        );
    }
    flee.camps = camps.into_iter().flatten().collect();
    Some(flee)
}
