//! sim_period.csv: the days of the run.

use std::sync::Arc;

use jiff::civil::Date;
use refuge_core::Calendar;
use refuge_core::calendar::LONGEST_RUN;

use crate::problem::{Problem, Problems};
use crate::row::Cell;
use crate::source::Source;
use crate::table::Table;

pub(super) const FILE: &str = "input_csv/sim_period.csv";

pub(super) fn read(source: Arc<Source>, problems: &mut Problems) -> Option<Calendar> {
    let table = Table::by_position(source, problems)?;
    let (mut start, mut days) = (None, None);
    let errors = problems.errors();
    for row in table.rows() {
        let value = |field| row.at(1, field);
        match key(row.at(0, ""), problems).as_str() {
            "startdate" => start = problems.keep(value("StartDate").day()),
            "length" => days = problems.keep(length(value("Length"))),
            _ => {}
        }
    }
    let calendar = start
        .zip(days)
        .and_then(|(start, days): (Date, u32)| Calendar::new(start, days));
    if calendar.is_none() && problems.errors() == errors {
        problems.add(
            Problem::error("The file must say when the run starts and how long it is.")
                .in_file(table.path())
                .help("Give it the rows `StartDate,2020-02-05` and `Length,300`."),
        );
    }
    calendar
}

/// What a row gives, in the letters of Flee, which takes capitals and small letters alike.
fn key(cell: Cell<'_>, problems: &mut Problems) -> String {
    let key = cell.text.to_lowercase();
    let plain = key.replace(|c: char| !c.is_alphabetic(), "");
    if key != plain && ["startdate", "length"].contains(&plain.as_str()) {
        problems.add(cell.warning(format!(
            "`{}` is taken for `{plain}`, which is the only way in which Flee reads it.",
            cell.text
        )));
    }
    plain
}

fn length(cell: Cell<'_>) -> Result<u32, Problem> {
    cell.int()
        .ok()
        .and_then(|days| u32::try_from(days).ok())
        .filter(|days| (1..=LONGEST_RUN).contains(days))
        .ok_or_else(|| cell.expected(&format!("a whole number of days from 1 to {LONGEST_RUN}")))
}
