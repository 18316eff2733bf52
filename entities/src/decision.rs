//! What people decided of records.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    /// Of which record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: Uuid,
    /// What was decided.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: DecisionKind,
    /// The column of a value, or the list; empty where it is about the whole record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    /// What people say, as JSON.
    pub value: Option<String>,
    /// What the documents say, as JSON; none where none says anything.
    pub read: Option<String>,
    /// By which key.
    pub actor: String,
    /// When.
    pub at: DateTimeUtc,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `record_id`.
    #[sea_orm(belongs_to = "super::node::Entity", from = "Column::RecordId", to = "super::node::Column::Id")]
    Record,
}

impl ActiveModelBehavior for ActiveModel {}

/// What was decided of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DecisionKind {
    /// What a field says.
    #[sea_orm(string_value = "VALUE")]
    Value,
    /// That the record is there, whether a document states it or not.
    #[sea_orm(string_value = "CREATED")]
    Created,
    /// That it is not.
    #[sea_orm(string_value = "DELETED")]
    Deleted,
    /// That it is another one.
    #[sea_orm(string_value = "MERGED")]
    Merged,
    /// That no name of a person is kept.
    #[sea_orm(string_value = "REDACTED")]
    Redacted,
}
