//! The closing summary of a run, for people.

use refuge_core::observe::{Estimate, Results};
use refuge_core::place::Place;
use refuge_core::world::{Measure, Observation};
use refuge_core::{Day, World};

use crate::cell::with_separators;
use crate::provenance::Provenance;

const CAMPS_SHOWN: usize = 5;

/// Where people are: columns of totals.csv and what to call them.
const TOTALS: [(&str, &str); 7] = [
    ("displaced", "Displaced since the first day"),
    ("in_camps", "In camps"),
    ("in_host_communities", "In host communities"),
    ("in_transit", "On the way"),
    ("internally_displaced", "In the home country"),
    ("abroad", "Abroad"),
    ("returned", "Back home"),
];

/// What a person wants to know when a run ends: how many are displaced, where people are, which
/// camps are fullest, and how that compares with what was observed.
pub fn summary(world: &World, results: &Results, provenance: &Provenance) -> String {
    [
        title(world, provenance),
        totals(world, results),
        fullest_camps(world, results),
        comparison(world, results),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join("\n")
}

fn title(world: &World, run: &Provenance) -> String {
    let calendar = world.calendar;
    let branch = run.branch.as_ref().map(|name| format!(", branch {name}"));
    let replicates = match run.replicates {
        0 | 1 => String::new(),
        n => format!(", mean of {n} replicates"),
    };
    format!(
        "{}{}\n{} to {} ({} days), {} persons in {} households, seed {}{replicates}\n",
        world.title,
        branch.unwrap_or_default(),
        calendar.start(),
        calendar.end(),
        calendar.days(),
        with_separators(run.persons as f64),
        with_separators(run.households as f64),
        run.seed,
    )
}

fn totals(world: &World, results: &Results) -> String {
    let Some(estimate) = results.estimate("totals") else {
        return String::new();
    };
    let Some(last) = estimate.mean.keys.len().checked_sub(1) else {
        return String::new();
    };
    let on = format!(
        "On {}",
        world.calendar.date(estimate.mean.keys[last][0] as Day)
    );
    let heading = match estimate.quantiles.as_slice() {
        [] => vec![on.as_str(), "persons"],
        _ => vec![on.as_str(), "persons", "90% of replicates"],
    };
    let row = |(column, label)| row_of_totals(estimate, last, column, label);
    aligned(&heading, TOTALS.into_iter().filter_map(row).collect())
}

fn row_of_totals(estimate: &Estimate, row: usize, name: &str, label: &str) -> Option<Vec<String>> {
    let columns = estimate.mean.schema.columns;
    let column = columns.iter().position(|column| column.name == name)?;
    let mut cells = vec![
        label.to_owned(),
        with_separators(estimate.mean.row(row)[column]),
    ];
    if let Some([low, _, high]) = estimate.quantiles.get(row * columns.len() + column) {
        let (low, high) = (with_separators(*low), with_separators(*high));
        cells.push(format!("{low} to {high}"));
    }
    Some(cells)
}

/// A camp on the last day.
struct Camp<'a> {
    place: &'a Place,
    present: f64,
    /// NaN where there is no limit.
    occupancy: f64,
}

fn fullest_camps(world: &World, results: &Results) -> String {
    let mut camps = camps_with_people(world, results).unwrap_or_default();
    camps.sort_by(|a, b| {
        let by_occupancy = b.occupancy.max(0.0).total_cmp(&a.occupancy.max(0.0));
        by_occupancy.then(b.present.total_cmp(&a.present))
    });
    camps.truncate(CAMPS_SHOWN);
    let row = |camp: &Camp| {
        let full = match camp.occupancy {
            occupancy if occupancy.is_nan() => "no limit".to_owned(),
            occupancy => format!("{}%", with_separators(100.0 * occupancy)),
        };
        vec![camp.place.name.clone(), with_separators(camp.present), full]
    };
    aligned(
        &["Fullest camps", "persons", "of capacity"],
        camps.iter().map(row).collect(),
    )
}

fn camps_with_people<'a>(world: &'a World, results: &Results) -> Option<Vec<Camp<'a>>> {
    let sheet = &results.estimate("places")?.mean;
    let last = sheet.keys.last()?[0];
    let first_of_last_day = sheet.keys.partition_point(|key| key[0] < last);
    let camps = sheet.keys[first_of_last_day..].iter().filter_map(|&key| {
        Some(Camp {
            place: &world.places[key[1] as usize],
            present: sheet.get(key, "present")?,
            occupancy: sheet.get(key, "occupancy")?,
        })
    });
    Some(
        camps
            .filter(|camp| camp.place.kind.is_camp() && camp.present > 0.0)
            .collect(),
    )
}

