//! Revisions of which a person's name was taken out.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "redaction")]
pub struct Model {
    /// The revision's sequence.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i64,
    /// The revision's record.
    pub record_id: Uuid,
    /// SHA-256 of the reason that it gave, in hexadecimal digits.
    pub reason_digest: String,
    /// SHA-256 of the row before, as it was.
    pub before_digest: Option<String>,
    /// SHA-256 of the row after, as it was.
    pub after_digest: Option<String>,
    /// SHA-256 over those of what it says now.
    pub redacted_digest: String,
}

/// It refers to the history only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
