//! What one opinion says of a recommendation, its own or another's.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "telling")]
pub struct Model {
    /// The UUIDv5 of the opinion and the rank; no node.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which opinion says it.
    pub opinion_id: Uuid,
    /// Its place in the opinion, from 1.
    pub rank: i32,
    /// Which recommendation: worked out by `store`.
    pub recommendation_id: Uuid,
    /// The opinion that made the recommendation; none where the text does not say which.
    pub origin_id: Option<Uuid>,
    /// The declaration that asks.
    pub declaration_id: Option<Uuid>,
    /// Who asks, where it is not the assembly alone: a part of what tells the recommendation from others, so it stays as the
    /// text has it.
    pub asker: String,
    /// As printed there.
    pub number: Option<String>,
    /// The theme that it names.
    pub subject: Option<String>,
    /// What it says was asked for.
    pub text: Option<String>,
    /// Where, in code points of the opinion's document, inclusive.
    pub span_start: i32,
    /// In code points, exclusive.
    pub span_end: i32,
    /// From 1; none where the document has no pages.
    pub page: Option<i32>,
    /// The text from start to end.
    pub quote: String,
    /// The text just before.
    pub prefix: String,
    /// The text just after.
    pub suffix: String,
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
    /// By `recommendation_id`.
    #[sea_orm(
        belongs_to = "super::recommendation::Entity",
        from = "Column::RecommendationId",
        to = "super::recommendation::Column::Id"
    )]
    Recommendation,
    /// By `origin_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OriginId",
        to = "super::opinion::Column::Id"
    )]
    Origin,
    /// By `declaration_id`.
    #[sea_orm(
        belongs_to = "super::declaration::Entity",
        from = "Column::DeclarationId",
        to = "super::declaration::Column::Id"
    )]
    Declaration,
}

impl Related<super::recommendation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Recommendation.def()
    }
}

impl Related<super::declaration::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Declaration.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
