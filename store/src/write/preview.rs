//! What an import would change, without changing it.

use std::collections::HashMap;

use entities::{organisation, person};
use ingest::{Parsed, ParsedRoll};
use sea_orm::{DatabaseTransaction, EntityTrait, QueryFilter, TransactionTrait};
use serde_json::Value;
use uuid::Uuid;

use super::{
    plan::{Planned, Rival, plan},
    received::{Received, hash},
    roll::{self, ReceivedRoll},
    table::among,
    tables::Tables,
};
use crate::{Error, Rows, Store};

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The rows that differ, in the order in which tables refer to each other.
    pub differences: Vec<Difference>,
    /// What the records are called that the document states, by their ids.
    pub names: HashMap<Uuid, String>,
    /// Another document that states the same opinion.
    pub rival: Option<Rival>,
}

/// A row that an import would add, change or remove.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The table.
    pub record_type: &'static str,
    /// The record that the row belongs to.
    pub record_id: Uuid,
    /// The row's columns as they are; none where it is not there.
    pub before: Option<Value>,
    /// The row's columns as they would be; none where it would go.
    pub after: Option<Value>,
}

/// Compares what was read of a document with what is stored. Writes nothing.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`].
pub async fn preview(store: &Store, bytes: &[u8], parsed: Parsed) -> Result<Preview, Error> {
    let received = Received {
        sha256: hash(bytes),
        byte_size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        parsed,
        at: store.clock.now(),
    };
    let transaction = store.connection.begin().await?;
    let planned = plan(&transaction, &received).await?;
    compared(transaction, planned).await
}

/// The same of a file of votes.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`].
pub async fn preview_roll(store: &Store, bytes: &[u8], parsed: ParsedRoll) -> Result<Preview, Error> {
    let received = ReceivedRoll {
        sha256: hash(bytes),
        byte_size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        parsed,
        at: store.clock.now(),
    };
    let transaction = store.connection.begin().await?;
    let planned = roll::plan(&transaction, &received).await?;
    compared(transaction, planned).await
}

async fn compared(transaction: DatabaseTransaction, planned: Planned) -> Result<Preview, Error> {
    let mut names = names(&planned.rows);
    let changes = Tables::compare(&transaction, planned.rows).await?.changes(|_| true)?;
    let row = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
    let differences: Vec<Difference> = changes
        .into_iter()
        .map(|change| Difference {
            record_type: change.record_type,
            record_id: change.record_id,
            before: row(change.before),
            after: row(change.after),
        })
        .collect();
    names.extend(stored(&transaction, &differences, &names).await?);
    transaction.rollback().await?;
    Ok(Preview { differences, names, rival: planned.rival })
}

/// The names of the persons and bodies that rows refer to as they are, and the document does not state.
async fn stored(
    on: &DatabaseTransaction,
    differences: &[Difference],
    known: &HashMap<Uuid, String>,
) -> Result<Vec<(Uuid, String)>, Error> {
    let before = differences.iter().filter_map(|difference| difference.before.as_ref()?.as_object());
    let ids = before.flatten().filter(|(column, _)| column.ends_with("_id"));
    let ids = ids.filter_map(|(_, value)| value.as_str()?.parse().ok());
    let ids: Vec<Uuid> = ids.filter(|id| !known.contains_key(id)).collect();
    let mut names = Vec::new();
    for condition in among(person::Column::Id, ids.clone()) {
        let rows = person::Entity::find().filter(condition).all(on).await?;
        names.extend(rows.into_iter().filter_map(|row| Some((row.id, row.name?))));
    }
    for condition in among(organisation::Column::Id, ids) {
        let rows = organisation::Entity::find().filter(condition).all(on).await?;
        names.extend(rows.into_iter().map(|row| (row.id, row.acronym.unwrap_or(row.name))));
    }
    Ok(names)
}

fn names(rows: &Rows) -> HashMap<Uuid, String> {
    let organisations = rows.organisation.iter();
    let organisations =
        organisations.map(|row| (row.id, row.acronym.clone().unwrap_or_else(|| row.name.clone())));
    let persons = rows.person.iter().filter_map(|row| Some((row.id, row.name.clone()?)));
    let opinions = rows.opinion.iter().filter_map(|row| Some((row.id, row.title.clone()?)));
    let initiatives = rows.initiative.iter();
    let initiatives =
        initiatives.map(|row| (row.id, row.acronym.clone().unwrap_or_else(|| row.name.clone())));
    let subjects = rows.vote.iter().filter_map(|row| Some((row.id, row.subject.clone()?)));
    let themes = rows.theme.iter().map(|row| (row.id, row.name.clone()));
    organisations.chain(persons).chain(opinions).chain(initiatives).chain(themes).chain(subjects).collect()
}
