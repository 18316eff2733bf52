//! What became of a recommendation (suite donnée), as an opinion says it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use store::{Join, Joined, Row, entities::follow_up};

use super::*;
use crate::error::Error;

/// What became of a recommendation (suite donnée).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::follow_up::FollowUpStatus")]
pub(crate) enum FollowUpStatus {
    /// A plan or a report says the same (fait écho, rejoint).
    Echoed,
    /// It was taken up (prise en compte, mise en œuvre).
    Addressed,
    /// The assembly asks for it again (réitère, comme déjà préconisé).
    Reiterated,
    /// It was turned down (non retenue).
    Declined,
}

/// What became of a recommendation (suite donnée), as an opinion says it.
pub(crate) struct FollowUp {
    row: Arc<follow_up::Model>,
    joined: Joined,
}

impl From<Arc<follow_up::Model>> for FollowUp {
    fn from(row: Arc<follow_up::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<follow_up::Model>> for FollowUp {
    fn from(row: Row<follow_up::Model>) -> Self {
        Self { row: Arc::new(row.model), joined: row.joined }
    }
}

impl Listed for FollowUp {
    type Connection = Connection<Self>;
    type Noun = follow_up::Model;
    const NAME: &'static str = "FollowUp";
    const JOINS: &'static [(&'static str, Join)] =
        &[("recommendation", Join::Recommendation), ("opinion", Join::Opinion)];
}

/// What became of a recommendation (suite donnée), as an opinion says it.
#[Object]
impl FollowUp {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// What became of it (suite).
    async fn status(&self) -> FollowUpStatus {
        self.row.status.into()
    }

    /// Of which recommendation (préconisation).
    async fn recommendation(&self, ctx: &Context<'_>) -> Result<Recommendation, Error> {
        one(ctx, self.row.recommendation_id, self.joined.recommendation.clone()).await
    }

    /// The opinion that says it (avis).
    async fn opinion(&self, ctx: &Context<'_>) -> Result<Opinion, Error> {
        one(ctx, self.row.opinion_id, self.joined.opinion.clone()).await
    }

    /// What the record rests on (fondement).
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), with the words that say what became of it. Never null in practice: a follow-up
    /// is read in a text.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Source, Error>> {
        source(ctx, self.row.id).await
    }
}
