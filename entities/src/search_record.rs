//! Records that search may find.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "search_record")]
pub struct Model {
    /// The record's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its territory.
    pub territory_id: Uuid,
    /// Begins with the session's day; none for what has no session.
    pub oldest_first: Option<Vec<u8>>,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `territory_id`.
    #[sea_orm(
        belongs_to = "super::territory::Entity",
        from = "Column::TerritoryId",
        to = "super::territory::Column::Id"
    )]
    Territory,
}

impl ActiveModelBehavior for ActiveModel {}
