//! Paragraphs of sections and declarations.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "paragraph")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which section.
    pub section_id: Option<Uuid>,
    /// Of which declaration.
    pub declaration_id: Option<Uuid>,
    /// Its place there, from 1.
    pub rank: i32,
    /// Re-flowed.
    pub text: String,
    /// What the record rests on.
    pub basis: Basis,
}

/// Joins are written by `store`, where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
