//! `refuge calibrate`: what it leaves and says, and that it can be killed.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::cli::{Desk, wait_until};

/// Moments after the start at which the program is killed, in milliseconds.
const MOMENTS: [u64; 8] = [60, 400, 150, 700, 250, 90, 500, 300];

/// A fit of one setting with a posterior, as it is typed.
fn fit(evaluations: u32, draws: u32) -> String {
    format!(
        "calibrate small --parameter movement.camp_weight=0.3..8 --observed present --evaluations {evaluations} --draws {draws}"
    )
}

/// A desk with the starter scenario, a second copy of it, and more observations in both: made up, of places
/// where people come by.
fn desk() -> Desk {
    let desk = Desk::with_starter();
    desk.refuge("new other").done();
    for (scenario, more) in [("small", 0), ("other", 300)] {
        let camps = [
            ("high_fields", 900 + more),
            ("riverside", 400),
            ("fork", 80),
        ];
        let mut rows = Vec::new();
        for (date, times) in ["2020-01-16", "2020-01-24", "2020-02-08", "2020-02-20"]
            .iter()
            .zip(1..)
        {
            let row =
                |(camp, persons)| format!("{date},present,{camp},{},made up", persons * times);
            rows.extend(camps.map(row));
        }
        let rows = rows.join("\n");
        let text = format!("date,measure,place,value,source\n{rows}\n");
        desk.write(&format!("{scenario}/observed/more.csv"), &text);
    }
    desk
}

/// Everything that a calibration leaves but run.json, which tells how long it took.
fn files(desk: &Desk, folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = desk.csv_files(folder).into_iter().collect();
    files.push((
        "calibrated.toml".to_owned(),
        desk.read(&format!("{folder}/calibrated.toml")),
    ));
    files
}

#[test]
fn a_calibration_leaves_its_tables_and_an_overlay_that_a_run_takes() {
    let desk = desk();
    let ended = desk
        .refuge(&format!("{} --until 2020-01-31", fit(40, 30)))
        .done();
    assert_eq!(
        desk.names("out/small-calibration"),
        [
            "calibrated.toml",
            "calibration.csv",
            "columns.csv",
            "fit.csv",
            "run.json",
            "suite.csv"
        ]
    );
    let draws = desk.table("out/small-calibration/calibration.csv");
    assert_eq!(
        draws.header,
        ["draw", "weight", "distance", "movement.camp_weight"]
    );
    let weights: f64 = draws.numbers("weight").iter().sum();
    assert!(
        draws.rows.len() == 30 && (weights - 1.0).abs() < 1e-9,
        "{weights}"
    );
    let values = draws.numbers("movement.camp_weight");
    assert!(values.iter().all(|value| (0.3..=8.0).contains(value)));

    let suite = desk.table("out/small-calibration/suite.csv");
    assert_eq!(
        suite.texts("fitted_on"),
        ["default", "default", "all", "all"]
    );
    assert_eq!(suite.texts("days"), ["fitted", "after", "fitted", "after"]);
    let scores = suite.numbers("value");
    assert!(scores[2] < scores[0], "{scores:?}");
    assert!(
        ended.stderr.contains("small ard after the fitted days: "),
        "{}",
        ended.stderr
    );

    let run = desk
        .refuge("run small --overlay out/small-calibration/calibrated.toml")
        .done();
    let told = "after 2020-01-31, up to which the scenario was fitted.";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    let best = desk.table("out/small-calibration/fit.csv").numbers("best")[0];
    assert_eq!(
        desk.json("out/small/run.json")["settings"]["movement"]["camp_weight"],
        best
    );
    // The score of the days after is that of the run with the overlay.
    let of_run = desk.table("out/small/scores.csv");
    let ard = of_run
        .rows
        .iter()
        .find(|row| row[..3] == ["present", "", "ard"])
        .expect("a score");
    assert_eq!(ard[3], suite.texts("value")[3]);
}

#[test]
fn columns_csv_explains_every_column_of_a_calibration() {
    let desk = desk();
    desk.refuge(&fit(40, 30)).done();
    let columns = desk.table("out/small-calibration/columns.csv");
    let explained: Vec<(&str, &str)> = columns
        .texts("file")
        .into_iter()
        .zip(columns.texts("column"))
        .collect();
    for (file, _) in desk.csv_files("out/small-calibration") {
        for column in desk.table(&format!("out/small-calibration/{file}")).header {
            assert!(
                explained.contains(&(file.as_str(), column.as_str())),
                "{file}: {column}"
            );
        }
    }
}

