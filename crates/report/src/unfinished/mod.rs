//! The folder `<target>.unfinished` of a long piece of work: what it was ordered to do, the pieces
//! that are done, and the last state of pieces on their way.
//!
//! A piece is there whole or not at all, and so is a state: what a killed program or a power
//! failure tore is found by its checksum, and left out.

mod order;
mod pieces;
mod state;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::error::Error;
use crate::target::{names_in, resolve};

use pieces::Pieces;

const ORDER: &str = "order.json";
const PIECES: &str = "pieces";

/// Work that is not finished yet, and what is known of it on disk.
#[derive(Debug)]
pub struct Unfinished {
    folder: PathBuf,
    pieces: Mutex<Pieces>,
}

/// What was there when the folder was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// No work that could be taken up.
    Nothing,
    /// Work on its way.
    Work {
        /// Pieces that are done.
        done: usize,
        /// Pieces of which there is a state.
        begun: usize,
    },
}

impl Unfinished {
    /// Opens the folder beside the results folder `target` for the work that `order`, a JSON text,
    /// describes: with `resume` to take up earlier work at the same order, otherwise anew, in place
    /// of what is there.
    ///
    /// # Errors
    ///
    /// If the folder is not one of ours, is in use, holds work of another order that was to be
    /// taken up, or cannot be read or written.
    pub fn open(target: &Path, order: &str, resume: bool) -> Result<(Self, Found), Error> {
        let folder = folder_of(target)?;
        let failed = |source| unkept(&folder, source);
        fs::create_dir_all(&folder).map_err(failed)?;
        check_names(&folder)?;
        let mut pieces = Pieces::open(&folder.join(PIECES)).map_err(|error| {
            if error.kind() == ErrorKind::WouldBlock {
                Error::UnfinishedInUse {
                    path: folder.clone(),
                }
            } else {
                failed(error)
            }
        })?;
        let known = optional(fs::read_to_string(folder.join(ORDER))).map_err(failed)?;
        let found = match known {
            Some(known) if resume => {
                check_order(&folder, &known, order)?;
                Found::Work {
                    done: pieces.len(),
                    begun: state::count(&folder).map_err(failed)?,
                }
            }
            _ => {
                state::remove_all(&folder).map_err(failed)?;
                pieces.clear().map_err(failed)?;
                state::replace(&folder.join(ORDER), order.as_bytes()).map_err(failed)?;
                Found::Nothing
            }
        };
        let pieces = Mutex::new(pieces);
        Ok((Self { folder, pieces }, found))
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The result of a piece, if it was kept.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn recall(&self, piece: u64) -> Result<Option<Vec<u8>>, Error> {
        self.with_pieces(|pieces| pieces.read(piece))
    }

    /// Keeps the result of a piece.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn keep(&self, piece: u64, result: &[u8]) -> Result<(), Error> {
        self.with_pieces(|pieces| pieces.append(piece, result))
    }

    /// The last state of a piece on its way, if one was kept whole.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn recall_state(&self, piece: u64) -> Result<Option<Vec<u8>>, Error> {
        state::read(&self.state(piece)).map_err(|source| unkept(&self.folder, source))
    }

    /// Keeps the state of a piece on its way in place of an earlier one.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn keep_state(&self, piece: u64, state: &[u8]) -> Result<(), Error> {
        state::write(&self.state(piece), state).map_err(|source| unkept(&self.folder, source))
    }

    /// Lets the state of a piece go.
    ///
    /// # Errors
    ///
    /// If it cannot be removed.
    pub fn forget_state(&self, piece: u64) -> Result<(), Error> {
        let removed = optional(fs::remove_file(self.state(piece)));
        removed
            .map(drop)
            .map_err(|source| unkept(&self.folder, source))
    }

    /// Removes the folder, since the work is finished.
    ///
    /// # Errors
    ///
    /// If it cannot be removed.
    pub fn finish(self) -> Result<(), Error> {
        let Self { folder, pieces } = self;
        drop(pieces);
        let failed = |source| unkept(&folder, source);
        state::remove_all(&folder).map_err(failed)?;
        for name in [PIECES, ORDER] {
            optional(fs::remove_file(folder.join(name))).map_err(failed)?;
        }
        fs::remove_dir(&folder).map_err(failed)
    }

    fn state(&self, piece: u64) -> PathBuf {
        self.folder.join(state::name(piece))
    }

    fn with_pieces<T>(&self, work: impl FnOnce(&mut Pieces) -> io::Result<T>) -> Result<T, Error> {
        let mut pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut pieces).map_err(|source| unkept(&self.folder, source))
    }
}

/// The folder of unfinished work beside a folder of results.
fn folder_of(target: &Path) -> Result<PathBuf, Error> {
    let target = resolve(target)?;
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    Ok(target.with_file_name(name))
}

fn check_names(folder: &Path) -> Result<(), Error> {
    let names = names_in(folder).map_err(|source| unkept(folder, source))?;
    let ours = |name: &str| {
        let whole = name.strip_suffix(state::BEING_WRITTEN).unwrap_or(name);
        [ORDER, PIECES].contains(&whole) || state::is_name(whole)
    };
    match names.into_iter().find(|name| !ours(name)) {
        None => Ok(()),
        Some(file) => Err(Error::UnfinishedForeign {
            path: folder.to_owned(),
            file,
        }),
    }
}

fn check_order(folder: &Path, known: &str, order: &str) -> Result<(), Error> {
    match order::differences(known, order) {
        differences if differences.is_empty() => Ok(()),
        differences => Err(Error::OtherOrder {
            path: folder.to_owned(),
            differences,
        }),
    }
}

/// What was done to a file, or nothing where there is none.
fn optional<T>(done: io::Result<T>) -> io::Result<Option<T>> {
    match done {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn unkept(folder: &Path, source: io::Error) -> Error {
    Error::Unkept {
        path: folder.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests;
