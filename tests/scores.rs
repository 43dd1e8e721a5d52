//! Scores of a run and of a finished run: on which observations, and beside which forecasts.

use crate::cli::{Desk, Table};

/// Two camps of the small scenario, each counted twice.
const CAMPS: &str = "date,measure,place,value,source
2020-01-11,present,high_fields,2000,made up
2020-01-11,present,riverside,1000,made up
2020-01-31,present,high_fields,5000,made up
2020-01-31,present,riverside,4000,made up
";

/// A desk with the small scenario and these counts of its camps alone beside those of the displaced.
fn desk() -> Desk {
    let desk = Desk::with_starter();
    desk.write("small/observed/camps.csv", CAMPS);
    let kept = desk.read("small/observed/displaced.csv");
    let kept: Vec<&str> = kept
        .lines()
        .filter(|line| !line.contains("present"))
        .collect();
    desk.write("small/observed/displaced.csv", &(kept.join("\n") + "\n"));
    desk
}

/// The rows of a table of scores as text, each number cut to three decimals.
fn shortened(scores: &Table) -> Vec<Vec<String>> {
    let short = |cell: &String| match cell.parse::<f64>() {
        Ok(number) => format!("{number:.3}"),
        Err(_) => cell.clone(),
    };
    scores
        .rows
        .iter()
        .map(|row| row.iter().map(short).collect())
        .collect()
}

#[test]
fn naive_forecasts_stand_beside_each_observation() {
    let desk = desk();
    desk.refuge("run small").done();
    let rows = desk
        .table("out/small/validation.csv")
        .with("measure", "present");
    assert_eq!(rows.texts("persistence"), ["", "", "2000", "1000"]);
    let (observed, shared) = (rows.numbers("observed"), ["nearest", "gravity"]);
    for naive in shared.map(|column| rows.numbers(column)) {
        for day in [0..2, 2..4] {
            let total = |of: &[f64]| of[day.clone()].iter().sum::<f64>();
            assert!((total(&naive) - total(&observed)).abs() < 0.01, "{naive:?}");
        }
    }
    let scores = desk
        .table("out/small/scores.csv")
        .with("measure", "present")
        .with("place", "");
    for metric in [
        "ard",
        "how_many",
        "where",
        "when_days",
        "mase",
        "mase_nearest",
        "mase_gravity",
    ] {
        assert!(scores.texts("metric").contains(&metric), "{metric}");
    }
    let ard = scores.with("metric", "ard");
    for skill in ["skill_persistence", "skill_nearest", "skill_gravity"] {
        assert!(ard.numbers(skill)[0] < 1.0);
    }
}

#[test]
fn a_finished_run_scores_again_as_it_did() {
    let desk = desk();
    for replicates in [1, 6] {
        desk.refuge(&format!("run small --replicates {replicates}"))
            .done();
        let again = desk.refuge("score out/small").done();
        assert_eq!(again.stderr, "");
        let again = Table::parse(&again.stdout);
        let scores = desk.table("out/small/scores.csv");
        assert_eq!(again.header, scores.header);
        assert_eq!(shortened(&again), shortened(&scores));
    }
}

#[test]
fn an_edited_observation_has_new_scores_but_none_of_replicates() {
    let desk = desk();
    desk.refuge("run small --replicates 4").done();
    let validation = desk.read("out/small/validation.csv");
    let cells = desk
        .table("out/small/validation.csv")
        .with("place", "riverside");
    let was = format!(",{},", cells.texts("observed")[1]);
    assert_eq!(was, ",4000,");
    desk.write(
        "out/small/validation.csv",
        &validation.replace(&was, ",4100,"),
    );
    let again = Table::parse(&desk.refuge("score out/small").done().stdout);
    let scores = desk.table("out/small/scores.csv");
    let mae = |table: Table| {
        table
            .with("place", "riverside")
            .with("metric", "mae")
            .numbers("value")
    };
    assert!((mae(again)[0] - mae(scores)[0]).abs() > 1.0);
    let again = Table::parse(&desk.refuge("score out/small").done().stdout);
    let metrics = again.with("place", "riverside");
    assert!(metrics.texts("metric").contains(&"coverage_90"));
    assert!(!metrics.texts("metric").contains(&"crps"));
}

#[test]
fn a_window_scores_its_days_alone() {
    let desk = desk();
    desk.refuge("run small").done();
    let later = desk
        .refuge("score out/small --from 2020-01-12 --until 2020-02-01")
        .done()
        .stdout;
    let later = Table::parse(&later)
        .with("measure", "present")
        .with("place", "");
    let simulated = desk
        .table("out/small/validation.csv")
        .with("measure", "present");
    let simulated = simulated.numbers("simulated");
    let mae = f64::midpoint((simulated[2] - 5000.0).abs(), (simulated[3] - 4000.0).abs());
    assert_eq!(later.with("metric", "mae").numbers("value"), [mae]);
    let none = desk.refuge("score out/small --from 2020-02-20").done();
    assert_eq!(none.stdout.lines().count(), 1);
    insta::assert_snapshot!(none.stderr, @"There are no scores, since these days have no observation with a simulated number.");
    let never = desk
        .refuge("score out/small --from 2020-02-20 --until 2020-02-01")
        .with_code(2);
    insta::assert_snapshot!(never.stderr, @"error: There is no day from 2020-02-20 until 2020-02-01: give `--from` a date that is not after that of `--until`.");
}