fn comparison(world: &World, results: &Results) -> String {
    let compared = |measure| last_and_largest(world, results, measure);
    let row = |c: Compared| {
        let place = match c.observation.place.as_str() {
            "" => String::new(),
            places => match places.split_once(';') {
                None => format!(" in {places}"),
                Some((first, others)) => {
                    format!(" in {first} and {} more", others.split(';').count())
                }
            },
        };
        let date = world.calendar.date(c.observation.day);
        let share = match c.observed {
            0.0 => String::new(),
            observed => format!("{:+.1}%", 100.0 * (c.simulated - observed) / observed),
        };
        vec![
            format!("{}{place}, {date}", c.observation.measure.word()),
            with_separators(c.simulated),
            with_separators(c.observed),
            share,
        ]
    };
    let rows = Measure::ALL
        .into_iter()
        .filter_map(compared)
        .map(row)
        .collect();
    aligned(
        &[
            "Against what was observed",
            "simulated",
            "observed",
            "difference",
        ],
        rows,
    )
}

/// An observation and what was simulated for it.
struct Compared<'a> {
    observation: &'a Observation,
    simulated: f64,
    observed: f64,
}

/// The largest observation of a measure on the last day that has one.
fn last_and_largest<'a>(
    world: &'a World,
    results: &Results,
    measure: Measure,
) -> Option<Compared<'a>> {
    let sheet = &results.estimate("validation")?.mean;
    let compared = sheet.keys.iter().filter_map(|&key| {
        Some(Compared {
            observation: &world.observed[key[0] as usize],
            simulated: sheet.get(key, "simulated")?,
            observed: sheet.get(key, "observed")?,
        })
    });
    compared
        .filter(|c| c.observation.measure == measure && c.simulated.is_finite())
        .max_by(|a, b| {
            let by_day = a.observation.day.cmp(&b.observation.day);
            by_day.then(a.observed.total_cmp(&b.observed))
        })
}

/// A heading and rows below it, numbers to the right; nothing without rows.
fn aligned(heading: &[&str], rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let heading: Vec<String> = heading.iter().map(ToString::to_string).collect();
    let rows: Vec<_> = std::iter::once(heading).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..rows[0].len()).filter_map(width).collect();
    let line = |row: &Vec<String>| {
        let label = format!("{:<width$}", row[0], width = widths[0]);
        let numbers = row.iter().zip(&widths).skip(1);
        let cells = numbers.map(|(text, &width)| format!("  {text:>width$}"));
        format!("{label}{}", cells.collect::<String>())
            .trim_end()
            .to_owned()
            + "\n"
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{provenance, replicated, results, world};

    #[test]
    fn one_run_in_short() {
        insta::assert_snapshot!(summary(&world(), &results(), &provenance()), @r"
        A winter
        2019-12-01 to 2019-12-02 (2 days), 12,000 persons in 2,400 households, seed 7

        On 2019-12-02                  persons
        Displaced since the first day    1,200
        In camps                         1,100
        In host communities                  0
        On the way                         100
        In the home country              1,200
        Abroad                               0
        Back home                            0

        Fullest camps       persons  of capacity
        Atma, the idp_camp    1,000          50%
        Qah, the idp_camp       100     no limit

        Against what was observed    simulated  observed  difference
        displaced, 2019-12-02            1,200     1,251       -4.0%
        present in Atma, 2019-12-02      1,000       900      +11.1%
        ");
    }

    #[test]
    fn replicates_have_a_range_and_a_branch_is_named() {
        let provenance = Provenance {
            branch: Some("no-ceasefire".to_owned()),
            replicates: 20,
            ..provenance()
        };
        let text = summary(&world(), &replicated(results()), &provenance);
        let head: Vec<&str> = text.lines().take(5).collect();
        insta::assert_snapshot!(head.join("\n"), @r"
        A winter, branch no-ceasefire
        2019-12-01 to 2019-12-02 (2 days), 12,000 persons in 2,400 households, seed 7, mean of 20 replicates

        On 2019-12-02                  persons  90% of replicates
        Displaced since the first day    1,200       800 to 1,600
        ");
    }

    #[test]
    fn without_results_there_is_only_the_title() {
        let text = summary(&world(), &Results::default(), &provenance());
        assert_eq!(text.lines().count(), 2);
    }
}
