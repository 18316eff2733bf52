//! Parts of an opinion.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "section")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which opinion.
    pub opinion_id: Uuid,
    /// Its place in the opinion, from 1.
    pub rank: i32,
    /// As printed.
    pub heading: Option<String>,
    /// What the record rests on.
    pub basis: Basis,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `opinion_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OpinionId",
        to = "super::opinion::Column::Id"
    )]
    Opinion,
}

impl Related<super::opinion::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opinion.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
