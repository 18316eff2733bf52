//! What was asked for (préconisation).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Parent, Row, entities::recommendation};

use super::*;
use crate::error::Error;

/// What was asked for (préconisation).
pub(crate) struct Recommendation {
    pub(super) row: Arc<recommendation::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<recommendation::Model>> for Recommendation {
    fn from(row: Arc<recommendation::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<recommendation::Model>> for Recommendation {
    fn from(row: Row<recommendation::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Recommendation {
    type Connection = FacetedConnection<Self>;
    type Noun = recommendation::Model;
    const NAME: &'static str = "Recommendation";
    const JOINS: &'static [(&'static str, Join)] =
        &[("origin", Join::Origin), ("declaration", Join::Declaration)];
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[RecommendationLists::LISTS];
}

/// What was asked for (préconisation).
#[Object]
impl Recommendation {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// The number (numéro) that its origin gives it, such as "2"; null where no text gives it one.
    async fn number(&self) -> Option<&str> {
        self.row.number.as_deref()
    }

    /// What it is about (thème), where a text names the theme; null where texts give its words and no theme.
    async fn subject(&self) -> Option<&str> {
        self.row.subject.as_deref()
    }

    /// What was asked for (texte), as the origin says it, else as a later text repeats it; null where texts name the
    /// theme and no more.
    async fn text(&self) -> Option<&str> {
        self.row.text.as_deref()
    }

    /// Who asks (auteurs): the assembly, or organisations in their declaration. In the order of the text.
    async fn made_by(&self, ctx: &Context<'_>) -> Result<Items<Organisation>, Error> {
        all(ctx, Parent::ASKS, self.row.id).await
    }

    /// The opinion that makes it (avis d'origine); null where an earlier text is meant and not said which.
    async fn origin(&self, ctx: &Context<'_>) -> Option<Result<Record<Opinion>, Error>> {
        maybe(ctx, self.row.origin_id, self.joined.origin.clone()).await
    }

    /// The declaration that asks (déclaration); null where the assembly asks, or no imported text holds the declaration.
    async fn declaration(&self, ctx: &Context<'_>) -> Option<Result<Record<Declaration>, Error>> {
        maybe(ctx, self.row.declaration_id, self.joined.declaration.clone()).await
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> RecommendationLists {
        RecommendationLists(self.row.id)
    }

    /// What became of it (suites données), newest session first.
    async fn follow_ups(&self, ctx: &Context<'_>) -> Result<Items<FollowUp>, Error> {
        all(ctx, Parent::RECOMMENDATION, self.row.id).await
    }

    /// What the record rests on (fondement).
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), in the text that makes it, else in the document with the smallest session date and
    /// SHA-256 that tells of it.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Record<Source>, Error>> {
        source(ctx, self.row.id).await
    }

    /// Where each document tells of it (sources), the text that makes it first.
    async fn sources(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many: 0 to 100.", default = 100)] first: i32,
    ) -> Result<Items<Source>, Error> {
        sources(ctx, self.row.id, first).await
    }
}
