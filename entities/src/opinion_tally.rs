//! What is counted of opinions.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::vote::{VoteMajority, VoteOutcome};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "opinion_tally")]
pub struct Model {
    /// The opinion.
    #[sea_orm(primary_key, auto_increment = false)]
    pub opinion_id: Uuid,
    /// Whether there is a vote on it.
    pub voted: bool,
    /// That vote's outcome.
    pub outcome: Option<VoteOutcome>,
    /// That vote's majority.
    pub majority: Option<VoteMajority>,
    /// How many declarations there are on it.
    pub declarations: i32,
    /// How many of them announce a position with reservations.
    pub with_reservations: i32,
    /// Of how many of them is known whether they announce any.
    pub reservations_known: i32,
}

/// It refers to no other table that is read with it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
