//! Statements on behalf of organisations.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "declaration")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// On which opinion.
    pub opinion_id: Uuid,
    /// Its place in the opinion, from 1.
    pub rank: i32,
    /// Who spoke first, where it is known.
    pub speaker_id: Option<Uuid>,
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
    /// By `opinion_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OpinionId",
        to = "super::opinion::Column::Id"
    )]
    Opinion,
    /// By `speaker_id`.
    #[sea_orm(
        belongs_to = "super::person::Entity",
        from = "Column::SpeakerId",
        to = "super::person::Column::Id"
    )]
    Speaker,
}

impl Related<super::opinion::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opinion.def()
    }
}

impl Related<super::person::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Speaker.def()
    }
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        super::declaration_organisation::Relation::Organisation.def()
    }

    fn via() -> Option<RelationDef> {
        Some(super::declaration_organisation::Relation::Declaration.def().rev())
    }
}

impl ActiveModelBehavior for ActiveModel {}
