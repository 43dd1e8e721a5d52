//! A scenario's folder: its files are read from inside it, and remembered in the hash.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::problem::Problem;
use crate::source::{Source, decode, read_bounded};

/// A scenario's folder.
pub(crate) struct Folder {
    /// The path as given.
    root: PathBuf,
    canonical: PathBuf,
    hash: Sha256,
    files: usize,
}

impl Folder {
    /// Opens the folder that a path names, itself or by a file in it.
    pub(crate) fn open(path: &Path) -> Result<Self, Problem> {
        if path.is_file() && !path.ends_with("scenario.toml") {
            return Err(Problem::error("This file is no scenario.")
                .in_file(path.display().to_string())
                .help("Name a folder with a scenario.toml in it, or that file."));
        }
        let root = if path.is_file() {
            path.parent().unwrap_or(Path::new("")).to_owned()
        } else {
            path.to_owned()
        };
        let real = if root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &root
        };
        let canonical = real.canonicalize().map_err(|error| {
            let title = match error.kind() {
                io::ErrorKind::NotFound => "There is no scenario of this name.".to_owned(),
                _ => format!("The scenario folder cannot be opened: {error}."),
            };
            Problem::error(title)
                .in_file(path.display().to_string())
                .help("Name a folder with a scenario.toml in it, or that file.")
        })?;
        Ok(Self {
            root,
            canonical,
            hash: Sha256::new(),
            files: 0,
        })
    }

    /// The folder's own name.
    pub(crate) fn name(&self) -> String {
        self.canonical.file_name().map_or_else(
            || "scenario".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        )
    }

    /// The path of a file as the user would type it.
    pub(crate) fn shown(&self, file: &str) -> String {
        self.root.join(file).display().to_string()
    }

    /// Whether something of this name is in the folder.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.canonical.join(file).symlink_metadata().is_ok()
    }

    /// The files of a sub-folder that end so, in the order of their names.
    pub(crate) fn list(&self, folder: &str, ending: &str) -> Result<Vec<String>, Problem> {
        let unreadable = |error: io::Error| {
            Problem::error(format!("The folder cannot be read: {error}."))
                .in_file(self.shown(folder))
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(self.canonical.join(folder)).map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name();
            let name = name.to_string_lossy();
            if name.ends_with(ending) && !name.starts_with('.') {
                files.push(format!("{folder}/{name}"));
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    /// Reads a file that must be there.
    pub(crate) fn read(&mut self, file: &str) -> Result<Arc<Source>, Problem> {
        let shown = self.shown(file);
        let fail = |text: String| Problem::error(text).in_file(&shown);
        let path =
            self.canonical
                .join(file)
                .canonicalize()
                .map_err(|error| match error.kind() {
                    io::ErrorKind::NotFound => fail(format!("The file `{file}` is missing.")),
                    _ => fail(format!("The file cannot be read: {error}.")),
                })?;
        if !path.starts_with(&self.canonical) {
            return Err(fail(
                "The file lies outside the scenario folder.".to_owned(),
            )
            .help("Copy it into the folder: a scenario is complete in itself, and no link leads out of it."));
        }
        if !path.is_file() {
            return Err(fail(
                "This must be a file, but is a folder or a device.".to_owned(),
            ));
        }
        self.read_as(file, &path, &shown)
    }

    /// Reads a file that the user named, wherever it lies; the hash knows it as `file`.
    pub(crate) fn read_named(&mut self, file: &str, path: &Path) -> Result<Arc<Source>, Problem> {
        self.read_as(file, path, &path.display().to_string())
    }

    fn read_as(&mut self, file: &str, path: &Path, shown: &str) -> Result<Arc<Source>, Problem> {
        let fail =
            |e: io::Error| Problem::error(format!("The file cannot be read: {e}.")).in_file(shown);
        let bytes = read_bounded(File::open(path).map_err(fail)?, shown)?;
        self.remember(file, &bytes);
        self.files += 1;
        decode(bytes, shown, self.files).map(Arc::new)
    }

    /// The folders that this one lies in, the nearest first.
    pub(crate) fn parents(&self) -> impl Iterator<Item = &Path> {
        self.canonical.ancestors().skip(1)
    }

    fn remember(&mut self, file: &str, bytes: &[u8]) {
        for part in [file.as_bytes(), bytes] {
            self.hash.update((part.len() as u64).to_le_bytes());
            self.hash.update(part);
        }
    }

    /// The hash over the names and bytes of every file read so far, in hexadecimal.
    pub(crate) fn hash(&self) -> String {
        use std::fmt::Write as _;
        let digest = self.hash.clone().finalize();
        digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}
