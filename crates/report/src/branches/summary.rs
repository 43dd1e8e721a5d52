//! The closing summary of a comparison, for people.

use refuge_core::World;
use refuge_core::observe::{Comparison, Contrast};
use serde_json::json;

use super::{Branches, cautions};
use crate::cell::with_separators;
use crate::summary::{TOTALS, aligned, is_told};

/// How many totals of each branch are told where there are several.
const SHOWN: usize = 3;

pub(super) fn summary(about: &Branches<'_>, world: &World, comparison: &Comparison) -> String {
    let tables = if comparison.branches.len() == 2 {
        against_the_first(world, comparison)
    } else {
        all_in_one(world, comparison)
    };
    let branches = comparison.branches.iter().zip(&about.worlds);
    let modes: Vec<_> = branches
        .map(|(name, world)| (name.as_str(), json!(world.settings.onset.mode)))
        .collect();
    let modes = modes
        .iter()
        .filter_map(|(name, mode)| Some((*name, mode.as_str()?)));
    let cautions = cautions(&modes.collect::<Vec<_>>()).into_iter();
    std::iter::once(title(about, world, comparison))
        .chain(cautions.map(|caution| format!("{caution}\n")))
        .chain([tables])
        .chain(unknown(about))
        .collect::<Vec<_>>()
        .join("\n")
}

/// What no run can know, as the scenario says.
fn unknown(about: &Branches<'_>) -> Option<String> {
    let caveats = about.caveats();
    let lines = caveats.iter().map(|caveat| format!("- {caveat}\n"));
    (!caveats.is_empty()).then(|| format!("What this cannot know:\n{}", lines.collect::<String>()))
}

fn title(about: &Branches<'_>, world: &World, comparison: &Comparison) -> String {
    let calendar = world.calendar;
    let changed = match about.changes.as_slice() {
        [] => String::new(),
        changes => format!(", changed: {}", changes.join(", ")),
    };
    let days = match calendar.days() {
        1 => "1 day".to_owned(),
        n => format!("{n} days"),
    };
    format!(
        "{}, branches {}{changed}\n{} to {} ({days}), seed {}\n{} of each branch, in pairs with the same random numbers\n",
        world.title,
        comparison.branches.join(", "),
        calendar.start(),
        calendar.end(),
        about.seed,
        match comparison.replicates {
            1 => "1 replicate".to_owned(),
            n => format!("{n} replicates"),
        },
    )
}

/// The totals of the last day: label, and the numbers of the branches.
fn totals<'c>(world: &World, comparison: &'c Comparison) -> Vec<(&'static str, &'c Contrast)> {
    let last_day = world.calendar.days() - 1;
    let row = |(column, label)| {
        let mut rows = comparison.rows.iter().rev();
        let row = rows.find(|row| row.day == last_day && row.measure.word() == column)?;
        is_told(column, row.means.iter().copied()).then_some((label, row))
    };
    TOTALS.into_iter().filter_map(row).collect()
}

/// The totals of the last day in two branches, and what pairing brought.
fn against_the_first(world: &World, comparison: &Comparison) -> String {
    let rows = totals(world, comparison);
    let on = format!("On {}", world.calendar.end());
    let (first, later) = (&comparison.branches[0], &comparison.branches[1]);
    let differences = rows
        .iter()
        .map(|(label, row)| difference(label, row, 1).to_vec());
    let widths = rows.iter().map(|(label, row)| widths(label, row, 1));
    [
        aligned(
            &[on.as_str(), first, later, "difference", "90% of pairs"],
            differences.collect(),
        ),
        aligned(
            &["Width of these 90%", "paired", "unpaired", "variance saved"],
            widths.collect(),
        ),
    ]
    .join("\n")
}

/// For each later branch the totals of the last day in which it differs most from the first.
fn all_in_one(world: &World, comparison: &Comparison) -> String {
    let totals = totals(world, comparison);
    let of_branch = |branch: usize| {
        let mut most: Vec<_> = totals.clone();
        most.retain(|(_, row)| row.differences[branch - 1].mean.abs() >= 0.5);
        let size = |row: &Contrast| row.differences[branch - 1].mean.abs();
        most.sort_by(|(_, a), (_, b)| size(b).total_cmp(&size(a)));
        most.truncate(SHOWN);
        let rows = most.iter().enumerate().map(|(nth, (label, row))| {
            let [label, first, _, difference, pairs] = difference(label, row, branch);
            let name = if nth == 0 {
                &*comparison.branches[branch]
            } else {
                ""
            };
            vec![
                format!("{name:<width$}  {label}", width = longest(comparison)),
                first,
                difference,
                pairs,
            ]
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            let nothing = ["", "0", ""].map(str::to_owned);
            let label = format!("{}  no total differs", comparison.branches[branch]);
            return vec![std::iter::once(label).chain(nothing).collect()];
        }
        rows
    };
    let first = &comparison.branches[0];
    let on = format!("On {}, beside {first}", world.calendar.end());
    let rows = (1..comparison.branches.len()).flat_map(of_branch);
    aligned(
        &[on.as_str(), first, "difference", "90% of pairs"],
        rows.collect(),
    )
}

fn longest(comparison: &Comparison) -> usize {
    let lengths = comparison
        .branches
        .iter()
        .skip(1)
        .map(|name| name.chars().count());
    lengths.max().unwrap_or_default()
}

fn difference(label: &str, row: &Contrast, branch: usize) -> [String; 5] {
    let difference = row.differences[branch - 1];
    let [low, _, high] = difference.quantiles;
    [
        label.to_owned(),
        with_separators(row.means[0]),
        with_separators(row.means[branch]),
        signed(difference.mean),
        format!("{} to {}", signed(low), signed(high)),
    ]
}

fn widths(label: &str, row: &Contrast, branch: usize) -> Vec<String> {
    let difference = row.differences[branch - 1];
    let [low, _, high] = difference.quantiles;
    let [unpaired_low, unpaired_high] = difference.unpaired;
    vec![
        label.to_owned(),
        with_separators(high - low),
        known(unpaired_high - unpaired_low, with_separators),
        known(difference.variance_saved, |share| {
            format!("{:.0}%", 100.0 * share)
        }),
    ]
}

/// A number with its sign, but for 0.
fn signed(number: f64) -> String {
    let text = with_separators(number);
    if number.round() > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}

fn known(number: f64, text: impl Fn(f64) -> String) -> String {
    if number.is_nan() {
        "-".to_owned()
    } else {
        text(number)
    }
}
