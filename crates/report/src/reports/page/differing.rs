//! Which branch differs most from the first, and by how much, in sentences.

use super::compared::{Compared, Difference, signed_bounds};
use super::result::last_day;
use super::words::{in_full, listed, range, rounded};
use crate::cell::with_separators;
use crate::reports::source::Source;

/// How much larger a total must differ to be told rather than one that is listed before it.
const CLEARLY: f64 = 1.02;
/// How many of the other branches are told one by one.
const TOLD: usize = 4;

/// The total in which a branch differs most from the first.
struct Largest<'a> {
    branch: &'a str,
    label: &'static str,
    difference: Difference,
}

impl Largest<'_> {
    fn size(&self) -> f64 {
        self.difference.mean.abs()
    }
}

/// Which branch differs most, what the others do, and which do not differ.
pub(super) fn sentences(source: &Source, compared: &Compared) -> Option<Vec<String>> {
    let first = quoted(compared.names.first()?);
    let later = 1..compared.names.len();
    let all: Vec<Largest> = later
        .map(|branch| largest(compared, branch))
        .collect::<Option<_>>()?;
    let (mut differing, alike): (Vec<Largest>, Vec<Largest>) =
        all.into_iter().partition(|largest| largest.size() >= 0.5);
    differing.sort_by(|a, b| b.size().total_cmp(&a.size()));
    let on = in_full(last_day(&source.run));
    let Some((most, others)) = differing.split_first() else {
        return Some(vec![format!(
            "On {on} no branch differs from {first} in any total."
        )]);
    };
    let pairs = source.run.replicates;
    let is_only = others.is_empty() && alike.is_empty();
    let mut sentences = vec![format!(
        "On {on} the branch {} differs {}from {first}: {}.",
        quoted(most.branch),
        if is_only { "" } else { "most " },
        in_words(most, pairs)
    )];
    sentences.extend(of_the_others(others, &alike, pairs));
    Some(sentences)
}

/// What the branches do that differ less or not at all, the first few by name.
fn of_the_others(others: &[Largest], alike: &[Largest], pairs: u32) -> Option<String> {
    let (told, untold) = others.split_at(others.len().min(TOLD));
    let told = told
        .iter()
        .map(|other| format!("{} {}", quoted(other.branch), in_words(other, pairs)));
    let mut parts: Vec<String> = told.collect();
    if !untold.is_empty() {
        let differ = if untold.len() == 1 {
            "differs"
        } else {
            "differ"
        };
        parts.push(format!("{} more {differ} less", untold.len()));
    }
    let mut names: Vec<String> = alike.iter().map(|alike| quoted(alike.branch)).collect();
    if names.len() > TOLD {
        names.truncate(TOLD);
        names.push(format!("{} more", alike.len() - TOLD));
    }
    let does = if names.len() == 1 { "does" } else { "do" };
    let alike = format!("{} {does} not differ from it in any total", listed(&names));
    match (parts.is_empty(), names.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!("{alike}.")),
        (false, none_alike) => {
            parts.extend((!none_alike).then_some(alike));
            let parts = parts.join("; ");
            Some(format!("The largest difference of the others: {parts}."))
        }
    }
}

/// The total in which a branch differs most; of two that say about the same, the first.
fn largest<'a>(compared: &'a Compared, branch: usize) -> Option<Largest<'a>> {
    let totals = compared.totals(branch)?.into_iter();
    totals
        .map(|(label, difference)| Largest {
            branch: &compared.names[branch],
            label,
            difference,
        })
        .reduce(|most, next| {
            let is_larger = next.size() > CLEARLY * most.size();
            if is_larger { next } else { most }
        })
}

/// A difference in words, such as `about 120,000 more people abroad (90% of pairs: 110,000 to 130,000)`.
fn in_words(largest: &Largest, pairs: u32) -> String {
    let difference = largest.difference;
    let size = rounded(largest.size(), None);
    let about = if size.is_about { "about " } else { "" };
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
    let number = with_separators(size.number.max(1.0));
    let interval = match pairs {
        0 | 1 => "one pair, no interval".to_owned(),
        _ if difference.spans_zero() => format!(
            "90% of pairs: {}, so that it may as well be the other way",
            signed_bounds(difference.interval)
        ),
        _ => format!("90% of pairs: {}", without_sign(difference)),
    };
    format!(
        "{about}{number} {more} {noun} {} ({interval})",
        state(largest.label)
    )
}

