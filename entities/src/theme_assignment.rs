//! Which themes opinions carry, and by which rule.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "theme_assignment")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which opinion.
    pub opinion_id: Uuid,
    /// Which theme.
    pub theme_id: Uuid,
    /// The place among the opinion's themes, from 1 on.
    pub rank: i32,
    /// What the rule looks for.
    pub rule_kind: ThemeRuleKind,
    /// The words or names that it looks for, parted by `|`.
    pub rule_value: String,
    /// How many places make it hold.
    pub rule_at_least: i32,
    /// What the record rests on.
    pub basis: Basis,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `opinion_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OpinionId",
        to = "super::opinion::Column::Id"
    )]
    Opinion,
    /// By `theme_id`.
    #[sea_orm(belongs_to = "super::theme::Entity", from = "Column::ThemeId", to = "super::theme::Column::Id")]
    Theme,
}

impl Related<super::opinion::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opinion.def()
    }
}

impl Related<super::theme::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Theme.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// What a rule of the mapping looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum ThemeRuleKind {
    #[sea_orm(string_value = "TITLE")]
    Title,
    #[sea_orm(string_value = "TERM")]
    Term,
    #[sea_orm(string_value = "INITIATIVE")]
    Initiative,
    #[sea_orm(string_value = "ORGANISATION")]
    Organisation,
}