#[test]
fn only_days_after_those_fitted_to_are_scored_and_that_is_said() {
    let desk = desk();
    let scenario = desk.read("small/scenario.toml");
    let fitted = |until: &str| {
        let line = format!("calibrated_until = {until}\n");
        desk.write("small/scenario.toml", &(line + &scenario));
        desk.refuge("run small").done().stderr
    };
    let told = fitted("2020-01-20");
    let said = told.lines().find(|line| line.contains("fitted"));
    insta::assert_snapshot!(said.unwrap_or_default(), @"Scores count the 40 days after 2020-01-20, up to which the scenario was fitted.");
    let scores = desk.table("out/small/scores.csv");
    assert!(
        !scores.texts("place").contains(&"riverside"),
        "one count is left of it"
    );
    assert_eq!(
        desk.json("out/small/run.json")["calibrated_until"],
        "2020-01-20"
    );
    let again = desk.refuge("score out/small --from 2020-01-01").done();
    assert_eq!(shortened(&Table::parse(&again.stdout)), shortened(&scores));
    insta::assert_snapshot!(again.stderr, @"Observations up to 2020-01-20 are not scored: the scenario was fitted to them.");
    let told = fitted("2020-02-15");
    let said = told.lines().find(|line| line.contains("fitted"));
    insta::assert_snapshot!(said.unwrap_or_default(), @"There are no scores: the scenario was fitted to all observations, up to 2020-02-15.");
    assert!(desk.table("out/small/scores.csv").rows.is_empty());
}

#[test]
fn no_truth_is_interpolated_unless_it_is_asked_for() {
    let desk = desk();
    let plain = desk.refuge("run small --out plain").done().stderr;
    assert!(!plain.contains("interpolated"), "{plain}");
    let told = desk
        .refuge("run small --out lines --interpolate")
        .done()
        .stderr;
    let said = told.lines().find(|line| line.contains("interpolated"));
    insta::assert_snapshot!(said.unwrap_or_default(), @"Of the 79 numbers compared with, 71 were not observed but interpolated.");
    assert!(
        told.lines()
            .next()
            .is_some_and(|title| title.ends_with(", changed: interpolate"))
    );
    let (plain, lines) = (
        desk.table("plain/validation.csv"),
        desk.table("lines/validation.csv"),
    );
    assert_eq!(lines.rows[..plain.rows.len()], plain.rows);
    let camp = lines.with("place", "riverside");
    assert_eq!(camp.texts("date").len(), 21, "11 to 31 January");
    let first = camp
        .texts("date")
        .iter()
        .position(|date| *date == "2020-01-12");
    assert_eq!(
        camp.numbers("observed")[first.expect("the day after")],
        1150.0
    );
    assert_eq!(desk.json("lines/run.json")["interpolated"], 2 * 19 + 33);
}

#[test]
fn an_instance_of_flee_is_scored_on_interpolated_counts_and_says_so() {
    let desk = crate::import::desk();
    let told = desk.refuge("run utopia").done().stderr;
    let said = told.lines().find(|line| line.contains("interpolated"));
    insta::assert_snapshot!(said.unwrap_or_default(), @"Counts are interpolated to a number for each day, as Flee does; persistence repeats that of the");
    let scores = desk.table("out/utopia/scores.csv").with("metric", "ard");
    assert!(scores.texts("place").len() > 1);
}

#[test]
fn what_is_no_finished_run_is_told() {
    let desk = desk();
    let told = |words: &str| desk.refuge(words).with_code(2).stderr;
    insta::assert_snapshot!(told("score small"), @"error: `small` is not the folder of a finished run, which has a `run.json`: name a folder that `refuge run` wrote.");
    insta::assert_snapshot!(told("score nowhere"), @"error: `nowhere` is not the folder of a finished run, which has a `run.json`: name a folder that `refuge run` wrote.");
    desk.refuge("run small").done();
    let validation = desk.read("out/small/validation.csv");
    desk.write(
        "out/small/validation.csv",
        &validation.replace(",21000,", ",21 000,"),
    );
    insta::assert_snapshot!(told("score out/small"), @"error: out/small/validation.csv:7: `observed` must be a number with `.` as its decimal mark, but is `21 000`.");
    insta::assert_snapshot!(told("score out/small --from soon"), @r"
    error: invalid value 'soon' for '--from <DATE>': expected a date such as 2020-02-05

    For more information, try '--help'.
    ");
}

#[test]
fn results_of_other_commands_are_told_apart_from_a_run() {
    let desk = Desk::with_starter();
    desk.refuge("compare small --branches main,no-ceasefire --replicates 1 --days 2")
        .done();
    let ended = desk.refuge("score out/small-compare").with_code(2);
    insta::assert_snapshot!(ended.stderr, @"error: `out/small-compare` holds the results of `refuge compare`, which are not scored: name a folder that `refuge run` wrote.");
}
