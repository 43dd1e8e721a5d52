//! The tables of a calibration.

use super::{Calibration, FittedOn, SuiteRow};
use crate::cell::MOST_DECIMALS;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

/// calibration.csv: a draw a row.
pub(super) fn draws(folder: &mut Folder, fit: &Calibration) -> Result<(), Error> {
    let mut headings = vec![
        Heading::new("draw", "number", "The number of the draw, from 1."),
        Heading::new("weight", "share", "Its weight; all add up to 1."),
        Heading::new(
            "distance",
            "standard deviations",
            "How far its run was from the observations, before the draw was adjusted, over what a run leaves open.",
        ),
    ];
    headings.extend(parameters(fit, "The value of this setting in the draw."));
    let mut table = Table::create(folder, "calibration", headings)?;
    for (draw, number) in fit.draws.iter().zip(1..) {
        table.start_row()?;
        table.whole(number)?;
        table.text(&draw.weight.to_string())?;
        table.number(draw.distance, MOST_DECIMALS)?;
        for value in &draw.values {
            table.text(&value.to_string())?;
        }
        table.end_row()?;
    }
    table.finish()
}

/// fit.csv: a parameter a row.
pub(super) fn fit(folder: &mut Folder, fit: &Calibration) -> Result<(), Error> {
    let of = |name: &str, meaning: &str| Heading::new(name, "by parameter", meaning);
    let headings = vec![
        Heading::new("parameter", "text", "The setting."),
        Heading::new("unit", "text", "Its unit."),
        of("low", "The lowest value that was tried."),
        of("high", "The highest value that was tried."),
        of("best", "The value with which the metric is least."),
        of("mean", "The mean of the posterior; empty without one."),
        of("p05", "The 5% quantile of the posterior."),
        of("p50", "The median of the posterior."),
        of("p95", "The 95% quantile of the posterior."),
        Heading::new(
            "reach",
            "standard deviations",
            "By how much of a run's noise the setting moves the observations over its whole range; below 1 they say nothing about it. Empty without a posterior.",
        ),
        Heading::new(
            "collinearity",
            "ratio",
            "The collinearity index of all parameters that show: above 15 they cannot be told apart. Empty without a posterior.",
        ),
    ];
    let mut table = Table::create(folder, "fit", headings)?;
    for parameter in &fit.parameters {
        table.start_row()?;
        table.text(&parameter.key)?;
        table.text(&parameter.unit)?;
        for value in [parameter.low, parameter.high, parameter.best] {
            table.text(&value.to_string())?;
        }
        for value in parameter.posterior {
            table.number(value, MOST_DECIMALS)?;
        }
        table.number(parameter.reach, 3)?;
        table.number(fit.collinearity, 3)?;
        table.end_row()?;
    }
    table.finish()
}

/// suite.csv: a score a row.
pub(super) fn suite(folder: &mut Folder, fit: &Calibration) -> Result<(), Error> {
    let text = |name: &str, meaning: &str| Heading::new(name, "text", meaning);
    let mut headings = vec![
        text(
            "scenario",
            "The scenario; `mean` is the mean over all that have a score.",
        ),
        text(
            "fitted_on",
            "What the values were fitted on: `all` scenarios, `all but it`, or nothing, which is `default`: the scenario as it stands.",
        ),
        text(
            "days",
            "The days that are scored: the `fitted` ones, or those `after` them.",
        ),
        text("metric", "The metric."),
        Heading::new(
            "value",
            "by metric",
            "Its value; empty where nothing can be scored.",
        ),
    ];
    for (name, forecast) in [
        ("persistence", "that the last observation holds"),
        ("nearest", "that all go to the nearest place"),
        ("gravity", "that places draw by population over distance"),
        ("line", "that the last change of what was observed goes on"),
    ] {
        let meaning = format!(
            "The metric of the naive forecast {forecast}, for the same observations as far as it has one; empty for a mean."
        );
        headings.push(Heading::new(name, "by metric", meaning));
    }
    headings.extend(parameters(
        fit,
        "The value of this setting; empty for a mean and for the scenario as it stands.",
    ));
    let mut table = Table::create(folder, "suite", headings)?;
    for row in &fit.suite {
        table.start_row()?;
        table.text(row.scenario.as_deref().unwrap_or("mean"))?;
        table.text(fitted_on(row))?;
        table.text(if row.after { "after" } else { "fitted" })?;
        table.text(&fit.metric)?;
        table.number(row.value, MOST_DECIMALS)?;
        for naive in row.naive {
            table.number(naive.unwrap_or(f64::NAN), MOST_DECIMALS)?;
        }
        for parameter in 0..fit.parameters.len() {
            let value = row.values.get(parameter);
            table.text(&value.map(f64::to_string).unwrap_or_default())?;
        }
        table.end_row()?;
    }
    table.finish()
}

fn fitted_on(row: &SuiteRow) -> &'static str {
    match row.fitted_on {
        FittedOn::Default => "default",
        FittedOn::All => "all",
        FittedOn::AllButIt => "all but it",
    }
}

/// A column for each parameter, by its key.
fn parameters(fit: &Calibration, meaning: &str) -> Vec<Heading> {
    let heading = |parameter: &super::FittedParameter| {
        Heading::new(parameter.key.as_str(), "of the setting", meaning)
    };
    fit.parameters.iter().map(heading).collect()
}
