//! Stems in records.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "search_posting")]
pub struct Model {
    /// The stem.
    #[sea_orm(primary_key, auto_increment = false)]
    pub stem: String,
    /// The record that it stands in.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: Uuid,
    /// The place of the record's noun among those that search may find, from 1.
    pub noun: i16,
    /// What it weighs there, in thousandths of a word that stands once in a text of 300.
    pub impact: i32,
    /// The distances between its places, seven bits a byte.
    #[serde(with = "crate::hex")]
    pub places: Vec<u8>,
}

/// It refers to no other table by a foreign key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
