//! What was written is read back, and what is wrong with it is told.

use tempfile::TempDir;

use super::*;
use crate::outputs::write;
use crate::reports::Wanted;
use crate::target::Target;
use crate::testing::{out_with, provenance, replicated, results, world};

/// The folder of the small run, and what is read of it.
fn written(results: &refuge_core::observe::Results) -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    write(
        &Target::new(&out),
        &world(),
        results,
        &provenance(),
        &Wanted::NOTHING,
    )
    .unwrap();
    (dir, out)
}

/// The message of a folder with these files that cannot be read, with its place cut out.
fn told(files: &[(&str, &str)]) -> String {
    let (dir, out) = out_with(files);
    let read = RunFolder::open(&out).and_then(|run| run.validation());
    read.unwrap_err()
        .to_string()
        .replace(dir.path().to_str().unwrap(), "[root]")
}

const RUN: (&str, &str) = (
    "run.json",
    r#"{"scenario":"winter","start":"2019-12-01","days":2,"replicates":1,"calibrated_until":null}"#,
);

fn told_of_rows(rows: &str) -> String {
    let header =
        "date,measure,place,simulated,observed,difference,persistence,nearest,gravity,line,since";
    told(&[RUN, ("validation.csv", &format!("{header}\n{rows}\n"))])
}

#[test]
fn a_run_reads_back_as_it_was_written() {
    let (_dir, out) = written(&results());
    let run = RunFolder::open(&out).unwrap();
    assert_eq!(
        (run.about().replicates, run.about().calibrated_until),
        (1, None)
    );
    assert_eq!(run.calendar(), world().calendar);
    let scores = run.scores().unwrap();
    assert_eq!((scores[0].metric, scores[0].value), ("ard", 0.040_384));
    assert_eq!(scores[0].skill, [Some(0.25), None, None, Some(0.5)]);
    let expected = Compared {
        day: 1,
        measure: Measure::Present,
        place: "Atma".to_owned(),
        simulated: 1000.0,
        interval: None,
        observed: 900.0,
        naive: [None, Some(890.5), Some(909.5), None],
    };
    assert_eq!(run.validation().unwrap()[1], expected);
}

#[test]
fn replicates_have_an_interval() {
    let (_dir, out) = written(&replicated(results()));
    let rows = RunFolder::open(&out).unwrap().validation().unwrap();
    assert_eq!(rows[0].interval, Some([800.0, 1600.0]));
}

#[test]
fn parts_follow_each_other() {
    let part = |place| {
        format!(
            "date,measure,place,simulated,observed,persistence,nearest,gravity,line\n2019-12-02,present,{place},,2,,,,\n"
        )
    };
    let (first, second) = (part("Atma"), part("Qah"));
    let files = [
        RUN,
        ("validation-1.csv", &first),
        ("validation-2.csv", &second),
    ];
    let (_dir, out) = out_with(&files);
    let rows = RunFolder::open(&out).unwrap().validation().unwrap();
    let places: Vec<&str> = rows.iter().map(|row| row.place.as_str()).collect();
    assert_eq!(places, ["Atma", "Qah"]);
    assert!(rows[0].simulated.is_nan());
}

#[test]
fn a_folder_that_no_run_wrote_is_told() {
    insta::assert_snapshot!(told(&[]), @"`[root]/out` is not the folder of a finished run, which has a `run.json`: name a folder that `refuge run` wrote.");
    insta::assert_snapshot!(told(&[("run.json", r#"{"command":"calibrate a --observed present","scenario":"a"}"#)]), @"`[root]/out` holds the results of `refuge calibrate`, which are not scored: name a folder that `refuge run` wrote.");
    insta::assert_snapshot!(told(&[("run.json", r#"{"scenario":"winter"}"#)]), @"`[root]/out/run.json` does not say what is needed of the run: missing field `start` at line 1 column 21. Run the scenario again with this version of refuge.");
    insta::assert_snapshot!(told(&[("run.json", &RUN.1.replace(":2,", ":0,"))]), @"`[root]/out/run.json` does not say what is needed of the run: a run cannot have 0 days. Run the scenario again with this version of refuge.");
    insta::assert_snapshot!(told(&[RUN]), @"`[root]/out/validation.csv` could not be read: No such file or directory (os error 2). Run the scenario again if it is gone.");
}

#[test]
fn rows_that_no_run_wrote_are_told_with_their_line() {
    insta::assert_snapshot!(told_of_rows("2019-12-02,present,Atma,1,2,,,,,,\n5.12.2019,present,Atma,1,2,,,,,,"), @"[root]/out/validation.csv:3: `date` must be a date such as 2020-02-05, but is `5.12.2019`.");
    insta::assert_snapshot!(told_of_rows("2019-12-03,present,Atma,1,2,,,,,,"), @"[root]/out/validation.csv:2: 2019-12-03 is no day of the run, which is from 2019-12-01 to 2019-12-02.");
    insta::assert_snapshot!(told_of_rows("2019-12-02,presents,Atma,1,2,,,,,,"), @"[root]/out/validation.csv:2: `presents` is no measure: write one such as `present`.");
    insta::assert_snapshot!(told_of_rows("2019-12-02,present,Atma,1,\"2,5\",,,,,,"), @"[root]/out/validation.csv:2: `observed` must be a number with `.` as its decimal mark, but is `2,5`.");
    insta::assert_snapshot!(told_of_rows("2019-12-02,present,Atma,1,,,,,,,"), @"[root]/out/validation.csv:2: `observed` is empty, but must be a number.");
    insta::assert_snapshot!(told_of_rows("2019-12-02,present,Atma,1"), @"[root]/out/validation.csv:2: The row must be UTF-8 and have as many cells as the header.");
    insta::assert_snapshot!(told(&[RUN, ("validation.csv", "date,measure\n2019-12-02,present\n")]), @"[root]/out/validation.csv:2: The column `place` is missing.");
}
