//! The folder that results go to, and whether it may be written.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::dialect::Dialect;
use crate::error::Error;
use crate::finished::tables::table_of;
use crate::staging::temporary_folder;

/// The file by which a folder of results is known.
pub(crate) const RUN_FILE: &str = "run.json";

/// Reports are made of a finished run, so that their run does not list them: the page and the workbook,
/// the layers of a map, and the tables that are listed in another format.
const REPORTS: [&str; 4] = [
    "report.html",
    "report.xlsx",
    "places.geojson",
    "flows.geojson",
];

/// What is read back of run.json.
#[derive(Deserialize)]
struct Run {
    #[serde(rename = "refuge_version")]
    _refuge_version: String,
    scenario: String,
    #[serde(default)]
    files: Vec<String>,
}

/// Where results go, and how their tables are written.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The folder.
    pub dir: &'a Path,
    /// Whether it may hold results of another scenario, which are replaced.
    pub force: bool,
    /// How the tables are written.
    pub dialect: Dialect,
}

impl<'a> Target<'a> {
    /// A folder that holds nothing or results of the same scenario, for plain tables.
    pub fn new(dir: &'a Path) -> Self {
        Self {
            dir,
            force: false,
            dialect: Dialect::default(),
        }
    }

    /// Whether the folder may be written with results of `scenario`. Nothing is left behind, so that a
    /// long run can ask before it starts.
    ///
    /// # Errors
    ///
    /// Says what stands in the way: something other than a folder, a folder that no run wrote or that
    /// holds other files, results of another scenario, or a folder that cannot be read or written.
    pub fn check(&self, scenario: &str) -> Result<(), Error> {
        let dir = resolve(self.dir)?;
        if dir.exists() {
            check_contents(&dir, scenario, self.force)?;
        }
        let parent = nearest_folder(parent(&dir));
        temporary_folder(parent, scenario).map(drop)
    }
}

/// The folder itself where `dir` is a link to it, so that the link stays.
pub(crate) fn resolve(dir: &Path) -> Result<PathBuf, Error> {
    match dir.canonicalize() {
        Ok(path) => Ok(path),
        Err(error) if error.kind() == ErrorKind::NotFound && !dir.is_symlink() => {
            std::path::absolute(dir).map_err(|source| unreadable(dir, source))
        }
        Err(source) => Err(unreadable(dir, source)),
    }
}

fn check_contents(dir: &Path, scenario: &str, force: bool) -> Result<(), Error> {
    let path = || dir.to_owned();
    if !dir.is_dir() {
        return Err(Error::NotAFolder { path: path() });
    }
    if std::env::current_dir().is_ok_and(|here| here.starts_with(dir)) {
        return Err(Error::CurrentFolder { path: path() });
    }
    let names = names_in(dir).map_err(|source| unreadable(dir, source))?;
    if names.is_empty() {
        return Ok(());
    }
    let Some(run) = read_run(dir) else {
        return Err(Error::NotResults { path: path() });
    };
    if run.scenario != scenario && !force {
        return Err(Error::OtherScenario {
            path: path(),
            found: run.scenario,
            scenario: scenario.to_owned(),
        });
    }
    match names.into_iter().find(|name| is_foreign(name, &run)) {
        Some(file) => Err(Error::ForeignFile { path: path(), file }),
        None => Ok(()),
    }
}

/// Hidden files are left by desktops and open spreadsheets, not by people.
fn is_foreign(name: &str, run: &Run) -> bool {
    let listed = run.files.iter().any(|file| file == name);
    let in_columns = name.strip_suffix(".parquet").is_some_and(|table| {
        let of_table = |file: &String| table_of(file) == table;
        run.files.iter().any(of_table)
    });
    let report = in_columns || REPORTS.contains(&name);
    !(listed || report || name == RUN_FILE || name.starts_with('.'))
}

pub(crate) fn names_in(dir: &Path) -> io::Result<Vec<String>> {
    let name = |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into());
    let mut names = fs::read_dir(dir)?
        .map(name)
        .collect::<io::Result<Vec<String>>>()?;
    names.sort();
    Ok(names)
}

fn read_run(dir: &Path) -> Option<Run> {
    let text = fs::read(dir.join(RUN_FILE)).ok()?;
    serde_json::from_slice(&text).ok()
}

pub(crate) fn parent(dir: &Path) -> &Path {
    dir.parent().unwrap_or(dir)
}

/// The folder itself if it exists, or else the nearest one above it that does.
fn nearest_folder(path: &Path) -> &Path {
    path.ancestors().find(|p| p.exists()).unwrap_or(path)
}

