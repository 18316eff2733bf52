//! What a local council publishes of a deliberation beside its vote: SCDL's columns, as printed.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "deliberation")]
pub struct Model {
    /// The vote.
    #[sea_orm(primary_key, auto_increment = false)]
    pub vote_id: Uuid,
    /// COLL_SIRET.
    pub siret: Option<String>,
    /// DELIB_MATIERE_CODE.
    pub matter_code: Option<String>,
    /// DELIB_MATIERE_NOM.
    pub matter_name: Option<String>,
    /// BUDGET_ANNEE.
    pub budget_year: Option<String>,
    /// BUDGET_NOM.
    pub budget_name: Option<String>,
    /// PREF_ID.
    pub prefecture: Option<String>,
    /// PREF_DATE.
    pub received_on: Option<Date>,
    /// DELIB_URL.
    pub url: Option<String>,
}

/// What it refers to, as the foreign keys say.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// By `vote_id`.
    #[sea_orm(belongs_to = "super::vote::Entity", from = "Column::VoteId", to = "super::vote::Column::Id")]
    Vote,
}

impl Related<super::vote::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Vote.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
