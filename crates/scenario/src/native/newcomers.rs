//! newcomers.csv: how many persons become displaced on each day, where that is known in advance.

use std::sync::Arc;

use refuge_core::Calendar;

use super::days;
use super::places::is_remark;
use crate::problem::Problems;
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "newcomers.csv";

const COLUMNS: Columns = Columns {
    required: &["date", "persons"],
    optional: &[],
    unread: is_remark,
};

/// The persons of every day; days that have no row have none.
pub(super) fn read(
    source: Arc<Source>,
    calendar: Option<Calendar>,
    problems: &mut Problems,
) -> Vec<u32> {
    let days = calendar.map_or(0, |calendar| calendar.days() as usize);
    let mut all = vec![0; days];
    let Some(table) = Table::parse(source, &COLUMNS, problems) else {
        return all;
    };
    for (day, row) in days::rows(&table, calendar, problems) {
        if let Some(persons) = problems.keep(row.cell("persons").persons()) {
            all[day as usize] = persons;
        }
    }
    all
}
