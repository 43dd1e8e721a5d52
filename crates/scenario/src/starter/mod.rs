//! The scenario that `refuge new` writes: small, commented, and running as it is.

use std::fs;
use std::io;
use std::path::Path;

use crate::problem::{Problem, Problems};

static FILES: [(&str, &str); 7] = [
    ("scenario.toml", include_str!("scenario.toml")),
    ("places.csv", include_str!("places.csv")),
    ("routes.csv", include_str!("routes.csv")),
    ("events.csv", include_str!("events.csv")),
    ("people.csv", include_str!("people.csv")),
    (
        "observed/displaced.csv",
        include_str!("observed/displaced.csv"),
    ),
    ("SOURCES.md", include_str!("SOURCES.md")),
];

/// Writes a small scenario into a new or empty folder.
///
/// # Errors
///
/// If there is something in the folder, or it cannot be written.
pub fn write_starter(dir: &Path) -> Result<(), Problems> {
    let fail = |text: String| Problem::error(text).in_file(dir.display().to_string());
    if dir.exists() && !is_empty_folder(dir) {
        return Err(
            fail("There is something here already, and it is not overwritten.".to_owned())
                .help("Name a folder that does not exist yet.")
                .into(),
        );
    }
    write(dir).map_err(|error| fail(format!("The scenario cannot be written: {error}.")).into())
}

fn is_empty_folder(dir: &Path) -> bool {
    fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none())
}

fn write(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir.join("observed"))?;
    FILES
        .iter()
        .try_for_each(|(name, text)| fs::write(dir.join(name), text))
}
