//! Places where texts name something.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "mention")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// In which document.
    pub document_id: Uuid,
    /// In which opinion.
    pub opinion_id: Uuid,
    /// In which of its declarations; none in the opinion's own words.
    pub declaration_id: Option<Uuid>,
    /// Which organisation. At most one of the four is set.
    pub organisation_id: Option<Uuid>,
    /// Which person.
    pub person_id: Option<Uuid>,
    /// Which initiative.
    pub initiative_id: Option<Uuid>,
    /// Which other opinion.
    pub cited_id: Option<Uuid>,
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
    /// By `document_id`.
    #[sea_orm(
        belongs_to = "super::document::Entity",
        from = "Column::DocumentId",
        to = "super::document::Column::Id"
    )]
    Document,
    /// By `opinion_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OpinionId",
        to = "super::opinion::Column::Id"
    )]
    Opinion,
    /// By `declaration_id`.
    #[sea_orm(
        belongs_to = "super::declaration::Entity",
        from = "Column::DeclarationId",
        to = "super::declaration::Column::Id"
    )]
    Declaration,
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

impl Related<super::document::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Document.def()
    }
}

impl Related<super::declaration::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Declaration.def()
    }
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organisation.def()
    }
}

impl Related<super::person::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl Related<super::initiative::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Initiative.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
