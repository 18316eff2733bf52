//! The analyser that the search tables are of.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row, and there is one.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "search_index")]
pub struct Model {
    /// Its version.
    #[sea_orm(primary_key, auto_increment = false)]
    pub analyser: String,
}

/// It refers to no other table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
