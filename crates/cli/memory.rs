//! What a long piece of work keeps on disk while it is unfinished, and how it is taken up again.

use std::fmt::Display;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use refuge_analysis::Memory;
use refuge_report::{Error, Extent, Found, Unfinished};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::args::Work;
use crate::console::{self, count};
use crate::ending::Ending;

/// A memory on disk, beside the folder of the results.
pub(crate) struct Remembered<'a> {
    work: Unfinished,
    stop: &'a AtomicBool,
    failed: Mutex<Option<Error>>,
}

/// What a command is to do, as JSON: everything that its results follow from.
pub(crate) fn order<const N: usize>(command: &str, asked: [(&str, Value); N]) -> String {
    let about = [
        ("command", command.into()),
        ("refuge_version", env!("CARGO_PKG_VERSION").into()),
    ];
    let entries = about.into_iter().chain(asked);
    let order: Map<String, Value> = entries
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    Value::Object(order).to_string()
}

/// A value as part of an [`order`].
pub(crate) fn json(value: &impl Serialize) -> Value {
    // What has no JSON is told as nothing; no setting is such.
    serde_json::to_value(value).unwrap_or_default()
}

/// The end of work that cannot be done, however often it is taken up: nothing of it is kept.
pub(crate) fn refused(memory: Option<Remembered<'_>>, reason: impl Display) -> Ending {
    // Of two things that went wrong, the reason is the one to be mended.
    drop(memory.map(Remembered::done));
    Ending::wrong(reason)
}

impl<'a> Remembered<'a> {
    /// Opens the memory of the work that an [`order`] describes; `stop` is set when it fails.
    pub(crate) fn open(
        target: &Path,
        order: &str,
        how: &Work,
        stop: &'a AtomicBool,
    ) -> Result<Self, Ending> {
        let (work, found) = Unfinished::open(target, order, how.resume)?;
        if !how.quiet
            && let Some(said) = said(found, work.folder(), how.resume)
        {
            console::say(&said);
        }
        Ok(Self {
            work,
            stop,
            failed: Mutex::new(None),
        })
    }

    /// Ends the command if something could not be kept or found again.
    pub(crate) fn check(&self) -> Result<(), Ending> {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.take().map_or(Ok(()), |error| Err(error.into()))
    }

    /// Removes what was kept, once the results are written.
    pub(crate) fn done(self) -> Result<(), Ending> {
        self.check()?;
        Ok(self.work.finish()?)
    }

    /// How to go on after an interruption, in a sentence.
    pub(crate) fn advice(&self) -> String {
        format!(
            "What is done is kept in {}; the same command with `--resume` goes on from there.",
            self.work.folder().display()
        )
    }

    fn unless_failed<T>(&self, done: Result<Option<T>, Error>) -> Option<T> {
        done.unwrap_or_else(|error| {
            self.stop.store(true, Ordering::Relaxed);
            let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
            failed.get_or_insert(error);
            None
        })
    }
}

/// What there is to say of earlier work in the folder.
fn said(found: Found, folder: &Path, resume: bool) -> Option<String> {
    let folder = folder.display();
    let far = |Extent { done, begun }| format!("{} done, {begun} begun", count(done, "piece"));
    match found {
        Found::TakenUp(extent) => Some(format!(
            "Going on with the unfinished work in {folder}: {}.",
            far(extent)
        )),
        Found::Dropped(extent) => Some(format!(
            "The earlier unfinished work in {folder} ({}) was dropped, since only `--resume` goes on with it.",
            far(extent)
        )),
        Found::Nothing => resume
            .then(|| format!("There is no unfinished work in {folder}: beginning from the start.")),
    }
}

impl Memory for Remembered<'_> {
    fn recall(&self, piece: u64) -> Option<Vec<u8>> {
        self.unless_failed(self.work.recall(piece))
    }

    fn keep(&self, piece: u64, result: &[u8]) {
        self.unless_failed(self.work.keep(piece, result).map(Some));
    }

    fn recall_state(&self, piece: u64) -> Option<Vec<u8>> {
        self.unless_failed(self.work.recall_state(piece))
    }

    fn keep_state(&self, piece: u64, state: &[u8]) {
        self.unless_failed(self.work.keep_state(piece, state).map(Some));
    }

    fn forget_state(&self, piece: u64) {
        self.unless_failed(self.work.forget_state(piece).map(Some));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Tables;
    use std::fs;

    fn how(resume: bool) -> Work {
        Work {
            out: None,
            seed: None,
            threads: None,
            force: false,
            resume,
            quiet: true,
            tables: Tables::default(),
        }
    }

    #[test]
    fn an_order_names_the_command_and_the_version() {
        insta::assert_snapshot!(
            order("run", [("seed", 7.into()), ("branch", Value::Null)]).replace(env!("CARGO_PKG_VERSION"), "[version]"),
            @r#"{"command":"run","refuge_version":"[version]","seed":7,"branch":null}"#
        );
    }

    #[test]
    fn what_is_kept_is_recalled_until_the_work_is_done() {
        let dir = tempfile::tempdir().unwrap();
        let (target, stop) = (dir.path().join("out"), AtomicBool::new(false));
        let memory = Remembered::open(&target, "{}", &how(false), &stop).unwrap();
        memory.keep(3, b"three");
        drop(memory);
        let memory = Remembered::open(&target, "{}", &how(true), &stop).unwrap();
        assert_eq!(memory.recall(3).unwrap(), b"three");
        memory.done().unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn nothing_is_kept_of_work_that_cannot_be_done() {
        let dir = tempfile::tempdir().unwrap();
        let (target, stop) = (dir.path().join("made/out"), AtomicBool::new(false));
        let memory = Remembered::open(&target, "{}", &how(false), &stop).unwrap();
        memory.keep(3, b"three");
        let ending = refused(Some(memory), "The town is gone.");
        assert!(matches!(ending, Ending::WrongInput(reason) if reason == "The town is gone."));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_failure_stops_the_work_and_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let (target, stop) = (dir.path().join("out"), AtomicBool::new(false));
        let memory = Remembered::open(&target, "{}", &how(false), &stop).unwrap();
        assert!(memory.check().is_ok());
        fs::remove_dir_all(dir.path().join("out.unfinished")).unwrap();
        memory.keep_state(1, b"half");
        assert!(stop.load(Ordering::Relaxed));
        assert!(matches!(memory.check(), Err(Ending::Failed(_))));
    }
}
