//! Whether a file of votes was taken before: an import that was stopped goes on where it stopped.

use entities::{
    document::{self, DocumentStatus},
    organisation, source,
};
use ingest::{PARSER_VERSION, REFERENCE_VERSION, Territory};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::{received::hash, roll_keys::RollKeys};
use crate::{Error, Store, id::NaturalKey};

/// Whether a document of that SHA-256 was read, by whatever version and with whatever end.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`].
pub async fn held(store: &Store, sha256: &str) -> Result<bool, Error> {
    let id = NaturalKey::new("Document", [sha256]).id();
    let found: Option<Uuid> = document::Entity::find_by_id(id)
        .select_only()
        .column(document::Column::Id)
        .into_tuple()
        .one(&store.connection)
        .await?;
    Ok(found.is_some())
}

/// Whether this version of the program took a file with these bytes, for this territory.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`].
pub async fn taken(store: &Store, bytes: &[u8], territory: &Territory) -> Result<bool, Error> {
    let id = NaturalKey::new("Document", [&hash(bytes)]).id();
    let found: Option<(DocumentStatus, String, String)> = document::Entity::find_by_id(id)
        .select_only()
        .column(document::Column::Status)
        .column(document::Column::ParserVersion)
        .column(document::Column::ReferenceVersion)
        .into_tuple()
        .one(&store.connection)
        .await?;
    let known = |(status, parser, reference): &(DocumentStatus, String, String)| {
        *status == DocumentStatus::Accepted && parser == PARSER_VERSION && reference == REFERENCE_VERSION
    };
    if !found.as_ref().is_some_and(known) {
        return Ok(false);
    }
    // Its bodies are of one territory: any of them tells which.
    let sources = source::Entity::find()
        .select_only()
        .column(source::Column::NodeId)
        .filter(source::Column::DocumentId.eq(id))
        .into_query();
    let named: Option<Uuid> = organisation::Entity::find()
        .select_only()
        .column(organisation::Column::TerritoryId)
        .filter(organisation::Column::Id.in_subquery(sources))
        .order_by_asc(organisation::Column::Id)
        .into_tuple()
        .one(&store.connection)
        .await?;
    Ok(named == Some(RollKeys::territory(territory).id()))
}