fn unreadable(path: &Path, source: io::Error) -> Error {
    Error::Unreadable {
        path: path.to_owned(),
        source,
    }
}

pub(crate) fn unwritable(path: &Path, source: io::Error) -> Error {
    Error::Unwritable {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{names, out_with};
    use tempfile::TempDir;

    fn run_of(scenario: &str) -> String {
        format!(r#"{{"refuge_version":"0.1.0","scenario":"{scenario}","files":["totals.csv"]}}"#)
    }

    fn check_target(dir: &Path, scenario: &str, force: bool) -> Result<(), Error> {
        let target = Target {
            force,
            ..Target::new(dir)
        };
        target.check(scenario)
    }

    /// The message for a folder, with its place cut out.
    fn refused(dir: &TempDir, out: &Path, force: bool) -> String {
        let message = check_target(out, "winter", force).unwrap_err().to_string();
        let root = dir.path().canonicalize().unwrap();
        message.replace(root.to_str().unwrap(), "[root]")
    }

    #[test]
    fn new_and_empty_folders_may_be_written_and_stay_as_they_are() {
        let (dir, out) = out_with(&[]);
        check_target(&out, "winter", false).unwrap();
        check_target(&dir.path().join("new/er/est"), "winter", false).unwrap();
        assert_eq!(names(dir.path()), ["out"]);
        assert!(names(&out).is_empty());
    }

    #[test]
    fn results_of_the_same_scenario_may_be_replaced() {
        let run = run_of("winter");
        let files = [
            ("run.json", run.as_str()),
            ("totals.csv", ""),
            ("report.html", ""),
            (".~lock", ""),
        ];
        let (_dir, out) = out_with(&files);
        check_target(&out, "winter", false).unwrap();
    }

    #[test]
    fn a_file_in_the_way_is_told() {
        let (dir, out) = out_with(&[("taken", "")]);
        insta::assert_snapshot!(refused(&dir, &out.join("taken"), true), @"The results need a folder, but `[root]/out/taken` is something else: move it away, or name another folder with `--out`.");
        assert!(
            check_target(&out.join("taken"), "winter", true)
                .unwrap_err()
                .is_refusal()
        );
        insta::assert_snapshot!(refused(&dir, &out.join("taken/results"), true), @"The folder `[root]/out/taken/results` could not be read: Not a directory (os error 20). Check that you may read it, or name another folder with `--out`.");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_place_that_cannot_be_written_is_no_refusal_and_names_nothing_temporary() {
        // Nobody makes a folder there, however privileged.
        let error = check_target(Path::new("/proc/results"), "winter", true).unwrap_err();
        assert!(!error.is_refusal());
        insta::assert_snapshot!(error, @"No folder could be made in `/proc`: No such file or directory (os error 2). Check that you may write there, or name another folder with `--out`.");
    }

    #[test]
    fn a_folder_of_others_is_never_written() {
        for run in ["{}", "not JSON", r#"{"scenario":"winter"}"#] {
            let (dir, out) = out_with(&[("thesis.doc", ""), ("run.json", run)]);
            assert_eq!(refused(&dir, &out, false), refused(&dir, &out, true));
        }
        let (dir, out) = out_with(&[("thesis.doc", "")]);
        insta::assert_snapshot!(refused(&dir, &out, true), @"The folder `[root]/out` is left alone because it is not empty and has no `run.json` of an earlier run: name an empty or a new folder with `--out`.");
    }

    #[test]
    fn results_of_another_scenario_need_force() {
        let (dir, out) = out_with(&[("run.json", &run_of("summer"))]);
        insta::assert_snapshot!(refused(&dir, &out, false), @"The folder `[root]/out` holds results of the scenario `summer`, not of `winter`: name another folder with `--out`, or replace them with `--force`.");
        check_target(&out, "winter", true).unwrap();
    }

    #[test]
    fn a_file_put_among_results_is_never_lost() {
        let (dir, out) = out_with(&[("run.json", &run_of("winter")), ("my notes.txt", "")]);
        insta::assert_snapshot!(refused(&dir, &out, false), @"The folder `[root]/out` also holds `my notes.txt`, which would be lost because no run wrote it: move it away, or name another folder with `--out`.");
        assert!(check_target(&out, "winter", true).is_err(), "nor by force");
    }

    #[test]
    fn the_folder_the_program_runs_in_is_told() {
        let here = std::env::current_dir().unwrap();
        let error = check_target(&here, "winter", true).unwrap_err();
        assert!(matches!(error, Error::CurrentFolder { path } if path == here));
    }
}
