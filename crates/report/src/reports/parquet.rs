//! Each table as an Apache Parquet file, for those who work with columns: `places.parquet` of places.csv.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, date};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use refuge_core::calendar::days_from;
use serde_json::json;

use super::source::{RunRecord, Source};
use crate::error::Error;
use crate::finished::tables::{Cells, Column, Table, Texts};
use crate::folder::Folder;

/// Rows that are packed together: enough to pack well, and few enough to read one at a time.
const ROWS_OF_A_GROUP: usize = 1 << 17;

/// The day that dates are counted from.
const EPOCH: Date = date(1970, 1, 1);

/// Whether a cell holds a value, as Parquet counts it.
const VALUE: i16 = 1;
const NULL: i16 = 0;

pub(super) fn write(source: &Source, folder: &mut Folder) -> std::result::Result<(), Error> {
    for table in source.tables.iter() {
        let name = format!("{}.parquet", table.name);
        let file = folder.create(&name)?;
        write_table(table, &source.run, file).map_err(|error| {
            let source = match error {
                ParquetError::External(error) => io::Error::other(error),
                error => io::Error::other(error.to_string()),
            };
            folder.unfinished(&name, source)
        })?;
        folder.add_file(&name, 0);
    }
    Ok(())
}

fn write_table(table: &Table, run: &RunRecord, file: File) -> Result<()> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(metadata(table, run)))
        .build();
    let mut writer = SerializedFileWriter::new(file, schema(table)?, Arc::new(properties))?;
    for first in (0..table.rows).step_by(ROWS_OF_A_GROUP) {
        let rows = first..table.rows.min(first + ROWS_OF_A_GROUP);
        let mut group = writer.next_row_group()?;
        for column in &table.columns {
            if let Some(mut writer) = group.next_column()? {
                write_cells(&column.cells, rows.clone(), &mut writer)?;
                writer.close()?;
            }
        }
        group.close()?;
    }
    writer.close().map(drop)
}

