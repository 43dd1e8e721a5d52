//! run.json: where the results come from.

use std::io::{self, Write};

use serde::Serialize;

use super::Run;
use crate::error::Error;
use crate::folder::Folder;
use crate::provenance::RunJson;
use crate::target::RUN_FILE;

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    let files = folder.files();
    let files = files.iter().map(String::as_str).collect();
    let checksums = folder.checksums()?;
    give(
        &RunJson::new(run.world, run.provenance, files, checksums),
        folder,
    )
}

/// Writes what run.json holds, which lists all files before it.
pub(crate) fn give(content: &impl Serialize, folder: &mut Folder) -> Result<(), Error> {
    written(content, folder).map_err(|source| folder.unfinished(RUN_FILE, source))?;
    folder.add_file(RUN_FILE, 0);
    Ok(())
}

fn written(content: &impl Serialize, folder: &Folder) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(content)?;
    text.push(b'\n');
    std::fs::File::create(folder.path(RUN_FILE))?.write_all(&text)
}
