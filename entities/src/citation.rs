//! What documents say of the opinions that they cite.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "citation")]
pub struct Model {
    /// Which document.
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    /// Which opinion.
    #[sea_orm(primary_key, auto_increment = false)]
    pub opinion_id: Uuid,
    /// The day on which it was given.
    pub day: Date,
    /// What gave rise to it.
    pub kind: super::opinion::OpinionKind,
    /// The title, where the document prints it.
    pub title: Option<String>,
    /// The number of the report that it answers, where the document prints it.
    pub report_number: Option<String>,
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
    /// By `opinion_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OpinionId",
        to = "super::opinion::Column::Id"
    )]
    Opinion,
}

impl Related<super::document::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Document.def()
    }
}

impl Related<super::opinion::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opinion.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
