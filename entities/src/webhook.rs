//! Addresses that changes are sent to.

use sea_orm::entity::prelude::*;

/// One row. It is no part of the history, and has no JSON: whoever has its key sees it, and nobody its secret.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook")]
pub struct Model {
    /// The id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The key that made it.
    pub key_id: Uuid,
    /// Where deliveries go.
    pub url: String,
    /// The types of records, with commas; empty for all.
    pub types: String,
    /// What deliveries are signed with.
    pub secret: Vec<u8>,
    /// Up to where everything was delivered.
    pub token: String,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// Since when nothing is sent.
    pub disabled_at: Option<DateTimeUtc>,
    /// Why nothing is sent.
    pub disabled_because: Option<Reason>,
    /// When something was last delivered.
    pub delivered_at: Option<DateTimeUtc>,
    /// Since when deliveries fail.
    pub failing_since: Option<DateTimeUtc>,
    /// How many have failed since.
    pub failures: i32,
    /// What the last of them met.
    pub failure: Option<String>,
    /// Before then nothing is tried.
    pub next_at: Option<DateTimeUtc>,
    /// Which instance sends.
    pub sender: Option<Uuid>,
    /// Until when no other instance does.
    pub sender_until: Option<DateTimeUtc>,
}

/// Why nothing is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Reason {
    /// Whoever has the key asked for it.
    #[sea_orm(string_value = "KEY")]
    Key,
    /// The address answered 410.
    #[sea_orm(string_value = "GONE")]
    Gone,
    /// Deliveries failed for too long.
    #[sea_orm(string_value = "FAILING")]
    Failing,
    /// The place is none of this ledger.
    #[sea_orm(string_value = "TOKEN")]
    Token,
}

/// It refers to a key, by `key_id`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `key_id`.
    #[sea_orm(
        belongs_to = "super::access_key::Entity",
        from = "Column::KeyId",
        to = "super::access_key::Column::Id"
    )]
    AccessKey,
}

impl Related<super::access_key::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AccessKey.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
