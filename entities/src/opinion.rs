//! What an assembly adopts.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::Basis;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "opinion")]
pub struct Model {
    /// The UUIDv5 of the natural key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which assembly.
    pub assembly_id: Uuid,
    /// At which sitting; none where other texts cite the opinion and no document that states it was imported.
    pub session_id: Option<Uuid>,
    /// Which commission drafted it.
    pub commission_id: Option<Uuid>,
    /// The report that it answers.
    pub report_id: Option<Uuid>,
    /// The number of that report, as printed; a cited opinion has it without the report.
    pub report_number: Option<String>,
    /// The document whose words these are; none as the session is.
    pub document_id: Option<Uuid>,
    /// What gave rise to it.
    pub kind: OpinionKind,
    /// Its object; none where it is cited by its report's number only.
    pub title: Option<String>,
    /// The title folded, for order.
    #[serde(with = "crate::hex")]
    pub title_key: Vec<u8>,
    /// The day on which its text says that it was adopted, or of which the text that cites it says that it is.
    pub adopted_on: Option<Date>,
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
    /// By `assembly_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::AssemblyId",
        to = "super::organisation::Column::Id"
    )]
    Assembly,
    /// By `session_id`.
    #[sea_orm(
        belongs_to = "super::session::Entity",
        from = "Column::SessionId",
        to = "super::session::Column::Id"
    )]
    Session,
    /// By `commission_id`.
    #[sea_orm(
        belongs_to = "super::organisation::Entity",
        from = "Column::CommissionId",
        to = "super::organisation::Column::Id"
    )]
    Commission,
    /// By `report_id`.
    #[sea_orm(
        belongs_to = "super::report::Entity",
        from = "Column::ReportId",
        to = "super::report::Column::Id"
    )]
    Report,
    /// By `document_id`.
    #[sea_orm(
        belongs_to = "super::document::Entity",
        from = "Column::DocumentId",
        to = "super::document::Column::Id"
    )]
    Document,
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl Related<super::report::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Report.def()
    }
}

impl Related<super::document::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Document.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// What gave rise to an opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum OpinionKind {
    #[sea_orm(string_value = "REFERRAL")]
    Referral,
    #[sea_orm(string_value = "SELF_REFERRAL")]
    SelfReferral,
    #[sea_orm(string_value = "CONTRIBUTION")]
    Contribution,
    #[sea_orm(string_value = "WISH")]
    Wish,
}
