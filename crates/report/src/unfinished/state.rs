//! The state of a piece on its way: a file of its own, its checksum first, replaced by a rename.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::optional;
use crate::target::names_in;

const PREFIX: &str = "state-";

/// How the name of a file ends that is not complete yet.
pub(super) const BEING_WRITTEN: &str = ".new";

const CHECKSUM_BYTES: usize = 4;

/// The name of the file with the state of a piece.
pub(super) fn name(piece: u64) -> String {
    format!("{PREFIX}{piece}")
}

pub(super) fn is_name(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .is_some_and(|piece| piece.parse::<u64>().is_ok())
}

/// How many states there are.
pub(super) fn count(folder: &Path) -> io::Result<usize> {
    let names = names_in(folder)?;
    Ok(names.iter().filter(|name| is_name(name)).count())
}

pub(super) fn write(path: &Path, state: &[u8]) -> io::Result<()> {
    let checksum = crc32fast::hash(state).to_le_bytes();
    replace(path, &[&checksum, state].concat())
}

/// The state in a file; nothing if there is none, or none that is whole.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let Some(mut bytes) = optional(fs::read(path))? else {
        return Ok(None);
    };
    if bytes.len() < CHECKSUM_BYTES {
        return Ok(None);
    }
    let state = bytes.split_off(CHECKSUM_BYTES);
    Ok((bytes == crc32fast::hash(&state).to_le_bytes()).then_some(state))
}

/// Puts a file in place of another one, whole or not at all.
pub(super) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(BEING_WRITTEN);
    let beside = PathBuf::from(beside);
    let mut file = File::create(&beside)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

/// Removes every state of a folder, and every file that was not completed.
pub(super) fn remove_all(folder: &Path) -> io::Result<()> {
    let names = names_in(folder)?;
    let unwanted = |name: &&String| is_name(name) || name.ends_with(BEING_WRITTEN);
    names
        .iter()
        .filter(unwanted)
        .try_for_each(|name| fs::remove_file(folder.join(name)))
}
