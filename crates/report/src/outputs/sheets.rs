//! One table for each sheet of the results, by its schema.

use refuge_core::observe::{Column, Estimate, Forecasts, KeyPart, Naive, Schema, schemas};

use super::keys::{self, KeyWriter};
use super::{Run, is_simulated};
use crate::cell::MOST_DECIMALS;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

/// Decimals of a mean over replicates and of its quantiles.
pub(super) const DECIMALS_OF_MEANS: usize = 3;

/// The names of the quantiles, as they end the name of a column.
const QUANTILES: [(&str, &str); 3] = [("p05", "5%"), ("p50", "50%"), ("p95", "95%")];

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    let keys = KeyWriter::new(run.world);
    for estimate in run.results.estimates.iter().filter(|it| is_told(it)) {
        let headings = headings(estimate, run.provenance.quantiles);
        let table = Table::create(folder, estimate.mean.schema.name, headings)?;
        write_sheet(estimate, &run.results.naive, &keys, table)?;
    }
    Ok(())
}

/// Whether a sheet has a table: where no kinds of shelter are told apart there is nothing to tell of them.
fn is_told(estimate: &Estimate) -> bool {
    estimate.mean.schema != &schemas::SHELTER || !estimate.mean.keys.is_empty()
}

/// Decimals of a number in an estimate.
pub(super) fn decimals(estimate: &Estimate) -> usize {
    if estimate.quantiles.is_empty() {
        MOST_DECIMALS
    } else {
        DECIMALS_OF_MEANS
    }
}

fn write_sheet(
    estimate: &Estimate,
    naive: &[Forecasts],
    keys: &KeyWriter,
    mut table: Table,
) -> Result<(), Error> {
    let sheet = &estimate.mean;
    let schema = sheet.schema;
    let decimals = decimals(estimate);
    let mut quantiles = estimate.quantiles.iter();
    for (row, key) in sheet.keys.iter().enumerate() {
        table.start_row()?;
        for (&part, &value) in schema.keys.iter().zip(key) {
            keys.write(&mut table, part, value)?;
        }
        for (column, &mean) in schema.columns.iter().zip(sheet.row(row)) {
            table.number(mean, decimals)?;
            let spread = quantiles
                .next()
                .filter(|_| is_simulated(schema, column.name));
            for &quantile in spread.into_iter().flatten() {
                table.number(quantile, decimals)?;
            }
        }
        if is_of_observations(schema) {
            let known = naive.get(key[0] as usize).copied().unwrap_or_default();
            for forecast in known {
                table.number(forecast.unwrap_or(f64::NAN), DECIMALS_OF_MEANS)?;
            }
            keys.since(&mut table, key[0])?;
        }
        table.end_row()?;
    }
    table.finish()
}

fn headings(estimate: &Estimate, method: &str) -> Vec<Heading> {
    let schema = estimate.mean.schema;
    let keys = schema.keys.iter().flat_map(|&part| keys::headings(part));
    let replicated = !estimate.quantiles.is_empty();
    let numbers = schema.columns.iter().flat_map(|column| {
        if replicated {
            headings_of_mean(schema, column, method)
        } else {
            vec![Heading::new(column.name, column.unit, column.meaning)]
        }
    });
    let mut headings: Vec<Heading> = keys.chain(numbers).collect();
    if is_of_observations(schema) {
        headings.extend(Naive::ALL.map(heading_of_forecast));
        headings.push(Heading::new(
            "since",
            "date",
            "The first day of the period that is counted up to `date`; empty where none was said.",
        ));
    }
    if let Some(first) = headings.first_mut() {
        first.meaning = format!("{} A row is {}.", first.meaning, schema.row);
    }
    headings
}

/// Whether naive forecasts of the observations follow in each row.
fn is_of_observations(schema: &Schema) -> bool {
    schema.keys == [KeyPart::Observation]
}

fn heading_of_forecast(naive: Naive) -> Heading {
    let meaning = match naive {
        Naive::Persistence => {
            "The last earlier observation of the same place and measure; none after the last day that the scenario was fitted to, if it says one."
        }
        Naive::Nearest => {
            "The observed total of the day, if all went to the observed place nearest by road."
        }
        Naive::Gravity => {
            "The observed total of the day, shared out by population over distance by road."
        }
        Naive::Line => "The straight line through the last two such observations, not below 0.",
    };
    Heading::new(naive.word(), "persons", meaning)
}

fn headings_of_mean(schema: &Schema, column: &Column, method: &str) -> Vec<Heading> {
    let Column {
        name,
        unit,
        meaning,
    } = *column;
    if !is_simulated(schema, name) {
        let meaning = format!("{meaning} It has no quantiles because it is not simulated.");
        return vec![Heading::new(name, unit, meaning)];
    }
    let mean = Heading::new(name, unit, format!("{meaning} Mean over replicates."));
    let quantiles = QUANTILES.map(|(suffix, share)| {
        let meaning = format!("The {share} quantile of `{name}` over replicates ({method}).");
        Heading::new(format!("{name}_{suffix}"), unit, meaning)
    });
    std::iter::once(mean).chain(quantiles).collect()
}
