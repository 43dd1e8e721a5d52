//! A folder beside the target, so that results appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::Error;
use crate::target::{RUN_FILE, names_in, parent, resolve, unwritable};

/// A file that is locked for as long as the program lives that fills the folder.
const AT_WORK: &str = "at-work";

/// Where new results are completed.
const RESULTS: &str = "results";

/// Where earlier results are while those take their place.
const REPLACED: &str = "replaced";

/// A new folder beside the target, where results are completed before they take its place.
pub(crate) struct Staging {
    target: PathBuf,
    folder: TempDir,
    _at_work: File,
}

impl Staging {
    /// Makes the folder, and the target's parents where they are missing.
    pub(crate) fn beside(dir: &Path, scenario: &str) -> Result<Self, Error> {
        let target = resolve(dir)?;
        let parent = parent(&target).to_owned();
        fs::create_dir_all(&parent).map_err(|source| unwritable(&parent, source))?;
        let failed = |source| unwritable(&parent, source);
        clear(&parent, scenario).map_err(failed)?;
        let folder = temporary_folder(&parent, scenario)?;
        let at_work = File::create(folder.path().join(AT_WORK)).map_err(failed)?;
        at_work.lock().map_err(failed)?;
        fs::create_dir(folder.path().join(RESULTS)).map_err(failed)?;
        Ok(Self {
            target,
            folder,
            _at_work: at_work,
        })
    }

    /// Where the new results are written. It lies inside the temporary folder because that one is
    /// private, and results have the permissions that the user gives new folders.
    pub(crate) fn results(&self) -> PathBuf {
        self.folder.path().join(RESULTS)
    }

    /// Puts the new results in place of what was there. Nothing is synced to disk: after a power
    /// failure a run can be repeated, and waiting would cost more than most runs. Says whether there
    /// were earlier results.
    pub(crate) fn publish(self) -> Result<bool, Error> {
        let replaced = self.folder.path().join(REPLACED);
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

/// Removes what programs left behind that were killed while they wrote results of the scenario here, but
/// no earlier results.
fn clear(parent: &Path, scenario: &str) -> io::Result<()> {
    for name in names_in(parent)? {
        let left = parent.join(&name);
        let free = || {
            let file = File::open(left.join(AT_WORK));
            file.is_ok_and(|file| file.try_lock().is_ok())
        };
        if name.starts_with(&prefix(scenario)) && !left.join(REPLACED).exists() && free() {
            // Another program may be clearing up as well.
            drop(fs::remove_dir_all(&left));
        }
    }
    Ok(())
}

fn prefix(scenario: &str) -> String {
    format!(".refuge-{scenario}-")
}

/// A folder of the user's own that is removed with all in it, whatever happens.
pub(crate) fn temporary_folder(parent: &Path, scenario: &str) -> Result<TempDir, Error> {
    tempfile::Builder::new()
        .prefix(&format!("{}{}-", prefix(scenario), std::process::id()))
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
    fn what_a_killed_program_left_is_cleared_away_but_no_earlier_results() {
        let (dir, out) = out_with(&[]);
        let at_work = Staging::beside(&out, "winter").unwrap();
        let left = |name: &str, inside: &str| {
            let folder = dir.path().join(name);
            fs::create_dir_all(folder.join(inside)).unwrap();
            File::create(folder.join(AT_WORK)).unwrap();
        };
        left(".refuge-winter-1-killed", RESULTS);
        left(".refuge-winter-1-moving", REPLACED);
        left(".refuge-summer-1-other", RESULTS);
        drop(Staging::beside(&out, "winter").unwrap());
        let working = at_work.folder.path().file_name().unwrap().to_str().unwrap();
        let mut kept = [
            ".refuge-summer-1-other",
            ".refuge-winter-1-moving",
            working,
            "out",
        ];
        kept.sort_unstable();
        assert_eq!(names(dir.path()), kept);
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