#[test]
fn a_calibration_that_is_killed_again_and_again_ends_with_the_same_bytes() {
    let desk = desk();
    let fit = fit(150, 100);
    desk.refuge(&format!("{fit} --threads 1 --out undisturbed"))
        .done();
    let words = format!("{fit} --threads 2 --resume --out killed");
    let mut killed = 0;
    for moment in MOMENTS {
        let mut child = desk
            .command(&words)
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        sleep(Duration::from_millis(moment));
        child.kill().expect("a child can be killed");
        if child.wait().expect("an end").success() {
            break;
        }
        killed += 1;
    }
    assert!(killed > 1, "it was done before it could be killed");
    desk.refuge(&words).done();
    assert!(files(&desk, "killed") == files(&desk, "undisturbed"));
    assert_eq!(desk.names("."), ["killed", "other", "small", "undisturbed"]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_says_how_much_is_kept_and_that_it_goes_on() {
    let desk = desk();
    let child = desk
        .command(&fit(1_000_000, 30))
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    wait_until(|| desk.has("out/small-calibration.unfinished/pieces"));
    sleep(Duration::from_millis(300));
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("kill starts").success());
    let ended = child.wait_with_output().expect("an end");
    let said = String::from_utf8(ended.stderr).expect("UTF-8");
    assert_eq!(ended.status.code(), Some(130), "{said}");
    assert!(said.contains("\nInterrupted after "), "{said}");
    assert!(
        said.contains(" evaluations; nothing was written to out/small-calibration."),
        "{said}"
    );
    assert!(said.contains("`--resume` goes on from there."), "{said}");
    let other = desk
        .refuge(&format!("{} --resume", fit(40, 30)))
        .with_code(2);
    assert!(
        other.stderr.contains("`evaluations` was 1000000 and is 40"),
        "{}",
        other.stderr
    );
}

#[test]
fn a_suite_is_fitted_together_and_each_left_out_in_turn() {
    let desk = desk();
    let suite = "calibrate --scenario small --scenario other --parameter movement.camp_weight=0.3..8 --observed present --evaluations 30 --draws 0 --leave-one-out";
    let ended = desk.refuge(suite).done();
    assert_eq!(
        desk.names("out/calibration"),
        [
            "calibrated.toml",
            "columns.csv",
            "fit.csv",
            "run.json",
            "suite.csv"
        ]
    );
    let table = desk.table("out/calibration/suite.csv");
    assert_eq!(
        table.texts("scenario"),
        ["small", "other", "mean"].repeat(3)
    );
    let values = table.numbers("value");
    for of_three in values.chunks(3) {
        assert!((of_three[2] - f64::midpoint(of_three[0], of_three[1])).abs() < 1e-6);
    }
    // In sample, no other values do better than the best on average.
    assert!(
        values[5] <= values[2] && values[5] <= values[8],
        "{values:?}"
    );
    assert!(
        ended.stderr.contains("when fitted on the others alone"),
        "{}",
        ended.stderr
    );
    // A suite's overlay is for other scenarios too, so that it names no last day.
    assert!(
        !desk
            .read("out/calibration/calibrated.toml")
            .contains("calibrated_until")
    );
}

#[test]
fn parameters_that_are_not_told_apart_end_with_advice() {
    let desk = Desk::with_starter();
    let ended = desk
        .refuge("calibrate small --parameter movement.camp_weight=0.3..8 --parameter movement.town_leave=0.05..0.9 --parameter settling.host=0..0.0001 --observed present --evaluations 60")
        .with_code(2);
    for told in [
        "The observations do not tell `movement.camp_weight` and `movement.town_leave` apart: what one does, the others undo",
        "Fix a parameter with `--set` in place of `--parameter`, observe more, or take the best values alone with `--draws 0`.",
    ] {
        assert!(ended.stderr.contains(told), "{}", ended.stderr);
    }
    assert!(!desk.has("out"));
}

#[test]
fn what_cannot_be_fitted_is_told_before_anything_is_run() {
    let desk = desk();
    let camp = "--parameter movement.camp_weight=0.3..8";
    let said = |words: &str| {
        desk.refuge(&format!("calibrate {words}"))
            .with_code(2)
            .stderr
    };
    insta::assert_snapshot!(said(&format!("small {camp} --observed abroad")), @"error: There is no observation of `abroad` in `small` after its first day up to 2020-02-29: it observes displaced, present. Name another measure with `--observed`, or a later day with `--until`.");
    insta::assert_snapshot!(said(&format!("small {camp} --observed present --until 2020-01-02")), @"error: There is no observation of `present` in `small` after its first day up to 2020-01-02: it observes displaced, present. Name another measure with `--observed`, or a later day with `--until`.");
    insta::assert_snapshot!(said(&format!("small {camp} --observed present --until 2019-01-02")), @"error: --until 2019-01-02: `small` begins only on 2020-01-01, so there is nothing to fit to.");
    insta::assert_snapshot!(said(&format!("small {camp} --observed present --until soon")), @"error: --until soon: expected a date such as 2020-02-05.");
    insta::assert_snapshot!(said(&format!("small {camp} --observed present --leave-one-out")), @"error: Leaving one scenario out takes several: name them with `--scenario`, once for each.");
    insta::assert_snapshot!(said(&format!("small {camp} {camp} --observed present")), @"error: --parameter movement.camp_weight=0.3..8: `movement.camp_weight` is given two ranges. Leave out one of the two.");
    insta::assert_snapshot!(said(&format!("small {camp} --observed present --set movement.camp_weight=2")), @"error: --parameter movement.camp_weight=0.3..8: `movement.camp_weight` is set as well, by --set movement.camp_weight=2. Leave out one of the two.");
    insta::assert_snapshot!(said("small --parameter movement.camp_weigth=1..2 --parameter movement.camp_weight=2..1 --observed present"), @"
    error: --parameter movement.camp_weigth=1..2: there is no setting `movement.camp_weigth`.
    help: Did you mean `movement.camp_weight`?

    error: --parameter movement.camp_weight=2..1: the lowest value 2 must be below the highest, which is 1.

    2 errors.
    ");
    insta::assert_snapshot!(said(&format!("small --scenario small {camp} --observed present")), @"error: Two of the scenarios are called `small`, so that their results could not be told apart: leave out one, or rename its folder.");
    insta::assert_snapshot!(said(&format!("small {camp} --observed present --metric crps")), @"error: `crps` judges how replicates spread: give `--replicates` above 1, or choose another `--metric`.");
    assert_eq!(desk.names("."), ["other", "small"]);
}
