//! data_layout.csv, the series that it names, and registration_corrections.csv.

use std::collections::BTreeSet;

use jiff::civil::Date;
use refuge_core::calendar::days_from;

use super::locations::Locations;
use super::series::Series;
use super::settings::Ways;
use super::sheet::{Form, Sheet};
use crate::folder::Folder;
use crate::problem::{Problem, Problems, nearest};
use crate::row::Row;
use crate::table::Table;

const FOLDER: &str = "source_data";
pub(super) const FILE: &str = "source_data/data_layout.csv";
const CORRECTIONS: &str = "input_csv/registration_corrections.csv";

const FORM: Form = Form {
    first: "name",
    known: 0,
    further: &[],
};

/// The counts of each name, in the order of the layout.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) rows: Vec<(String, Series)>,
}

impl Counts {
    /// Reads every series, each count divided by what Flee hastens the run by, and corrects it.
    pub(super) fn read(
        folder: &mut Folder,
        start: Date,
        ways: &Ways,
        locations: &Locations,
        problems: &mut Problems,
    ) -> Self {
        let mut counts = Self::default();
        let Some(source) = problems.keep(folder.read(FILE)) else {
            return counts;
        };
        let Some(sheet) = Sheet::read(source, FORM, problems) else {
            return counts;
        };
        let mut whole = true;
        for row in sheet.rows().filter(|row| row.texts().count() > 1) {
            let name = row.at(0, "name").text.to_owned();
            match summed(folder, row, start, ways.hasten, problems) {
                Some(series) => counts.rows.push((name, series)),
                None => whole = false,
            }
        }
        let mut uncounted = BTreeSet::new();
        if whole {
            uncounted = counts.check_camps(&sheet, ways, locations, problems);
        }
        if folder.has(CORRECTIONS) && whole {
            counts.correct(folder, start, &uncounted, problems);
        }
        counts
    }

    /// The counts of a name.
    pub(super) fn of(&self, name: &str) -> Option<&Series> {
        let row = self.rows.iter().find(|(known, _)| known == name);
        row.map(|(_, series)| series)
    }

    /// Tells of places that must have a row, but have none, or one whose name is misspelt; the names
    /// of these places.
    fn check_camps<'l>(
        &self,
        sheet: &Sheet,
        ways: &Ways,
        locations: &'l Locations,
        problems: &mut Problems,
    ) -> BTreeSet<&'l str> {
        let names = ways.counted(locations);
        let names = names.map(|place| locations.list[place.index()].name.as_str());
        let uncounted: BTreeSet<&str> = names.filter(|name| self.of(name).is_none()).collect();
        let mut misspelt = BTreeSet::new();
        for row in sheet.rows() {
            let name = row.at(0, "name");
            let meant = nearest(name.text, uncounted.iter().copied());
            if let Some(meant) = meant.filter(|_| !locations.has(name.text)) {
                misspelt.insert(meant);
                problems.add(
                    name.error(format!("`{}` is the name of no location.", name.text))
                        .suggest(Some(meant)),
                );
            }
        }
        for place in ways.counted(locations) {
            let name = locations.cell(place.index(), 0, "name");
            if uncounted.contains(name.text) && !misspelt.contains(name.text) {
                let what = if locations.list[place.index()].is_camp() {
                    "camp"
                } else {
                    "location"
                };
                problems.add(
                    name.error(format!(
                        "The {what} `{}` has no row in {}.",
                        name.text,
                        sheet.path()
                    ))
                    .help("Add a row with its name and the file of its counts."),
                );
            }
        }
        uncounted
    }

    /// Corrects series by the file; of the uncounted it was told that they have none.
    fn correct(
        &mut self,
        folder: &mut Folder,
        start: Date,
        uncounted: &BTreeSet<&str>,
        problems: &mut Problems,
    ) {
        let Some(source) = problems.keep(folder.read(CORRECTIONS)) else {
            return;
        };
        let Some(table) = Table::by_position(source, problems) else {
            return;
        };
        let rows = table.rows();
        for row in rows.filter(|row| !uncounted.contains(row.at(0, "name").text)) {
            let result = self.correct_one(row, start);
            problems.keep(result);
        }
    }

    fn correct_one(&mut self, row: Row<'_>, start: Date) -> Result<(), Problem> {
        let (name, date) = (row.at(0, "name"), row.at(1, "date"));
        let day = days_from(start, date.day()?);
        let at = self.rows.iter().position(|(known, _)| known == name.text);
        let Some(at) = at else {
            let known = self.rows.iter().map(|(name, _)| name.as_str());
            return Err(name
                .error(format!(
                    "There is no series `{}` in data_layout.csv.",
                    name.text
                ))
                .suggest(nearest(name.text, known)));
        };
        if day < 0 {
            return Ok(());
        }
        let (_, series) = &mut self.rows[at];
        series.correct(day).map_err(|why| {
            date.error(format!(
                "The registrations of `{}` cannot be corrected on {}: {why}.",
                name.text, date.text
            ))
        })
    }
}

/// The series of a row of the layout: that of its first file, and those of further ones added.
fn summed(
    folder: &mut Folder,
    row: Row<'_>,
    start: Date,
    hasten: u32,
    problems: &mut Problems,
) -> Option<Series> {
    let mut sum: Option<Series> = None;
    for column in 1..row.texts().count() {
        let file = row.at(column, "file");
        if file.is_empty() && column > 1 {
            continue;
        }
        let path = format!("{FOLDER}/{}", file.text);
        if !folder.has(&path) {
            problems.add(file.error(format!("The file `{path}` is missing.")));
            return None;
        }
        let source = problems.keep(folder.read(&path))?;
        let series = Series::read(source, start, hasten, problems)?;
        let Some(first) = sum else {
            sum = Some(series);
            continue;
        };
        sum = first.plus(&series);
        if sum.is_none() {
            problems.add(
                file.error("The series cannot be added, because it begins later than the one it is added to.")
                    .help("Let both begin on the same date."),
            );
            return None;
        }
    }
    sum
}
