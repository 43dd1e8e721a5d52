//! Tables as Parquet: the same as in CSV, to the programs that read them.

use crate::cli::Desk;

/// What asks for Parquet, if the program has it.
pub(crate) const OPTION: &str = if cfg!(feature = "parquet") {
    "--format parquet"
} else {
    ""
};

#[cfg(feature = "parquet")]
#[test]
fn pandas_and_duckdb_read_what_the_csv_files_say() {
    if crate::cli::without("PYTHON", "Python with DuckDB and pandas") {
        return;
    }
    let desk = Desk::with_starter();
    desk.refuge("run small --out one --tables-only --format parquet")
        .done();
    desk.refuge("run small --out several --replicates 3 --each-replicate --format parquet")
        .done();
    desk.refuge("run small --out marked --excel --format parquet")
        .done();
    for (folder, tables) in [("one", 13), ("several", 14), ("marked", 13)] {
        let python = crate::cli::repository("target/python/bin/python");
        let checked = std::process::Command::new(python)
            .arg(crate::cli::repository("tests/python/parquet.py"))
            .arg(desk.path(folder))
            .output()
            .expect(
                "Python with DuckDB and pandas is needed for this test: run scripts/test, which installs it in \
                 target/python, or set REFUGE_WITHOUT_PYTHON=1 to do without this test",
            );
        assert_eq!(
            (
                String::from_utf8_lossy(&checked.stdout).trim_end(),
                String::from_utf8_lossy(&checked.stderr).trim_end()
            ),
            (format!("{tables} tables are the same").as_str(), ""),
            "{folder}"
        );
    }
}

#[cfg(feature = "parquet")]
#[test]
fn there_is_a_file_a_table_and_none_unless_asked_for() {
    let desk = Desk::with_starter();
    let with_ending = |ending: &str| -> Vec<String> {
        let names = desk.names("out/small").into_iter();
        names
            .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
            .collect()
    };
    desk.refuge("run small").done();
    assert_eq!(with_ending(".parquet"), [""; 0]);
    desk.refuge("run small --tables-only --format parquet")
        .done();
    assert_eq!(with_ending(".parquet"), with_ending(".csv"));
    assert_eq!(with_ending(".geojson"), [""; 0]);
    desk.refuge("run small --tables-only").done();
    assert_eq!(with_ending(".parquet"), [""; 0]);
}

#[test]
fn an_unknown_format_is_told() {
    let desk = Desk::with_starter();
    let ended = desk.refuge("run small --format feather").with_code(2);
    assert!(!desk.has("out"));
    insta::assert_snapshot!(ended.stderr, @r"
    error: invalid value 'feather' for '--format <FORMAT>'
      [possible values: parquet]

    For more information, try '--help'.
    ");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_parquet_says_so() {
    let desk = Desk::with_starter();
    let ended = desk.refuge("run small --format parquet").with_code(2);
    assert!(!desk.has("out"));
    insta::assert_snapshot!(ended.stderr, @r"
    error: invalid value 'parquet' for '--format <FORMAT>': this refuge was built without Parquet: leave the option out, or build refuge with its default features

    For more information, try '--help'.
    ");
}
