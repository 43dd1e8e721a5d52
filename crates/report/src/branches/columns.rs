//! The columns of compare.csv.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::folder::Heading;

/// Whether branches of these names can be columns of compare.csv, so that a long comparison can ask before
/// it starts.
///
/// # Errors
///
/// If a column would be there twice.
pub fn check_branches(names: &[String]) -> Result<(), Error> {
    let mut known = BTreeSet::new();
    let twice = headings(names).into_iter().map(|heading| heading.name);
    match twice.into_iter().find(|name| !known.insert(name.clone())) {
        Some(column) => Err(Error::ColumnTwice { column }),
        None => Ok(()),
    }
}

/// All columns, in their order.
pub(super) fn headings(branches: &[String]) -> Vec<Heading> {
    let text = |name: &str, meaning: &str| Heading::new(name, "text", meaning);
    let keys = [
        Heading::new(
            "date",
            "date",
            "The date, by ISO 8601. A row is a day, measure and place.",
        ),
        text(
            "measure",
            "What is counted: a column of totals.csv, or `present` or `arrivals` of places.csv.",
        ),
        text("place", "The id of the place; empty for the whole world."),
    ];
    let means = branches.iter().map(|name| {
        let meaning = format!("Mean over replicates in the branch `{name}`.");
        Heading::new(name, "persons", meaning)
    });
    let differences = branches.iter().skip(1).flat_map(|later| {
        let prefix = match branches.len() {
            0..=2 => String::new(),
            _ => format!("{later}_"),
        };
        of_difference(&prefix, later, &branches[0])
    });
    keys.into_iter().chain(means).chain(differences).collect()
}

fn of_difference(prefix: &str, later: &str, first: &str) -> Vec<Heading> {
    let less = format!("`{later}` less `{first}`");
    let quantile = |name: &str, share: &str| {
        let meaning =
            format!("The {share} quantile of {less} over pairs with the same random numbers.");
        Heading::new(format!("{prefix}{name}"), "persons", meaning)
    };
    let unpaired = |name: &str, share: &str| {
        let meaning = format!(
            "The {share} quantile of {less} over pairs that share no random numbers: what it would be without pairing. Empty for fewer than 4 replicates."
        );
        Heading::new(format!("{prefix}{name}"), "persons", meaning)
    };
    vec![
        Heading::new(
            format!("{prefix}difference"),
            "persons",
            format!("{less}: the mean over pairs of replicates with the same random numbers."),
        ),
        quantile("difference_p05", "5%"),
        quantile("difference_p50", "50%"),
        quantile("difference_p95", "95%"),
        unpaired("unpaired_p05", "5%"),
        unpaired("unpaired_p95", "95%"),
        Heading::new(
            format!("{prefix}variance_saved"),
            "share",
            format!(
                "The share of the variance of {less} that pairing saves: 1 less the variance over pairs with the same random numbers, over the sum of the variances of both branches. Empty where nothing varies."
            ),
        ),
    ]
}
