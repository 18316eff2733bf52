//! What rows referred to until a revision took it from them.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "former_reference")]
pub struct Model {
    /// The record that was referred to.
    #[sea_orm(primary_key, auto_increment = false)]
    pub referred_id: Uuid,
    /// The revision whose `before` refers to it and whose `after` does not.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
}

/// It refers to no other table by a foreign key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
