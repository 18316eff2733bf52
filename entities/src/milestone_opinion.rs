//! Which opinions tell of a milestone.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "milestone_opinion")]
pub struct Model {
    /// Which milestone.
    #[sea_orm(primary_key, auto_increment = false)]
    pub milestone_id: Uuid,
    /// Which opinion.
    #[sea_orm(primary_key, auto_increment = false)]
    pub opinion_id: Uuid,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `milestone_id`.
    #[sea_orm(
        belongs_to = "super::milestone::Entity",
        from = "Column::MilestoneId",
        to = "super::milestone::Column::Id"
    )]
    Milestone,
    /// By `opinion_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OpinionId",
        to = "super::opinion::Column::Id"
    )]
    Opinion,
}

impl Related<super::milestone::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Milestone.def()
    }
}

impl Related<super::opinion::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opinion.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
