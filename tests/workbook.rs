//! LibreOffice opens the workbook, draws its charts and reads its types; each sheet can be pivoted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};

use crate::cli::{Desk, repository, without};
use crate::spreadsheet::{as_iso, convert};

/// Sheets that are no tables.
const SUMMARY: &str = "Summary";

/// The tutorial, whose four replicates have a band and whose camps have limits.
fn with_tutorial() -> Desk {
    let desk = Desk::empty();
    let scenario = repository("scenarios/tutorial").display().to_string();
    desk.refuge(&format!("run {scenario} --out out --replicates 4"))
        .done();
    desk
}

/// The cells of a sheet, row by row.
fn rows(book: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(book).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("its cells");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn sheets(book: &Path) -> Vec<String> {
    let book: Xlsx<_> = open_workbook(book).expect("a workbook");
    book.sheet_names()
}

/// A cell as CSV writes it.
fn as_csv(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(date) => as_iso(date.as_f64()),
        other => panic!("a cell of the kind {other:?}"),
    }
}

/// Holds every table of the folder against its sheet, cell by cell.
fn sheets_are_the_tables(desk: &Desk, book: &Path) {
    for (file, text) in desk.csv_files("out") {
        let table = crate::cli::Table::parse(&text);
        let sheet = rows(book, file.trim_end_matches(".csv"));
        assert_eq!(sheet.len(), table.rows.len() + 1, "{file}: rows");
        let header: Vec<String> = sheet[0].iter().map(as_csv).collect();
        assert_eq!(header, table.header, "{file}");
        for (cells, row) in sheet[1..].iter().zip(&table.rows) {
            let cells: Vec<String> = cells.iter().map(as_csv).collect();
            assert_eq!(&cells, row, "{file}");
        }
    }
}

#[test]
fn every_sheet_holds_what_its_table_holds() {
    let desk = with_tutorial();
    let book = desk.path("out/report.xlsx");
    sheets_are_the_tables(&desk, &book);
    let dates = rows(&book, "totals").into_iter().skip(1);
    assert!(
        dates
            .into_iter()
            .all(|row| matches!(row[0], Data::DateTime(_)))
    );
}

#[test]
fn every_table_can_be_pivoted() {
    let desk = with_tutorial();
    for (file, text) in desk.csv_files("out") {
        let table = crate::cli::Table::parse(&text);
        can_be_pivoted(&file, &table.header, &table.rows);
    }
    let book = desk.path("out/report.xlsx");
    let names = sheets(&book);
    let lower: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower.len(), names.len(), "{names:?}");
    for name in names.iter().filter(|name| *name != SUMMARY) {
        let mut rows: Vec<Vec<String>> = rows(&book, name)
            .iter()
            .map(|row| row.iter().map(as_csv).collect())
            .collect();
        let header = rows.remove(0);
        can_be_pivoted(name, &header, &rows);
    }
}

/// One header row of unlike names without an empty one, rows as long as it, and none that is empty.
fn can_be_pivoted(table: &str, header: &[String], rows: &[Vec<String>]) {
    assert!(
        header.iter().all(|name| !name.trim().is_empty()),
        "{table}: {header:?}"
    );
    let unlike: BTreeSet<String> = header.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(unlike.len(), header.len(), "{table}: {header:?}");
    assert!(!rows.is_empty(), "{table} has no rows");
    for row in rows {
        assert_eq!(row.len(), header.len(), "{table}: {row:?}");
        assert!(
            row.iter().any(|cell| !cell.is_empty()),
            "{table}: a blank row"
        );
    }
}

#[test]
fn libreoffice_keeps_the_types_of_the_workbook() {
    if without("LIBREOFFICE", "LibreOffice") {
        return;
    }
    let desk = with_tutorial();
    let saved = convert(&desk, "out/report.xlsx", "xlsx:Calc MS Excel 2007 XML");
    sheets_are_the_tables(&desk, &saved);
    assert_eq!(sheets(&saved), sheets(&desk.path("out/report.xlsx")));
}

