//! Strategies, programmes, plans, services and platforms that texts name.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "initiative")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its territory.
    pub territory_id: Uuid,
    /// Of the acronym, or of the name: unique within the territory.
    pub slug: String,
    /// Such as "SCORAN".
    pub acronym: Option<String>,
    /// The acronym folded.
    pub acronym_key: Option<String>,
    /// The long name.
    pub name: String,
    /// The name folded, for order.
    #[serde(with = "crate::hex")]
    pub name_key: Vec<u8>,
    /// What it is.
    pub kind: InitiativeKind,
    /// The body that it has become.
    pub organisation_id: Option<Uuid>,
    /// What the record rests on.
    pub basis: Basis,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `territory_id`.
    #[sea_orm(
        belongs_to = "super::territory::Entity",
        from = "Column::TerritoryId",
        to = "super::territory::Column::Id"
    )]
    Territory,
    /// By `organisation_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
}

impl Related<super::territory::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Territory.def()
    }
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organisation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// What an initiative is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum InitiativeKind {
    #[sea_orm(string_value = "STRATEGY")]
    Strategy,
    #[sea_orm(string_value = "POLICY")]
    Policy,
    #[sea_orm(string_value = "PLAN")]
    Plan,
    #[sea_orm(string_value = "PROGRAMME")]
    Programme,
    #[sea_orm(string_value = "AGREEMENT")]
    Agreement,
    #[sea_orm(string_value = "AGENCY")]
    Agency,
    #[sea_orm(string_value = "SERVICE")]
    Service,
    #[sea_orm(string_value = "PLATFORM")]
    Platform,
    #[sea_orm(string_value = "HUB")]
    Hub,
    #[sea_orm(string_value = "OTHER")]
    Other,
}
