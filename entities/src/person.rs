//! People in a public role.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The assembly within which the name tells them apart.
    pub assembly_id: Uuid,
    /// The folded name.
    pub slug: String,
    /// As printed; none where only an identifier is known.
    pub name: Option<String>,
    /// Where it can be told apart.
    pub given_name: Option<String>,
    /// With its particle, where it can be told apart.
    pub family_name: Option<String>,
    /// Family name and given name folded, for order.
    #[serde(with = "crate::hex")]
    pub name_key: Vec<u8>,
    /// Whether the name was taken out, everywhere and for good.
    pub redacted: bool,
    /// What the record rests on.
    pub basis: Basis,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `assembly_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::AssemblyId",
        to = "super::organisation::Column::Id"
    )]
    Assembly,
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Assembly.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
