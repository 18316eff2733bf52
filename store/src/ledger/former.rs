//! What the history's rows referred to, where they do no more.

use std::collections::BTreeSet;

use entities::{former_reference, revision};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::write::insert;

/// Writes revisions, with what each of them takes from a row that it had referred to.
pub(crate) async fn write(on: &impl ConnectionTrait, revisions: &[revision::Model]) -> Result<(), DbErr> {
    insert(on, revisions).await?;
    let former: Vec<former_reference::Model> = revisions.iter().flat_map(former).collect();
    insert(on, &former).await
}

/// The records that a row refers to before a revision and not after it, each once.
fn former(revision: &revision::Model) -> Vec<former_reference::Model> {
    // What is new took nothing: an import's thousands of rows are not looked at.
    let Some(before) = &revision.before else { return Vec::new() };
    let (before, after) = (references(before), references(revision.after.as_deref().unwrap_or_default()));
    let gone: BTreeSet<Uuid> = before.difference(&after).map(|(_, id)| *id).collect();
    let row = |referred_id| former_reference::Model { referred_id, sequence: revision.sequence };
    gone.into_iter().map(row).collect()
}

/// The ids in a row's columns that refer to others, each with its column.
fn references(row: &str) -> BTreeSet<(String, Uuid)> {
    let row: Map<String, Value> = serde_json::from_str(row).unwrap_or_default();
    let ids = row.into_iter().filter_map(|(column, value)| {
        let id = value.as_str().filter(|_| column.ends_with("_id"))?;
        Some((column, Uuid::parse_str(id).ok()?))
    });
    ids.collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use entities::revision;
    use uuid::Uuid;

    use super::former;

    #[test]
    fn a_reference_that_goes_is_kept_and_one_that_stays_is_not() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let row = |session: Uuid, report: Option<Uuid>| {
            serde_json::json!({ "id": other, "session_id": session, "report_id": report, "number": "4-1" })
                .to_string()
        };
        let change = |before: Option<String>, after: Option<String>| revision::Model {
            sequence: 7,
            record_type: "opinion".to_owned(),
            record_id: other,
            reason: String::new(),
            actor: String::new(),
            at: DateTime::UNIX_EPOCH,
            before,
            after,
            hash: Vec::new(),
        };
        let ids = |change: revision::Model| -> Vec<Uuid> {
            former(&change).into_iter().map(|former| former.referred_id).collect()
        };
        assert_eq!(ids(change(None, Some(row(one, None)))), Vec::<Uuid>::new());
        assert_eq!(ids(change(Some(row(one, Some(other))), Some(row(one, None)))), [other]);
        assert_eq!(ids(change(Some(row(one, Some(one))), None)), [one]);
        // It is still referred to, by another column.
        assert_eq!(ids(change(Some(row(one, Some(other))), Some(row(other, Some(one))))), [one, other]);
    }
}
