//! sensitivity.csv: every index with its interval; evaluations.csv: every run that they are made of.

use refuge_core::observe::Sensitivity;

use crate::cell::MOST_DECIMALS;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

pub(super) fn write(found: &Sensitivity, folder: &mut Folder) -> Result<(), Error> {
    indices(found, folder)?;
    evaluations(found, folder)
}

fn indices(found: &Sensitivity, folder: &mut Folder) -> Result<(), Error> {
    let mut table = Table::create(folder, "sensitivity", of_indices())?;
    for index in &found.indices {
        table.start_row()?;
        table.text(index.method)?;
        table.text(&found.outputs[index.output])?;
        table.text(&found.parameters[index.parameter])?;
        table.text(index.name)?;
        for number in [index.value].into_iter().chain(index.interval) {
            table.number(number, MOST_DECIMALS)?;
        }
        table.end_row()?;
    }
    table.finish()
}

fn evaluations(found: &Sensitivity, folder: &mut Folder) -> Result<(), Error> {
    let mut table = Table::create(folder, "evaluations", of_evaluations(found))?;
    for (point, run) in (0..).zip(&found.evaluations) {
        table.start_row()?;
        table.whole(point)?;
        table.text(run.method)?;
        for value in &run.values {
            // As it can be typed again.
            table.text(&value.to_string())?;
        }
        for &output in &run.outputs {
            table.number(output, MOST_DECIMALS)?;
        }
        table.end_row()?;
    }
    table.finish()
}

fn text(name: &str, meaning: &str) -> Heading {
    Heading::new(name, "text", meaning)
}

fn of_indices() -> Vec<Heading> {
    let number = |name: &str, meaning: &str| Heading::new(name, "by index", meaning);
    vec![
        text(
            "method",
            "morris or sobol. A row is an index of an output and a parameter.",
        ),
        text(
            "output",
            "What of a run is looked at: a column of evaluations.csv.",
        ),
        text(
            "parameter",
            "The setting that is varied: a column of evaluations.csv.",
        ),
        text(
            "index",
            "For morris mu, the mean change of the output over the whole range of the parameter, mu_star, the mean size of that change, and sigma, its standard deviation; for sobol first and total, the share of the variance of the output that the parameter decides by itself, and with all others together.",
        ),
        number(
            "value",
            "The index: in the unit of the output for morris, a share for sobol, below 0 or above 1 by chance only; empty where the output never changes or is missing in a run.",
        ),
        number(
            "p05",
            "The 5% quantile of the index over 1000 bootstrap samples.",
        ),
        number(
            "p95",
            "The 95% quantile of the index over 1000 bootstrap samples.",
        ),
    ]
}

fn of_evaluations(found: &Sensitivity) -> Vec<Heading> {
    let first = [
        Heading::new(
            "point",
            "number",
            "The number of the point, from 0. A row is a point.",
        ),
        text("method", "The method that asked for it: morris or sobol."),
    ];
    let parameters = found.parameters.iter().map(|key| {
        Heading::new(
            key,
            "by setting",
            format!("The value of the setting `{key}`."),
        )
    });
    let outputs = found
        .outputs
        .iter()
        .map(|output| Heading::new(output, "persons, or a share for a score", meaning(output)));
    first.into_iter().chain(parameters).chain(outputs).collect()
}

fn meaning(output: &str) -> String {
    let what = match (output.split_once(':'), output.split_once('@')) {
        (Some((metric, measure)), _) => format!("The score {metric} of the measure {measure}"),
        (None, Some((measure, place))) => {
            format!("{measure} of the place `{place}` on the last day")
        }
        (None, None) => format!("{output} on the last day, as in totals.csv"),
    };
    format!("{what}: the mean over replicates.")
}
