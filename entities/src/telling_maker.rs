//! Who asks, as one opinion says.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "telling_maker")]
pub struct Model {
    /// Which telling.
    #[sea_orm(primary_key, auto_increment = false)]
    pub telling_id: Uuid,
    /// Which organisation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    /// Its place in the text, from 1.
    pub rank: i32,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `telling_id`.
    #[sea_orm(
        belongs_to = "super::telling::Entity",
        from = "Column::TellingId",
        to = "super::telling::Column::Id"
    )]
    Telling,
    /// By `organisation_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl Related<super::telling::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Telling.def()
    }
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organisation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
