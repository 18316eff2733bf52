//! A person's name taken out, everywhere and for good, as a law may ask: of records, of texts, of documents' bytes, and of the
//! history. What was said stands in the chain by its SHA-256, so that it can still be checked, and the gap is marked.

mod history;
mod import;
mod mask;
mod rows;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use entities::{
    blob,
    decision::{self, DecisionKind},
    document::{self, DocumentStatus},
    node, opinion, person, revision,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

pub(crate) use self::{
    import::lay_over,
    rows::{OWN, Who, mask_row, own, withheld},
};
use super::{
    desk::{Changing, Desk},
    fault::{FaultKind, Refused},
};
use crate::{
    Error,
    recorded::cells,
    write::{Changed, Mend, among, tables::Tables},
};

/// What a redaction comes to.
pub(crate) struct Redacted {
    /// What is written as a change like any other: that there is a gap, and where.
    pub(crate) changes: Vec<Changing>,
    /// What was masked in the tables, for the search index.
    pub(crate) masked: Vec<Changed>,
    pub(crate) record: Uuid,
}

/// Takes a person's name out. Writes all but what is a change like any other.
pub(crate) async fn redact(desk: &Desk<'_>, id: Uuid) -> Result<Redacted, Error> {
    let (id, row) = desk.existing("id", "Person", id).await?;
    if row.get("redacted").and_then(serde_json::Value::as_bool) == Some(true) {
        let message = "the person's name was taken out before: nothing is left of it";
        return Err(Refused::at("id", FaultKind::Invalid, message).into());
    }
    if desk.on.get_database_backend() == DbBackend::Sqlite {
        // What is overwritten shall not be left in the file.
        desk.on.execute_unprepared("PRAGMA secure_delete = ON").await?;
    }
    let mut who = who(desk, id).await?;
    who.texts = texts(desk, &who).await?;
    let mut told = history::mask(desk, &who).await?;
    let tables = history::tables(desk, &who, &told.rows).await?;
    let masked = write(desk, &tables).await?;
    let mut changes: Vec<Changing> = std::mem::take(&mut told.redactions);
    changes.extend(documents(desk, &who, &told.documents).await?);
    changes.extend(marked(desk, id, &who).await?);
    Ok(Redacted { changes, masked, record: id })
}

/// Every spelling of the name that is stored anywhere, and the names of others that stay.
async fn who(desk: &Desk<'_>, id: Uuid) -> Result<Who, Error> {
    let mut who = Who { ids: HashSet::from([id]), ..Who::default() };
    let merged = node::Entity::find().filter(node::Column::MergedInto.eq(id)).all(desk.on).await?;
    who.ids.extend(merged.into_iter().map(|node| node.id));
    let told = revision::Entity::find()
        .filter(revision::Column::RecordType.eq("person"))
        .filter(revision::Column::RecordId.is_in(who.ids.iter().copied()))
        .all(desk.on)
        .await?;
    for text in told.iter().flat_map(|revision| [&revision.before, &revision.after]).flatten() {
        if let Ok(row) = serde_json::from_str::<person::Model>(text) {
            who.mask.add(row.name.as_deref(), row.given_name.as_deref(), row.family_name.as_deref());
        }
    }
    let others: Vec<Option<String>> = person::Entity::find()
        .select_only()
        .column(person::Column::Name)
        .filter(person::Column::Id.is_not_in(who.ids.iter().copied()))
        .into_tuple()
        .all(desk.on)
        .await?;
    for name in others.iter().flatten() {
        who.mask.spare(name);
    }
    Ok(who)
}

/// The texts of documents without the name, of those that have it; by their ids and those of their opinions.
async fn texts(desk: &Desk<'_>, who: &Who) -> Result<HashMap<Uuid, Arc<Vec<char>>>, Error> {
    let mut texts: HashMap<Uuid, Arc<Vec<char>>> = HashMap::new();
    let ids: Vec<Uuid> = document::Entity::find()
        .select_only()
        .column(document::Column::Id)
        .filter(document::Column::Text.is_not_null())
        .into_tuple()
        .all(desk.on)
        .await?;
    for id in ids {
        let row = document::Entity::find_by_id(id).one(desk.on).await?;
        if let Some(masked) = row.and_then(|row| who.mask.text(row.text.as_deref()?)) {
            texts.insert(id, Arc::new(masked.chars().collect()));
        }
    }
    let mut held: Vec<(Uuid, Option<Uuid>)> = Vec::new();
    for condition in among(opinion::Column::DocumentId, texts.keys().copied()) {
        let opinions = opinion::Entity::find().select_only();
        let opinions = opinions.columns([opinion::Column::Id, opinion::Column::DocumentId]).filter(condition);
        held.extend(opinions.into_tuple::<(Uuid, Option<Uuid>)>().all(desk.on).await?);
    }
    for (id, document) in held {
        if let Some(text) = document.and_then(|document| texts.get(&document)).map(Arc::clone) {
            texts.insert(id, text);
        }
    }
    Ok(texts)
}

/// Writes masked rows, which are no changes: the history says the same.
async fn write(desk: &Desk<'_>, changes: &[Changing]) -> Result<Vec<Changed>, Error> {
    let all: Vec<Box<dyn Mend>> = desk.differences(changes)?;
    let tables = Tables::edited(desk.on, all);
    tables.mend().await?;
    tables.changes(crate::search::reads)
}

/// Empties the bytes of documents that had the name, and marks them.
async fn documents(desk: &Desk<'_>, who: &Who, named: &HashSet<Uuid>) -> Result<Vec<Changing>, Error> {
    let Some(table) = desk.table("document") else { return Ok(Vec::new()) };
    let known: Vec<(Uuid, String, DocumentStatus, bool)> = document::Entity::find()
        .select_only()
        .columns([
            document::Column::Id,
            document::Column::Sha256,
            document::Column::Status,
            document::Column::Redacted,
        ])
        .into_tuple()
        .all(desk.on)
        .await?;
    let mut changes = Vec::new();
    for (id, sha256, status, redacted) in known {
        // Of a refused document nothing is kept but its bytes.
        let has = named.contains(&id)
            || (status == DocumentStatus::Refused && !redacted && bytes_have(desk, who, &sha256).await?);
        if !has || redacted {
            continue;
        }
        empty(desk.on, &sha256).await?;
        if let Some(row) = document::Entity::find_by_id(id).one(desk.on).await? {
            let after = document::Model { redacted: true, ..row.clone() };
            changes.push(Changing { table, before: Some(cells(&row)?), after: Some(cells(&after)?) });
        }
    }
    Ok(changes)
}

/// Whether bytes that nobody understood have the name, read as the encodings that texts come in.
async fn bytes_have(desk: &Desk<'_>, who: &Who, sha256: &str) -> Result<bool, Error> {
    let Some(kept) = blob::Entity::find_by_id(sha256.to_owned()).one(desk.on).await? else {
        return Ok(false);
    };
    let latin: String = kept.bytes.iter().copied().map(char::from).collect();
    let texts = [String::from_utf8_lossy(&kept.bytes).into_owned(), latin];
    Ok(texts.iter().any(|text| who.mask.text(text).is_some()))
}

/// Leaves nothing of a document's bytes but their hash.
pub(crate) async fn empty(on: &impl ConnectionTrait, sha256: &str) -> Result<(), Error> {
    let bytes = blob::ActiveModel { bytes: Set(Vec::new()), ..Default::default() };
    let one = blob::Column::Sha256.eq(sha256);
    blob::Entity::update_many().set(bytes).filter(one).exec(on).await?;
    Ok(())
}

/// That the person has no name any more, and by whose decision.
async fn marked(desk: &Desk<'_>, id: Uuid, who: &Who) -> Result<Vec<Changing>, Error> {
    let mut changes = Vec::new();
    if let (Some(table), Some(row)) =
        (desk.table("person"), person::Entity::find_by_id(id).one(desk.on).await?)
    {
        let after = person::Model { redacted: true, ..row.clone() };
        changes.push(Changing { table, before: Some(cells(&row)?), after: Some(cells(&after)?) });
    }
    if let Some(table) = desk.table("decision") {
        // Those that became one with them too: what is merged may be parted again.
        for id in &who.ids {
            let decision: decision::Model = desk.decision(*id, DecisionKind::Redacted, "");
            let known = desk.standing(*id, DecisionKind::Redacted, "").is_some();
            changes.extend((!known).then(|| cells(&decision)).transpose()?.map(|after| Changing {
                table,
                before: None,
                after: Some(after),
            }));
        }
    }
    Ok(changes)
}
