//! Identifiers of organisations in registers.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "organisation_identifier")]
pub struct Model {
    /// Of which organisation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    /// The register, such as "SIREN".
    #[sea_orm(primary_key, auto_increment = false)]
    pub scheme: String,
    /// The identifier there.
    pub value: String,
}

/// Joins are written by `store`, where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
