//! run.json: where the results come from.

use std::io::Write;

use super::Run;
use crate::error::Error;
use crate::folder::Folder;
use crate::provenance::RunJson;
use crate::target::RUN_FILE;

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    let unfinished = |source| folder.unfinished(RUN_FILE, source);
    let files = folder.written.iter().map(|written| written.file.as_str());
    let content = RunJson::new(run.world, run.provenance, files.collect());
    let mut text = serde_json::to_vec_pretty(&content).map_err(|error| unfinished(error.into()))?;
    text.push(b'\n');
    let mut file = folder.create(RUN_FILE)?;
    file.write_all(&text).map_err(unfinished)?;
    folder.add_file(RUN_FILE, 0);
    Ok(())
}
