//! Who the displaced are and where they came from.

use std::collections::BTreeMap;

use serde::Serialize;

use super::names::Names;
use super::words::{in_full, listed, people, percent};
use crate::cell::with_separators;
use crate::reports::source::Source;

/// How many origins the page shows.
const MOST_ORIGINS: usize = 15;
/// How many of the places are named where the people of an origin are.
const MOST_DESTINATIONS: usize = 3;

/// How the origin of people begins who were displaced earlier.
const BEFORE: &str = "before the run: ";

/// The displaced of the last day by sex and age.
#[derive(Debug, Serialize)]
pub(super) struct Groups {
    sentence: String,
    rows: Vec<Group>,
}

#[derive(Debug, Serialize)]
struct Group {
    name: String,
    displaced: String,
    share: String,
    in_camps: String,
}

pub(super) fn groups(source: &Source) -> Option<Groups> {
    let table = source.tables.get("demographics")?;
    let (dates, names) = (table.dates("date")?, table.texts("group")?);
    let (displaced, in_camps) = (table.numbers("displaced")?, table.numbers("in_camps")?);
    let last = dates.last().copied().flatten()?;
    let rows: Vec<usize> = (0..table.rows)
        .filter(|&row| dates[row] == Some(last))
        .collect();
    let all: f64 = rows.iter().map(|&row| displaced[row]).sum();
    if all < 0.5 {
        return None;
    }
    let is_child = |&&row: &&usize| matches!(names.get(row), "girls" | "boys");
    let children: f64 = rows
        .iter()
        .filter(is_child)
        .map(|&row| displaced[row])
        .sum();
    let row = |&row: &usize| Group {
        name: names.get(row).to_owned(),
        displaced: with_separators(displaced[row]),
        share: percent(displaced[row] / all),
        in_camps: with_separators(in_camps[row]),
    };
    Some(Groups {
        sentence: format!(
            "By {}, {} of those displaced in the run ({}) were under 18.",
            in_full(last),
            people(children, None).replace(" people", ""),
            percent(children / all)
        ),
        rows: rows.iter().map(row).collect(),
    })
}

/// Where most people came from, and where they are on the last day.
#[derive(Debug, Serialize)]
pub(super) struct Origins {
    rows: Vec<Origin>,
    /// How many more origins there are.
    more: usize,
}

#[derive(Debug, Serialize)]
struct Origin {
    name: String,
    persons: String,
    still_there: String,
    elsewhere: String,
}

pub(super) fn origins(source: &Source, names: &Names) -> Option<Origins> {
    let table = source.tables.get("origins")?;
    let (origins, places) = (table.texts("origin")?, table.texts("place")?);
    let persons = table.numbers("persons")?;
    let mut of: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    for (row, &number) in persons.iter().enumerate() {
        let origin = origins.get(row);
        if !origin.starts_with(BEFORE) {
            of.entry(origin)
                .or_default()
                .push((places.get(row), number));
        }
    }
    let total = |of: &[(&str, f64)]| of.iter().map(|(_, number)| number).sum::<f64>();
    let mut of: Vec<_> = of.into_iter().collect();
    of.sort_by(|(_, a), (_, b)| total(b).total_cmp(&total(a)));
    let more = of.len().saturating_sub(MOST_ORIGINS);
    of.truncate(MOST_ORIGINS);
    let row = |(origin, mut to): (&str, Vec<(&str, f64)>)| {
        let persons = with_separators(total(&to));
        let home: f64 = to
            .iter()
            .filter(|(place, _)| *place == origin)
            .map(|(_, n)| n)
            .sum();
        to.retain(|(place, _)| *place != origin);
        to.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let most = to.iter().take(MOST_DESTINATIONS);
        let most: Vec<String> = most
            .map(|(place, number)| format!("{} {}", names.get(place), with_separators(*number)))
            .collect();
        Origin {
            name: names.get(origin).to_owned(),
            persons,
            still_there: with_separators(home),
            elsewhere: listed(&most),
        }
    };
    let rows: Vec<Origin> = of.into_iter().map(row).collect();
    (!rows.is_empty()).then_some(Origins { rows, more })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::literal::source;
    use super::*;

    #[test]
    fn children_are_girls_and_boys_of_the_last_day() {
        let rows = "date,group,displaced,in_camps\n\
                    2020-01-01,girls,900,0\n\
                    2020-01-02,girls,310,7\n2020-01-02,boys,290,5\n\
                    2020-01-02,women,250,3\n2020-01-02,men,150,1\n";
        let groups = groups(&source(&json!({}), &[("demographics", rows)])).unwrap();
        assert_eq!(
            groups.sentence,
            "By 2 January 2020, 600 of those displaced in the run (60%) were under 18."
        );
        let shares: Vec<&str> = groups.rows.iter().map(|row| row.share.as_str()).collect();
        assert_eq!(shares, ["31%", "29%", "25%", "15%"]);
    }

    #[test]
    fn origins_name_the_most_and_leave_out_earlier_displacement() {
        let rows = "origin,place,persons\n\
                    Hish,Hish,20\nHish,Atma,1500\nHish,in transit,3\nHish,Qah,700\nHish,Dana,40\n\
                    Zirbah,Atma,3000\nbefore the run: Atma,Atma,9000\n";
        let locations = "place,name\nAtma,Atma camps\n";
        let source = source(&json!({}), &[("origins", rows), ("locations", locations)]);
        let origins = origins(&source, &Names::of(&source.tables)).unwrap();
        let row =
            |row: &Origin| [&*row.name, &row.persons, &row.still_there, &row.elsewhere].join("|");
        let rows: Vec<String> = origins.rows.iter().map(row).collect();
        assert_eq!(
            rows,
            [
                "Zirbah|3,000|0|Atma camps 3,000",
                "Hish|2,263|20|Atma camps 1,500, Qah 700 and Dana 40",
            ]
        );
    }
}
