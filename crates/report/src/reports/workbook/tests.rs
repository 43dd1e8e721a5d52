//! The workbook read back: types, notes, panes, charts, and what it leaves out.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use refuge_core::World;
use refuge_core::observe::Results;
use tempfile::TempDir;
use zip::ZipArchive;

use super::*;
use crate::finished::tables::{Kept, Tables};
use crate::outputs;
use crate::reports::{Wanted, report};
use crate::target::Target;
use crate::testing::{out_with, provenance, replicated, results, world};

const WORKBOOK: Wanted = Wanted {
    workbook: true,
    ..Wanted::NOTHING
};

/// The folder of a run, workbook included.
fn written(world: &World, results: &Results) -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    let target = Target::new(&out);
    outputs::write(&target, world, results, &provenance(), &WORKBOOK).unwrap();
    (dir, out)
}

/// The cells of a sheet, row by row.
fn rows(out: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(out.join(FILE)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn names(out: &Path) -> Vec<String> {
    let book: Xlsx<_> = open_workbook(out.join(FILE)).unwrap();
    book.sheet_names()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// The parts of the file whose names begin so, in order.
fn parts(out: &Path, beginning: &str) -> Vec<String> {
    let mut archive = ZipArchive::new(File::open(out.join(FILE)).unwrap()).unwrap();
    let all = archive.file_names().map(|name| name.unwrap().into_owned());
    let mut names: Vec<String> = all.collect();
    names.retain(|name| name.starts_with(beginning));
    names.sort();
    names
        .iter()
        .map(|name| {
            let mut xml = String::new();
            let mut part = archive.by_name(name).unwrap();
            part.read_to_string(&mut xml).unwrap();
            xml
        })
        .collect()
}

/// What the first sheet says beside a label.
fn beside(out: &Path, label: &str) -> Vec<Data> {
    let mut rows = rows(out, SUMMARY).into_iter();
    let row = rows.find(|row| row[0] == text(label)).unwrap();
    let cells = row.into_iter().skip(1);
    cells.filter(|cell| *cell != Data::Empty).collect()
}

#[test]
fn every_table_is_a_sheet_in_the_order_of_the_columns() {
    let (_dir, out) = written(&world(), &results());
    let tables = Tables::read(&out, Kept::ALL).unwrap();
    let mut expected = vec![SUMMARY.to_owned()];
    expected.extend(tables.iter().map(|table| table.name.clone()));
    expected.extend(["chart days", "chart places"].map(str::to_owned));
    assert_eq!(names(&out), expected);
    assert_eq!(expected[1], "totals");
}

#[test]
fn dates_are_dates_and_numbers_numbers_and_what_is_empty_is_empty() {
    let (_dir, out) = written(&world(), &results());
    let totals = rows(&out, "totals");
    assert_eq!(
        totals[0][..3],
        [text("date"), text("day"), text("displaced")]
    );
    let Data::DateTime(date) = &totals[2][0] else {
        panic!("{:?} is no date", totals[2][0]);
    };
    // The days from 30 December 1899 to 2 December 2019.
    assert_eq!(date.as_f64(), 43_801.0);
    assert_eq!(totals[2][1..3], [Data::Float(1.0), Data::Float(1200.0)]);
    let saraqib = &rows(&out, "places")[4];
    assert_eq!(saraqib[2], text("Saraqib"));
    assert_eq!(
        saraqib[8..11],
        [Data::Float(1200.0), Data::Empty, Data::Empty]
    );
    assert_eq!(rows(&out, "places")[5][10], Data::Float(0.5));
}

#[test]
fn numbers_look_like_what_they_are() {
    let (_dir, out) = written(&world(), &results());
    let styles = parts(&out, "xl/styles.xml").remove(0);
    assert!(styles.contains(r#"formatCode="yyyy-mm-dd""#), "{styles}");
    assert!(styles.contains(r#"formatCode="0.0%""#), "{styles}");
}

#[test]
fn text_is_text_whatever_it_begins_with() {
    let mut world = world();
    world.places[1].name = "=1+1".to_owned();
    world.places[1].admin1 = "+00123456789012345678".to_owned();
    world.places[2].name = "مخيم عتمة <b> \"Ж\" \u{1}_x0041_".to_owned();
    let (_dir, out) = written(&world, &results());
    let note = rows(&out, "timeline")[1][5].to_string();
    assert!(
        note.starts_with("=HYPERLINK(\"x\"), say the news"),
        "{note}"
    );
    let locations = rows(&out, "locations");
    assert_eq!(locations[2][1], text("=1+1"));
    assert_eq!(locations[2][4], text("+00123456789012345678"));
    assert_eq!(locations[3][1], text(&world.places[2].name));
    for sheet in parts(&out, "xl/worksheets/sheet") {
        assert!(!sheet.contains("<f>"), "a formula: {sheet}");
    }
}

#[test]
fn headers_stay_in_view_are_filtered_and_say_what_they_mean() {
    let (_dir, out) = written(&world(), &results());
    let totals = &parts(&out, "xl/worksheets/sheet2.xml")[0];
    let frozen =
        r#"<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>"#;
    assert!(totals.contains(frozen), "{totals}");
    assert!(totals.contains(r#"<autoFilter ref="A1:M3"/>"#), "{totals}");
    let places = &parts(&out, "xl/worksheets/sheet3.xml")[0];
    assert!(places.contains(r#"xSplit="3" ySplit="1""#), "{places}");
    let notes = &parts(&out, "xl/comments1.xml")[0];
    let displaced = "Unit: persons. Persons displaced since the first day, each counted once.";
    assert!(notes.contains(displaced), "{notes}");
    assert!(
        notes.contains("Unit: days. Days since the first day"),
        "{notes}"
    );
}

#[test]
fn the_summary_tells_the_last_day_and_where_the_numbers_come_from() {
    let (_dir, out) = written(&world(), &results());
    let first = &rows(&out, SUMMARY)[0];
    assert_eq!(first[0], text("A winter"));
    assert_eq!(
        beside(&out, "Displaced since the first day"),
        [Data::Float(1200.0)]
    );
    assert_eq!(beside(&out, "Displaced, observed"), [Data::Float(1250.5)]);
    assert_eq!(beside(&out, "Seed"), [text("7")]);
    assert_eq!(beside(&out, "Hash of the scenario"), [text("0123abcd")]);
    assert_eq!(beside(&out, "Period"), [text("2019-12-01 to 2019-12-02")]);
    assert_eq!(beside(&out, "Machine"), [text("linux x86_64, 2 threads")]);
}

#[test]
fn replicates_give_a_band() {
    let (_dir, out) = written(&world(), &replicated(results()));
    let [mean, low, high] = [1200.0, 800.0, 1600.0].map(Data::Float);
    assert_eq!(
        beside(&out, "Displaced since the first day"),
        [mean.clone(), low.clone(), high]
    );
    let days = rows(&out, "chart days");
    let headings = [
        "date",
        "Mean of replicates",
        "5% of replicates",
        "90% of replicates",
        "Observed",
        "In host communities",
        "In camps",
        "On the way",
        "Back home",
    ];
    assert_eq!(days[0], headings.map(text));
    // The band is as high as its upper bound is above the lower.
    let height = Data::Float(800.0);
    assert_eq!(days[2][1..5], [mean, low, height, Data::Float(1250.5)]);
    let charts = parts(&out, "xl/charts/chart");
    assert!(charts[0].contains("<c:areaChart>") && charts[0].contains("<c:lineChart>"));
}

#[test]
fn charts_are_drawn_from_their_own_cells() {
    let (_dir, out) = written(&world(), &results());
    let charts = parts(&out, "xl/charts/chart");
    let titles = [
        "Displaced since the first day",
        "Where people are",
        "Fullest camps on the last day",
        "People by place, where most were added",
    ];
    assert_eq!(charts.len(), titles.len());
    for (chart, title) in charts.iter().zip(titles) {
        assert!(chart.contains(title), "{title}: {chart}");
        assert!(chart.contains("persons") || chart.contains("share of capacity"));
    }
    let places = rows(&out, "chart places");
    let row = |chart, place, already, since, occupancy| {
        [
            text(chart),
            text(place),
            Data::Float(already),
            Data::Float(since),
            occupancy,
        ]
    };
    let no = Data::Empty;
    let half = Data::Float(0.5);
    assert_eq!(
        places[1],
        row(
            "Fullest camps",
            "Atma, the idp_camp",
            0.0,
            1000.0,
            half.clone()
        )
    );
    assert_eq!(
        places[2],
        row("People by place", "Qah, the idp_camp", 0.0, 100.0, no)
    );
    assert_eq!(
        places[3],
        row("People by place", "Atma, the idp_camp", 0.0, 1000.0, half)
    );
    assert!(charts[2].contains("'chart places'!$E$2<"), "{}", charts[2]);
    assert!(
        charts[3].contains("'chart places'!$D$3:$D$4"),
        "{}",
        charts[3]
    );
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let (_dir, out) = written(&world(), &results());
    let first = fs::read(out.join(FILE)).unwrap();
    let made = report(&out, &WORKBOOK).unwrap();
    assert_eq!((made[0].file.as_str(), made.len()), (FILE, 1));
    assert_eq!(fs::read(out.join(FILE)).unwrap(), first);
    let properties = &parts(&out, "docProps/core.xml")[0];
    assert!(properties.contains("2019-12-01T00:00:00Z"), "{properties}");
    assert!(properties.contains("A winter") && properties.contains("refuge "));
}

#[test]
fn what_is_too_large_is_left_out_and_named() {
    let (_dir, out) = written(&world(), &results());
    let source = Source::read(&out, Kept::ALL).unwrap();
    // The columns table is the largest, then places with 7 rows of 11 cells.
    let mut book = super::workbook(&source, 400).unwrap();
    book.save(out.join(FILE)).unwrap();
    let names = names(&out);
    assert!(!names.contains(&"columns".to_owned()), "{names:?}");
    let cells = (source.tables.get("columns").unwrap().rows + 1) * 4;
    let told = format!("{cells} cells: open columns.csv instead.");
    assert_eq!(beside(&out, "columns"), [text(&told)]);
    assert_eq!(parts(&out, "xl/charts/chart").len(), 4);
}

/// A comparison of two branches on two days.
fn compared() -> (TempDir, PathBuf) {
    let run = r#"{"refuge_version":"0.1.0","command":"compare","scenario":"winter","title":"A winter",
        "home":"SYR","scenario_hash":"0123abcd","changes":[],"seed":7,"replicates":4,"replicates_asked":4,
        "start":"2019-12-01","days":2,"branches":[{"name":"main","settings":{}},{"name":"open","settings":{}}],
        "machine":{"os":"linux","arch":"x86_64","threads":2},"wall_s":1.5}"#;
    let units = "file,column,unit,meaning\ncompare.csv,date,date,The date.\n\
        compare.csv,measure,text,What is counted.\ncompare.csv,place,text,The place.\n\
        compare.csv,main,persons,Mean.\ncompare.csv,open,persons,Mean.\n\
        compare.csv,difference,persons,Less.\ncompare.csv,difference_p05,persons,Less.\n\
        compare.csv,difference_p95,persons,Less.\n";
    let rows = "date,measure,place,main,open,difference,difference_p05,difference_p95\n\
        2019-12-01,displaced,,10,30,20,19,21\n2019-12-01,in_camps,,4,5,1,0,2\n\
        2019-12-01,abroad,,1,0,-1,-2,0\n2019-12-01,returned,,0,0,0,-1,1\n\
        2019-12-01,present,Atma,7,8,1,1,1\n\
        2019-12-02,displaced,,20,60,40,39,41\n2019-12-02,in_camps,,8,10,2,1,3\n\
        2019-12-02,abroad,,2,0,-2,-3,-1\n2019-12-02,returned,,0,0,0,-1,1\n\
        2019-12-02,present,Atma,7,8,1,1,1\n";
    let files = [
        ("run.json", run),
        ("columns.csv", units),
        ("compare.csv", rows),
    ];
    let (dir, out) = out_with(&files);
    report(&out, &WORKBOOK).unwrap();
    (dir, out)
}

#[test]
fn a_comparison_sums_up_its_branches_and_how_they_differ() {
    let (_dir, out) = compared();
    assert_eq!(names(&out), [SUMMARY, "compare", "chart days"]);
    let rows = rows(&out, SUMMARY);
    let numbers = |row: &[Data]| -> Vec<f64> {
        row.iter()
            .filter_map(calamine::DataType::get_float)
            .collect()
    };
    let displaced: Vec<Vec<f64>> = rows
        .iter()
        .filter(|row| row[0] == text("Displaced since the first day"))
        .map(|row| numbers(row))
        .collect();
    assert_eq!(displaced, [vec![20.0, 60.0], vec![40.0, 39.0, 41.0]]);
    assert!(rows.iter().any(|row| row[0] == text("open less main")));
}

#[test]
fn a_comparison_draws_a_line_a_branch() {
    let (_dir, out) = compared();
    let charts = parts(&out, "xl/charts/chart");
    assert_eq!(charts.len(), 4);
    for chart in &charts {
        assert_eq!(chart.matches("<c:ser>").count(), 2, "{chart}");
        // The cells of the first sheet that name the branches.
        assert!(chart.contains("Summary!$B$5") && chart.contains("Summary!$C$5"));
    }
    let days = rows(&out, "chart days");
    assert_eq!(days[0][2], text("Displaced since the first day: open"));
    assert_eq!(days[2][1..3], [20.0, 60.0].map(Data::Float));
}
