//! Changes of records.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "revision")]
pub struct Model {
    /// From 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    /// The table.
    pub record_type: String,
    /// The record.
    pub record_id: Uuid,
    /// Why.
    pub reason: String,
    /// By what.
    pub actor: String,
    /// When.
    pub at: DateTimeUtc,
    /// The row before, as a JSON object.
    pub before: Option<String>,
    /// The row after, as a JSON object.
    pub after: Option<String>,
    /// SHA-256 over all of it and the hash before it.
    #[serde(with = "crate::hex")]
    pub hash: Vec<u8>,
}

/// It refers to no other table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
