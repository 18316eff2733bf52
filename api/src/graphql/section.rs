//! A part of an opinion under one heading (partie).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Parent, Row, entities::section};

use super::*;
use crate::error::Error;

/// A part of an opinion under one heading (partie).
pub(crate) struct Section {
    pub(super) row: Arc<section::Model>,
}

impl From<Arc<section::Model>> for Section {
    fn from(row: Arc<section::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<section::Model>> for Section {
    fn from(row: Row<section::Model>) -> Self {
        Self { row: row.model }
    }
}

impl Listed for Section {
    type Connection = Connection<Self>;
    type Noun = section::Model;
    const NAME: &'static str = "Section";
}

/// A part of an opinion under one heading (partie).
#[Object]
impl Section {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// Of which opinion (avis).
    async fn opinion(&self, ctx: &Context<'_>) -> Result<Record<Opinion>, Error> {
        one(ctx, self.row.opinion_id, None).await
    }

    /// Its place in the opinion, from 1 (rang).
    async fn rank(&self) -> i32 {
        self.row.rank
    }

    /// The heading as printed (titre); null for text without one.
    async fn heading(&self) -> Option<&str> {
        self.row.heading.as_deref()
    }

    /// What it says (paragraphes).
    async fn paragraphs(&self, ctx: &Context<'_>) -> Result<Items<Paragraph>, Error> {
        all(ctx, Parent::SECTION, self.row.id).await
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
}
