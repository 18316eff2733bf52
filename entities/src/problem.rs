//! What was not understood in a document.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "problem")]
pub struct Model {
    /// In which document.
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    /// Its place among the document's problems, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub rank: i32,
    /// Whether the document is refused for it.
    pub severity: ProblemSeverity,
    /// A stable name in capitals.
    pub code: String,
    /// What was read, what was expected, what to do.
    pub message: String,
    /// From 1.
    pub line: i32,
    /// In code points, from 1.
    pub column: i32,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `document_id`.
    #[sea_orm(
        belongs_to = "super::document::Entity",
        from = "Column::DocumentId",
        to = "super::document::Column::Id"
    )]
    Document,
}

impl Related<super::document::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Document.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum ProblemSeverity {
    #[sea_orm(string_value = "ERROR")]
    Error,
    #[sea_orm(string_value = "WARNING")]
    Warning,
}
