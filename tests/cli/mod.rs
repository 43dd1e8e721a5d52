//! A desk to run the program at, and what it leaves there.

mod table;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub(crate) use table::Table;

/// A temporary folder in which the program runs.
pub(crate) struct Desk {
    folder: TempDir,
}

/// How a run of the program ended.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    /// A desk with the starter scenario in `small`.
    pub(crate) fn with_starter() -> Self {
        let desk = Self::empty();
        desk.refuge("new small").done();
        desk
    }

    /// The program, about to start here with these words as arguments.
    pub(crate) fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_refuge"));
        command
            .current_dir(self.folder.path())
            .args(words.split_whitespace())
            .env_remove("COLUMNS");
        command
    }

    /// Runs the program with these words as arguments.
    pub(crate) fn refuge(&self, words: &str) -> Ended {
        Ended::from(self.command(words).output().expect("the program starts"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        read(&self.path(name))
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect(name);
    }

    pub(crate) fn append(&self, name: &str, text: &str) {
        self.write(name, &(self.read(name) + text));
    }

    pub(crate) fn table(&self, name: &str) -> Table {
        Table::parse(&self.read(name))
    }

    pub(crate) fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.read(name)).expect(name)
    }

    /// The names in a folder, hidden ones included, in order.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path(folder))
            .expect(folder)
            .map(|entry| {
                entry
                    .expect(folder)
                    .file_name()
                    .into_string()
                    .expect("UTF-8")
            })
            .collect();
        names.sort();
        names
    }

    /// Every CSV file of a folder, byte for byte.
    pub(crate) fn csv_files(&self, folder: &str) -> BTreeMap<String, String> {
        self.names(folder)
            .into_iter()
            .filter(|name| Path::new(name).extension().is_some_and(|end| end == "csv"))
            .map(|name| (name.clone(), self.read(&format!("{folder}/{name}"))))
            .collect()
    }
}

impl Ended {
    /// Fails the test unless the program ended well.
    pub(crate) fn done(self) -> Self {
        self.with_code(0)
    }

    /// Fails the test unless the program ended with this exit code.
    pub(crate) fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stderr:\n{}", self.stderr);
        self
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self {
            code: output.status.code().expect("the program ends by itself"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// Waits for something that a program does; fails the test if it never does.
pub(crate) fn wait_until(done: impl Fn() -> bool) {
    let since = Instant::now();
    while !done() {
        assert!(
            since.elapsed() < Duration::from_mins(2),
            "it takes too long"
        );
        sleep(Duration::from_millis(5));
    }
}

/// A file or folder of this repository.
pub(crate) fn repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether a tester does without the tests that need a tool, by `REFUGE_WITHOUT_<NAME>=1`; else they fail where
/// it is missing.
#[expect(clippy::print_stdout, reason = "a test that is left out says so")]
pub(crate) fn without(name: &str, tool: &str) -> bool {
    let variable = format!("REFUGE_WITHOUT_{name}");
    let without = std::env::var_os(&variable).is_some_and(|set| set == "1");
    if without {
        println!("Not tested for want of {tool}: {variable} is set.");
    }
    without
}
