//! Reports of tables too large to be kept whole.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::finished::tables::Kept;
use crate::outputs;
use crate::target::Target;
use crate::testing::{provenance, replicated, results, world};

#[test]
fn columns_that_are_let_go_change_no_report() {
    for results in [results(), replicated(results())] {
        let dir = TempDir::new().unwrap();
        let out = dir.path().join("out");
        let run = provenance();
        outputs::write(
            &Target::new(&out),
            &world(),
            &results,
            &run,
            &Wanted::NOTHING,
        )
        .unwrap();
        let wanted = Wanted {
            // It has tables that are kept whole, and those alone.
            workbook: false,
            ..Wanted::default()
        };
        let reports = |name: &str, kept: Kept| {
            let source = Source::read(&out, kept).unwrap();
            let made = dir.path().join(name);
            fs::create_dir(&made).unwrap();
            let mut folder = Folder::new(made.clone(), made.clone(), MOST_ROWS);
            make(&source, wanted, &mut folder).unwrap();
            let bytes = |file: &String| fs::read(made.join(file)).unwrap();
            let reports: Vec<Vec<u8>> = folder.files().iter().map(bytes).collect();
            (source, reports)
        };
        let (all, of_all) = reports("all", Kept::ALL);
        let few = Kept {
            most_cells: 0,
            ..needed::kept(wanted)
        };
        let (few, of_few) = reports("few", few);
        assert_eq!(of_all.len(), 3);
        assert!(of_all == of_few);
        let tables = [all, few].map(|source| source.tables);
        let [all, few] = tables
            .each_ref()
            .map(|tables| tables.get("places").unwrap());
        assert_eq!((all.rows, all.cells()), (few.rows, few.cells()));
        assert!(all.column("day").is_some() && few.column("day").is_none());
        assert_eq!(few.column("present").unwrap().cells.len(), 6);
    }
}

#[test]
fn a_table_is_whole_up_to_its_last_cell_and_for_parquet() {
    let parquet = Wanted {
        parquet: true,
        ..Wanted::default()
    };
    assert_eq!(needed::kept(parquet).most_cells, usize::MAX);
    assert_eq!(needed::kept(Wanted::default()).most_cells, 2_000_000);
}
