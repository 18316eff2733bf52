//! That an earlier edit was none: what it changed goes back, where nothing else has changed it since.

use std::collections::HashSet;

use entities::{
    decision::{self, DecisionKind},
    revision,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    desk::{Changing, Desk},
    fault::{FaultKind, Refused},
    restored::Restored,
};
use crate::Error;

/// What an import's reason begins with.
const IMPORT: &str = "import of document ";

/// Works out what changes where an edit was none.
pub(super) async fn undo(desk: &Desk<'_>, sequence: i64) -> Result<(Vec<Changing>, Vec<Uuid>), Error> {
    let write = write(desk, sequence).await?;
    let decisions = decisions(desk, &write)?;
    let mut rows = Restored::new(desk);
    for revision in write.iter().rev() {
        rows.back(revision).await?;
    }
    rows.read(desk.decisions.iter().filter(|known| !decisions.contains(known)));
    let lifted = lifted(desk, &decisions);
    rows.stated(lifted).await?;
    Ok((rows.changes(&decisions).await?, records(&write)))
}

/// All that one edit wrote.
async fn write(desk: &Desk<'_>, sequence: i64) -> Result<Vec<revision::Model>, Error> {
    let one = revision::Entity::find_by_id(sequence).one(desk.on).await?;
    let Some(one) = one else {
        let message = format!("no revision has the number {sequence}: `history` tells a record's revisions");
        return Err(Refused::at("sequence", FaultKind::NotFound, message).into());
    };
    let write = revision::Entity::find()
        .filter(revision::Column::At.eq(one.at))
        .order_by_asc(revision::Column::Sequence)
        .all(desk.on)
        .await?;
    let redacts = write.iter().any(|revision| revision.record_type == "redaction");
    let decides = write.iter().any(|revision| revision.record_type == "decision");
    if !decides || redacts || one.reason.starts_with(IMPORT) {
        let message = format!(
            "revision {sequence} is of \"{}\", which is not undone: only what people decided is. Correct or remove the \
             records instead",
            one.reason
        );
        return Err(Refused::at("sequence", FaultKind::NotUndoable, message).into());
    }
    Ok(write)
}

/// The decisions that stand once those of an edit are as they were.
fn decisions(desk: &Desk<'_>, write: &[revision::Model]) -> Result<Vec<decision::Model>, Error> {
    let mut decisions = desk.decisions.clone();
    let read =
        |text: &Option<String>| -> Option<decision::Model> { serde_json::from_str(text.as_deref()?).ok() };
    // A decision that another one replaces is one revision of its key, or two.
    for revision in write.iter().rev().filter(|revision| revision.record_type == "decision") {
        let (before, after) = (read(&revision.before), read(&revision.after));
        if let Some(after) = &after {
            let at = decisions.iter().position(|known| {
                // What documents say may have become something else meanwhile.
                decision::Model { read: after.read.clone(), ..known.clone() } == *after
            });
            let Some(at) = at else {
                let message = "this was taken back before, or something else was decided since: undo that first, or write what it shall say";
                return Err(Refused::at("sequence", FaultKind::Conflict, message).into());
            };
            let known = decisions.remove(at);
            decisions.extend(before.map(|before| decision::Model { read: known.read, ..before }));
        } else {
            decisions.extend(before);
        }
    }
    Ok(decisions)
}

/// The records that were removed or merged, and are not any more.
fn lifted(desk: &Desk<'_>, decisions: &[decision::Model]) -> HashSet<Uuid> {
    let lasting = |known: &&decision::Model| !decisions.contains(known);
    let lifted = desk.decisions.iter().filter(lasting);
    let lifted = lifted.filter(|known| matches!(known.kind, DecisionKind::Deleted | DecisionKind::Merged));
    lifted.map(|known| known.record_id).collect()
}

/// The records that an edit was about, each once.
fn records(write: &[revision::Model]) -> Vec<Uuid> {
    let mut records = Vec::new();
    for revision in write.iter().filter(|revision| revision.record_type == "decision") {
        if !records.contains(&revision.record_id) {
            records.push(revision.record_id);
        }
    }
    records
}
