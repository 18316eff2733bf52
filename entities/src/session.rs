//! Sittings.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which assembly.
    pub assembly_id: Uuid,
    /// The day.
    pub held_on: Date,
    /// Who sat.
    pub kind: SessionKind,
    /// The order of lists: newest session first; folded by `store`.
    #[serde(with = "crate::hex")]
    pub newest_first: Vec<u8>,
    /// The same with the oldest session first.
    #[serde(with = "crate::hex")]
    pub oldest_first: Vec<u8>,
    /// What the record rests on.
    pub basis: Basis,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `assembly_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::AssemblyId",
        to = "super::organisation::Column::Id"
    )]
    Assembly,
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Assembly.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// Who sat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum SessionKind {
    #[sea_orm(string_value = "PLENARY")]
    Plenary,
    #[sea_orm(string_value = "BUREAU")]
    Bureau,
    #[sea_orm(string_value = "COMMISSION")]
    Commission,
}
