//! run.json, read back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Unread;
use crate::target::RUN_FILE;

/// The file, before anything of it is believed.
pub(crate) struct RunFile {
    path: PathBuf,
    text: Vec<u8>,
}

/// What it says of the results of other commands than `refuge run`.
#[derive(Deserialize)]
struct Other {
    /// The command, which its arguments may follow.
    command: String,
}

impl RunFile {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// If the folder has none, or it cannot be read.
    pub(crate) fn read(dir: &Path) -> Result<Self, Unread> {
        let path = dir.join(RUN_FILE);
        match fs::read(&path) {
            Ok(text) => Ok(Self { path, text }),
            Err(source) => Err(match source.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Unread::NotARun {
                    path: dir.to_owned(),
                },
                _ => Unread::Unreadable { path, source },
            }),
        }
    }

    /// The command that wrote the folder, where it was not `refuge run`.
    pub(crate) fn command(&self) -> Option<String> {
        let Other { command } = serde_json::from_slice(&self.text).ok()?;
        Some(command.split_whitespace().next()?.to_owned())
    }

    /// What it says.
    ///
    /// # Errors
    ///
    /// If it is not as a run writes it.
    pub(crate) fn content<T: DeserializeOwned>(&self) -> Result<T, Unread> {
        serde_json::from_slice(&self.text).map_err(|error| self.wrong(error.to_string()))
    }

    /// The error of a file that is not as a run writes it.
    pub(crate) fn wrong(&self, reason: String) -> Unread {
        Unread::RunFile {
            path: self.path.clone(),
            reason,
        }
    }
}
