//! The file of finished pieces, which only ever grows: a header, then for each piece its number,
//! length, checksum (CRC-32 over number, length and bytes) and bytes, numbers little-endian.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

const HEADER: &[u8; 8] = b"refuge 1";
const HEAD_BYTES: usize = 20;

/// Pieces that a power failure may cost; what a killed program wrote is never lost.
const SYNC_EVERY: Duration = Duration::from_secs(2);

/// The open file, and where each piece is in it.
#[derive(Debug)]
pub(super) struct Pieces {
    file: File,
    end: u64,
    places: BTreeMap<u64, Place>,
    synced: Instant,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    offset: u64,
    length: u64,
}

/// Opens the file or makes it, and locks it; `None` if another program has it locked, or has removed
/// it meanwhile.
pub(super) fn lock(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    let file = match options.open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    match file.try_lock() {
        Ok(()) => Ok(path.exists().then_some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

impl Pieces {
    /// Finds the pieces in a file, and cuts off what was not written whole.
    pub(super) fn read_from(file: File) -> io::Result<Self> {
        let mut pieces = Self {
            file,
            end: 0,
            places: BTreeMap::new(),
            synced: Instant::now(),
        };
        pieces.scan()?;
        Ok(pieces)
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Drops every piece.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.places.clear();
        self.end = HEADER.len() as u64;
        self.cut()
    }

    pub(super) fn read(&mut self, piece: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(place) = self.places.get(&piece) else {
            return Ok(None);
        };
        let mut bytes = vec![0; place.length as usize];
        self.file.seek(SeekFrom::Start(place.offset))?;
        self.file.read_exact(&mut bytes)?;
        Ok(Some(bytes))
    }

    pub(super) fn append(&mut self, piece: u64, bytes: &[u8]) -> io::Result<()> {
        let mut record = head(piece, bytes).to_vec();
        record.extend_from_slice(bytes);
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(&record)?;
        self.note(piece, bytes.len() as u64);
        if self.synced.elapsed() >= SYNC_EVERY {
            self.file.sync_data()?;
            self.synced = Instant::now();
        }
        Ok(())
    }

    fn note(&mut self, piece: u64, length: u64) {
        let offset = self.end + HEAD_BYTES as u64;
        self.places.insert(piece, Place { offset, length });
        self.end = offset + length;
    }

    /// Finds the pieces that are whole, from the first to the last before any that is not.
    fn scan(&mut self) -> io::Result<()> {
        let mut left = self.file.metadata()?.len();
        let mut reader = BufReader::new(self.file.try_clone()?);
        let mut header = [0; HEADER.len()];
        let mut whole = left >= HEADER.len() as u64;
        if whole {
            reader.read_exact(&mut header)?;
            whole = header == *HEADER;
        }
        self.end = HEADER.len() as u64;
        left = left.saturating_sub(self.end);
        while whole && left >= HEAD_BYTES as u64 {
            let mut found = [0; HEAD_BYTES];
            reader.read_exact(&mut found)?;
            left -= HEAD_BYTES as u64;
            let (piece, length) = (number(&found[..8]), number(&found[8..16]));
            if length > left {
                break;
            }
            let mut bytes = vec![0; length as usize];
            reader.read_exact(&mut bytes)?;
            left -= length;
            whole = head(piece, &bytes) == found;
            if whole {
                self.note(piece, length);
            }
        }
        self.cut()
    }

    /// Ends the file after the last piece that counts.
    fn cut(&mut self) -> io::Result<()> {
        self.file.set_len(self.end)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(HEADER)
    }
}

/// Number, length and checksum of a piece.
fn head(piece: u64, bytes: &[u8]) -> [u8; HEAD_BYTES] {
    let mut head = [0; HEAD_BYTES];
    head[..8].copy_from_slice(&piece.to_le_bytes());
    head[8..16].copy_from_slice(&(bytes.len() as u64).to_le_bytes());
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(&head[..16]);
    checksum.update(bytes);
    head[16..].copy_from_slice(&checksum.finalize().to_le_bytes());
    head
}

fn number(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}
