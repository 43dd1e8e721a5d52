//! What the displaced sleep under.

use serde::Serialize;

use super::estimates::Estimates;
use super::result::bounds;
use super::words::percent;
use crate::cell::with_separators;
use crate::reports::source::Source;

/// Each kind of shelter as shelter.csv names it, and in words.
const KINDS: [(&str, &str); 8] = [
    ("host_family", "With host families"),
    ("rented", "In rented rooms and houses"),
    ("built", "In shelter built for them"),
    ("public_building", "In public buildings"),
    ("unfinished", "In unfinished buildings"),
    ("tent", "In tents"),
    ("open", "In the open"),
    ("unknown", "Not told apart"),
];

/// A kind of shelter in words; as it is named where it has none.
pub(super) fn kind(word: &str) -> &str {
    let known = KINDS.iter().find(|(kind, _)| *kind == word);
    known.map_or(word, |(_, name)| name)
}

/// Where the displaced sleep on the last day.
#[derive(Debug, Serialize)]
pub(super) struct Sleeping {
    has_interval: bool,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    kind: String,
    persons: String,
    interval: String,
    share: String,
}

pub(super) fn sleeping(source: &Source) -> Option<Sleeping> {
    let table = source.tables.get("shelter")?;
    let (dates, kinds) = (table.dates("date")?, table.texts("kind")?);
    let persons = Estimates::of(table, "persons");
    let last = dates.last().copied().flatten()?;
    let is_last = |&row: &usize| dates[row] == Some(last);
    let rows: Vec<usize> = (0..table.rows).filter(is_last).collect();
    let all: f64 = rows.iter().map(|&row| persons.mean(row)).sum();
    if all < 0.5 {
        return None;
    }
    let row = |&row: &usize| {
        let estimate = persons.get(row);
        Row {
            kind: kind(kinds.get(row)).to_owned(),
            persons: with_separators(estimate.mean),
            interval: estimate.interval.map_or_else(String::new, bounds),
            share: percent(estimate.mean / all),
        }
    };
    Some(Sleeping {
        has_interval: rows.iter().any(|&row| persons.get(row).interval.is_some()),
        rows: rows.iter().map(row).collect(),
    })
}

#[cfg(test)]
mod tests {
    use refuge_core::shelter::ShelterKind;
    use serde_json::json;

    use super::super::literal::source;
    use super::*;

    #[test]
    fn every_kind_has_words() {
        for known in ShelterKind::ALL {
            assert_ne!(kind(known.word()), known.word());
        }
    }

    #[test]
    fn the_last_day_is_shown_in_persons_and_shares() {
        let rows = "date,kind,persons,persons_p05,persons_p95\n\
                    2020-01-01,tent,900,900,900\n2020-01-01,open,0,0,0\n\
                    2020-01-02,tent,1500,1400,1600\n2020-01-02,open,500,450.4,560\n";
        let sleeping = sleeping(&source(&json!({}), &[("shelter", rows)])).unwrap();
        assert!(sleeping.has_interval);
        let rows = sleeping.rows.iter();
        let rows = rows.map(|row| [&*row.kind, &row.persons, &row.interval, &row.share].join("|"));
        assert_eq!(
            rows.collect::<Vec<_>>(),
            [
                "In tents|1,500|1,400 to 1,600|75%",
                "In the open|500|450 to 560|25%"
            ]
        );
    }

    #[test]
    fn nobody_sleeps_nowhere() {
        let rows = "date,kind,persons\n2020-01-01,tent,0\n";
        assert!(sleeping(&source(&json!({}), &[("shelter", rows)])).is_none());
        assert!(sleeping(&source(&json!({}), &[])).is_none());
    }
}
