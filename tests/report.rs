//! `refuge report`: the reports of a finished folder, made again from its tables.

use std::collections::BTreeMap;
use std::fs;

use crate::cli::Desk;
use crate::parquet;

/// The reports in a folder, byte for byte.
fn reports(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let is_report = |name: &String| name.strip_suffix(".csv").is_none() && name != "run.json";
    let names = desk.names(folder).into_iter().filter(is_report);
    names
        .map(|name| {
            let bytes = fs::read(desk.path(folder).join(&name)).expect("a report");
            (name, bytes)
        })
        .collect()
}

/// A desk with the results of the starter scenario in `out/small`.
fn desk() -> Desk {
    let desk = Desk::with_starter();
    desk.refuge("run small --quiet").done();
    desk
}

/// What `refuge report` says of a folder that is wrong.
fn refused(desk: &Desk, folder: &str) -> String {
    let ended = desk.refuge(&format!("report {folder}")).with_code(2);
    assert_eq!(ended.stdout, "");
    ended.stderr.trim_end().to_owned()
}

#[test]
fn reports_are_made_again_to_the_byte() {
    let desk = desk();
    let parquet = parquet::OPTION;
    desk.refuge(&format!(
        "compare small --branches main,no-ceasefire --replicates 2 {parquet}"
    ))
    .done();
    for (folder, options) in [("out/small", ""), ("out/small-compare", parquet)] {
        let before = reports(&desk, folder);
        assert!(before.contains_key("report.html") && before.contains_key("places.geojson"));
        for name in before.keys() {
            fs::remove_file(desk.path(folder).join(name)).expect("a report");
        }
        let ended = desk.refuge(&format!("report {folder} {options}")).done();
        assert_eq!(ended.stdout, "");
        for name in before.keys() {
            assert!(ended.stderr.contains(name), "{}", ended.stderr);
        }
        assert!(reports(&desk, folder) == before, "{folder}");
        // Parquet that is there already is made again, asked for or not.
        let again = desk.refuge(&format!("report {folder}")).done();
        assert_eq!(again.stderr, ended.stderr);
        assert!(reports(&desk, folder) == before, "{folder}: once more");
    }
    let quiet = desk.refuge("report out/small --quiet").done();
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn threads_change_no_byte() {
    let desk = Desk::with_starter();
    for threads in [1, 2] {
        desk.refuge(&format!(
            "run small --replicates 4 --threads {threads} --out out/{threads} {}",
            parquet::OPTION
        ))
        .done();
    }
    let layers = |folder| {
        let mut reports = reports(&desk, folder);
        // The page and the workbook tell the machine and the time of the run.
        reports.retain(|name, _| !name.starts_with("report."));
        reports
    };
    assert!(layers("out/1").len() >= 2 && layers("out/1") == layers("out/2"));
}

#[test]
fn a_cell_that_was_changed_shows() {
    let desk = desk();
    let table = desk.read("out/small/locations.csv");
    desk.write(
        "out/small/locations.csv",
        &table.replace("Bridgetown", "Пон’те نوفا"),
    );
    let told = "Since the results were written, locations.csv has been changed.";
    assert!(!desk.read("out/small/report.html").contains(told));
    desk.refuge("report out/small").done();
    let places = desk.json("out/small/places.geojson");
    assert_eq!(places["features"][1]["properties"]["name"], "Пон’те نوفا");
    assert!(desk.read("out/small/report.html").contains(told));
}

#[test]
fn tables_that_a_spreadsheet_has_saved_are_read() {
    let desk = desk();
    let layers =
        || ["places", "flows"].map(|layer| desk.read(&format!("out/small/{layer}.geojson")));
    let before = layers();
    for (mark, delimiter, end) in [
        ("\u{feff}", ";", "\r\n"),
        ("", "\t", "\r\n"),
        ("\u{feff}", "|", "\n"),
    ] {
        let text = desk.read("out/small/flows.csv");
        let saved = text.replace([',', ';', '\t'], delimiter);
        let saved = saved.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        desk.write(
            "out/small/flows.csv",
            &format!("{mark}{}", saved.replace('\n', end)),
        );
        desk.refuge("report out/small").done();
        assert!(layers() == before, "{mark}{delimiter}");
    }
}

#[test]
fn what_is_wrong_with_a_table_is_told_with_its_place() {
    let desk = desk();
    let table = desk.read("out/small/totals.csv");
    desk.write(
        "out/small/totals.csv",
        &table.replace(",displaced,", ",fled,"),
    );
    insta::assert_snapshot!(refused(&desk, "out/small"), @"error: out/small/totals.csv:1: The column `displaced` is missing.");
    let dotted = table.replacen("\n20", "\n01.", 1);
    desk.write("out/small/totals.csv", &dotted);
    insta::assert_snapshot!(refused(&desk, "out/small"), @"error: out/small/totals.csv:2: `date` must be a date such as 2020-02-05, but is `01.20-01-01`.");
    fs::remove_file(desk.path("out/small/totals.csv")).expect("a table");
    insta::assert_snapshot!(refused(&desk, "out/small"), @"error: `out/small/totals.csv` could not be read: No such file or directory (os error 2). Run the scenario again if it is gone.");
    desk.write("out/small/totals.csv", &table);
    let columns = desk.read("out/small/columns.csv");
    let without: Vec<&str> = columns
        .lines()
        .filter(|line| !line.starts_with("flows.csv,persons"))
        .collect();
    desk.write("out/small/columns.csv", &without.join("\n"));
    let said = refused(&desk, "out/small");
    assert!(
        said.starts_with("error: columns.csv does not describe"),
        "{said}"
    );
    assert!(said.contains("flows.csv"), "{said}");
}

#[test]
fn folders_that_have_no_report_are_told() {
    let desk = Desk::empty();
    insta::assert_snapshot!(refused(&desk, "nowhere"), @"error: `nowhere` is not the folder of a finished run, which has a `run.json`: name a folder that `refuge run` wrote.");
    fs::create_dir(desk.path("fitted")).expect("a folder");
    insta::assert_snapshot!(refused(&desk, "fitted"), @"error: `fitted` is not the folder of a finished run, which has a `run.json`: name a folder that `refuge run` wrote.");
    desk.write(
        "fitted/run.json",
        r#"{"command":"calibrate --observed displaced"}"#,
    );
    insta::assert_snapshot!(refused(&desk, "fitted"), @"error: `fitted` holds the results of `refuge calibrate`, of which no report is made: name a folder that `refuge run` or `refuge compare` wrote.");
    desk.write("fitted/run.json", "{}");
    insta::assert_snapshot!(refused(&desk, "fitted"), @"error: `fitted/run.json` does not say what is needed of the run: missing field `refuge_version` at line 1 column 2. Run the scenario again with this version of refuge.");
}

#[test]
fn a_file_of_ones_own_stays_and_is_never_lost() {
    let desk = desk();
    desk.write("out/small/notes.txt", "years of work");
    desk.refuge(&format!("report out/small {}", parquet::OPTION))
        .done();
    assert_eq!(desk.read("out/small/notes.txt"), "years of work");
    desk.refuge("run small").with_code(2);
    fs::remove_file(desk.path("out/small/notes.txt")).expect("the file");
    desk.refuge("run small --tables-only").done();
    assert_eq!(reports(&desk, "out/small").len(), 0);
}

#[test]
fn a_report_that_cannot_be_put_in_its_place_is_a_failure() {
    let desk = desk();
    let page = desk.path("out/small/report.html");
    fs::remove_file(&page).expect("the page");
    fs::create_dir_all(page.join("in the way")).expect("a folder");
    let ended = desk.refuge("report out/small").with_code(1);
    insta::assert_snapshot!(ended.stderr.trim_end(), @"error: The report `out/small/report.html` could not be written: Is a directory (os error 21). Make room, or check that you may write there.");
    let hidden = desk
        .names("out/small")
        .into_iter()
        .any(|name| name.starts_with('.'));
    assert!(!hidden, "something was left behind");
}
