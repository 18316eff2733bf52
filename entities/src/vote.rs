//! How something was decided.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "vote")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// At which sitting.
    pub session_id: Uuid,
    /// On which opinion.
    pub opinion_id: Option<Uuid>,
    /// On what, where it is no opinion.
    pub subject: Option<String>,
    /// What the document calls the vote.
    pub identifier: Option<String>,
    /// The day.
    pub held_on: Date,
    /// What became of it, where words say so.
    pub outcome: Option<VoteOutcome>,
    /// By what majority, where words say so.
    pub majority: Option<VoteMajority>,
    /// As printed; none where no words say it.
    pub formula: Option<String>,
    /// Voix pour, as printed.
    pub count_for: Option<i32>,
    /// Voix contre, as printed.
    pub count_against: Option<i32>,
    /// Abstentions, as printed.
    pub count_abstentions: Option<i32>,
    /// Members who take no part, as printed.
    pub count_not_participating: Option<i32>,
    /// Absents, as printed.
    pub count_absent: Option<i32>,
    /// Members present, as printed.
    pub count_present: Option<i32>,
    /// Votants, abstentions included, as printed.
    pub count_cast: Option<i32>,
    /// Members of the assembly, as printed.
    pub count_eligible: Option<i32>,
    /// Whether the figures contradict each other.
    pub inconsistent: bool,
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
    /// By `session_id`.
    #[sea_orm(
        belongs_to = "super::session::Entity",
        from = "Column::SessionId",
        to = "super::session::Column::Id"
    )]
    Session,
    /// By `opinion_id`.
    #[sea_orm(
        belongs_to = "super::opinion::Entity",
        from = "Column::OpinionId",
        to = "super::opinion::Column::Id"
    )]
    Opinion,
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl Related<super::opinion::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opinion.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// What became of what was put to the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum VoteOutcome {
    #[sea_orm(string_value = "ADOPTED")]
    Adopted,
    #[sea_orm(string_value = "REJECTED")]
    Rejected,
    #[sea_orm(string_value = "NOTED")]
    Noted,
}

/// By what majority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum VoteMajority {
    #[sea_orm(string_value = "UNANIMITY")]
    Unanimity,
    #[sea_orm(string_value = "NEAR_UNANIMITY")]
    NearUnanimity,
    #[sea_orm(string_value = "LARGE_MAJORITY")]
    LargeMajority,
    #[sea_orm(string_value = "MAJORITY")]
    Majority,
    #[sea_orm(string_value = "NARROW_MAJORITY")]
    NarrowMajority,
}
