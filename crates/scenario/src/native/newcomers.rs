//! newcomers.csv: how many persons become displaced on each day, where that is known in advance.

use std::sync::Arc;

use refuge_core::{Calendar, World};

use super::days;
use super::places::is_remark;
use crate::folder::Folder;
use crate::origins;
use crate::problem::{Problem, Problems};
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

/// Warns of newcomers whom no place is there to come from.
pub(super) fn check(world: &World, folder: &Folder, problems: &mut Problems) {
    let lacking = origins::lacking(world);
    let Some(&(first, persons)) = lacking.first() else {
        return;
    };
    let more = match lacking.len() - 1 {
        0 => String::new(),
        1 => "; the same is so on one later day".to_owned(),
        days => format!("; the same is so on {days} later days"),
    };
    let date = world.calendar.date(first);
    problems.add(
        Problem::warning(format!(
            "On {date}, {persons} newcomers are left out, because no place with residents is in conflict{more}."
        ))
        .in_file(folder.shown(FILE))
        .help("Give a place with residents a conflict on that day, or the newcomers another one."),
    );
}
