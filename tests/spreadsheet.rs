//! A spreadsheet opens the files as they are: dates as dates, numbers as numbers.

use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::cli::{Desk, without};

#[test]
fn libreoffice_reads_dates_as_dates_and_numbers_as_numbers() {
    if without("LIBREOFFICE", "LibreOffice") {
        return;
    }
    let desk = Desk::with_starter();
    desk.refuge("run small").done();
    for (table, dates, texts) in [("totals", 1, 0), ("places", 1, 4)] {
        let sheet = opened(&desk, table);
        let csv = desk.table(&format!("out/small/{table}.csv"));
        assert_eq!(sheet.len(), csv.rows.len() + 1, "{table}: rows");
        for (cells, row) in sheet[1..].iter().zip(&csv.rows) {
            for (column, (cell, text)) in cells.iter().zip(row).enumerate() {
                let name = &csv.header[column];
                let numeric = text.parse::<f64>().ok();
                match cell {
                    Data::DateTime(date) => assert_eq!(
                        (name.as_str(), &as_iso(date.as_f64())),
                        ("date", text),
                        "{table}"
                    ),
                    Data::Float(value) => assert_eq!(Some(*value), numeric, "{table}: {name}"),
                    Data::String(value) => {
                        assert_eq!((value, numeric), (text, None), "{table}: {name}");
                    }
                    Data::Empty => assert_eq!(text, "", "{table}: {name}"),
                    other => panic!("{table}: {name} is read as {other:?}"),
                }
            }
            let count = |kind: fn(&Data) -> bool| cells.iter().filter(|cell| kind(cell)).count();
            assert_eq!(
                count(|cell| matches!(cell, Data::DateTime(_))),
                dates,
                "{table}: dates"
            );
            assert_eq!(
                count(|cell| matches!(cell, Data::String(_))),
                texts,
                "{table}: texts"
            );
        }
    }
}

/// The rows of a table as LibreOffice takes them from the CSV file.
fn opened(desk: &Desk, table: &str) -> Vec<Vec<Data>> {
    let path = convert(desk, &format!("out/small/{table}.csv"), "xlsx");
    let mut workbook: Xlsx<_> = open_workbook(&path).expect("a workbook");
    let range = workbook
        .worksheet_range_at(0)
        .expect("a sheet")
        .expect("its cells");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// Lets LibreOffice open a file of the desk and save it in another format: where it is then.
pub(crate) fn convert(desk: &Desk, file: &str, format: &str) -> PathBuf {
    let profile = desk.path("profile").display().to_string();
    let folder = desk.path("converted");
    let converted = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{profile}"))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .arg(&folder)
        .arg(desk.path(file))
        .output()
        .expect(
            "LibreOffice is needed for this test: install the package libreoffice-calc so that \
                 `soffice` is found, or set REFUGE_WITHOUT_LIBREOFFICE=1 to do without this test",
        );
    let ending = format.split(':').next().expect("an ending");
    let name = Path::new(file).file_name().expect("a file");
    let path = folder.join(name).with_extension(ending);
    assert!(path.exists(), "LibreOffice wrote nothing: {converted:?}");
    path
}

/// The date of a spreadsheet's day number, which counts from 30 December 1899.
pub(crate) fn as_iso(serial: f64) -> String {
    let epoch = jiff::civil::date(1899, 12, 30);
    epoch
        .saturating_add(jiff::Span::new().days(serial as i64))
        .to_string()
}
