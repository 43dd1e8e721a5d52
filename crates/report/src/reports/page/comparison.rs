//! How branches differ: in two sentences, on the last day in all, and place by place.

use serde::Serialize;

use super::differing::sentences;
use super::names::Names;
use super::provenance;
use super::result::{Head, head_of_branches, last_day};
use super::words::{in_full, known, percent, signed};
use crate::branches::cautions;
use crate::cell::with_separators;
use crate::finished::tables::Table;
use crate::reports::source::{RunRecord, Source};
use crate::summary::{TOTALS, is_told};

/// How many places the page shows of a branch.
const MOST_PLACES: usize = 12;

/// A comparison of branches.
#[derive(Debug, Serialize)]
pub(super) struct Comparison {
    last_day: String,
    first: String,
    /// All later branches beside the first, in one table.
    in_one: Option<InOne>,
    branches: Vec<Branch>,
    /// What each branch is, where the scenario says so.
    titles: Vec<(String, String)>,
    /// What keeps differences from being those of a policy alone.
    cautions: Vec<String>,
    /// Whether there are enough replicates to say what pairing is worth.
    has_unpaired: bool,
}

/// A row a branch, a column a total in which any of them differs.
#[derive(Debug, Serialize)]
struct InOne {
    labels: Vec<&'static str>,
    /// What the first branch has of each.
    first: Vec<String>,
    /// Name of a branch, and its differences with their intervals.
    rows: Vec<(String, Vec<Cell>)>,
}

/// A difference, its interval, and whether that leaves 0 out.
#[derive(Debug, Serialize)]
struct Cell {
    difference: String,
    interval: String,
    sure: bool,
}

/// A later branch against the first.
#[derive(Debug, Serialize)]
struct Branch {
    name: String,
    totals: Vec<Row>,
    places: Vec<Row>,
    more_places: usize,
}

/// A measure or place on the last day.
#[derive(Debug, Serialize)]
struct Row {
    label: String,
    first: String,
    later: String,
    difference: String,
    interval: String,
    unpaired: String,
    saved: String,
    /// Whether the interval leaves 0 out; empty where nothing differs.
    sure: &'static str,
}

/// The difference of a branch from the first in a row of compare.csv.
#[derive(Clone, Copy, Debug)]
pub(super) struct Difference {
    row: usize,
    pub(super) mean: f64,
    pub(super) interval: [f64; 2],
}

impl Difference {
    pub(super) fn spans_zero(&self) -> bool {
        let [low, high] = self.interval;
        low <= 0.0 && high >= 0.0
    }
}

/// compare.csv, and which of its columns are of a branch.
pub(super) struct Compared<'a> {
    table: &'a Table,
    pub(super) names: Vec<String>,
}

/// The head of the page, and its tables.
pub(super) fn comparison(source: &Source, places: &Names) -> (Head, Comparison) {
    let names = provenance::names(&source.run);
    let on = in_full(last_day(&source.run));
    let table = source.tables.get("compare").filter(|table| table.rows > 0);
    let compared = table.map(|table| Compared {
        table,
        names: names.clone(),
    });
    let later = 1..names.len();
    let branches = compared.as_ref().map(|compared| {
        later
            .filter_map(|branch| compared.branch(branch, places))
            .collect()
    });
    let said = compared
        .as_ref()
        .and_then(|compared| sentences(source, compared));
    let has_unpaired = compared.as_ref().is_some_and(Compared::has_unpaired);
    let comparison = Comparison {
        has_unpaired,
        titles: titles(&source.run),
        cautions: cautions_of(&source.run),
        last_day: on,
        first: names.first().cloned().unwrap_or_default(),
        in_one: compared.as_ref().and_then(Compared::in_one),
        branches: branches.unwrap_or_default(),
    };
    let head = head_of_branches(&source.run, &names, said.unwrap_or_default());
    (head, comparison)
}

fn titles(run: &RunRecord) -> Vec<(String, String)> {
    let titled = run.branches.iter().filter_map(|branch| {
        let title = branch.title.as_ref()?;
        Some((branch.name.clone(), title.clone()))
    });
    titled.collect()
}

fn cautions_of(run: &RunRecord) -> Vec<String> {
    let branches = run.branches.iter().filter_map(|branch| {
        let mode = branch.settings.pointer("/onset/mode")?.as_str()?;
        Some((branch.name.as_str(), mode))
    });
    cautions(&branches.collect::<Vec<_>>())
}

