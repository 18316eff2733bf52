//! What became of a recommendation (suite donnée), as an opinion says it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
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

/// What became of a recommendation (suite donnée), as an opinion says it or people recorded it.
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
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for FollowUp {
    type Connection = Connection<Self>;
    type Noun = follow_up::Model;
    const NAME: &'static str = "FollowUp";
    const JOINS: &'static [(&'static str, Join)] =
        &[("recommendation", Join::Recommendation), ("opinion", Join::Opinion)];
}

/// What shows what became of a recommendation (preuve).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Evidence {
    /// What is known of it, or a passage that says it (texte).
    text: Option<String>,
    /// Where it can be read (adresse).
    url: Option<String>,
    /// When it was so (date).
    date: Option<Date>,
}

/// What became of a recommendation (suite donnée), as an opinion says it or people recorded it.
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
    async fn recommendation(&self, ctx: &Context<'_>) -> Result<Record<Recommendation>, Error> {
        one(ctx, self.row.recommendation_id, self.joined.recommendation.clone()).await
    }

    /// The opinion that says it (avis); null where people recorded it by hand.
    async fn opinion(&self, ctx: &Context<'_>) -> Option<Result<Record<Opinion>, Error>> {
        maybe(ctx, self.row.opinion_id, self.joined.opinion.clone()).await
    }

    /// What people who recorded it by hand show for it (preuve); null where an opinion says it: `source` has its words.
    async fn evidence(&self) -> Option<Evidence> {
        let row = &self.row;
        (row.evidence_text.is_some() || row.evidence_url.is_some()).then(|| Evidence {
            text: row.evidence_text.clone(),
            url: row.evidence_url.clone(),
            date: row.evidence_date.map(Date),
        })
    }

    /// What the record rests on (fondement).
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), with the words that say what became of it; null where people recorded it by
    /// hand.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Record<Source>, Error>> {
        source(ctx, self.row.id).await
    }
}
