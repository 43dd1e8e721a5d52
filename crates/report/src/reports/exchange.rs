//! New files in place of earlier ones: all of them, or none.

use std::fs;
use std::io;
use std::path::Path;

/// Moves each of the files from one folder to another; the earlier ones are left beside where the new ones
/// were. On an error, which comes with its file, every file is again where it was.
pub(super) fn exchange<'f>(
    from: &Path,
    to: &Path,
    files: &'f [String],
) -> Result<(), (&'f str, io::Error)> {
    for (done, file) in files.iter().enumerate() {
        if let Err(error) = take(from, to, file) {
            for file in files[..done].iter().rev() {
                give_back(from, to, file).map_err(|error| (file.as_str(), error))?;
            }
            return Err((file, error));
        }
    }
    Ok(())
}

/// The name of a file that gave way to a new one.
fn earlier(file: &str) -> String {
    format!("{file}.earlier")
}

/// Puts a file in its place, or leaves all as it was.
fn take(from: &Path, to: &Path, file: &str) -> io::Result<()> {
    let (new, place, aside) = (from.join(file), to.join(file), from.join(earlier(file)));
    if place.is_file() {
        fs::hard_link(&place, &aside).or_else(|_| fs::copy(&place, &aside).map(drop))?;
    }
    fs::rename(new, place)
}

/// Puts the earlier file back, or takes the new one away where there was none.
fn give_back(from: &Path, to: &Path, file: &str) -> io::Result<()> {
    let (place, aside) = (to.join(file), from.join(earlier(file)));
    if aside.exists() {
        fs::rename(aside, place)
    } else {
        fs::remove_file(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{names, out_with, read};

    #[test]
    fn new_files_take_the_place_of_earlier_ones_or_none_does() {
        let (dir, to) = out_with(&[("b", "earlier b"), ("notes", "of one's own")]);
        let from = dir.path().join("from");
        let prepare = || {
            fs::create_dir(&from).unwrap();
            for file in ["a", "b", "c"] {
                fs::write(from.join(file), format!("new {file}")).unwrap();
            }
        };
        let files = ["a", "b", "c"].map(str::to_owned);
        prepare();
        fs::create_dir(to.join("c")).unwrap();
        let (file, error) = exchange(&from, &to, &files).unwrap_err();
        assert_eq!((file, error.kind()), ("c", io::ErrorKind::IsADirectory));
        assert_eq!(names(&to), ["b", "c", "notes"]);
        assert_eq!(read(&to, "b"), "earlier b");
        fs::remove_dir(to.join("c")).unwrap();
        fs::remove_dir_all(&from).unwrap();
        prepare();
        exchange(&from, &to, &files).unwrap();
        assert_eq!(names(&to), ["a", "b", "c", "notes"]);
        assert_eq!(
            ["a", "b", "c"].map(|file| read(&to, file)),
            ["new a", "new b", "new c"]
        );
        assert_eq!(read(&to, "notes"), "of one's own");
    }
}
