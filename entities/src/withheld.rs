//! Rows that documents state and people's decisions keep out.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "withheld")]
pub struct Model {
    /// Which document states it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    /// The table that it would stand in.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_type: String,
    /// Its primary key there.
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_key: String,
    /// The row, as JSON.
    pub stated: String,
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

impl ActiveModelBehavior for ActiveModel {}
