//! The folder `<target>.unfinished` of a long piece of work: what it was ordered to do, the pieces
//! that are done, and the last state of pieces on their way.
//!
//! A piece is there whole or not at all, and so is a state: what a killed program or a power
//! failure tore is found by its checksum, and left out.

mod order;
mod pieces;
mod state;

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::target::{names_in, resolve};

use pieces::Pieces;

const ORDER: &str = "order.json";
const PIECES: &str = "pieces";

/// How long another program in the folder is waited for. One that was killed is there until the
/// system has ended what it was writing and taken back its memory.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// Work that is not finished yet, and what is known of it on disk.
#[derive(Debug)]
pub struct Unfinished {
    folder: PathBuf,
    /// The folders around it that were made for it, the innermost first.
    made: Vec<PathBuf>,
    pieces: Mutex<Pieces>,
}

/// What was there when the folder was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// No work that could be taken up.
    Nothing,
    /// Work that is taken up.
    TakenUp(Extent),
    /// Work that was dropped, since it was not to be taken up.
    Dropped(Extent),
}

/// How far work had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Pieces that are done.
    pub done: usize,
    /// Pieces of which there is a state.
    pub begun: usize,
}

impl Unfinished {
    /// Opens the folder beside the results folder `target` for the work that `order`, a JSON text,
    /// describes: with `resume` to take up earlier work at the same order, otherwise anew, in place
    /// of what is there.
    ///
    /// # Errors
    ///
    /// If the folder is not one of ours, stays in use, holds work of another order that was to be
    /// taken up, or cannot be read or written.
    pub fn open(target: &Path, order: &str, resume: bool) -> Result<(Self, Found), Error> {
        let folder = folder_of(target)?;
        let is_missing = |path: &&Path| !path.exists();
        let missing = folder.ancestors().skip(1).take_while(is_missing);
        let made = missing.map(Path::to_owned).collect();
        let file = locked(&folder)?;
        let failed = |source| unkept(&folder, source);
        let order_file = folder.join(ORDER);
        let known = optional(fs::read(&order_file)).map_err(failed)?;
        if let Some(known) = known.as_ref().filter(|_| resume) {
            check_order(&folder, &String::from_utf8_lossy(known), order)?;
        }
        // Only now, since it cuts off what it cannot read.
        let mut pieces = Pieces::read_from(file).map_err(failed)?;
        let extent = Extent {
            done: pieces.len(),
            begun: state::count(&folder).map_err(failed)?,
        };
        let found = match known {
            Some(_) if resume => Found::TakenUp(extent),
            Some(_) if extent.done + extent.begun > 0 => Found::Dropped(extent),
            _ => Found::Nothing,
        };
        if !matches!(found, Found::TakenUp(_)) {
            // The order goes first and comes last: what is there belongs to it or is no work.
            optional(fs::remove_file(&order_file)).map_err(failed)?;
            state::remove_all(&folder).map_err(failed)?;
            pieces.clear().map_err(failed)?;
            state::replace(&order_file, order.as_bytes()).map_err(failed)?;
        }
        let work = Self {
            pieces: Mutex::new(pieces),
            folder,
            made,
        };
        Ok((work, found))
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

    /// Removes the folder and those made for it, since the work is finished.
    ///
    /// # Errors
    ///
    /// If it cannot be removed.
    pub fn finish(self) -> Result<(), Error> {
        let failed = |source| unkept(&self.folder, source);
        let remove = |name| optional(fs::remove_file(self.folder.join(name)));
        remove(ORDER).map_err(failed)?;
        state::remove_all(&self.folder).map_err(failed)?;
        remove(PIECES).map_err(failed)?;
        drop(self.pieces);
        match fs::remove_dir(&self.folder) {
            Err(error) if !is_taken_over(&error) => return Err(failed(error)),
            _ => {}
        }
        // Those with results in them stay.
        let _ = self.made.iter().try_for_each(fs::remove_dir);
        Ok(())
    }

    fn state(&self, piece: u64) -> PathBuf {
        self.folder.join(state::name(piece))
    }

    fn with_pieces<T>(&self, work: impl FnOnce(&mut Pieces) -> io::Result<T>) -> Result<T, Error> {
        let mut pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut pieces).map_err(|source| unkept(&self.folder, source))
    }
}

/// The file of pieces in the folder, which is made, once no other program has it locked.
fn locked(folder: &Path) -> Result<File, Error> {
    let failed = |source| unkept(folder, source);
    let until = Instant::now() + PATIENCE;
    loop {
        fs::create_dir_all(folder).map_err(failed)?;
        check_names(folder)?;
        if let Some(file) = pieces::lock(&folder.join(PIECES)).map_err(failed)? {
            return Ok(file);
        }
        if Instant::now() >= until {
            return Err(Error::UnfinishedInUse {
                path: folder.to_owned(),
            });
        }
        sleep(PAUSE);
    }
}

/// Whether a folder could not be removed because another program waited for it, or has removed it.
fn is_taken_over(error: &io::Error) -> bool {
    [ErrorKind::DirectoryNotEmpty, ErrorKind::NotFound].contains(&error.kind())
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
