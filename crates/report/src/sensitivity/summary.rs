//! The closing summary of a study of sensitivity, for people.

use refuge_core::observe::{Index, Sensitivity};

use super::Studied;
use crate::cell::with_separators;
use crate::summary::aligned;

/// The indices that are shown: by the first of them that there is, parameters are ranked.
const SHOWN: [(&str, &str); 3] = [
    ("total", "total order"),
    ("first", "first order"),
    ("mu_star", "mean effect"),
];

/// More points than this the sequence has not.
const MOST_SAMPLES: u32 = 1 << 16;

pub(super) fn summary(about: &Studied<'_>, found: &Sensitivity) -> String {
    let outputs = 0..found.outputs.len();
    let parts = outputs.map(|output| of_output(found, output));
    let remarks = remarks(about, found);
    std::iter::once(title(about, found))
        .chain(parts)
        .chain((!remarks.is_empty()).then(|| remarks.join("\n") + "\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn title(about: &Studied<'_>, found: &Sensitivity) -> String {
    let branch = about.branch.as_ref().map(|name| format!(", branch {name}"));
    let changed = match about.changes.as_slice() {
        [] => String::new(),
        changes => format!(", changed: {}", changes.join(", ")),
    };
    let trajectories = about.trajectories.map(|n| format!("{n} trajectories"));
    let samples = about.samples.map(|n| format!("{n} samples"));
    let designs: Vec<String> = trajectories.into_iter().chain(samples).collect();
    let replicates = match about.replicates {
        1 => String::new(),
        n => format!(", each the mean of {n} replicates"),
    };
    format!(
        "{}{}{changed}\n{} settings varied in {} runs ({}){replicates}, seed {}\n",
        about.world.title,
        branch.unwrap_or_default(),
        found.parameters.len(),
        with_separators(found.evaluations.len() as f64),
        designs.join(", "),
        about.seed,
    )
}

/// An index of an output and parameter, if the method was asked for.
fn index<'f>(
    found: &'f Sensitivity,
    output: usize,
    parameter: usize,
    name: &str,
) -> Option<&'f Index> {
    let mut indices = found.indices.iter();
    indices.find(|index| (index.output, index.parameter, index.name) == (output, parameter, name))
}

/// The parameters of an output and the index by which they are ranked, the largest first.
fn ranked(found: &Sensitivity, output: usize) -> Vec<&Index> {
    let of = |name: &str| -> Vec<&Index> {
        let parameters = 0..found.parameters.len();
        parameters
            .filter_map(|parameter| index(found, output, parameter, name))
            .collect()
    };
    let mut all = SHOWN.iter().map(|(name, _)| of(name));
    let mut first = all.find(|indices| !indices.is_empty()).unwrap_or_default();
    first.sort_by(|a, b| b.value.total_cmp(&a.value));
    first
}

/// What an output is like over all runs.
enum Course {
    Changes,
    Same,
    /// Missing in this many runs.
    Missing(usize),
}

fn course(found: &Sensitivity, output: usize) -> Course {
    let values = || found.evaluations.iter().map(|run| run.outputs[output]);
    match values().filter(|value| value.is_nan()).count() {
        0 if values().all(|value| Some(value) == values().next()) => Course::Same,
        0 => Course::Changes,
        missing => Course::Missing(missing),
    }
}

fn of_output(found: &Sensitivity, output: usize) -> String {
    let name = &found.outputs[output];
    match course(found, output) {
        Course::Same => return format!("{name} is the same in every run.\n"),
        Course::Missing(missing) => {
            return format!(
                "{name} is missing in {missing} of {} runs, and so has no indices.\n",
                found.evaluations.len()
            );
        }
        Course::Changes => {}
    }
    let ranked = ranked(found, output);
    let by = ranked.first().map_or("", |index| index.name);
    let shown = || {
        let has = |name: &str| index(found, output, 0, name).is_some();
        SHOWN.iter().filter(move |(name, _)| has(name))
    };
    let interval = "90% interval";
    let mut heading = vec![name.as_str()];
    for (name, label) in shown() {
        heading.push(label);
        heading.extend((*name == by).then_some(interval));
    }
    let row = |ranking: &&Index| {
        let mut cells = vec![found.parameters[ranking.parameter].clone()];
        for (name, _) in shown() {
            let number = index(found, output, ranking.parameter, name);
            cells.push(number.map_or_else(String::new, |index| short(index.value)));
            if *name == by {
                let [low, high] = ranking.interval;
                cells.push(format!("{} to {}", short(low), short(high)));
            }
        }
        cells
    };
    aligned(&heading, ranked.iter().map(row).collect())
}

/// A share to two decimals, a count of persons to a whole one.
fn short(number: f64) -> String {
    if number.abs() < 10.0 {
        // So that nothing is shown as -0.00.
        format!("{:.2}", (number * 100.0).round() / 100.0 + 0.0)
    } else {
        with_separators(number)
    }
}

/// What is to be said beside the numbers.
fn remarks(about: &Studied<'_>, found: &Sensitivity) -> Vec<String> {
    let changes = |output: &usize| matches!(course(found, *output), Course::Changes);
    let outputs: Vec<usize> = (0..found.outputs.len()).filter(changes).collect();
    let acts = |parameter: usize| {
        let mut indices = found.indices.iter();
        indices.any(|index| {
            let is_size = ["mu_star", "total"].contains(&index.name);
            index.parameter == parameter && is_size && index.value > 0.0
        })
    };
    let idle = (0..found.parameters.len()).filter(|parameter| !acts(*parameter));
    let idle = idle.map(|parameter| {
        format!(
            "{} changes none of these numbers.",
            found.parameters[parameter]
        )
    });
    let unsure = outputs.iter().filter(|output| {
        let ranked = ranked(found, **output);
        ranked.first().is_some_and(|index| {
            let [low, high] = index.interval;
            high - low > index.value
        })
    });
    let unsure: Vec<&str> = unsure
        .map(|output| found.outputs[*output].as_str())
        .collect();
    let unsure = (!unsure.is_empty()).then(|| {
        let more = match (about.samples, about.trajectories) {
            (Some(samples), _) => format!("--samples {}", samples.saturating_mul(4).min(MOST_SAMPLES)),
            (None, trajectories) => {
                format!("--trajectories {}", trajectories.unwrap_or(1).saturating_mul(4))
            }
        };
        format!(
            "Of {} even the largest index is smaller than its interval is wide: `{more}` would tell more.",
            unsure.join(", ")
        )
    });
    idle.chain(unsure).collect()
}
