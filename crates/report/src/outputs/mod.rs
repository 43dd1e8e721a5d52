//! Every output, each in its own file.

pub(crate) mod columns;
mod draws;
mod flee;
pub(crate) mod keys;
pub(crate) mod locations;
mod places_wide;
mod replicates;
pub(crate) mod run_json;
mod scores;
mod sheets;
mod timeline;
mod uncertainty;

pub use scores::scores_csv;

use std::time::{Duration, Instant};

use refuge_core::World;
use refuge_core::observe::{Results, Schema};

use crate::error::Error;
use crate::folder::{Folder, MOST_ROWS, Written};
use crate::provenance::Provenance;
use crate::reports::{self, Wanted};
use crate::staging::Staging;
use crate::target::Target;

/// What outputs are made of.
pub(crate) struct Run<'a> {
    pub(crate) world: &'a World,
    pub(crate) results: &'a Results,
    pub(crate) provenance: &'a Provenance,
}

/// Results that are in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The files, in the order of writing.
    pub files: Vec<Written>,
    /// Whether they took the place of earlier results.
    pub replaced: bool,
    /// How long it took to make the reports.
    pub reporting: Duration,
}

type Output = fn(&Run, &mut Folder) -> Result<(), Error>;

/// The outputs in the order of writing: `columns` describes those before it, `run_json` lists all.
const OUTPUTS: &[Output] = &[
    sheets::write,
    timeline::write,
    scores::write,
    places_wide::write,
    replicates::write,
    draws::write,
    uncertainty::write,
    locations::write,
    flee::write,
    columns::write,
    run_json::write,
];

/// Writes the results to the folder of `target`, and the reports that are wanted of them: all of them, or on
/// an error none, and then what was there before stays. Which folders are replaced is told by [`Target::check`].
///
/// # Errors
///
/// As [`Target::check`], and where a file could not be written or the folder not be moved in place.
pub fn write(
    target: &Target<'_>,
    world: &World,
    results: &Results,
    provenance: &Provenance,
    wanted: &Wanted,
) -> Result<Finished, Error> {
    let run = Run {
        world,
        results,
        provenance,
    };
    place(target, &provenance.scenario, *wanted, &|folder| {
        fill(folder, &run)
    })
}

/// Puts a folder of results in its place once `fill` has written the tables and the reports that are
/// wanted are made of them.
pub(crate) fn place(
    target: &Target<'_>,
    scenario: &str,
    wanted: Wanted,
    fill: &dyn Fn(&mut Folder) -> Result<(), Error>,
) -> Result<Finished, Error> {
    target.check(scenario)?;
    let staging = Staging::beside(target.dir, scenario)?;
    let mut folder = Folder::new(staging.results(), target.dir.to_owned(), MOST_ROWS);
    folder.dialect = target.dialect;
    fill(&mut folder)?;
    let reporting = Instant::now();
    reports::add(wanted, &mut folder)?;
    Ok(Finished {
        reporting: reporting.elapsed(),
        replaced: staging.publish()?,
        files: folder.written,
    })
}

/// Writes every output.
pub(crate) fn fill(folder: &mut Folder, run: &Run) -> Result<(), Error> {
    OUTPUTS.iter().try_for_each(|write| write(run, folder))
}

/// Whether a column is simulated, so that it differs between replicates.
fn is_simulated(schema: &Schema, column: &str) -> bool {
    !(schema.name == "validation" && column == "observed")
}

#[cfg(test)]
mod tests;
