//! Keys of those who may write.

use sea_orm::entity::prelude::*;

/// One row. It is no part of the history, and has no JSON: nothing shows it but the command line.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_key")]
pub struct Model {
    /// The part of the key that is no secret.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What revisions call it.
    pub name: String,
    /// Words with commas, in their order.
    pub scopes: String,
    /// The SHA-256 of the part that is secret.
    pub secret_hash: Vec<u8>,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// From when on it is refused.
    pub expires_at: Option<DateTimeUtc>,
    /// Since when it is refused.
    pub revoked_at: Option<DateTimeUtc>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTimeUtc>,
}

/// It refers to no other table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
