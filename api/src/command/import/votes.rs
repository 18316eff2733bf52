//! What is said of a file of votes.

use anstyle::Style;
use ingest::{ParsedRoll, Roll};
use serde_json::{Value, json};

use super::found::count;

const BOLD: Style = Style::new().bold();

/// What was found, by its noun: how many of each.
pub(super) fn counts(roll: &Roll) -> Vec<(&'static str, usize)> {
    vec![
        ("session", roll.sittings.len()),
        ("vote", roll.votes.len()),
        ("ballot", roll.votes.iter().map(|vote| vote.ballots.len()).sum()),
        ("organisation", roll.bodies.len()),
        ("person", roll.voters.len()),
        ("membership", roll.seats.len()),
    ]
}

/// What was found, up to what changed.
pub(super) fn summary(name: &str, parsed: &ParsedRoll, dry: bool) -> String {
    let Some(roll) = &parsed.roll else { return String::new() };
    let found = counts(roll).into_iter().filter(|(_, figure)| *figure > 0);
    let found: Vec<String> = found.map(|(noun, figure)| count(figure, noun)).collect();
    let read = if dry { "would read" } else { "read" };
    let days = roll.sittings.iter().map(|sitting| sitting.held_on);
    let days = match (days.clone().min(), days.max()) {
        (Some(first), Some(last)) if first == last => format!(" of {first}"),
        (Some(first), Some(last)) => format!(" of {first} to {last}"),
        _ => String::new(),
    };
    let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
    format!("{BOLD}{name}{BOLD:#}: {read} a file of votes{days}\n  found: {found}\n  ")
}

/// What was found, for machines.
pub(super) fn object(roll: &Roll, object: &mut Value) {
    let days = roll.sittings.iter().map(|sitting| sitting.held_on);
    object["heldOn"] = json!(days.min().map(|day| day.to_string()));
    object["found"] = counts(roll).into_iter().map(|(noun, figure)| (noun, Value::from(figure))).collect();
}
