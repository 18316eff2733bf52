//! Bodies that texts name.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its territory.
    pub territory_id: Uuid,
    /// Of the acronym, or of the name: unique within the territory.
    pub slug: String,
    /// Such as "CGT".
    pub acronym: Option<String>,
    /// The acronym folded.
    pub acronym_key: Option<String>,
    /// The long name.
    pub name: String,
    /// The name folded, for order.
    #[serde(with = "crate::hex")]
    pub name_key: Vec<u8>,
    /// What kind of body.
    pub kind: OrganisationKind,
    /// The body that it belongs to.
    pub parent_id: Option<Uuid>,
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
    /// By `parent_id`.
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id")]
    Parent,
}

impl Related<super::territory::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Territory.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// The kinds of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum OrganisationKind {
    #[sea_orm(string_value = "CONSULTATIVE_ASSEMBLY")]
    ConsultativeAssembly,
    #[sea_orm(string_value = "REGIONAL_COUNCIL")]
    RegionalCouncil,
    #[sea_orm(string_value = "EXECUTIVE")]
    Executive,
    #[sea_orm(string_value = "COMMISSION")]
    Commission,
    #[sea_orm(string_value = "COMMITTEE")]
    Committee,
    #[sea_orm(string_value = "COLLEGE")]
    College,
    #[sea_orm(string_value = "CHAMBER")]
    Chamber,
    #[sea_orm(string_value = "TRADE_UNION")]
    TradeUnion,
    #[sea_orm(string_value = "EMPLOYERS")]
    Employers,
    #[sea_orm(string_value = "ASSOCIATION")]
    Association,
    #[sea_orm(string_value = "AGENCY")]
    Agency,
    #[sea_orm(string_value = "STATE")]
    State,
    #[sea_orm(string_value = "PARTY")]
    Party,
    #[sea_orm(string_value = "OTHER")]
    Other,
}
