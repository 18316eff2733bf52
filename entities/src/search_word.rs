//! In how many records a stem stands.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "search_word")]
pub struct Model {
    /// The stem; the empty one is that of all records.
    #[sea_orm(primary_key, auto_increment = false)]
    pub stem: String,
    /// How many records have it.
    pub records: i64,
}

/// It refers to no other table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
