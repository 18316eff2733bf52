//! The history and the tables without a person's name.

use std::collections::{BTreeMap, HashMap, HashSet};

use entities::{redaction, revision};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    super::desk::{Changing, Desk},
    rows::Who,
};
use crate::{
    Error,
    ledger::{Digests, redacted_digest},
    recorded::{Cells, cells},
};

/// Revisions of one part.
const PART: u64 = 500;

/// What was masked.
#[derive(Default)]
pub(super) struct Told {
    /// The records whose rows had the name, by their tables.
    pub(super) rows: HashMap<String, HashSet<Uuid>>,
    /// The documents among them.
    pub(super) documents: HashSet<Uuid>,
    /// Which revisions are masked, and what they said by its hash.
    pub(super) redactions: Vec<Changing>,
}

/// Masks the name in every revision that has it.
pub(super) async fn mask(desk: &Desk<'_>, who: &Who) -> Result<Told, Error> {
    let mut known: HashMap<i64, redaction::Model> = HashMap::new();
    for row in redaction::Entity::find().all(desk.on).await? {
        known.insert(row.revision, row);
    }
    let mut told = Told::default();
    let mut last = 0;
    loop {
        let part = revision::Entity::find()
            .filter(revision::Column::Sequence.gt(last))
            .order_by_asc(revision::Column::Sequence)
            .limit(PART)
            .all(desk.on)
            .await?;
        let Some(end) = part.last() else { return Ok(told) };
        last = end.sequence;
        for row in part {
            if let Some(masked) = masked(desk, who, &row)? {
                told.rows.entry(row.record_type.clone()).or_default().insert(row.record_id);
                if row.record_type == "document" {
                    told.documents.insert(row.record_id);
                }
                told.redactions.extend(redaction(desk, known.get(&row.sequence), &row, &masked)?);
                write(desk, masked).await?;
            }
        }
    }
}

/// A revision without the name; none where it does not have it.
fn masked(desk: &Desk<'_>, who: &Who, row: &revision::Model) -> Result<Option<revision::Model>, Error> {
    let table = desk.table(&row.record_type).map(|at| &desk.tables[at]);
    let side = |text: &Option<String>| -> Result<Option<String>, Error> {
        let (Some(table), Some(text)) = (table, text) else { return Ok(None) };
        table.masked(text, who).map_err(|error| sea_orm::DbErr::Json(error.to_string()).into())
    };
    let (before, after, reason) = (side(&row.before)?, side(&row.after)?, who.mask.text(&row.reason));
    if before.is_none() && after.is_none() && reason.is_none() {
        return Ok(None);
    }
    let mut masked = row.clone();
    masked.before = before.or(masked.before);
    masked.after = after.or(masked.after);
    masked.reason = reason.unwrap_or(masked.reason);
    Ok(Some(masked))
}

/// What is kept of what a revision said.
fn redaction(
    desk: &Desk<'_>,
    known: Option<&redaction::Model>,
    row: &revision::Model,
    masked: &revision::Model,
) -> Result<Option<Changing>, Error> {
    let Some(table) = desk.table("redaction") else { return Ok(None) };
    let redacted_digest = redacted_digest(masked);
    let said = Digests::of(row);
    let after = match known {
        Some(known) => redaction::Model { redacted_digest, ..known.clone() },
        None => redaction::Model {
            revision: row.sequence,
            record_id: row.record_id,
            reason_digest: said.reason,
            before_digest: said.before,
            after_digest: said.after,
            redacted_digest,
        },
    };
    let before = known.map(cells).transpose()?;
    Ok(Some(Changing { table, before, after: Some(cells(&after)?) }))
}

/// Writes what a revision says now.
async fn write(desk: &Desk<'_>, masked: revision::Model) -> Result<(), Error> {
    let row = revision::ActiveModel {
        sequence: Set(masked.sequence),
        reason: Set(masked.reason),
        before: Set(masked.before),
        after: Set(masked.after),
        ..Default::default()
    };
    row.update(desk.on).await?;
    Ok(())
}

/// The rows that stand in the tables, without the name.
pub(super) async fn tables(
    desk: &Desk<'_>,
    who: &Who,
    rows: &HashMap<String, HashSet<Uuid>>,
) -> Result<Vec<Changing>, Error> {
    let mut changes = Vec::new();
    for (at, table) in desk.tables.iter().enumerate() {
        let Some(owners) = rows.get(table.name()) else { continue };
        let owners: Vec<Uuid> = owners.iter().copied().collect();
        let mut stored: BTreeMap<String, Cells> = BTreeMap::new();
        for row in table.having(desk.on, table.owner(), &owners).await? {
            stored.insert(super::super::import::row_key(table.as_ref(), &row), row);
        }
        for row in stored.into_values() {
            let text = table.written(row.clone()).map_err(|error| sea_orm::DbErr::Json(error.to_string()))?;
            let masked = table.masked(&text, who).map_err(|error| sea_orm::DbErr::Json(error.to_string()))?;
            let Some(masked) = masked else { continue };
            let after: Cells =
                serde_json::from_str(&masked).map_err(|error| sea_orm::DbErr::Json(error.to_string()))?;
            changes.push(Changing { table: at, before: Some(row), after: Some(after) });
        }
    }
    Ok(changes)
}
