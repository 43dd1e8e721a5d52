//! The closing summary of a run, for people.

mod comparison;
mod layout;
mod scores;

use refuge_core::observe::{Estimate, Results};
use refuge_core::place::Place;
use refuge_core::shelter::ShelterKind;
use refuge_core::{Day, World};

use comparison::comparison;
pub(crate) use layout::aligned;
use scores::scores;
pub(crate) use scores::{AS_FLEE, OF_A_WHAT_IF};

use crate::cell::with_separators;
use crate::provenance::Provenance;

const CAMPS_SHOWN: usize = 5;

/// Where people are: columns of totals.csv and what to call them.
pub(crate) const TOTALS: [(&str, &str); 8] = [
    ("displaced", "Displaced since the first day"),
    ("in_camps", "In camps"),
    ("in_host_communities", "In host communities"),
    ("in_transit", "On the way"),
    ("internally_displaced", "In the home country"),
    ("abroad", "Abroad"),
    ("returned", "Back home"),
    ("moved_on", "Moved on to further countries"),
];

/// Whether a total is to be told of: that of those who moved on, which most scenarios know nothing of, is not
/// where all of its numbers are 0.
pub(crate) fn is_told(total: &str, numbers: impl IntoIterator<Item = f64>) -> bool {
    total != "moved_on" || numbers.into_iter().any(|number| number > 0.0)
}

