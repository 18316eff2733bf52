//! What a record rests on.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a record rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum Basis {
    #[sea_orm(string_value = "TEXT")]
    Text,
    #[sea_orm(string_value = "INFERRED")]
    Inferred,
    #[sea_orm(string_value = "REFERENCE")]
    Reference,
    #[sea_orm(string_value = "EDITOR")]
    Editor,
}
