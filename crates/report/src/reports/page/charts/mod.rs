//! What the charts of the page draw.

use serde_json::Value;

use crate::reports::source::Source;

/// The data of all charts, as script/charts.js reads them.
pub(super) fn data(_source: &Source) -> Value {
    Value::Null
}
