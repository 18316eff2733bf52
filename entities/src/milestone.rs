//! Dated steps of initiatives and organisations.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "milestone")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which initiative.
    pub initiative_id: Option<Uuid>,
    /// Of which organisation.
    pub organisation_id: Option<Uuid>,
    /// EDTF level 0: "2018", "2019-03", "2020-06-25".
    pub date: String,
    /// What happened.
    pub title: String,
    /// The order of lists: the latest day first, then the coarser date; folded by `store`.
    #[serde(with = "crate::hex")]
    pub newest_first: Vec<u8>,
    /// The same with the earliest day first.
    #[serde(with = "crate::hex")]
    pub oldest_first: Vec<u8>,
    /// What the record rests on.
    pub basis: Basis,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `initiative_id`.
    #[sea_orm(
        belongs_to = "super::initiative::Entity",
        from = "Column::InitiativeId",
        to = "super::initiative::Column::Id"
    )]
    Initiative,
    /// By `organisation_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl Related<super::initiative::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Initiative.def()
    }
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organisation.def()
    }
}

impl Related<super::opinion::Entity> for Entity {
    fn to() -> RelationDef {
        super::milestone_opinion::Relation::Opinion.def()
    }

    fn via() -> Option<RelationDef> {
        Some(super::milestone_opinion::Relation::Milestone.def().rev())
    }
}

impl ActiveModelBehavior for ActiveModel {}
