//! What was asked for.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "recommendation")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The opinion that made it; none where no text says which.
    pub origin_id: Option<Uuid>,
    /// The declaration that asks; none where the assembly does.
    pub declaration_id: Option<Uuid>,
    /// Such as "2".
    pub number: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// What was asked for, where a text says it.
    pub text: Option<String>,
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
    /// By `origin_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OriginId",
        to = "super::opinion::Column::Id"
    )]
    Origin,
    /// By `declaration_id`.
    #[sea_orm(
        belongs_to = "super::declaration::Entity",
        from = "Column::DeclarationId",
        to = "super::declaration::Column::Id"
    )]
    Declaration,
}

impl Related<super::opinion::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Origin.def()
    }
}

impl Related<super::declaration::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Declaration.def()
    }
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        super::recommendation_maker::Relation::Organisation.def()
    }

    fn via() -> Option<RelationDef> {
        Some(super::recommendation_maker::Relation::Recommendation.def().rev())
    }
}

impl ActiveModelBehavior for ActiveModel {}
