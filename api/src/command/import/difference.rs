//! What an import would change, as lines for people.

use std::collections::HashMap;

use serde_json::{Map, Value};
use store::{Difference, Preview};
use uuid::Uuid;

/// Tables whose rows say where something stands, not what it is.
const PLACES: [&str; 9] = [
    "node",
    "source",
    "document",
    "mention",
    "mention_candidate",
    "telling",
    "telling_maker",
    "milestone_opinion",
    "initiative_body",
];

/// The longest value that is shown.
const LONGEST: usize = 80;

/// A line a row: "+ declaration: rank 2, speaker "Zoé Arnac"", "~ vote: outcome "ADOPTED" -> "REJECTED"". Rows that only
/// say where something stands are counted together.
pub(super) fn lines(preview: &Preview) -> Vec<String> {
    let (places, records): (Vec<_>, Vec<_>) =
        preview.differences.iter().partition(|difference| PLACES.contains(&difference.record_type));
    let words = Words(&preview.names);
    let mut lines: Vec<String> = records.iter().filter_map(|difference| words.line(difference)).collect();
    if !places.is_empty() {
        lines.push(format!("  and {} of where they stand in the document", rows(places.len())));
    }
    lines
}

fn rows(figure: usize) -> String {
    if figure == 1 { "1 row".to_owned() } else { format!("{figure} rows") }
}

/// Rows in words, with the names of the records that they refer to.
struct Words<'a>(&'a HashMap<Uuid, String>);

impl Words<'_> {
    fn line(&self, difference: &Difference) -> Option<String> {
        let name = difference.record_type.replace('_', " ");
        match (&difference.before, &difference.after) {
            (None, Some(Value::Object(after))) => Some(format!("+ {name}: {}", self.row(after))),
            (Some(Value::Object(before)), None) => Some(format!("- {name}: {}", self.row(before))),
            (Some(Value::Object(before)), Some(Value::Object(after))) => {
                let changed = after.iter().filter(|(column, value)| before.get(*column) != Some(value));
                let changed: Vec<String> = changed
                    .filter_map(|(column, value)| {
                        let before = before.get(column).unwrap_or(&Value::Null);
                        let (label, after) = self.cell(column, value)?;
                        let (_, before) = self.cell(column, before)?;
                        Some(format!("{label} {before} -> {after}"))
                    })
                    .collect();
                // What else differs is an order or an id that follows from what is shown elsewhere.
                (!changed.is_empty()).then(|| format!("~ {name}: {}", changed.join(", ")))
            }
            _ => None,
        }
    }

    /// The columns that say something, with their values.
    fn row(&self, row: &Map<String, Value>) -> String {
        let columns = row.iter().filter(|(_, value)| !value.is_null());
        let columns = columns.filter_map(|(column, value)| self.cell(column, value));
        columns.map(|(label, value)| format!("{label} {value}")).collect::<Vec<_>>().join(", ")
    }

    /// A column and its value in words; none for orders, for what a record rests on or belongs to, and for an id that
    /// has no name here.
    fn cell(&self, column: &str, value: &Value) -> Option<(String, String)> {
        let technical = ["id", "opinion_id", "slug", "basis", "redacted", "newest_first", "oldest_first"];
        if technical.contains(&column) || column.ends_with("_key") {
            return None;
        }
        let Some(noun) = column.strip_suffix("_id") else {
            return Some((column.replace('_', " "), shown(value)));
        };
        let name = match value {
            Value::Null => "null".to_owned(),
            value => shown(&Value::from(self.0.get(&value.as_str()?.parse().ok()?)?.as_str())),
        };
        Some((noun.replace('_', " "), name))
    }
}

fn shown(value: &Value) -> String {
    let Value::String(text) = value else { return value.to_string() };
    let mut chars = text.chars().map(crate::intake::excerpt::shown);
    let cut: String = chars.by_ref().take(LONGEST).collect();
    format!("\"{cut}{}\"", if chars.next().is_some() { "…" } else { "" })
}
