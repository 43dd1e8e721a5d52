//! What can keep results from being written.

use std::io;
use std::path::PathBuf;

use crate::finished::Unread;

/// Why results could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Something that is not a folder stands where the results should go.
    #[error(
        "The results need a folder, but `{}` is something else: move it away, or name another folder with `--out`.",
        path.display()
    )]
    NotAFolder {
        /// What is in the way.
        path: PathBuf,
    },
    /// The folder holds something, and not the results of a run.
    #[error(
        "The folder `{}` is left alone because it is not empty and has no `run.json` of an earlier run: name an empty or a new folder with `--out`.",
        path.display()
    )]
    NotResults {
        /// The folder.
        path: PathBuf,
    },
    /// The folder holds results of another scenario.
    #[error(
        "The folder `{}` holds results of the scenario `{found}`, not of `{scenario}`: name another folder with `--out`, or replace them with `--force`.",
        path.display()
    )]
    OtherScenario {
        /// The folder.
        path: PathBuf,
        /// The scenario whose results it holds.
        found: String,
        /// The scenario that is to be written.
        scenario: String,
    },
    /// A folder of results also holds a file that no run wrote and that would be lost.
    #[error(
        "The folder `{}` also holds `{file}`, which would be lost because no run wrote it: move it away, or name another folder with `--out`.",
        path.display()
    )]
    ForeignFile {
        /// The folder.
        path: PathBuf,
        /// The file in it.
        file: String,
    },
    /// The folder is, or contains, the folder that the program runs in.
    #[error(
        "The folder `{}` cannot be replaced while the program runs in it: name a folder in it with `--out`, such as `--out results`.",
        path.display()
    )]
    CurrentFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The folder cannot be looked into.
    #[error("The folder `{}` could not be read: {source}. Check that you may read it, or name another folder with `--out`.", path.display())]
    Unreadable {
        /// The folder or a file in it.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No folder can be made where the results should go.
    #[error("No folder could be made in `{}`: {source}. Check that you may write there, or name another folder with `--out`.", path.display())]
    Unwritable {
        /// The folder that was to hold the new one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file could not be written to the end.
    #[error("The file `{}` could not be written: {source}. No results were written; make room, or name another folder with `--out`.", path.display())]
    Unfinished {
        /// The file, where it would have been in the end.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A comparison of these branches would have a column twice.
    #[error(
        "compare.csv would have two columns `{column}`: name each branch once, and give one that is named as another column another name."
    )]
    ColumnTwice {
        /// The name of the column.
        column: String,
    },
    /// The folder for unfinished work holds something that was not written for it.
    #[error(
        "The folder `{}` is needed for unfinished work, but holds `{file}`, which refuge did not write: move it away, or name another folder with `--out`.",
        path.display()
    )]
    UnfinishedForeign {
        /// The folder.
        path: PathBuf,
        /// The file in it.
        file: String,
    },
    /// Another program is at work in the folder for unfinished work.
    #[error(
        "Another refuge is at work in `{}`: wait until it has ended, or name another folder with `--out`.",
        path.display()
    )]
    UnfinishedInUse {
        /// The folder.
        path: PathBuf,
    },
    /// The unfinished work was ordered otherwise.
    #[error(
        "The unfinished work in `{}` was another: {differences}. Ask for the same as then, or leave out `--resume` to begin anew.",
        path.display()
    )]
    OtherOrder {
        /// The folder.
        path: PathBuf,
        /// How the orders differ.
        differences: String,
    },
    /// Unfinished work could not be kept or found again.
    #[error("What is done so far could not be kept in `{}`: {source}. Make room, or name another folder with `--out`.", path.display())]
    Unkept {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A report could not be put in the finished folder.
    #[error("The report `{}` could not be written: {source}. Make room, or check that you may write there.", path.display())]
    NotReported {
        /// The report, or its folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The finished folder of which reports are to be made could not be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// The finished folder could not be put in its place.
    #[error("The results could not be moved to `{}`: {source}. What was there before is still there.", path.display())]
    NotMoved {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The finished folder could not be put in its place, nor could the earlier results be put back.
    #[error(
        "The results could not be moved to `{}`: {source}. The new results and the earlier ones are kept in `{}`: move one of them there yourself.",
        path.display(), kept.display()
    )]
    Kept {
        /// The folder.
        path: PathBuf,
        /// Where both results are.
        kept: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Error {
    /// Whether the folder may not be replaced, so that another must be named.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::NotAFolder { .. }
                | Self::NotResults { .. }
                | Self::OtherScenario { .. }
                | Self::ForeignFile { .. }
                | Self::CurrentFolder { .. }
                | Self::UnfinishedForeign { .. }
                | Self::UnfinishedInUse { .. }
                | Self::OtherOrder { .. }
                | Self::ColumnTwice { .. }
                | Self::Unread(_)
        )
    }
}
