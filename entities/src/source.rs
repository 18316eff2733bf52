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
    /// Whether the document only tells of the record, which another text made: one that states it decides before it.
    pub cited: bool,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `node_id`.
    #[sea_orm(belongs_to = "super::node::Entity", from = "Column::NodeId", to = "super::node::Column::Id")]
    Node,
    /// By `document_id`.
    #[sea_orm(
        belongs_to = "super::document::Entity",
        from = "Column::DocumentId",
        to = "super::document::Column::Id"
    )]
    Document,
}

impl Related<super::node::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Node.def()
    }
}

impl Related<super::document::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Document.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
