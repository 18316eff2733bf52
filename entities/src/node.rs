//! Ids of all records, and where a merged one went.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "node")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The GraphQL type.
    #[sea_orm(column_name = "type")]
    #[serde(rename = "type")]
    pub r#type: String,
    /// What the id is made of.
    pub natural_key: String,
    /// The record that answers for this one.
    pub merged_into: Option<Uuid>,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `merged_into`.
    #[sea_orm(belongs_to = "Entity", from = "Column::MergedInto", to = "Column::Id")]
    MergedInto,
}

impl ActiveModelBehavior for ActiveModel {}
