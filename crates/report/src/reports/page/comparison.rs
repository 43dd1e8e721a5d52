//! How branches differ: in two sentences, on the last day in all, and place by place.

use serde::Serialize;

use super::compared::{Compared, Difference, signed_bounds};
use super::differing::sentences;
use super::names::Names;
use super::provenance;
use super::result::{Head, head_of_branches, last_day};
use super::words::{in_full, known, percent, signed};
use crate::branches::cautions;
use crate::cell::with_separators;
use crate::reports::source::{RunRecord, Source};

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

/// A difference, its interval, and whether that leaves the sign open.
#[derive(Debug, Serialize)]
struct Cell {
    difference: String,
    interval: String,
    is_open: bool,
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
    /// All totals that differ in any branch, if there are any; none for a single later branch, which has a
    /// table of its own.
    fn in_one(&self) -> Option<InOne> {
        let later = 1..self.names.len();
        let all: Vec<_> = later
            .map(|branch| self.totals(branch))
            .collect::<Option<_>>()?;
        let differs = |column: usize| all.iter().any(|totals| totals[column].1.mean.abs() >= 0.5);
        let columns: Vec<usize> = (0..all.first()?.len()).filter(|&c| differs(c)).collect();
        if all.len() < 2 || columns.is_empty() {
            return None;
        }
        let cell = |difference: &Difference| Cell {
            difference: signed(difference.mean),
            interval: signed_bounds(difference.interval),
            is_open: difference.spans_zero() && difference.width() >= 0.5,
        };
        let rows = all.iter().zip(&self.names[1..]).map(|(totals, name)| {
            let cells = columns.iter().map(|&column| cell(&totals[column].1));
            (name.clone(), cells.collect())
        });
        let first =
            |&column: &usize| with_separators(self.number(all[0][column].1.row, &self.names[0]));
        Some(InOne {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::literal::source;
    use super::*;

    /// All branches in one table, of which the last day has these rows: measure, no place, means, and of
    /// each later branch the difference with its quantiles.
    fn in_one(branches: &[&str], rows: &[&str]) -> Option<String> {
        let prefixes = branches[1..].iter().map(|later| match branches.len() {
            2 => String::new(),
            _ => format!("{later}_"),
        });
        let columns =
            prefixes.map(|of| format!("{of}difference,{of}difference_p05,{of}difference_p95"));
        let columns: Vec<String> = columns.collect();
        let mut table = format!(
            "date,measure,place,{},{}\n",
            branches.join(","),
            columns.join(",")
        );
        for row in rows {
            table.extend(["2020-01-03,", row, "\n"]);
        }
        let named = |name: &&str| json!({"name": name, "settings": {}});
        let run = json!({"branches": branches.iter().map(named).collect::<Vec<_>>()});
        let source = source(&run, &[("compare", &table)]);
        let table = comparison(&source, &Names::of(&source.tables)).1.in_one?;
        let cell = |cell: &Cell| {
            let sign = if cell.is_open { "open" } else { "sure" };
            format!("{} ({}, {sign})", cell.difference, cell.interval)
        };
        let rows = table.rows.iter().map(|(name, cells)| {
            let cells: Vec<String> = cells.iter().map(cell).collect();
            format!("{name} | {}", cells.join(" | "))
        });
        let head = [table.labels.join(" | "), table.first.join(" | ")];
        Some(head.into_iter().chain(rows).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn several_branches_stand_in_one_table_of_what_differs() {
        let rows = [
            "displaced,,5000,4000,5001,-1000,-1100,-900,1,-30,40",
            "in_camps,,700,700,700,0,0,0,0,0,0",
            "abroad,,10,10,2355,0,0,0,2345,2201,2499",
        ];
        insta::assert_snapshot!(in_one(&["main", "truce", "gate"], &rows).unwrap(), @"
        Displaced since the first day | Abroad
        5,000 | 10
        truce | −1,000 (−1,100 to −900, sure) | 0 (0 to 0, sure)
        gate | +1 (−30 to +40, open) | +2,345 (+2,201 to +2,499, sure)
        ");
    }

    #[test]
    fn one_later_branch_and_branches_that_are_alike_have_no_such_table() {
        assert_eq!(in_one(&["main", "truce"], &["abroad,,10,20,10,5,15"]), None);
        let alike = "abroad,,10,10,10,0,0,0,0,0,0";
        assert_eq!(in_one(&["main", "truce", "gate"], &[alike]), None);
    }
}
