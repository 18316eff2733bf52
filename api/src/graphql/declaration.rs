//! A statement on behalf of organisations (déclaration).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Parent, Row, entities::declaration};

use super::*;
use crate::error::Error;

/// A statement on behalf of organisations (déclaration).
pub(crate) struct Declaration {
    pub(super) row: Arc<declaration::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<declaration::Model>> for Declaration {
    fn from(row: Arc<declaration::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<declaration::Model>> for Declaration {
    fn from(row: Row<declaration::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Declaration {
    type Connection = FacetedConnection<Self>;
    type Noun = declaration::Model;
    const NAME: &'static str = "Declaration";
    const JOINS: &'static [(&'static str, Join)] = &[("opinion", Join::Opinion), ("speaker", Join::Speaker)];
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[DeclarationLists::LISTS];
}

/// A statement on behalf of organisations (déclaration).
#[Object]
impl Declaration {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// On which opinion (avis).
    async fn opinion(&self, ctx: &Context<'_>) -> Result<Record<Opinion>, Error> {
        one(ctx, self.row.opinion_id, self.joined.opinion.clone()).await
    }

    /// Its place in the opinion, from 1 (rang).
    async fn rank(&self) -> i32 {
        self.row.rank
    }

    /// Who spoke, the first of `speakers` (orateur); null where the text does not say.
    async fn speaker(&self, ctx: &Context<'_>) -> Option<Result<Record<Person>, Error>> {
        maybe(ctx, self.row.speaker_id, self.joined.speaker.clone()).await
    }

    /// All who spoke (orateurs), in the order of the text; empty where it does not say.
    async fn speakers(&self, ctx: &Context<'_>) -> Result<Items<Person>, Error> {
        all(ctx, Parent::SPEAKERS, self.row.id).await
    }

    /// On whose behalf (au nom de), in the order of the text.
    async fn organisations(&self, ctx: &Context<'_>) -> Result<Items<Organisation>, Error> {
        all(ctx, Parent::MAKES, self.row.id).await
    }

    /// What was said (paragraphes).
    async fn paragraphs(&self, ctx: &Context<'_>) -> Result<Items<Paragraph>, Error> {
        all(ctx, Parent::DECLARATION, self.row.id).await
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> DeclarationLists {
        DeclarationLists(self.row.id)
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
