//! What someone did, or said that they would do, at a vote.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "vote_position")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// At which vote; none where a declaration announces it and no vote is printed.
    pub vote_id: Option<Uuid>,
    /// Recorded or announced.
    pub kind: VotePositionKind,
    /// What.
    pub choice: VoteChoice,
    /// Whether the announcement names reservations; none for a ballot.
    pub with_reservations: Option<bool>,
    /// Whose ballot.
    pub person_id: Option<Uuid>,
    /// Which organisation.
    pub organisation_id: Option<Uuid>,
    /// The declaration that announces it.
    pub declaration_id: Option<Uuid>,
    /// The order of lists: newest session first; folded by `store`.
    #[serde(with = "crate::hex")]
    pub newest_first: Vec<u8>,
    /// What the record rests on.
    pub basis: Basis,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `vote_id`.
    #[sea_orm(belongs_to = "super::vote::Entity", from = "Column::VoteId", to = "super::vote::Column::Id")]
    Vote,
    /// By `person_id`.
    #[sea_orm(
        belongs_to = "super::person::Entity",
        from = "Column::PersonId",
        to = "super::person::Column::Id"
    )]
    Person,
    /// By `organisation_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::OrganisationId",
        to = "super::organisation::Column::Id"
    )]
    Organisation,
    /// By `declaration_id`.
    #[sea_orm(
        belongs_to = "super::declaration::Entity",
        from = "Column::DeclarationId",
        to = "super::declaration::Column::Id"
    )]
    Declaration,
}

impl Related<super::vote::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Vote.def()
    }
}

impl Related<super::person::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl Related<super::organisation::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organisation.def()
    }
}

impl Related<super::declaration::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Declaration.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// Recorded or announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum VotePositionKind {
    #[sea_orm(string_value = "BALLOT")]
    Ballot,
    #[sea_orm(string_value = "ANNOUNCED")]
    Announced,
}

/// What a voter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum VoteChoice {
    #[sea_orm(string_value = "FOR")]
    For,
    #[sea_orm(string_value = "AGAINST")]
    Against,
    #[sea_orm(string_value = "ABSTENTION")]
    Abstention,
    #[sea_orm(string_value = "NOT_PARTICIPATING")]
    NotParticipating,
    #[sea_orm(string_value = "ABSENT")]
    Absent,
}
