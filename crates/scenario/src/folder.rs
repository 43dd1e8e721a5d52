//! A scenario's folder: its files are read from inside it, and remembered in the hash.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::problem::Problem;
use crate::source::{Source, decode, read_bounded, unreadable};

/// A scenario's folder.
pub(crate) struct Folder {
    /// The path as given.
    root: PathBuf,
    canonical: PathBuf,
    hash: Sha256,
    files: usize,
    /// Every file that was to be read, without links.
    asked_for: BTreeSet<PathBuf>,
}

/// Something in a folder.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) is_folder: bool,
}

impl Entry {
    /// Whether it is hidden, or the lock of an open spreadsheet.
    pub(crate) fn is_hidden(&self) -> bool {
        self.name.starts_with(['.', '~'])
    }

    /// Whether its name has one of these extensions, in letters of either case.
    pub(crate) fn ends_in(&self, extensions: &[&str]) -> bool {
        let extension = self.name.rsplit_once('.').map(|(_, extension)| extension);
        extension.is_some_and(|written| extensions.iter().any(|e| e.eq_ignore_ascii_case(written)))
    }
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
            let shown = path.display().to_string();
            match error.kind() {
                io::ErrorKind::NotFound => Problem::error("There is no scenario of this name.")
                    .in_file(shown)
                    .help("Name a folder with a scenario.toml in it, or that file."),
                _ => unreadable("folder", &error, shown),
            }
        })?;
        if let Err(error) = fs::read_dir(&canonical) {
            return Err(unreadable("folder", &error, path.display().to_string()));
        }
        Ok(Self {
            root,
            canonical,
            hash: Sha256::new(),
            files: 0,
            asked_for: BTreeSet::new(),
        })
    }

    /// The same folder under the path that messages are to name.
    pub(crate) fn shown_as(self, path: &Path) -> Self {
        Self {
            root: path.to_owned(),
            ..self
        }
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

    /// Whether something of this name is in the folder, or may be where one must not look.
    pub(crate) fn has(&self, file: &str) -> bool {
        match self.canonical.join(file).symlink_metadata() {
            Ok(_) => true,
            Err(error) => error.kind() == io::ErrorKind::PermissionDenied,
        }
    }

    /// The files of a sub-folder that end so, in the order of their names.
    pub(crate) fn list(&self, folder: &str, ending: &str) -> Result<Vec<String>, Problem> {
        let unreadable = |error: io::Error| unreadable("folder", &error, self.shown(folder));
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

    /// What is in a sub-folder and was not to be read, in the order of the names; nothing of a
    /// folder that cannot be looked into.
    pub(crate) fn unread(&self, folder: &str) -> Vec<Entry> {
        let entries = fs::read_dir(self.canonical.join(folder));
        let mut unread: Vec<Entry> = entries
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let path = entry.path().canonicalize().ok()?;
                (!self.asked_for.contains(&path)).then(|| Entry {
                    name: entry.file_name().to_string_lossy().into_owned(),
                    is_folder: path.is_dir(),
                })
            })
            .collect();
        unread.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        unread
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
                    _ => unreadable("file", &error, &shown),
                })?;
        self.asked_for.insert(path.clone());
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

    /// Takes a text that is in no file, and remembers it in the hash as `file`.
    pub(crate) fn take(
        &mut self,
        file: &str,
        shown: &str,
        bytes: Vec<u8>,
    ) -> Result<Arc<Source>, Problem> {
        self.remember(file, &bytes);
        self.files += 1;
        decode(bytes, shown, self.files).map(Arc::new)
    }

    fn read_as(&mut self, file: &str, path: &Path, shown: &str) -> Result<Arc<Source>, Problem> {
        let opened = File::open(path).map_err(|error| unreadable("file", &error, shown))?;
        let bytes = read_bounded(opened, shown)?;
        self.take(file, shown, bytes)
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
