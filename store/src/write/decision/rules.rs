//! What a row cannot be without, and what only one row may hold: the CHECKs and UNIQUEs of the tables.

use serde_json::Value;

use crate::recorded::Cells;

/// Whether a row goes where what an optional column refers to is gone. Else the column is emptied.
pub(crate) fn needs(table: &str, column: &str, row: &Cells) -> bool {
    let kind = || row.get("kind").and_then(Value::as_str);
    match (table, column) {
        ("vote_position", "vote_id" | "person_id") => kind() == Some("BALLOT"),
        ("vote_position", "organisation_id" | "declaration_id") => kind() == Some("ANNOUNCED"),
        ("mention", "declaration_id") => false,
        // A vote on an opinion, the paragraph of a section, what one opinion asks or tells, a place that names nothing.
        ("vote", "opinion_id")
        | ("paragraph" | "mention" | "mention_candidate", _)
        | ("recommendation" | "telling", "origin_id")
        | ("follow_up", "opinion_id" | "telling_id")
        | ("opinion", "session_id" | "document_id") => true,
        _ => false,
    }
}

/// The columns that no two rows of a table have alike, beside the id.
fn columns(table: &str) -> &'static [&'static [&'static str]] {
    match table {
        "rapporteur" => &[&["opinion_id", "person_id"]],
        "membership" => &[&["person_id", "organisation_id", "on_behalf_of_id", "role", "start_date"]],
        "vote_position" => &[&["vote_id", "person_id"], &["declaration_id", "organisation_id"]],
        "theme_assignment" => &[&["opinion_id", "theme_id"]],
        "declaration_organisation" => &[&["declaration_id", "organisation_id"]],
        "declaration_speaker" => &[&["declaration_id", "person_id"]],
        "recommendation_maker" => &[&["recommendation_id", "organisation_id"]],
        "telling_maker" => &[&["telling_id", "organisation_id"]],
        "organisation_identifier" => &[&["organisation_id", "scheme", "value"]],
        "person_identifier" => &[&["person_id", "scheme", "value"]],
        "initiative_body" => &[&["document_id", "initiative_id"]],
        "milestone_opinion" => &[&["milestone_id", "opinion_id"]],
        "citation" => &[&["document_id", "opinion_id"]],
        "source" => &[&["node_id", "document_id"]],
        _ => &[],
    }
}

/// What a row holds that no other may hold, each as a text.
pub(crate) fn unique(table: &str, row: &Cells) -> Vec<String> {
    let claims = columns(table).iter().filter_map(|columns| {
        let cells: Vec<&Value> =
            columns.iter().map(|column| row.get(*column).unwrap_or(&Value::Null)).collect();
        // Where something is not known, two seats are one, and two positions are not.
        let whole = table == "membership" || cells.iter().all(|cell| !cell.is_null());
        whole.then(|| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.to_string()).collect();
            format!("{}:{}", columns[0], cells.join("|"))
        })
    });
    claims.collect()
}
