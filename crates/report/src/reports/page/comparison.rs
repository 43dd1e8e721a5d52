//! How branches differ: in two sentences, on the last day in all, and place by place.

use serde::Serialize;

use super::names::Names;
use super::provenance;
use super::result::{Head, head_of_branches, last_day};
use super::words::{in_full, known, listed, percent, range, rounded, signed};
use crate::cell::with_separators;
use crate::finished::tables::Table;
use crate::reports::source::Source;
use crate::summary::TOTALS;

/// How many places the page shows of a branch.
const MOST_PLACES: usize = 12;

/// A comparison of branches.
#[derive(Debug, Serialize)]
pub(super) struct Comparison {
    last_day: String,
    first: String,
    branches: Vec<Branch>,
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
struct Difference {
    row: usize,
    mean: f64,
    interval: [f64; 2],
}

impl Difference {
    fn spans_zero(&self) -> bool {
        let [low, high] = self.interval;
        low <= 0.0 && high >= 0.0
    }
}

/// compare.csv, and which of its columns are of a branch.
struct Compared<'a> {
    table: &'a Table,
    names: Vec<String>,
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
    let comparison = Comparison {
        last_day: on,
        first: names.first().cloned().unwrap_or_default(),
        branches: branches.unwrap_or_default(),
    };
    let head = head_of_branches(&source.run, &names, said.unwrap_or_default());
    (head, comparison)
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

    fn totals(&self, branch: usize) -> Option<Vec<(&'static str, Difference)>> {
        let rows: Vec<_> = self
            .last_rows()?
            .filter(|(_, _, place)| place.is_empty())
            .collect();
        let row = |(total, label)| {
            let (row, _, _) = rows.iter().find(|(_, measure, _)| *measure == total)?;
            Some((label, self.difference(branch, *row)))
        };
        Some(TOTALS.into_iter().filter_map(row).collect())
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

fn signed_bounds([low, high]: [f64; 2]) -> String {
    format!("{} to {}", signed(low), signed(high))
}

/// Which branch differs most, and what the others do.
fn sentences(source: &Source, compared: &Compared) -> Option<Vec<String>> {
    let first = compared.names.first()?;
    let mut largest: Vec<(&str, &str, Difference)> = Vec::new();
    let mut alike: Vec<String> = Vec::new();
    for branch in 1..compared.names.len() {
        let totals = compared.totals(branch)?;
        let size = |difference: &Difference| difference.mean.abs();
        let most = totals.into_iter().reduce(|most, next| {
            // Of two totals that say about the same, the first.
            if size(&next.1) > 1.02 * size(&most.1) {
                next
            } else {
                most
            }
        });
        let name = compared.names[branch].as_str();
        match most {
            Some((label, difference)) if size(&difference) >= 0.5 => {
                largest.push((name, label, difference))
            }
            _ => alike.push(format!("\u{201c}{name}\u{201d}")),
        }
    }
    largest.sort_by(|(_, _, a), (_, _, b)| b.mean.abs().total_cmp(&a.mean.abs()));
    let on = in_full(last_day(&source.run));
    let mut sentences = Vec::new();
    match largest.split_first() {
        None => sentences.push(format!(
            "On {on} no branch differs from \u{201c}{first}\u{201d} in any total."
        )),
        Some((most, others)) => {
            let how = if others.is_empty() && alike.is_empty() {
                "differs"
            } else {
                "differs most"
            };
            sentences.push(format!(
                "On {on} the branch \u{201c}{}\u{201d} {how} from \u{201c}{first}\u{201d}: {}.",
                most.0,
                in_words(most, source.run.replicates)
            ));
            let others: Vec<String> = others
                .iter()
                .map(|other| {
                    format!(
                        "\u{201c}{}\u{201d} {}",
                        other.0,
                        in_words(other, source.run.replicates)
                    )
                })
                .collect();
            if !others.is_empty() {
                sentences.push(format!(
                    "The largest difference of the others: {}.",
                    others.join("; ")
                ));
            }
            if !alike.is_empty() {
                let does = if alike.len() == 1 { "does" } else { "do" };
                sentences.push(format!(
                    "{} {does} not differ from it in any total.",
                    listed(&alike)
                ));
            }
        }
    }
    Some(sentences)
}

/// A difference in words, such as `about 120,000 more people abroad (90% of pairs: 110,000 to 130,000 more)`.
fn in_words((_, label, difference): &(&str, &str, Difference), replicates: u32) -> String {
    let size = rounded(difference.mean.abs(), None);
    let about = if size.is_rounded { "about " } else { "" };
    let more = if difference.mean > 0.0 {
        "more"
    } else {
        "fewer"
    };
    let noun = if size.number <= 1.0 {
        "person"
    } else {
        "people"
    };
    let state = state(label);
    let number = with_separators(size.number);
    let interval = match replicates {
        0 | 1 => "one pair, no interval".to_owned(),
        _ if difference.spans_zero() => format!(
            "90% of pairs: {}, so that it may as well be the other way",
            signed_bounds(difference.interval)
        ),
        _ => format!("90% of pairs: {}", size_of(difference)),
    };
    format!("{about}{number} {more} {noun} {state} ({interval})")
}

/// The interval of a difference of one sign, without the sign.
fn size_of(difference: &Difference) -> String {
    let [low, high] = difference.interval;
    let sizes = if difference.mean < 0.0 {
        [-high, -low]
    } else {
        [low, high]
    };
    range(difference.mean.abs(), sizes)
}

/// What a total says of people.
fn state(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