/// Dates and numbers may be null, where a cell is empty; an empty text is an empty text.
fn schema(table: &Table) -> Result<TypePtr> {
    let field = |column: &Column| {
        let (physical, logical, repetition) = match column.cells {
            Cells::Dates(_) => (
                Physical::INT32,
                Some(LogicalType::Date),
                Repetition::OPTIONAL,
            ),
            Cells::Numbers(_) => (Physical::DOUBLE, None, Repetition::OPTIONAL),
            Cells::Texts(_) => (
                Physical::BYTE_ARRAY,
                Some(LogicalType::String),
                Repetition::REQUIRED,
            ),
        };
        Type::primitive_type_builder(&column.name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()
            .map(Arc::new)
    };
    let fields = table.columns.iter().map(field).collect::<Result<_>>()?;
    Type::group_type_builder("schema")
        .with_fields(fields)
        .build()
        .map(Arc::new)
}

/// Which run the table is of, and what columns.csv says of its columns, both as JSON.
fn metadata(table: &Table, run: &RunRecord) -> Vec<KeyValue> {
    let of_run = json!({
        "refuge_version": run.refuge_version,
        "scenario": run.scenario,
        "scenario_hash": run.scenario_hash,
        "branch": run.branch,
        "changes": run.changes,
        "seed": run.seed,
        "replicates": run.replicates,
    });
    let columns = table.columns.iter().map(
        |column| json!({ "column": column.name, "unit": column.unit, "meaning": column.meaning }),
    );
    let columns = columns.collect::<serde_json::Value>();
    vec![
        KeyValue::new("refuge".to_owned(), of_run.to_string()),
        KeyValue::new("refuge_columns".to_owned(), columns.to_string()),
    ]
}

fn write_cells(
    cells: &Cells,
    rows: Range<usize>,
    writer: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    match cells {
        Cells::Dates(dates) => {
            let days = |date: &Option<Date>| date.map(|date| days_from(EPOCH, date) as i32);
            let (values, levels) = with_levels(dates[rows].iter().map(days));
            let writer = writer.typed::<Int32Type>();
            writer.write_batch(&values, Some(&levels), None)?;
        }
        Cells::Numbers(numbers) => {
            let known = |number: &f64| (!number.is_nan()).then_some(*number);
            let (values, levels) = with_levels(numbers[rows].iter().map(known));
            let writer = writer.typed::<DoubleType>();
            writer.write_batch(&values, Some(&levels), None)?;
        }
        Cells::Texts(Texts { words, of_rows }) => {
            let bytes = |word: &String| ByteArray::from(word.as_bytes().to_vec());
            let words: Vec<ByteArray> = words.iter().map(bytes).collect();
            let texts = of_rows[rows].iter();
            let texts: Vec<ByteArray> = texts.map(|&word| words[word as usize].clone()).collect();
            writer
                .typed::<ByteArrayType>()
                .write_batch(&texts, None, None)?;
        }
    }
    Ok(())
}

/// The values alone, and for each cell whether it has one.
fn with_levels<T>(cells: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let mut values = Vec::new();
    let levels = cells.map(|cell| match cell {
        Some(value) => {
            values.push(value);
            VALUE
        }
        None => NULL,
    });
    let levels = levels.collect();
    (values, levels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::metadata::RowGroupMetaData;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, RowAccessor};
    use tempfile::TempDir;

    fn column(name: &str, unit: &str, cells: Cells) -> Column {
        Column {
            name: name.to_owned(),
            unit: unit.to_owned(),
            meaning: "What it means.".to_owned(),
            cells,
        }
    }

    /// A table in which every fifth number and the first date are not known.
    fn table(rows: usize) -> Table {
        let number = |row: usize| {
            if row.is_multiple_of(5) {
                f64::NAN
            } else {
                row as f64
            }
        };
        let texts = Texts {
            words: vec!["\u{623}\u{637}\u{645}\u{629}".to_owned(), String::new()],
            of_rows: (0..rows).map(|row| (row % 2) as u32).collect(),
        };
        let day = |row: usize| (row > 0).then_some(date(2020, 2, 5));
        Table {
            name: "t".to_owned(),
            rows,
            width: 3,
            columns: vec![
                column("date", "date", Cells::Dates((0..rows).map(day).collect())),
                column(
                    "present",
                    "persons",
                    Cells::Numbers((0..rows).map(number).collect()),
                ),
                column("place", "text", Cells::Texts(texts)),
            ],
        }
    }

    fn run() -> RunRecord {
        serde_json::from_value(json!({
            "refuge_version": "0.1.0", "scenario": "winter", "title": "A winter", "home": "SYR",
            "scenario_hash": "0123abcd", "changes": [], "seed": 7, "replicates": 1,
            "replicates_asked": 1, "start": "2019-12-01", "days": 2, "wall_s": 0.1,
            "machine": { "os": "linux", "arch": "x86_64", "threads": 2 },
        }))
        .unwrap()
    }

    fn written(table: &Table) -> (TempDir, SerializedFileReader<File>) {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("t.parquet");
        write_table(table, &run(), File::create(&path).unwrap()).unwrap();
        let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
        (dir, reader)
    }

    #[test]
    fn cells_keep_their_types_and_gaps() {
        let (_dir, reader) = written(&table(3));
        let rows: Vec<_> = reader
            .get_row_iter(None)
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(rows.len(), 3);
        let cells: Vec<Field> = rows[0]
            .get_column_iter()
            .map(|(_, cell)| cell.clone())
            .collect();
        let word = "\u{623}\u{637}\u{645}\u{629}".to_owned();
        assert_eq!(cells, [Field::Null, Field::Null, Field::Str(word)]);
        let cells: Vec<Field> = rows[1]
            .get_column_iter()
            .map(|(_, cell)| cell.clone())
            .collect();
        // 5 February 2020 is 18,297 days after 1 January 1970.
        assert_eq!(
            cells,
            [
                Field::Date(18_297),
                Field::Double(1.0),
                Field::Str(String::new())
            ]
        );
    }

    #[test]
    fn a_long_table_has_groups_of_rows() {
        let (_dir, reader) = written(&table(ROWS_OF_A_GROUP + 6));
        let groups = reader.metadata().row_groups();
        let rows: Vec<i64> = groups.iter().map(RowGroupMetaData::num_rows).collect();
        assert_eq!(rows, [131_072, 6]);
        let last = reader.get_row_iter(None).unwrap().last().unwrap().unwrap();
        assert_eq!(last.get_double(1).unwrap(), 131_077.0);
    }

    #[test]
    fn an_empty_table_has_its_columns() {
        let (_dir, reader) = written(&table(0));
        let metadata = reader.metadata().file_metadata();
        assert_eq!(
            (metadata.num_rows(), metadata.schema_descr().num_columns()),
            (0, 3)
        );
        let kept = metadata.key_value_metadata().unwrap();
        let columns = kept
            .iter()
            .find(|kept| kept.key == "refuge_columns")
            .unwrap();
        insta::assert_snapshot!(columns.value.as_deref().unwrap_or_default(), @r#"[{"column":"date","unit":"date","meaning":"What it means."},{"column":"present","unit":"persons","meaning":"What it means."},{"column":"place","unit":"text","meaning":"What it means."}]"#);
    }
}
