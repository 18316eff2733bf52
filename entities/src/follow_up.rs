//! What became of recommendations.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "follow_up")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which recommendation: worked out by `store`.
    pub recommendation_id: Uuid,
    /// Which opinion says it; none where people recorded it by hand.
    pub opinion_id: Option<Uuid>,
    /// Where that opinion tells of the recommendation; none as the opinion is.
    pub telling_id: Option<Uuid>,
    /// What became of it.
    pub status: FollowUpStatus,
    /// What people who recorded it say of it, or quote.
    pub evidence_text: Option<String>,
    /// Where that can be read.
    pub evidence_url: Option<String>,
    /// When it was so.
    pub evidence_date: Option<Date>,
    /// The order of lists: newest session first; folded by `store`.
    #[serde(with = "crate::hex")]
    pub newest_first: Vec<u8>,
    /// The same with the oldest session first.
    #[serde(with = "crate::hex")]
    pub oldest_first: Vec<u8>,
    /// What the record rests on.
    pub basis: Basis,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `recommendation_id`.
    #[sea_orm(
        belongs_to = "super::recommendation::Entity",
        from = "Column::RecommendationId",
        to = "super::recommendation::Column::Id"
    )]
    Recommendation,
    /// By `opinion_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OpinionId",
        to = "super::opinion::Column::Id"
    )]
    Opinion,
    /// By `telling_id`.
    #[sea_orm(
        belongs_to = "super::telling::Entity",
        from = "Column::TellingId",
        to = "super::telling::Column::Id"
    )]
    Telling,
}

impl Related<super::recommendation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Recommendation.def()
    }
}

impl Related<super::opinion::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opinion.def()
    }
}

impl Related<super::telling::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Telling.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// What became of a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum FollowUpStatus {
    #[sea_orm(string_value = "ECHOED")]
    Echoed,
    #[sea_orm(string_value = "ADDRESSED")]
    Addressed,
    #[sea_orm(string_value = "REITERATED")]
    Reiterated,
    #[sea_orm(string_value = "DECLINED")]
    Declined,
}
