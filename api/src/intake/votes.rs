//! What is said of a file of votes.

use ingest::Roll;
use serde_json::{Value, json};

/// What was found, by its noun: how many of each.
pub(crate) fn counts(roll: &Roll) -> Vec<(&'static str, usize)> {
    vec![
        ("session", roll.sittings.len()),
        ("vote", roll.votes.len()),
        ("ballot", roll.votes.iter().map(|vote| vote.ballots.len()).sum()),
        ("organisation", roll.bodies.len()),
        ("person", roll.voters.len()),
        ("membership", roll.seats.len()),
    ]
}

/// What was found, for machines.
pub(crate) fn object(roll: &Roll, object: &mut Value) {
    let days = roll.sittings.iter().map(|sitting| sitting.held_on);
    object["heldOn"] = json!(days.min().map(|day| day.to_string()));
    object["found"] = counts(roll).into_iter().map(|(noun, figure)| (noun, Value::from(figure))).collect();
}
