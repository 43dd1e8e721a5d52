//! Sheets of replicates as one estimate.

use refuge_core::observe::{Estimate, Key, Schema, Sheet};

use crate::quantile::quantiles;

/// The mean and the 5, 50 and 95% quantiles over replicates of every number, sheet by sheet.
///
/// Each entry of `runs` holds the sheets of a replicate. Quantiles are exact: linear interpolation
/// between order statistics, as [`quantile`](crate::quantile()). The rows are those of any
/// replicate; where one has no row nothing was counted, which is 0. A NaN, as where a place has no
/// limit in a replicate, is left out, and the estimate is NaN if all are. With one replicate the
/// mean is the run, and there are no quantiles.
pub fn combine(runs: &[Vec<Sheet>]) -> Vec<Estimate> {
    match runs {
        [] => Vec::new(),
        [only] => single(only.clone()),
        _ => schemas(runs)
            .into_iter()
            .map(|schema| of_schema(schema, runs))
            .collect(),
    }
}

/// The sheets of one run as estimates: as [`combine`] of one replicate, without a copy.
pub fn single(sheets: Vec<Sheet>) -> Vec<Estimate> {
    let estimate = |mean| Estimate {
        mean,
        quantiles: Vec::new(),
    };
    sheets.into_iter().map(estimate).collect()
}

/// The schemas of all replicates, in the order in which they first appear.
fn schemas(runs: &[Vec<Sheet>]) -> Vec<&'static Schema> {
    let mut schemas: Vec<&'static Schema> = Vec::new();
    for sheet in runs.iter().flatten() {
        if !schemas.iter().any(|known| known.name == sheet.schema.name) {
            schemas.push(sheet.schema);
        }
    }
    schemas
}

fn of_schema(schema: &'static Schema, runs: &[Vec<Sheet>]) -> Estimate {
    let empty = Sheet::new(schema);
    let same = |sheet: &&Sheet| sheet.schema.name == schema.name;
    let sheets: Vec<&Sheet> = runs
        .iter()
        .map(|run| run.iter().find(same).unwrap_or(&empty))
        .collect();
    over_replicates(schema, &sheets)
}

fn over_replicates(schema: &'static Schema, sheets: &[&Sheet]) -> Estimate {
    let mut mean = Sheet::new(schema);
    let mut spread = Vec::new();
    let mut cursors = vec![0; sheets.len()];
    let mut sample = Vec::with_capacity(sheets.len());
    let mut means = vec![0.0; schema.columns.len()];
    while let Some(key) = next_key(sheets, &cursors) {
        for (column, mean) in means.iter_mut().enumerate() {
            sample.clear();
            sample.extend(cells(sheets, &cursors, key, column).filter(|cell| !cell.is_nan()));
            *mean = sample.iter().sum::<f64>() / sample.len() as f64;
            spread.push(quantiles(&mut sample));
        }
        mean.push(key, &means);
        advance(sheets, &mut cursors, key);
    }
    Estimate {
        mean,
        quantiles: spread,
    }
}

/// The smallest key that is still to come in any sheet.
fn next_key(sheets: &[&Sheet], cursors: &[usize]) -> Option<Key> {
    let coming = sheets.iter().zip(cursors);
    coming
        .filter_map(|(sheet, &row)| sheet.keys.get(row))
        .min()
        .copied()
}

/// The cells of a row and column, by replicate.
fn cells(
    sheets: &[&Sheet],
    cursors: &[usize],
    key: Key,
    column: usize,
) -> impl Iterator<Item = f64> {
    sheets.iter().zip(cursors).map(move |(sheet, &row)| {
        if sheet.keys.get(row) == Some(&key) {
            sheet.row(row)[column]
        } else {
            0.0
        }
    })
}

