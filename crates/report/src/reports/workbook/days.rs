//! The numbers that charts over time are drawn from.

use jiff::civil::Date;

use crate::finished::tables::{Cells, Column, Table, Tables};
use crate::reports::source::Source;
use crate::summary::TOTALS;

use super::limits::DAYS;

pub(super) const DATE: &str = "date";
pub(super) const DISPLACED: &str = "Mean of replicates";
pub(super) const DISPLACED_ONCE: &str = "Simulated";
pub(super) const LOW: &str = "5% of replicates";
pub(super) const BAND: &str = "90% of replicates";
pub(super) const OBSERVED: &str = "Observed";

/// Where everybody is, each in one of these: columns of totals.csv.
pub(super) const WHERE: [&str; 4] = ["in_host_communities", "in_camps", "in_transit", "returned"];

/// What charts call a column of totals.csv.
pub(super) fn label(column: &str) -> &str {
    TOTALS
        .iter()
        .find(|(name, _)| *name == column)
        .map_or(column, |(_, label)| label)
}

/// A table of the workbook's own.
pub(super) fn table(name: &str, columns: Vec<Column>) -> Table {
    Table {
        name: name.to_owned(),
        rows: columns.first().map_or(0, |first| first.cells.len()),
        width: columns.len(),
        columns,
    }
}

/// A column of a table of the workbook's own.
pub(super) fn column(name: &str, unit: &str, meaning: &str, cells: Cells) -> Column {
    Column {
        name: name.to_owned(),
        unit: unit.to_owned(),
        meaning: meaning.to_owned(),
        cells,
    }
}

/// A row a day: those displaced, with their band and what was observed, and where people are.
pub(super) fn of_run(source: &Source) -> Option<Table> {
    let totals = source.tables.get("totals")?;
    let dates = totals.dates(DATE)?;
    let displaced = totals.numbers("displaced")?.to_vec();
    let mut columns = vec![column(
        DATE,
        "date",
        "The date.",
        Cells::Dates(dates.to_vec()),
    )];
    let mut persons = |name: &str, meaning: &str, numbers: Vec<f64>| {
        columns.push(column(name, "persons", meaning, Cells::Numbers(numbers)));
    };
    let bounds = ["displaced_p05", "displaced_p95"].map(|name| totals.numbers(name));
    if let [Some(low), Some(high)] = bounds {
        persons(
            DISPLACED,
            "`displaced` of the sheet totals: the mean over replicates.",
            displaced,
        );
        persons(
            LOW,
            "`displaced_p05` of the sheet totals, on which the band stands.",
            low.to_vec(),
        );
        let band = low.iter().zip(high).map(|(low, high)| high - low);
        persons(
            BAND,
            "`displaced_p95` less `displaced_p05`: the height of the band.",
            band.collect(),
        );
    } else {
        persons(
            DISPLACED_ONCE,
            "`displaced` of the sheet totals.",
            displaced,
        );
    }
    let observed = observed(source, dates);
    if observed.iter().any(|number| number.is_finite()) {
        persons(
            OBSERVED,
            "What was observed of `displaced`, by the sheet validation.",
            observed,
        );
    }
    for name in WHERE {
        let meaning = format!("`{name}` of the sheet totals.");
        persons(label(name), &meaning, totals.numbers(name)?.to_vec());
    }
    Some(table(DAYS, columns))
}

/// What was observed of those displaced, a number a date; NaN where nothing was. Days that were
/// interpolated are at the end of validation.csv, and no observations.
fn observed(source: &Source, dates: &[Option<Date>]) -> Vec<f64> {
    let mut numbers = vec![f64::NAN; dates.len()];
    for (date, value) in observations(&source.tables, source.run.interpolated) {
        if let Ok(day) = dates.binary_search(&Some(date)) {
            numbers[day] = value;
        }
    }
    numbers
}

/// Each date on which those displaced were observed, and how many.
pub(super) fn observations(tables: &Tables, interpolated: usize) -> Vec<(Date, f64)> {
    let read = || {
        let table = tables.get("validation")?;
        let (dates, measures) = (table.dates(DATE)?, table.texts("measure")?);
        let (places, values) = (table.texts("place")?, table.numbers("observed")?);
        let rows = 0..table.rows.saturating_sub(interpolated);
        let displaced =
            rows.filter(|&row| measures.get(row) == "displaced" && places.get(row).is_empty());
        Some(
            displaced
                .filter_map(|row| Some((dates[row]?, values[row])))
                .collect(),
        )
    };
    read().unwrap_or_default()
}

/// A row a day: each measure in each branch, a column a measure and branch.
pub(super) fn of_comparison(
    source: &Source,
    measures: &[&str],
    branches: &[String],
) -> Option<Table> {
    let compare = source.tables.get("compare")?;
    let (dates, words) = (compare.dates(DATE)?, compare.texts("measure")?);
    let places = compare.texts("place")?;
    let rows_of = |measure: &str| -> Vec<usize> {
        (0..compare.rows)
            .filter(|&row| places.get(row).is_empty() && words.get(row) == measure)
            .collect()
    };
    let first = rows_of(measures.first()?);
    let of_days = first.iter().map(|&row| dates[row]).collect();
    let mut columns = vec![column(DATE, "date", "The date.", Cells::Dates(of_days))];
    for measure in measures {
        let rows = rows_of(measure);
        for branch in branches {
            let numbers = compare.numbers(branch)?;
            let of_rows = rows.iter().map(|&row| numbers[row]).collect();
            columns.push(column(
                &in_branch(measure, branch),
                "persons",
                &format!("`{measure}` in the branch `{branch}`, of the sheet compare."),
                Cells::Numbers(of_rows),
            ));
        }
    }
    Some(table(DAYS, columns))
}

/// The name of the column of a measure in a branch.
pub(super) fn in_branch(measure: &str, branch: &str) -> String {
    format!("{}: {branch}", label(measure))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::finished::tables::Kept;
    use crate::testing::out_with;

    #[test]
    fn interpolated_days_are_no_observations() {
        let validation = "date,measure,place,observed\n\
            2019-12-01,displaced,,10\n\
            2019-12-01,displaced,Atma,4\n\
            2019-12-03,abroad,,7\n\
            2019-12-03,displaced,,30\n\
            2019-12-02,displaced,,20\n";
        let columns = "file,column,unit,meaning\n\
            validation.csv,date,date,\nvalidation.csv,measure,text,\n\
            validation.csv,place,text,\nvalidation.csv,observed,persons,\n";
        let (_dir, out) = out_with(&[("validation.csv", validation), ("columns.csv", columns)]);
        let tables = Tables::read(&out, Kept::ALL).unwrap();
        let [first, second, third] = [1, 2, 3].map(|day| date(2019, 12, day));
        assert_eq!(observations(&tables, 1), [(first, 10.0), (third, 30.0)]);
        let all = [(first, 10.0), (third, 30.0), (second, 20.0)];
        assert_eq!(observations(&tables, 0), all);
    }
}