/// The interval of a difference that is of one sign.
fn without_sign(difference: Difference) -> String {
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
    match label {
        "In the home country" => "displaced in the home country".to_owned(),
        label => label.to_lowercase(),
    }
}

fn quoted(name: &str) -> String {
    format!("\u{201c}{name}\u{201d}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::literal::source;
    use super::super::page;

    /// The sentences on branches whose last day has these rows of compare.csv: measure, no place, means
    /// and of each later branch the difference with its 5 and 95% quantiles.
    fn said(branches: &[&str], replicates: u32, rows: &[&str]) -> String {
        let differences = branches[1..].iter().flat_map(|later| {
            let prefix = match branches.len() {
                2 => String::new(),
                _ => format!("{later}_"),
            };
            ["difference", "difference_p05", "difference_p95"].map(|name| format!("{prefix}{name}"))
        });
        let differences: Vec<String> = differences.collect();
        let mut compare = format!(
            "date,measure,place,{},{}\n",
            branches.join(","),
            differences.join(",")
        );
        for row in rows {
            compare.extend(["2020-01-03,", row, "\n"]);
        }
        let of_branch = |name: &&str| json!({"name": name, "settings": {}});
        let run = json!({
            "command": "compare",
            "replicates": replicates,
            "branches": branches.iter().map(of_branch).collect::<Vec<_>>(),
        });
        let source = source(&run, &[("compare", &compare)]);
        let page = serde_json::to_value(page(&source).unwrap()).unwrap();
        let sentences = page["head"]["sentences"].clone();
        let sentences: Vec<String> = serde_json::from_value(sentences).unwrap();
        sentences.join("\n")
    }

    #[test]
    fn the_branch_that_differs_most_comes_first() {
        let branches = ["main", "truce", "camp", "same"];
        let rows = [
            "displaced,,5000,4000,5000,5000,-1000,-1100,-900,0,0,0,0,0,0",
            "abroad,,0,0,2345,0,0,0,0,2345,2201,2499,0,0,0",
        ];
        insta::assert_snapshot!(said(&branches, 20, &rows), @r#"
    On 3 January 2020 the branch “camp” differs most from “main”: about 2,350 more people abroad (90% of pairs: 2,200 to 2,500).
    The largest difference of the others: “truce” 1,000 fewer people displaced since the first day (90% of pairs: 900 to 1,100); “same” does not differ from it in any total.
    "#);
    }

    #[test]
    fn of_many_branches_a_few_are_told() {
        let branches = ["main", "a", "b", "c", "d", "e", "f"];
        let differences = [60, 50, 40, 30, 20, 10].map(|n| format!("{n},{n},{n}"));
        let row = format!("abroad,,0,60,50,40,30,20,10,{}", differences.join(","));
        insta::assert_snapshot!(said(&branches, 1, &[&row]), @r#"
    On 3 January 2020 the branch “a” differs most from “main”: 60 more people abroad (one pair, no interval).
    The largest difference of the others: “b” 50 more people abroad (one pair, no interval); “c” 40 more people abroad (one pair, no interval); “d” 30 more people abroad (one pair, no interval); “e” 20 more people abroad (one pair, no interval); 1 more differs less.
    "#);
    }

    #[test]
    fn an_interval_with_0_in_it_is_told() {
        let rows = ["in_camps,,100,112,12,-30,51"];
        insta::assert_snapshot!(said(&["main", "truce"], 20, &rows), @r#"On 3 January 2020 the branch “truce” differs from “main”: 12 more people in camps (90% of pairs: −30 to +51, so that it may as well be the other way)."#);
    }

    #[test]
    fn one_pair_has_no_interval_and_one_person_is_a_person() {
        let rows = ["returned,,3,4,1,1,1"];
        insta::assert_snapshot!(said(&["main", "truce"], 1, &rows), @r#"On 3 January 2020 the branch “truce” differs from “main”: 1 more person back home (one pair, no interval)."#);
    }

    #[test]
    fn branches_that_are_alike_are_told() {
        let rows = ["displaced,,5000,5000,0,0,0"];
        insta::assert_snapshot!(said(&["main", "truce"], 20, &rows), @r#"On 3 January 2020 no branch differs from “main” in any total."#);
    }
}
