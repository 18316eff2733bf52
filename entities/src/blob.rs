//! Bytes as received, by their hash.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "blob")]
pub struct Model {
    /// Hexadecimal, 64 digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sha256: String,
    /// As received.
    pub bytes: Vec<u8>,
}

/// It refers to no other table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
