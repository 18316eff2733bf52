//! On whose behalf a declaration was made.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "declaration_organisation")]
pub struct Model {
    /// Which declaration.
    #[sea_orm(primary_key, auto_increment = false)]
    pub declaration_id: Uuid,
    /// On behalf of which organisation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    /// Its place in the declaration, from 1.
    pub rank: i32,
}

/// Joins are written by `store`, where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
