//! `--excel` and `--delimiter`: tables for a spreadsheet of another language.

use crate::cli::Desk;
use crate::import;

/// Every table of a folder with commas and no byte-order mark.
fn plain(desk: &Desk, folder: &str, delimiter: &str) -> Vec<(String, String)> {
    let plain = |text: String| text.trim_start_matches('\u{feff}').replace(delimiter, ",");
    let files = desk.csv_files(folder).into_iter();
    files.map(|(name, text)| (name, plain(text))).collect()
}

#[test]
fn tables_differ_in_their_marks_alone() {
    let desk = Desk::with_starter();
    desk.refuge("run small --out plain --tables-only").done();
    for (mark, delimiter) in [(";", ";"), ("tab", "\t"), ("|", "|")] {
        desk.refuge(&format!(
            "run small --out other --delimiter {mark} --tables-only"
        ))
        .done();
        for (name, text) in desk.csv_files("other") {
            let header = text.lines().next().unwrap_or_default();
            assert!(
                header.contains(delimiter) && !header.contains(','),
                "{name}: {header}"
            );
        }
        // Sentences hold commas, and are quoted or not by what stands between cells.
        let of_numbers = |(name, _): &(String, String)| {
            ["totals.csv", "places.csv", "flows.csv", "places-wide.csv"].contains(&name.as_str())
        };
        let numbers = |folder, delimiter| {
            let mut tables = plain(&desk, folder, delimiter);
            tables.retain(of_numbers);
            tables
        };
        assert_eq!(numbers("other", delimiter).len(), 4);
        assert!(
            numbers("other", delimiter) == numbers("plain", ","),
            "{mark}"
        );
    }
}

#[test]
fn a_byte_order_mark_begins_every_table_once() {
    let desk = Desk::with_starter();
    desk.refuge("run small --out marked --excel").done();
    desk.refuge("run small --out plain").done();
    let marked = desk.csv_files("marked");
    assert_eq!(marked.len(), 13);
    for (name, text) in &marked {
        assert_eq!(text.matches('\u{feff}').count(), 1, "{name}");
        let plain = desk.read(&format!("plain/{name}"));
        assert_eq!(
            text.strip_prefix('\u{feff}'),
            Some(plain.as_str()),
            "{name}"
        );
    }
    assert!(!desk.read("marked/places.geojson").contains('\u{feff}'));
    assert_eq!(
        desk.read("marked/places.geojson"),
        desk.read("plain/places.geojson")
    );
}

#[test]
fn other_tables_are_scored_and_reported_alike() {
    let desk = Desk::with_starter();
    desk.refuge("run small --out plain --replicates 3").done();
    desk.refuge("run small --out other --replicates 3 --excel --delimiter ;")
        .done();
    let scores = |folder: &str| desk.refuge(&format!("score {folder}")).done().stdout;
    assert_eq!(scores("other"), scores("plain"));
    let layers = |folder: &str| {
        desk.refuge(&format!("report {folder} --quiet")).done();
        ["places", "flows"].map(|layer| desk.read(&format!("{folder}/{layer}.geojson")))
    };
    assert!(layers("other") == layers("plain"));
}

#[test]
fn the_table_of_flee_stays_as_flee_writes_it() {
    let desk = import::desk();
    desk.refuge("run utopia --out plain --tables-only").done();
    desk.refuge("run utopia --out other --tables-only --excel --delimiter tab")
        .done();
    assert_eq!(desk.read("other/out.csv"), desk.read("plain/out.csv"));
    assert!(
        desk.read("other/totals.csv")
            .starts_with("\u{feff}date\tday\t")
    );
}

#[test]
fn every_command_that_writes_tables_takes_the_options() {
    let desk = Desk::with_starter();
    let options = "--excel --delimiter | --quiet";
    desk.refuge(&format!(
        "compare small --branches main,no-ceasefire --replicates 2 --days 5 --out a {options}"
    ))
    .done();
    desk.refuge(&format!(
        "sensitivity small --parameter movement.camp_weight=1..5 --method morris --trajectories 2 --days 5 --out b {options}"
    ))
    .done();
    desk.refuge(&format!(
        "calibrate small --parameter movement.camp_weight=1..5 --observed displaced --evaluations 5 --draws 0 --out c {options}"
    ))
    .done();
    for folder in ["a", "b", "c"] {
        let columns = desk.read(&format!("{folder}/columns.csv"));
        assert!(
            columns.starts_with("\u{feff}file|column|unit|meaning\n"),
            "{columns}"
        );
    }
}

#[test]
fn another_delimiter_is_told() {
    let desk = Desk::with_starter();
    let ended = desk.refuge("run small --delimiter :").with_code(2);
    assert!(!desk.has("out"));
    insta::assert_snapshot!(ended.stderr, @"
    error: invalid value ':' for '--delimiter <MARK>': expected a comma, `;` or `|` in quotes for the shell, or the word `tab`

    For more information, try '--help'.
    ");
}
