//! Reports: what is made of a finished folder of results, and of nothing else.
//!
//! A report reads the CSV tables and run.json as anybody could, so that `refuge report` can make it
//! again. A new report is a file or folder here and a line in [`REPORTS`].

mod exchange;
mod geojson;
mod needed;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod source;
#[cfg(test)]
mod tests;
mod workbook;

use std::path::Path;

use crate::error::Error;
use crate::folder::{Folder, MOST_ROWS, Written};
use crate::staging::temporary_folder;
use exchange::exchange;
use source::Source;

/// Whether this program was built with the crate that writes Parquet.
pub const HAS_PARQUET: bool = cfg!(feature = "parquet");

/// What is made beside the tables.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each report is wanted or not, whatever the others are"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The page, report.html.
    pub page: bool,
    /// The workbook, report.xlsx.
    pub workbook: bool,
    /// The places and flows as layers of a map, places.geojson and flows.geojson.
    pub geojson: bool,
    /// Each table in columns, such as places.parquet, if [`HAS_PARQUET`].
    pub parquet: bool,
}

impl Wanted {
    /// The tables alone.
    pub const NOTHING: Self = Self {
        page: false,
        workbook: false,
        geojson: false,
        parquet: false,
    };
}

impl Default for Wanted {
    /// Everything that people open.
    fn default() -> Self {
        Self {
            page: true,
            workbook: true,
            geojson: true,
            parquet: false,
        }
    }
}

type Report = fn(&Source, &mut Folder) -> Result<(), Error>;

/// A report, and whether it is wanted.
type Choice = (fn(Wanted) -> bool, Report);

const REPORTS: &[Choice] = &[
    (|wanted| wanted.page, page::write),
    (|wanted| wanted.workbook, workbook::write),
    (|wanted| wanted.geojson, geojson::write),
    #[cfg(feature = "parquet")]
    (|wanted| wanted.parquet, parquet::write),
];

/// Makes the reports of the finished folder `dir` again, from its tables: all of them, or on an error
/// none. Gives the files that were written.
///
/// # Errors
///
/// If the folder is not that of a finished run or comparison, a table in it is missing or not as it
/// was written, or a report could not be written.
pub fn report(dir: &Path, wanted: &Wanted) -> Result<Vec<Written>, Error> {
    let wanted = Wanted {
        // What is there already must not stay as it was.
        parquet: wanted.parquet || dir.join("columns.parquet").exists(),
        ..*wanted
    };
    let source = Source::read(dir, needed::kept(wanted))?;
    renew(&source, dir, wanted).map_err(|error| match error {
        // The tables are there, so that no other folder for results helps.
        Error::Unfinished { path, source } | Error::Unwritable { path, source } => {
            Error::NotReported { path, source }
        }
        error => error,
    })
}

/// Makes the reports in a folder of their own, and then moves them to their places.
fn renew(source: &Source, dir: &Path, wanted: Wanted) -> Result<Vec<Written>, Error> {
    let staging = temporary_folder(dir, "report")?;
    let mut folder = Folder::new(staging.path().to_owned(), dir.to_owned(), MOST_ROWS);
    make(source, wanted, &mut folder)?;
    let files = folder.files();
    exchange(staging.path(), dir, &files)
        .map_err(|(file, source)| folder.unfinished(file, source))?;
    Ok(folder.written)
}

/// Adds the reports to a folder whose tables and run.json are complete.
pub(crate) fn add(wanted: Wanted, folder: &mut Folder) -> Result<(), Error> {
    if !REPORTS.iter().any(|(is_wanted, _)| is_wanted(wanted)) {
        return Ok(());
    }
    let source = Source::read(&folder.path(""), needed::kept(wanted))?;
    make(&source, wanted, folder)
}

fn make(source: &Source, wanted: Wanted, folder: &mut Folder) -> Result<(), Error> {
    REPORTS
        .iter()
        .filter(|(is_wanted, _)| is_wanted(wanted))
        .try_for_each(|(_, write)| write(source, folder))
}
