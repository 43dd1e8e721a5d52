//! Numbers over the days of a chart.

use jiff::civil::Date;
use serde::Serialize;

use super::super::estimates::Estimates;
use super::super::frames::Frames;

/// The largest number of days in a chart.
pub(super) const MOST_DAYS: u32 = 400;

/// A number a day with its 90% interval over replicates; `null` where there is none.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Series {
    pub(super) mean: Vec<Option<f64>>,
    /// Low and high; empty for one replicate.
    pub(super) band: Vec<[Option<f64>; 2]>,
}

impl Series {
    /// The numbers of these rows, in their order.
    pub(super) fn of(estimates: &Estimates, rows: &[usize]) -> Self {
        let estimates = rows.iter().map(|&row| estimates.get(row));
        let (mean, band): (Vec<_>, Vec<_>) = estimates
            .map(|estimate| {
                let band = estimate
                    .interval
                    .map(|[low, high]| [whole(low), whole(high)]);
                (whole(estimate.mean), band)
            })
            .unzip();
        let has_band = band.iter().any(Option::is_some);
        let band = band.into_iter().filter(|_| has_band);
        Self {
            mean,
            band: band.map(Option::unwrap_or_default).collect(),
        }
    }
}

/// A whole number of persons; none for NaN.
pub(super) fn whole(number: f64) -> Option<f64> {
    number.is_finite().then(|| number.round())
}

/// The rows on the days of a chart, given the dates of all rows.
pub(super) fn rows_of(dates: &[Option<Date>], frames: &Frames) -> Vec<usize> {
    let dates = dates.iter().enumerate();
    let shown = dates.filter(|(_, date)| date.is_some_and(|date| frames.at(date).is_some()));
    shown.map(|(row, _)| row).collect()
}

/// The dates of these rows.
pub(super) fn dates_of(dates: &[Option<Date>], rows: &[usize]) -> Vec<Date> {
    rows.iter()
        .filter_map(|&row| dates.get(row).copied().flatten())
        .collect()
}