impl Compared<'_> {
    /// The name of a column of the difference of a branch.
    fn column(&self, branch: usize, name: &str) -> String {
        match self.names.len() {
            0..=2 => name.to_owned(),
            _ => format!("{}_{name}", self.names[branch]),
        }
    }

    fn number(&self, row: usize, column: &str) -> f64 {
        let numbers = self.table.numbers(column).unwrap_or_default();
        numbers.get(row).copied().unwrap_or(f64::NAN)
    }

    fn has_unpaired(&self) -> bool {
        let columns = (1..self.names.len()).map(|branch| self.column(branch, "unpaired_p05"));
        let mut columns = columns.filter_map(|column| self.table.numbers(&column));
        columns.any(|column| column.iter().any(|number| !number.is_nan()))
    }

    fn difference(&self, branch: usize, row: usize) -> Difference {
        let number = |name: &str| self.number(row, &self.column(branch, name));
        Difference {
            row,
            mean: number("difference"),
            interval: [number("difference_p05"), number("difference_p95")],
        }
    }

    /// The rows of the last day with their measure and place.
    fn last_rows(&self) -> Option<impl Iterator<Item = (usize, &str, &str)>> {
        let (measures, places) = (self.table.texts("measure")?, self.table.texts("place")?);
        let dates = self.table.dates("date")?;
        let last = dates.iter().flatten().max().copied();
        let rows = (0..self.table.rows).filter(move |&row| dates[row] == last);
        Some(rows.map(|row| (row, measures.get(row), places.get(row))))
    }

    pub(super) fn totals(&self, branch: usize) -> Option<Vec<(&'static str, Difference)>> {
        let rows: Vec<_> = self
            .last_rows()?
            .filter(|(_, _, place)| place.is_empty())
            .collect();
        let row = |(total, label)| {
            let (row, _, _) = rows.iter().find(|(_, measure, _)| *measure == total)?;
            let means = self.names.iter().map(|name| self.number(*row, name));
            is_told(total, means).then(|| (label, self.difference(branch, *row)))
        };
        Some(TOTALS.into_iter().filter_map(row).collect())
    }

    /// All totals that differ in any branch; none for a single later branch, which has a table of its own.
    fn in_one(&self) -> Option<InOne> {
        let later = 1..self.names.len();
        let all: Vec<_> = later
            .map(|branch| self.totals(branch))
            .collect::<Option<_>>()?;
        let differs = |column: usize| all.iter().any(|totals| totals[column].1.mean.abs() >= 0.5);
        let columns: Vec<usize> = (0..all.first()?.len()).filter(|&c| differs(c)).collect();
        let cell = |difference: &Difference| Cell {
            difference: signed(difference.mean),
            interval: signed_bounds(difference.interval),
            sure: !difference.spans_zero(),
        };
        let rows = all.iter().zip(&self.names[1..]).map(|(totals, name)| {
            let cells = columns.iter().map(|&column| cell(&totals[column].1));
            (name.clone(), cells.collect())
        });
        let first =
            |&column: &usize| with_separators(self.number(all[0][column].1.row, &self.names[0]));
        (all.len() > 1).then(|| InOne {
            labels: columns.iter().map(|&column| all[0][column].0).collect(),
            first: columns.iter().map(first).collect(),
            rows: rows.collect(),
        })
    }

    fn branch(&self, branch: usize, names: &Names) -> Option<Branch> {
        let totals = self.totals(branch)?;
        let present = self
            .last_rows()?
            .filter(|(_, measure, _)| *measure == "present");
        let mut places: Vec<(&str, Difference)> = present
            .map(|(row, _, place)| (place, self.difference(branch, row)))
            .filter(|(_, difference)| difference.mean.abs() >= 0.5)
            .collect();
        places.sort_by(|(_, a), (_, b)| b.mean.abs().total_cmp(&a.mean.abs()));
        let more_places = places.len().saturating_sub(MOST_PLACES);
        places.truncate(MOST_PLACES);
        Some(Branch {
            name: self.names[branch].clone(),
            totals: totals
                .iter()
                .map(|(label, d)| self.row(branch, label, d))
                .collect(),
            places: places
                .iter()
                .map(|(id, d)| self.row(branch, names.get(id), d))
                .collect(),
            more_places,
        })
    }

    fn row(&self, branch: usize, label: &str, difference: &Difference) -> Row {
        let number = |column: &str| self.number(difference.row, column);
        let unpaired =
            ["unpaired_p05", "unpaired_p95"].map(|name| number(&self.column(branch, name)));
        let saved = number(&self.column(branch, "variance_saved"));
        Row {
            label: label.to_owned(),
            first: with_separators(number(&self.names[0])),
            later: with_separators(number(&self.names[branch])),
            difference: signed(difference.mean),
            interval: signed_bounds(difference.interval),
            unpaired: if unpaired[0].is_nan() {
                String::new()
            } else {
                signed_bounds(unpaired)
            },
            saved: known(saved, percent),
            sure: match difference {
                difference if difference.mean.abs() < 0.5 => "",
                difference if difference.spans_zero() => "unsure",
                _ => "yes",
            },
        }
    }
}

pub(super) fn signed_bounds([low, high]: [f64; 2]) -> String {
    format!("{} to {}", signed(low), signed(high))
}
