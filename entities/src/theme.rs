//! What opinions are about.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "theme")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The slug of the name; unique.
    pub slug: String,
    /// The name.
    pub name: String,
    /// Whose list it stands in, such as "DECIDATA".
    pub scheme: Option<String>,
    /// The order of lists: the name; folded by `store`.
    #[serde(with = "crate::hex")]
    pub name_key: Vec<u8>,
    /// What the record rests on.
    pub basis: Basis,
}

/// What it refers to: nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
