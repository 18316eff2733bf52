//! What a mention may name, where that cannot be told.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "mention_candidate")]
pub struct Model {
    /// Which mention.
    #[sea_orm(primary_key, auto_increment = false)]
    pub mention_id: Uuid,
    /// Its place among the candidates, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub rank: i32,
    /// Which organisation. Exactly one of the four is set.
    pub organisation_id: Option<Uuid>,
    /// Which person.
    pub person_id: Option<Uuid>,
    /// Which initiative.
    pub initiative_id: Option<Uuid>,
    /// Which other opinion.
    pub cited_id: Option<Uuid>,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `mention_id`.
    #[sea_orm(
        belongs_to = "super::mention::Entity",
        from = "Column::MentionId",
        to = "super::mention::Column::Id"
    )]
    Mention,
    /// By `organisation_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    /// By `person_id`.
    #[sea_orm(
        belongs_to = "super::person::Entity",
        from = "Column::PersonId",
        to = "super::person::Column::Id"
    )]
    Person,
    /// By `initiative_id`.
    #[sea_orm(
        belongs_to = "super::initiative::Entity",
        from = "Column::InitiativeId",
        to = "super::initiative::Column::Id"
    )]
    Initiative,
    /// By `cited_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::CitedId",
        to = "super::opinion::Column::Id"
    )]
    Cited,
}

impl Related<super::mention::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Mention.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
