//! The closing summary of a comparison, for people.

use refuge_core::World;
use refuge_core::observe::{Comparison, Contrast};
use serde_json::json;

use super::{Branches, cautions};
use crate::cell::with_separators;
use crate::summary::{TOTALS, aligned};

pub(super) fn summary(about: &Branches<'_>, world: &World, comparison: &Comparison) -> String {
    let later = 1..comparison.branches.len();
    let tables = later.map(|branch| against_the_first(world, comparison, branch));
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
        .chain(tables)
        .collect::<Vec<_>>()
        .join("\n")
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

/// The totals of the last day in a later branch beside those in the first, and what pairing brought.
fn against_the_first(world: &World, comparison: &Comparison, branch: usize) -> String {
    let last_day = world.calendar.days() - 1;
    let rows: Vec<(&str, &Contrast)> = TOTALS
        .into_iter()
        .filter_map(|(column, label)| {
            let mut rows = comparison.rows.iter().rev();
            let row = rows.find(|row| row.day == last_day && row.measure.word() == column)?;
            Some((label, row))
        })
        .collect();
    let on = format!("On {}", world.calendar.end());
    let (first, later) = (&comparison.branches[0], &comparison.branches[branch]);
    let differences = rows
        .iter()
        .map(|(label, row)| difference(label, row, branch));
    let widths = rows.iter().map(|(label, row)| widths(label, row, branch));
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

fn difference(label: &str, row: &Contrast, branch: usize) -> Vec<String> {
    let difference = row.differences[branch - 1];
    let [low, _, high] = difference.quantiles;
    vec![
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
