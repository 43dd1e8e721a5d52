//! Folders of results from literal tables, for tests.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::finished::tables::Kept;
use crate::reports::source::Source;

/// A run of Syria from 1 January 2020 with these tables, each by its name, and these changes to its run.json.
pub(super) fn source(run: &Value, tables: &[(&str, &str)]) -> Source {
    let dir = TempDir::new().unwrap();
    let mut record = json!({
        "refuge_version": "0.1.0", "scenario": "winter", "title": "A winter", "home": "SYR", "scenario_hash": "", "branch": null,
        "changes": [], "seed": 1, "replicates": 1, "replicates_asked": 1, "quantiles": null, "start": "2020-01-01", "days": 3,
        "calibrated_until": null, "persons": null, "households": null, "wall_s": 0.1,
        "machine": {"os": "linux", "arch": "x86_64", "threads": 1},
    });
    for (key, value) in run.as_object().unwrap() {
        record[key] = value.clone();
    }
    let mut columns = vec!["file,column,unit,meaning".to_owned()];
    for (name, table) in tables {
        let header = table.lines().next().unwrap().split(',');
        columns.extend(header.map(|column| format!("{name}.csv,{column},{},", unit(name, column))));
        std::fs::write(dir.path().join(format!("{name}.csv")), table).unwrap();
    }
    std::fs::write(dir.path().join("columns.csv"), columns.join("\n")).unwrap();
    std::fs::write(dir.path().join("run.json"), record.to_string()).unwrap();
    Source::read(dir.path(), Kept::ALL).unwrap()
}

fn unit(table: &str, column: &str) -> &'static str {
    match column {
        "value" if table == "scores" => "number",
        "date" | "until" | "since" => "date",
        "place" | "name" | "kind" | "country" | "admin1" | "control" | "from" | "to" | "target"
        | "value" | "note" | "group" | "measure" | "metric" | "origin" | "from_country"
        | "from_admin1" | "to_country" | "to_admin1" => "text",
        _ => "number",
    }
}
