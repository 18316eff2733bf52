//! Documents that were received.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "document")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Hexadecimal, 64 digits.
    pub sha256: String,
    /// Whether it was understood.
    pub status: DocumentStatus,
    /// The title of what it holds.
    pub title: Option<String>,
    /// Such as `text/plain; charset=utf-8`.
    pub media_type: String,
    /// In bytes.
    pub byte_size: i64,
    /// The plain text that offsets count in; none where there is none.
    pub text: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
    /// What read it.
    pub parser_version: String,
    /// The version of the reference tables that it was read with.
    pub reference_version: String,
    /// Whether its bytes are gone, and names in its text are masked, because a person's name was taken out.
    pub redacted: bool,
    /// When it was first read.
    pub imported_at: DateTimeUtc,
    /// The order of lists: newest session first; folded by `store`.
    #[serde(with = "crate::hex")]
    pub newest_first: Vec<u8>,
    /// The same with the oldest session first.
    #[serde(with = "crate::hex")]
    pub oldest_first: Vec<u8>,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `sha256`.
    #[sea_orm(
        belongs_to = "super::blob::Entity",
        from = "Column::Sha256",
        to = "super::blob::Column::Sha256"
    )]
    Blob,
}

impl Related<super::blob::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Blob.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// Whether a document was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum DocumentStatus {
    #[sea_orm(string_value = "ACCEPTED")]
    Accepted,
    #[sea_orm(string_value = "REFUSED")]
    Refused,
}
