//! `refuge compare`: branches in pairs with the same random numbers.

use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use crate::cli::Desk;

const BRANCHES: &str = r#"
[[branch]]
name = "near"
set = { "movement.distance_power" = 3.0 }

[[branch]]
name = "also-near"
set = { "movement.distance_power" = 3.0 }

[[branch]]
name = "far"
set = { "movement.distance_power" = 0.0 }
"#;

fn desk() -> Desk {
    let desk = Desk::with_starter();
    desk.append("small/scenario.toml", BRANCHES);
    desk
}

#[test]
fn means_are_those_of_the_branches_and_the_difference_lies_between_them() {
    let desk = desk();
    desk.refuge("compare small --branches main,far --replicates 5 --tables-only")
        .done();
    assert_eq!(
        desk.names("out/small-compare"),
        ["columns.csv", "compare.csv", "locations.csv", "run.json"]
    );
    desk.refuge("run small --replicates 5").done();
    desk.refuge("run small --branch far --replicates 5").done();
    let compared = || desk.table("out/small-compare/compare.csv");
    let places = desk.table("small/places.csv").rows.len();
    let days = desk.table("out/small/totals.csv").rows.len();
    assert_eq!(compared().rows.len(), days * (11 + 2 * places));
    for measure in ["displaced", "in_camps", "in_transit"] {
        let rows = compared().with("measure", measure);
        let [main, far] = ["small", "small-far"].map(|folder| {
            desk.table(&format!("out/{folder}/totals.csv"))
                .numbers(measure)
        });
        assert_eq!(rows.numbers("main"), main);
        assert_eq!(rows.numbers("far"), far);
        for (row, difference) in rows.numbers("difference").iter().enumerate() {
            assert!((far[row] - main[row] - difference).abs() < 1e-9);
        }
    }
    let present = compared().with("measure", "present").numbers("far");
    assert_eq!(
        present,
        desk.table("out/small-far/places.csv").numbers("present")
    );
}

#[test]
fn branches_that_are_the_same_do_not_differ() {
    let desk = desk();
    desk.refuge("compare small --branches near,also-near,far --replicates 4 --days 20")
        .done();
    let table = desk.table("out/small-compare/compare.csv");
    let same = [
        "difference",
        "difference_p05",
        "difference_p50",
        "difference_p95",
    ];
    for column in same {
        let numbers = table.numbers(&format!("also-near_{column}"));
        assert!(numbers.iter().all(|&number| number == 0.0), "{column}");
    }
    let saved = table.texts("also-near_variance_saved");
    assert!(saved.contains(&"1") && saved.contains(&""));
    assert!(saved.iter().all(|saved| ["", "1"].contains(saved)));
    assert!(
        table
            .numbers("far_difference")
            .iter()
            .any(|&number| number != 0.0)
    );
    let run = desk.json("out/small-compare/run.json");
    assert_eq!(run["branches"][2]["name"], "far");
    assert_eq!(
        run["branches"][2]["settings"]["movement"]["distance_power"],
        0.0
    );
    assert_eq!(run["changes"], serde_json::json!(["days=20"]));
}

#[test]
fn threads_change_no_byte() {
    let desk = desk();
    let on = |threads: u32| {
        let words = "compare small --branches near,far --replicates 6 --days 20";
        desk.refuge(&format!("{words} --threads {threads}")).done();
        desk.csv_files("out/small-compare")
    };
    assert!(on(1) == on(2));
}

#[test]
fn settings_that_are_uncertain_are_drawn_alike_for_all_branches() {
    let desk = desk();
    desk.append(
        "small/scenario.toml",
        "\n[uncertain]\n\"movement.camp_weight\" = { distribution = \"Uniform\", low = 1.0, high = 9.0 }\n",
    );
    desk.refuge("compare small --branches near,also-near --replicates 4 --days 20")
        .done();
    let table = desk.table("out/small-compare/compare.csv");
    assert!(
        table
            .numbers("difference")
            .iter()
            .all(|&number| number == 0.0)
    );
}

#[test]
fn the_summary_says_what_pairing_brings() {
    let desk = desk();
    let ended = desk
        .refuge("compare small --branches main,far --replicates 4")
        .done();
    assert!(ended.stdout.is_empty());
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let said: Vec<String> = ended.stderr.lines().map(words).collect();
    for heading in [
        "main far difference 90% of pairs",
        "Width of these 90% paired unpaired variance saved",
    ] {
        assert_eq!(
            said.iter().filter(|line| line.ends_with(heading)).count(),
            1
        );
    }
    let quiet = desk
        .refuge("compare small --branches main,far --replicates 2 --quiet")
        .done();
    assert_eq!(quiet.stderr, "");
}

#[test]
fn what_cannot_be_compared_is_said_before_anything_is_run() {
    let desk = desk();
    let refused = |branches: &str| {
        let ended = desk
            .refuge(&format!("compare small --branches {branches}"))
            .with_code(2);
        ended.stderr.trim_end().to_owned()
    };
    insta::assert_snapshot!(refused("near,fra"), @r"
    error: The scenario has no branch `fra`.
    help: Did you mean `far`?

    1 error.
    ");
    insta::assert_snapshot!(refused("near"), @"error: A comparison needs two branches or more, as in `--branches main,other`; `main` is the main course of the scenario.");
    insta::assert_snapshot!(refused("far,far"), @"error: compare.csv would have two columns `far`: name each branch once, and give one that is named as another column another name.");
    assert!(!desk.has("out"));
    desk.refuge("compare small").with_code(2);
}

#[test]
fn help_names_branches_at_once() {
    let help = desk().refuge("compare --help").done().stdout;
    assert!(help.contains("--branches <A,B>") && !help.contains("--branch <"));
    assert!(help.contains("[default: out/<scenario>-compare]"));
}

#[test]
fn a_branch_called_main_is_that_branch() {
    let desk = desk();
    desk.append(
        "small/scenario.toml",
        "\n[[branch]]\nname = \"main\"\nset = { \"movement.distance_power\" = 3.0 }\n",
    );
    desk.refuge("compare small --branches near,main --replicates 2 --days 20")
        .done();
    let table = desk.table("out/small-compare/compare.csv");
    assert!(
        table
            .numbers("difference")
            .iter()
            .all(|&number| number == 0.0)
    );
}

#[test]
fn a_comparison_that_is_killed_goes_on_and_ends_with_the_same_bytes() {
    let desk = desk();
    let words = "compare small --branches near,far --replicates 60 --threads 2";
    let mut killed = 0;
    for moment in [60, 150, 30] {
        let mut child = desk
            .command(&format!("{words} --out killed --resume"))
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        sleep(Duration::from_millis(moment));
        child.kill().expect("a child can be killed");
        killed += usize::from(!child.wait().expect("an end").success());
    }
    assert!(killed > 0, "it was done before it could be killed");
    desk.refuge(&format!("{words} --out killed --resume"))
        .done();
    desk.refuge(&format!("{words} --out undisturbed")).done();
    assert!(desk.csv_files("killed") == desk.csv_files("undisturbed"));
    assert!(!desk.has("killed.unfinished"));
}
