//! A change as JSON: as pages, events and deliveries tell it.

use serde_json::{Value, json};
use store::{Event, Operation};

/// What a change tells.
pub(crate) fn told(event: &Event) -> Value {
    json!({
        "id": event.record,
        "type": event.kind,
        "operation": match event.operation {
            Operation::Created => "CREATED",
            Operation::Updated => "UPDATED",
            Operation::Deleted => "DELETED",
        },
        "at": event.at,
        "mergedInto": event.merged_into,
        "token": event.token.to_string(),
    })
}