#[test]
fn libreoffice_draws_the_charts_of_a_run() {
    let desk = with_tutorial();
    let Some((text, pixels)) = first_page(&desk) else {
        return;
    };
    for said in [
        "Tutorial: the war of Alder and Birch (made up)",
        "Displaced since the first day",
        "90% of replicates",
        "Observed",
        "Where people are",
        "Fullest camps on the last day",
        "share of capacity",
        "People by place, where most were added",
        "Oak camp",
        "2030-03-01",
        "Hash of the scenario",
    ] {
        assert!(
            text.contains(said),
            "the page does not say {said:?}:\n{text}"
        );
    }
    let (above, below) = pixels.split_at(pixels.len() * 2 / 5);
    let drawn = [
        ("the mean", above, [0x00, 0x72, 0xB2], 400),
        ("observed points", above, [0xD5, 0x5E, 0x00], 100),
        ("the band, translucent", above, [0xA2, 0xD5, 0xF2], 300),
        (
            "people in host communities",
            below,
            [0x56, 0xB4, 0xE9],
            2000,
        ),
        ("camps", below, [0xE6, 0x9F, 0x00], 2000),
        ("people back home", below, [0x00, 0x9E, 0x73], 100),
        ("people by place", below, [0x00, 0x72, 0xB2], 500),
    ];
    for (what, part, colour, least) in drawn {
        let count = part.iter().filter(|&&pixel| is_near(pixel, colour)).count();
        assert!(count >= least, "{what}: {count} pixels of {colour:?}");
    }
}

#[test]
fn libreoffice_draws_the_charts_of_a_comparison() {
    let desk = Desk::empty();
    let scenario = repository("scenarios/tutorial").display().to_string();
    let branches = "--branches main,border-open --replicates 4";
    desk.refuge(&format!("compare {scenario} {branches} --out out"))
        .done();
    let summary = rows(&desk.path("out/report.xlsx"), SUMMARY);
    let compare = desk.table("out/compare.csv").with("measure", "displaced");
    let last = |column| *compare.numbers(column).last().expect("a day");
    let displaced: Vec<Vec<f64>> = summary
        .iter()
        .filter(|row| row[0] == Data::String("Displaced since the first day".to_owned()))
        .map(|row| row.iter().filter_map(DataType::get_float).collect())
        .collect();
    let expected = [
        ["main", "border-open"].map(last).to_vec(),
        ["difference", "difference_p05", "difference_p95"]
            .map(last)
            .to_vec(),
    ];
    assert_eq!(displaced, expected);
    let Some((text, pixels)) = first_page(&desk) else {
        return;
    };
    for said in [
        "border-open less main",
        "Abroad",
        "Back home",
        "border-open",
        "5%",
        "95%",
    ] {
        assert!(
            text.contains(said),
            "the page does not say {said:?}:\n{text}"
        );
    }
    for (branch, colour) in [
        ("main", [0x00, 0x72, 0xB2]),
        ("border-open", [0xD5, 0x5E, 0x00]),
    ] {
        let count = pixels
            .iter()
            .filter(|&&pixel| is_near(pixel, colour))
            .count();
        assert!(count >= 500, "{branch}: {count} pixels of {colour:?}");
    }
}

fn is_near(pixel: [u8; 3], colour: [u8; 3]) -> bool {
    pixel.iter().zip(colour).all(|(a, b)| a.abs_diff(b) <= 12)
}

/// The text and the pixels of the workbook's first page, as LibreOffice prints it.
#[expect(clippy::print_stdout, reason = "a test that is left out says so")]
fn first_page(desk: &Desk) -> Option<(String, Vec<[u8; 3]>)> {
    if without("LIBREOFFICE", "LibreOffice") {
        return None;
    }
    if Command::new("pdftoppm").arg("-v").output().is_err() {
        println!("Not tested for want of pdftoppm: install the package poppler-utils.");
        return None;
    }
    let first = r#"pdf:calc_pdf_Export:{"PageRange":{"type":"string","value":"1"}}"#;
    let pdf = convert(desk, "out/report.xlsx", first);
    let text = poppler("pdftotext", &["-layout"], &pdf, "-");
    let picture = poppler("pdftoppm", &["-r", "100", "-singlefile"], &pdf, "");
    Some((String::from_utf8(text).expect("UTF-8"), pixels(&picture)))
}

/// What a program of poppler makes of a page, on its standard output.
fn poppler(program: &str, options: &[&str], pdf: &PathBuf, output: &str) -> Vec<u8> {
    let mut command = Command::new(program);
    command.args(options).arg(pdf);
    if !output.is_empty() {
        command.arg(output);
    }
    let made = command.output().expect(program);
    assert!(made.status.success(), "{program}: {made:?}");
    made.stdout
}

/// The pixels of a picture in the format PPM: `P6`, its width and height, 255, then three bytes a pixel.
fn pixels(picture: &[u8]) -> Vec<[u8; 3]> {
    let mut words = picture.splitn(5, u8::is_ascii_whitespace);
    let header: Vec<&[u8]> = words.by_ref().take(4).collect();
    assert_eq!(
        (header[0], header[3]),
        (b"P6".as_slice(), b"255".as_slice())
    );
    let bytes = words.next().expect("pixels");
    bytes.as_chunks().0.to_vec()
}