fn advance(sheets: &[&Sheet], cursors: &mut [usize], key: Key) {
    for (sheet, row) in sheets.iter().zip(cursors) {
        if sheet.keys.get(*row) == Some(&key) {
            *row += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sheet;
    use proptest::prelude::*;
    use refuge_core::observe::schemas::{FLOWS, ORIGINS, VALIDATION};

    const NO: f64 = f64::NAN;

    fn flows(rows: &[(Key, f64)]) -> Sheet {
        let mut sheet = Sheet::new(&FLOWS);
        for (key, persons) in rows {
            sheet.push(*key, &[*persons]);
        }
        sheet
    }

    #[test]
    fn one_run_is_its_own_mean() {
        let run = flows(&[([0, 1, 2], 30.0)]);
        let estimates = combine(&[vec![run]]);
        assert_eq!(estimates[0].mean.values, [30.0]);
        assert!(estimates[0].quantiles.is_empty());
        assert!(combine(&[]).is_empty());
    }

    #[test]
    fn rows_are_those_of_any_replicate_and_missing_ones_count_nobody() {
        let first = flows(&[([0, 1, 2], 30.0), ([7, 1, 2], 10.0)]);
        let second = flows(&[([0, 0, 1], 5.0), ([0, 1, 2], 50.0)]);
        let estimate = &combine(&[vec![first], vec![second]])[0];
        assert_eq!(estimate.mean.keys, [[0, 0, 1], [0, 1, 2], [7, 1, 2]]);
        assert_eq!(estimate.mean.values, [2.5, 40.0, 5.0]);
        // By hand: 30 + 0.05 * 20, the middle, 30 + 0.95 * 20.
        assert_eq!(estimate.quantiles[1..2], [[31.0, 40.0, 49.0]]);
        assert_eq!(estimate.quantiles.len(), 3);
    }

    #[test]
    fn a_number_that_is_missing_in_some_replicates_is_estimated_from_the_others() {
        let run = |simulated| sheet(&VALIDATION, &[([0, 0, 0], &[simulated, NO, 1.0])]);
        let estimate = &combine(&[vec![run(NO)], vec![run(4.0)], vec![run(6.0)]])[0];
        assert_eq!(estimate.mean.values[..1], [5.0]);
        assert!(estimate.mean.values[1].is_nan());
        assert!(estimate.quantiles[1].iter().all(|q| q.is_nan()));
        assert_eq!(estimate.mean.values[2..], [1.0]);
    }

    #[test]
    fn sheets_are_combined_with_those_of_their_schema() {
        let origins = sheet(&ORIGINS, &[([0, 1, 0], &[8.0])]);
        let runs = [vec![flows(&[])], vec![origins, flows(&[([0, 0, 1], 4.0)])]];
        let estimates = combine(&runs);
        let names: Vec<&str> = estimates.iter().map(|e| e.mean.schema.name).collect();
        assert_eq!(names, ["flows", "origins"]);
        assert_eq!(estimates[0].mean.values, [2.0]);
        assert_eq!(estimates[1].mean.values, [4.0]);
    }

    fn any_sheet() -> impl Strategy<Value = Sheet> {
        prop::collection::btree_map([0..3u32, 0..3u32, 0..3u32], 0..1000u32, 0..12).prop_map(
            |rows| {
                let rows: Vec<(Key, f64)> = rows
                    .into_iter()
                    .map(|(key, persons)| (key, f64::from(persons)))
                    .collect();
                flows(&rows)
            },
        )
    }

    proptest! {
        #[test]
        fn quantiles_are_ordered_keys_ascend_and_totals_are_kept(
            sheets in prop::collection::vec(any_sheet(), 2..6)
        ) {
            let total: f64 = sheets.iter().flat_map(|sheet| &sheet.values).sum();
            let replicates = sheets.len() as f64;
            let runs: Vec<Vec<Sheet>> = sheets.into_iter().map(|sheet| vec![sheet]).collect();
            let estimate = &combine(&runs)[0];
            prop_assert!(estimate.quantiles.iter().all(|[low, mid, high]| low <= mid && mid <= high));
            prop_assert!(estimate.mean.keys.is_sorted_by(|a, b| a < b));
            let mean_total: f64 = estimate.mean.values.iter().sum();
            prop_assert!((mean_total * replicates - total).abs() < 1e-6);
        }
    }
}
