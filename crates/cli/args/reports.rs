//! Which files a command makes beside its tables.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use refuge_report::{HAS_PARQUET, Wanted};

/// What is made beside the tables.
#[derive(Debug, clap::Args)]
pub(crate) struct Reports {
    /// Write the tables in this format too, beside CSV.
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) format: Vec<Format>,

    /// Write tables and run.json only: no page, no workbook, no layers for maps.
    #[arg(long)]
    pub(crate) tables_only: bool,
}

/// A format of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Apache Parquet: a file a table, by column and compressed.
    Parquet,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(["parquet"]).try_map(|_| {
        HAS_PARQUET.then_some(Format::Parquet).ok_or(
            "this refuge was built without Parquet: leave the option out, or build refuge with its default features",
        )
    })
}

impl Reports {
    /// What is wanted of the library of reports.
    pub(crate) fn wanted(&self) -> Wanted {
        let looked_at = !self.tables_only;
        Wanted {
            page: looked_at,
            workbook: looked_at,
            geojson: looked_at,
            parquet: self.format.contains(&Format::Parquet),
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Report {
    /// Folder of the run or comparison: the one that `refuge run` or `refuge compare` wrote.
    pub(crate) run_dir: PathBuf,

    /// Write the tables in this format too, beside CSV.
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) format: Vec<Format>,

    /// Show errors only.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

impl Report {
    /// What is wanted of the library of reports.
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted {
            parquet: self.format.contains(&Format::Parquet),
            ..Wanted::default()
        }
    }
}
