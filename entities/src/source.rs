//! Places where facts were read.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "source")]
pub struct Model {
    /// The record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node_id: Uuid,
    /// The document.
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    /// In code points, inclusive.
    pub span_start: i32,
    /// In code points, exclusive.
    pub span_end: i32,
    /// From 1; none where the document has no pages.
    pub page: Option<i32>,
    /// The text from start to end.
    pub quote: String,
    /// The text just before.
    pub prefix: String,
    /// The text just after.
    pub suffix: String,
}

/// Joins are written by `store`, where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
