//! places.geojson and flows.geojson as a program for maps reads them.

use std::process::Command;

use crate::cli::{Desk, without};

/// All layers in short.
const SUMMARY: [&str; 2] = ["-al", "-so"];

#[test]
fn a_program_for_maps_reads_the_places_and_flows_of_a_run() {
    if without("GIS", "GDAL") {
        return;
    }
    let desk = Desk::with_starter();
    desk.refuge("run small").done();
    let locations = desk.table("out/small/locations.csv");
    let told = layer(&desk, "out/small/places.geojson", &SUMMARY);
    let degrees = |column: &str| {
        let mut degrees = locations.numbers(column);
        degrees.sort_by(f64::total_cmp);
        (degrees[0], degrees[degrees.len() - 1])
    };
    let ((west, east), (south, north)) = (degrees("longitude"), degrees("latitude"));
    let extent = format!("Extent: ({west:.6}, {south:.6}) - ({east:.6}, {north:.6})");
    for line in [
        "Geometry: Point",
        "Feature Count: 10",
        &extent,
        "id: String (0.0)",
        "population: Integer (0.0)",
        "date: Date (0.0)",
        "present: Integer (0.0)",
        "peak_date: Date (0.0)",
    ] {
        assert!(told.lines().any(|l| l == line), "no {line:?} in\n{told}");
    }

    let places = || desk.table("out/small/places.csv");
    let dates = places();
    let last = *dates.texts("date").last().expect("a day");
    let here: i64 = places().with("date", last).counts("present").iter().sum();
    let arrivals: i64 = places().counts("arrivals").iter().sum();
    let file = "out/small/places.geojson";
    assert_eq!(sum(&desk, file, "places", "present"), here);
    assert_eq!(sum(&desk, file, "places", "arrivals"), arrivals);

    let flows = desk.table("out/small/flows.csv");
    let mut links: Vec<(&str, &str)> = flows
        .texts("from")
        .into_iter()
        .zip(flows.texts("to"))
        .collect();
    links.sort_unstable();
    links.dedup();
    let file = "out/small/flows.geojson";
    let told = layer(&desk, file, &SUMMARY);
    let count = format!("Feature Count: {}", links.len());
    for line in ["Geometry: Line String", &count, "first_date: Date (0.0)"] {
        assert!(told.lines().any(|l| l == line), "no {line:?} in\n{told}");
    }
    let persons: i64 = flows.counts("persons").iter().sum();
    assert_eq!(sum(&desk, file, "flows", "persons"), persons);
}

#[test]
fn a_comparison_has_a_layer_of_its_differences() {
    let desk = Desk::with_starter();
    desk.refuge("compare small --branches main,no-ceasefire --replicates 3")
        .done();
    assert!(!desk.has("out/small-compare/flows.geojson"));
    let layer = desk.json("out/small-compare/places.geojson");
    let compare = || desk.table("out/small-compare/compare.csv");
    let dates = compare();
    let last = *dates.texts("date").last().expect("a day");
    let rows = || compare().with("date", last).with("measure", "present");
    assert_eq!(layer["features"].as_array().map(Vec::len), Some(10));
    for (property, column) in [
        ("present_main", "main"),
        ("present_no-ceasefire", "no-ceasefire"),
        ("present_difference", "difference"),
        ("present_difference_p95", "difference_p95"),
    ] {
        for (row, number) in rows().numbers(column).into_iter().enumerate() {
            let feature = &layer["features"][row]["properties"];
            assert_eq!(feature["id"], rows().texts("place")[row]);
            assert_eq!(feature[property].as_f64(), Some(number), "{property}");
        }
    }
}

/// The sum of a column, as GDAL adds it up.
fn sum(desk: &Desk, file: &str, table: &str, column: &str) -> i64 {
    let query = format!("SELECT SUM({column}) AS total FROM {table}");
    let said = layer(desk, file, &["-q", "-dialect", "OGRSQL", "-sql", &query]);
    let total = said.lines().find_map(|line| line.split_once(" = "));
    let (_, total) = total.unwrap_or_else(|| panic!("no sum in\n{said}"));
    total.trim().parse::<f64>().expect("a number") as i64
}

/// What `ogrinfo` says of a layer.
fn layer(desk: &Desk, file: &str, options: &[&str]) -> String {
    let read = Command::new("ogrinfo")
        .args(options)
        .arg(desk.path(file))
        .output()
        .expect(
            "GDAL is needed for this test: install the package gdal-bin so that `ogrinfo` is found, \
             or set REFUGE_WITHOUT_GIS=1 to do without this test",
        );
    let warned = String::from_utf8_lossy(&read.stderr);
    assert!(read.status.success() && warned.is_empty(), "{warned}");
    String::from_utf8(read.stdout).expect("UTF-8")
}
