//! What the map of the page draws.

use serde_json::Value;

use crate::reports::source::Source;

/// The data of the map, as script/map.js reads them.
pub(super) fn data(_source: &Source) -> Value {
    Value::Null
}
