//! What the Executive submits to an assembly (rapport).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Parent, Row, entities::report};

use super::*;
use crate::error::Error;

/// What the Executive submits to an assembly (rapport).
pub(crate) struct Report {
    pub(super) row: Arc<report::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<report::Model>> for Report {
    fn from(row: Arc<report::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<report::Model>> for Report {
    fn from(row: Row<report::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Report {
    type Connection = Connection<Self>;
    type Noun = report::Model;
    const NAME: &'static str = "Report";
    const JOINS: &'static [(&'static str, Join)] = &[("session", Join::Session)];
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[ReportLists::LISTS];
}

/// What the Executive submits to an assembly (rapport).
#[Object]
impl Report {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// The sitting that it was submitted to (séance).
    async fn session(&self, ctx: &Context<'_>) -> Result<Record<Session>, Error> {
        one(ctx, self.row.session_id, self.joined.session.clone()).await
    }

    /// The number (numéro), such as "4-1".
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// The object (objet); null where it is not known.
    async fn title(&self) -> Option<&str> {
        self.row.title.as_deref()
    }

    /// What the opinion says of it (synthèse), paragraphs separated by a blank line; null where it says nothing.
    async fn summary(&self) -> Option<&str> {
        self.row.summary.as_deref()
    }

    /// Who submitted it (auteur); null where the text does not say.
    async fn submitted_by(&self, ctx: &Context<'_>) -> Option<Result<Record<Organisation>, Error>> {
        maybe(ctx, self.row.submitted_by_id, None).await
    }

    /// What it puts first (priorités), in its order.
    async fn priorities(&self, ctx: &Context<'_>) -> Result<Items<Priority>, Error> {
        all(ctx, Parent::REPORT, self.row.id).await
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> ReportLists {
        ReportLists(self.row.id)
    }

    /// What the record rests on (fondement).
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), in the deciding document: that with the smallest session date and SHA-256.
    /// Null where no text says it.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Record<Source>, Error>> {
        source(ctx, self.row.id).await
    }

    /// Where each document names it (sources), the deciding document first.
    async fn sources(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many: 0 to 100.", default = 100)] first: i32,
    ) -> Result<Items<Source>, Error> {
        sources(ctx, self.row.id, first).await
    }
}
