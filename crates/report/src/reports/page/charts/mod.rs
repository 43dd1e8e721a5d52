//! What the charts of the page draw.

mod branches;
mod run;
mod series;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::reports::source::Source;

/// The data of all charts, as script/charts.js reads them.
pub(super) fn data(source: &Source) -> Value {
    let data = if source.run.is_comparison() {
        serde_json::to_value(branches::charts(source))
    } else {
        serde_json::to_value(run::charts(source))
    };
    data.unwrap_or_default()
}
