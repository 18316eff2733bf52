//! Territories by their INSEE codes.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "territory")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What the code counts.
    pub level: TerritoryLevel,
    /// INSEE code, such as "27"; a SIREN, or ISO 3166-1's letters.
    pub code: String,
    /// None where the code is not known.
    pub name: Option<String>,
    /// The code, for order.
    #[serde(with = "crate::hex")]
    pub name_key: Vec<u8>,
    /// What the record rests on.
    pub basis: Basis,
}

/// It refers to no other table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The level of a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum TerritoryLevel {
    #[sea_orm(string_value = "REGION")]
    Region,
    #[sea_orm(string_value = "DEPARTMENT")]
    Department,
    #[sea_orm(string_value = "INTERCOMMUNALITY")]
    Intercommunality,
    #[sea_orm(string_value = "COMMUNE")]
    Commune,
    #[sea_orm(string_value = "COUNTRY")]
    Country,
}