/// What a person wants to know when a run ends: how many are displaced, where people are, which
/// camps are fullest, how that compares with what was observed, and whether a naive forecast would
/// have done as well.
pub fn summary(world: &World, results: &Results, provenance: &Provenance) -> String {
    [
        title(world, provenance),
        uncertain(world, provenance),
        totals(world, results),
        in_the_open(world, results),
        fullest_camps(world, results),
        comparison(world, results),
        if provenance.what_if && !results.scores.is_empty() {
            OF_A_WHAT_IF.to_owned()
        } else {
            scores(world, results)
        },
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join("\n")
}

fn title(world: &World, run: &Provenance) -> String {
    let calendar = world.calendar;
    let branch = run.branch.as_ref().map(|name| format!(", branch {name}"));
    let changed = match run.changes.as_slice() {
        [] => String::new(),
        changes => format!(", changed: {}", changes.join(", ")),
    };
    let days = match calendar.days() {
        1 => "1 day".to_owned(),
        n => format!("{n} days"),
    };
    let replicates = match (run.replicates, run.replicates_asked) {
        (n, asked) if n < asked => format!(", mean of the first {n} of {asked} replicates"),
        (0 | 1, _) => String::new(),
        (n, _) => format!(", mean of {n} replicates"),
    };
    format!(
        "{}{}{changed}\n{} to {} ({days}), seed {}{replicates}\n\
         {} persons displaced or hosted, in {} households; residents at home are not counted\n",
        world.title,
        branch.unwrap_or_default(),
        calendar.start(),
        calendar.end(),
        run.seed,
        with_separators(run.persons as f64),
        with_separators(run.households as f64),
    )
}

/// That settings were drawn, which is else not to be seen in the numbers of one run.
fn uncertain(world: &World, run: &Provenance) -> String {
    let count = match world.uncertain.len() {
        0 => return String::new(),
        1 => "1 setting is".to_owned(),
        n => format!("{n} settings are"),
    };
    if run.replicates > 1 {
        format!(
            "{count} uncertain and drawn anew for each pair of replicates (draws.csv, uncertainty.csv).\n"
        )
    } else {
        format!("{count} uncertain, and this one run shows a single draw: see draws.csv.\n")
    }
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
    if !is_told(name, [estimate.mean.row(row)[column]]) {
        return None;
    }
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

/// How many sleep in the open at the end, if anybody does.
fn in_the_open(world: &World, results: &Results) -> String {
    let last = world.calendar.days() - 1;
    let persons = results.estimate("shelter").and_then(|estimate| {
        let key = [u32::from(last), ShelterKind::Open as u32, 0];
        estimate.mean.get(key, "persons")
    });
    match persons.map(f64::round) {
        None | Some(0.0) => String::new(),
        Some(persons) => {
            let verb = if persons == 1.0 { "sleeps" } else { "sleep" };
            let date = world.calendar.date(last);
            format!(
                "{} {verb} in the open on {date}.\n",
                with_separators(persons)
            )
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use refuge_core::observe::{Sheet, schemas};

    use crate::testing::{provenance, replicated, results, world};

    #[test]
    fn one_run_in_short() {
        insta::assert_snapshot!(summary(&world(), &results(), &provenance()), @"
        A winter
        2019-12-01 to 2019-12-02 (2 days), seed 7
        12,000 persons displaced or hosted, in 2,400 households; residents at home are not counted

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

        Against what was observed  n   last date  simulated  observed  differs  at most          on
        displaced                  1  2019-12-02      1,200     1,251    -4.0%    -4.0%  2019-12-02
        present: Atma              1  2019-12-02      1,000       900   +11.1%   +11.1%  2019-12-02

        Scores over all places  how many  where  when, days   ard  persistence  nearest  gravity   line
        displaced                                            4.0%        +0.25                    +0.50
        `ard`: people too many or too few, by place, as a share of those observed.
        The last four: skill, 1 - ard / ard of that naive forecast; below 0 the forecast beats the run.
        ");
    }

    #[test]
    fn who_moved_on_is_told_where_anybody_did() {
        let mut results = results();
        *results.estimates[0].mean.values.last_mut().unwrap() = 345.0;
        let text = summary(&world(), &results, &provenance());
        let told: Vec<&str> = text.lines().filter(|line| line.contains("oved")).collect();
        assert_eq!(told, ["Moved on to further countries      345"]);
    }

    #[test]
    fn replicates_have_a_range_and_changes_are_named() {
        let provenance = Provenance {
            branch: Some("no-ceasefire".to_owned()),
            changes: ["movement.camp_weight=2", "days=2"]
                .map(String::from)
                .to_vec(),
            replicates: 20,
            replicates_asked: 20,
            ..provenance()
        };
        let text = summary(&world(), &replicated(results()), &provenance);
        let head: Vec<&str> = text.lines().take(6).collect();
        insta::assert_snapshot!(head.join("\n"), @r"
        A winter, branch no-ceasefire, changed: movement.camp_weight=2, days=2
        2019-12-01 to 2019-12-02 (2 days), seed 7, mean of 20 replicates
        12,000 persons displaced or hosted, in 2,400 households; residents at home are not counted

        On 2019-12-02                  persons  90% of replicates
        Displaced since the first day    1,200       800 to 1,600
        ");
    }

    #[test]
    fn a_what_if_is_not_judged() {
        let run = Provenance {
            what_if: true,
            ..provenance()
        };
        let text = summary(&world(), &results(), &run);
        assert!(
            text.contains("Against what was observed") && !text.contains("Scores"),
            "{text}"
        );
        assert_eq!(text.lines().last().unwrap(), OF_A_WHAT_IF.trim_end());
        let text = summary(&world(), &Results::default(), &run);
        assert!(!text.contains("what-if"), "{text}");
    }

    #[test]
    fn settings_that_are_uncertain_are_told() {
        let mut world = world();
        let distribution = refuge_core::uncertain::Distribution::Exp { lambda: 1.0 };
        world.uncertain = vec![refuge_core::uncertain::Uncertain {
            key: "movement.camp_weight",
            distribution,
        }];
        let told = |replicates| {
            let run = Provenance {
                replicates,
                ..provenance()
            };
            let text = summary(&world, &Results::default(), &run);
            text.lines().last().unwrap_or_default().to_owned()
        };
        assert_eq!(
            told(1),
            "1 setting is uncertain, and this one run shows a single draw: see draws.csv."
        );
        assert_eq!(
            told(20),
            "1 setting is uncertain and drawn anew for each pair of replicates (draws.csv, uncertainty.csv)."
        );
    }

    #[test]
    fn those_in_the_open_at_the_end_are_told() {
        let told = |persons: f64| {
            let mut sheet = Sheet::new(&schemas::SHELTER);
            sheet.push([0, ShelterKind::Open as u32, 0], &[9.0]);
            sheet.push([1, ShelterKind::Tent as u32, 0], &[70.0]);
            sheet.push([1, ShelterKind::Open as u32, 0], &[persons]);
            let results = Results {
                estimates: vec![Estimate {
                    mean: sheet,
                    quantiles: Vec::new(),
                }],
                ..Results::default()
            };
            in_the_open(&world(), &results)
        };
        assert_eq!(told(17_204.4), "17,204 sleep in the open on 2019-12-02.\n");
        assert_eq!(told(1.0), "1 sleeps in the open on 2019-12-02.\n");
        assert_eq!(told(0.0), "");
    }

    #[test]
    fn one_day_is_a_day() {
        let mut world = world();
        world.calendar = refuge_core::Calendar::new(world.calendar.start(), 1).unwrap();
        let text = summary(&world, &Results::default(), &provenance());
        assert!(text.contains(" to 2019-12-01 (1 day), "), "{text}");
    }

    #[test]
    fn without_results_there_is_only_the_title() {
        let text = summary(&world(), &Results::default(), &provenance());
        assert_eq!(text.lines().count(), 3);
    }
}
