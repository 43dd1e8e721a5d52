//! run.json: where the results come from.

use std::io::Write;

use serde::Serialize;

use super::Run;
use crate::error::Error;
use crate::folder::Folder;
use crate::provenance::RunJson;
use crate::target::RUN_FILE;

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    let files = folder.written.iter().map(|written| written.file.clone());
    let files: Vec<String> = files.collect();
    let files = files.iter().map(String::as_str).collect();
    finish(folder, &RunJson::new(run.world, run.provenance, files))
}

/// Writes the content of run.json.
pub(crate) fn finish(folder: &mut Folder, content: &impl Serialize) -> Result<(), Error> {
    let unfinished = |source| folder.unfinished(RUN_FILE, source);
    let mut text = serde_json::to_vec_pretty(content).map_err(|error| unfinished(error.into()))?;
    text.push(b'\n');
    let mut file = folder.create(RUN_FILE)?;
    file.write_all(&text).map_err(unfinished)?;
    folder.add_file(RUN_FILE, 0);
    Ok(())
}
