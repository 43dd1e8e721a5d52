//! How well values do: in sample, out of sample, and beside the scenarios as they stand.

use rayon::prelude::*;
use refuge_core::observe::Forecasts;

use super::Failure;
use super::evaluate::{Evaluator, Scored};
use super::search::mean;

/// What values were fitted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FittedOn {
    /// Nothing: the scenario as it stands.
    Nothing,
    /// All scenarios.
    All,
    /// All scenarios but the one that is scored.
    AllButIt,
}

/// The score of a scenario with some values.
#[derive(Clone, Debug, PartialEq)]
pub struct SuiteScore {
    /// The scenario, by its place; none is the mean over all.
    pub case: Option<usize>,
    /// What the values were fitted on.
    pub fitted_on: FittedOn,
    /// Whether the days after the fitted ones are scored, and not the fitted ones.
    pub after: bool,
    /// The score; NaN where nothing can be scored.
    pub value: f64,
    /// What the metric makes of the naive forecasts for the same observations; none for a mean.
    pub naive: Forecasts,
    /// The value of each parameter; empty for the scenario as it stands, and for means.
    pub values: Vec<f64>,
}

/// The scores of all scenarios as they stand, with the best values, and with those that were fitted
/// on all others, if there are such.
pub(super) fn suite(
    on: &Evaluator<'_>,
    best: &[f64],
    left_out: &[Vec<f64>],
) -> Result<Vec<SuiteScore>, Failure> {
    let mut suite = rows(on, FittedOn::Nothing, |_| None)?;
    suite.extend(rows(on, FittedOn::All, |_| Some(best))?);
    if !left_out.is_empty() {
        suite.extend(rows(on, FittedOn::AllButIt, |case| {
            Some(left_out[case].as_slice())
        })?);
    }
    Ok(suite)
}

fn rows<'v>(
    on: &Evaluator<'_>,
    fitted_on: FittedOn,
    values: impl Fn(usize) -> Option<&'v [f64]> + Sync,
) -> Result<Vec<SuiteScore>, Failure> {
    let score = |case: usize| on.scored(case, values(case), true);
    let scored: Vec<Scored> = (0..on.cases.len())
        .into_par_iter()
        .map(score)
        .collect::<Result<_, _>>()?;
    let mut rows = Vec::new();
    for after in [false, true] {
        let of = |scored: &Scored| if after { scored.after } else { scored.fitted };
        if after && scored.iter().all(|scored| scored.after.is_nan()) {
            continue;
        }
        let row = |case: Option<usize>, value, values: Option<&[f64]>| SuiteScore {
            naive: case.map_or_else(Forecasts::default, |case| {
                on.cases[case].judges[usize::from(after)].naive()
            }),
            case,
            fitted_on,
            after,
            value,
            values: values.unwrap_or_default().to_vec(),
        };
        let of_cases = scored.iter().enumerate();
        rows.extend(of_cases.map(|(case, scored)| row(Some(case), of(scored), values(case))));
        if scored.len() > 1 {
            let known: Vec<f64> = scored
                .iter()
                .map(of)
                .filter(|value| !value.is_nan())
                .collect();
            rows.push(row(None, mean(known.into_iter()), None));
        }
    }
    Ok(rows)
}
