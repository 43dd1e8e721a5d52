//! A folder beside the target, so that results appear whole or not at all.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::Error;
use crate::target::{RUN_FILE, parent, resolve, unwritable};

/// A new folder beside the target, where results are completed before they take its place.
pub(crate) struct Staging {
    target: PathBuf,
    folder: TempDir,
}

impl Staging {
    /// Makes the folder, and the target's parents where they are missing.
    pub(crate) fn beside(dir: &Path, scenario: &str) -> Result<Self, Error> {
        let target = resolve(dir)?;
        let parent = parent(&target).to_owned();
        fs::create_dir_all(&parent).map_err(|source| unwritable(&parent, source))?;
        let folder = temporary_folder(&parent, scenario)?;
        let staging = Self { target, folder };
        fs::create_dir(staging.results()).map_err(|source| unwritable(&parent, source))?;
        Ok(staging)
    }

    /// Where the new results are written. It lies inside the temporary folder because that one is
    /// private, and results have the permissions that the user gives new folders.
    pub(crate) fn results(&self) -> PathBuf {
        self.folder.path().join("results")
    }

    /// Puts the new results in place of what was there. Nothing is synced to disk: after a power
    /// failure a run can be repeated, and waiting would cost more than most runs. Says whether there
    /// were earlier results.
    pub(crate) fn publish(self) -> Result<bool, Error> {
        let replaced = self.folder.path().join("replaced");
        let not_moved = |source| Error::NotMoved {
            path: self.target.clone(),
            source,
        };
        let moved_aside = match fs::rename(&self.target, &replaced) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(not_moved(error)),
        };
        let Err(source) = fs::rename(self.results(), &self.target) else {
            return Ok(replaced.join(RUN_FILE).exists());
        };
        if moved_aside && fs::rename(&replaced, &self.target).is_err() {
            return Err(Error::Kept {
                path: self.target,
                kept: self.folder.keep(),
                source,
            });
        }
        Err(not_moved(source))
    }
}

/// A folder of the user's own that is removed with all in it, whatever happens.
pub(crate) fn temporary_folder(parent: &Path, scenario: &str) -> Result<TempDir, Error> {
    let prefix = format!(".refuge-{scenario}-{}-", std::process::id());
    tempfile::Builder::new()
        .prefix(&prefix)
        .tempdir_in(parent)
        .map_err(|error| unwritable(parent, in_plain_words(&error)))
}

/// The system's words alone; the error as it comes goes on with a folder that nobody asked for.
fn in_plain_words(error: &io::Error) -> io::Error {
    let text = error.to_string();
    let words = text.split(" at path ").next().unwrap_or_default();
    io::Error::new(error.kind(), words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{names, out_with};

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_stays_a_link() {
        let (dir, out) = out_with(&[]);
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(&out, &link).unwrap();
        let staging = Staging::beside(&link, "winter").unwrap();
        fs::write(staging.results().join("totals.csv"), "").unwrap();
        assert!(!staging.publish().unwrap());
        assert!(link.is_symlink());
        assert_eq!(names(&out), ["totals.csv"]);
    }

    #[test]
    fn results_that_cannot_be_moved_leave_the_earlier_ones() {
        let (dir, out) = out_with(&[("totals.csv", "earlier")]);
        let staging = Staging::beside(&out, "winter").unwrap();
        fs::remove_dir(staging.results()).unwrap();
        let error = staging.publish().unwrap_err();
        assert!(matches!(error, Error::NotMoved { .. }));
        assert_eq!(
            fs::read_to_string(out.join("totals.csv")).unwrap(),
            "earlier"
        );
        assert_eq!(names(dir.path()), ["out"]);
    }
}
